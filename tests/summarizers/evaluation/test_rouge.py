"""ROUGE against the package that everybody reports."""

from __future__ import annotations

import pytest

from summarizers.evaluation.rouge import rouge

FIGURES = [
    # summary, reference, then ROUGE-1, ROUGE-2 and ROUGE-Lsum F1 of rouge-score 0.1.2 without stemming
    (["The cat sat on the mat."], ["The cat is on the mat.", "It sat."], (0.857143, 0.5, 0.857143)),
    (["A a a b."], ["a b a b a"], (0.888889, 0.285714, 0.666667)),
    (["police killed the gunman"], ["police kill the gunman"], (0.75, 0.333333, 0.75)),
    (["x"], ["y"], (0.0, 0.0, 0.0)),
    ([""], ["y"], (0.0, 0.0, 0)),
    (["56.15% of shares, in 2009!"], ["Shares: 56.15 percent in 2009"], (0.833333, 0.4, 0.666667)),
    (
        ["a g d g f g c", "d b f e", "g d e e b", "f g"],
        ["d c c e b d d d", "f", "g a f e f e e f c"],
        (0.722222, 0.235294, 0.555556),
    ),
    (["b d", "d c b d g c e f"], ["f b g g a", "e", "g", "e g f d f g d"], (0.5, 0.0, 0.416667)),
    (["a f"], ["e e e b d", "f g d c g d g", "c"], (0.133333, 0.0, 0.133333)),
    (["a g d e e g d d b", "d d c g b b g c"], ["b g"], (0.210526, 0.117647, 0.210526)),
    (["a c b a c", "f f b d b"], ["b g", "f"], (0.307692, 0.0, 0.307692)),
    (
        ["f g f g a d", "e g a d", "c a b f"],
        ["b g c f a", "a a g b b g g c", "d e b g", "g g c c"],
        (0.628571, 0.060606, 0.628571),
    ),
    (["f a b e g f c a"], ["f c d e", "d e f e", "f c", "c c"], (0.4, 0.111111, 0.4)),
    (["c a f", "c a", "b a c b d a d g e"], ["a b d a c d d"], (0.571429, 0.421053, 0.47619)),
    (["g a e a b g", "c a d c"], ["a b a b c g c", "e a"], (0.842105, 0.352941, 0.736842)),
    (["b b e c d e", "d e a c e d", "b b a d g e f", "f g g b b f g"], ["c c a e", "g", "g"], (0.375, 0.066667, 0.375)),
    (["d a d d b f a"], ["a g f c c a", "c b e d e e", "d g b", "e a a a g c c g"], (0.4, 0.0, 0.333333)),
    (["f f d f b f d e b", "c a f e a g g e", "e f a", "b"], ["f", "d f d e d e"], (0.428571, 0.307692, 0.428571)),
]


@pytest.mark.parametrize(("summary", "reference", "figures"), FIGURES)
def test_figures_are_those_of_the_package(
    summary: list[str], reference: list[str], figures: tuple[float, float, float]
) -> None:
    """Figures that nobody else could reproduce would be worth nothing."""
    ours = rouge(summary, reference)
    assert (ours.one, ours.two, ours.lsum) == pytest.approx(figures, abs=1e-6)
