"""ROUGE against the package that everybody reports."""

from __future__ import annotations

import random

import pytest

from summarizers.evaluation.rouge import rouge

rouge_scorer = pytest.importorskip("rouge_score.rouge_scorer")

CASES = [
    (["The cat sat on the mat."], ["The cat is on the mat.", "It sat."]),
    (["A a a b."], ["a b a b a"]),
    (["police killed the gunman"], ["police kill the gunman"]),
    (["x"], ["y"]),
    ([""], ["y"]),
    (["56.15% of shares, in 2009!"], ["Shares: 56.15 percent in 2009"]),
]


def made_up(seed: int) -> tuple[list[str], list[str]]:
    dice = random.Random(seed)

    def text() -> list[str]:
        return [" ".join(dice.choices("abcdefg", k=dice.randint(1, 9))) for _ in range(dice.randint(1, 4))]

    return text(), text()


@pytest.mark.parametrize(("summary", "reference"), CASES + [made_up(seed) for seed in range(60)])
def test_figures_are_those_of_the_package(summary: list[str], reference: list[str]) -> None:
    """Figures that nobody else could reproduce would be worth nothing."""
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=False)
    theirs = scorer.score("\n".join(reference), "\n".join(summary))
    ours = rouge(summary, reference)
    assert ours.one == pytest.approx(theirs["rouge1"].fmeasure)
    assert ours.two == pytest.approx(theirs["rouge2"].fmeasure)
    assert ours.lsum == pytest.approx(theirs["rougeLsum"].fmeasure)
