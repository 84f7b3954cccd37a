"""Names are one word however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizers.words import fold, stems, tokenize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Вучић", "Vučić"),
        ("Vučić", "VUCIC"),
        ("Ђелић", "Đelić"),
        ("Đelić", "Djelic"),
        ("Џон", "Džon"),
        ("Љајић", "Ljajic"),
        ("Čukaru Peki", "cukaru peki"),
        ("Железара", "Železara"),
    ],
)
def test_scripts_and_diacritics_fold_together(one: str, other: str) -> None:
    """Whoever types Vucic finds Вучић and Vučić."""
    assert fold(one) == fold(other)


def test_figures_stay_whole() -> None:
    """56.15 is one figure, not 56 and 15; a thousands separator does not cut it."""
    assert tokenize("56.15% of 1,000 at €1.21 billion") == ["56.15%", "of", "1,000", "at", "1.21", "billion"]


def test_possessives_are_their_noun() -> None:
    """Serbia's and Serbia’s are found by Serbia."""
    assert stems("Serbia's Serbia’s Serbia") == ("serbia",) * 3


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("recognise", "recognize"),
        ("organisations", "organizations"),
        ("neighbours", "neighbors"),
        ("defence", "defense"),
        ("centre", "center"),
        ("programmes", "programs"),
    ],
)
def test_british_and_american_spellings_meet(british: str, american: str) -> None:
    """Whoever asks what China recognizes finds what it recognises."""
    assert stems(british) == stems(american)


def test_a_dash_parts_names() -> None:
    """The Belgrade-Budapest railway is the Budapest–Belgrade railway."""
    assert set(stems("Belgrade-Budapest")) == set(stems("Budapest–Belgrade"))


def test_stop_words_are_not_looked_for() -> None:
    """A question is looked for by what it names."""
    assert stems("Who is the owner of the company?") == ("owner", "compani")


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    """The index and the query meet in the same form."""
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="utf-8", max_codepoint=0x2FFF), max_size=12))
def test_a_text_folds_as_its_words_do(text: str) -> None:
    """A name is found in a long sentence by the same letters as alone."""
    assert " ".join(map(fold, text.split(" "))) == fold(text)
