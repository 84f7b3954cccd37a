"""Footnote marks are found by their sequence; figures are never touched."""

from __future__ import annotations

import pytest

from bot.corpus.marks import Mark, chain, find_marks
from tests.corpus.reading_tools import body_of


def numbers(text: str, notes: tuple[int, ...] = ()) -> list[int]:
    return [mark.number for mark in find_marks(text, [(0, len(text))], notes)]


def test_marks_after_words_stops_brackets_and_years() -> None:
    """A brief would print "Serbia3 has" or quote the year 201922."""
    text = (
        "The pandemic1 reached the Balkans2, where Serbia3 acted. In 20194 trade grew to 62%.5 As of\n"
        "2019.6 While the share (70.3%).7 It fell in 2020,8 then rose.9\n"
    )
    assert numbers(text) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert body_of(text) == [
        "The pandemic reached the Balkans, where Serbia acted.",
        "In 2019 trade grew to 62%.",
        "As of 2019.",
        "While the share (70.3%).",
        "It fell in 2020, then rose.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The G20 met; the MiG-29, S-400, FK-3 and HQ-22 (FK-3) were shown, with T-72 tanks and CH-92C drones.",
        "COVID-19 and COVID19 cost $5.2 million, 56.15% or €1.21 billion on the 350-km line E793 from 2008–18.",
        "A vote of 15261 passed resolution A/RES/74/1709 on the 17+1 format, Kostolac B3 and Nord Stream 2.",
        "In 2019.5 parts CO2, H2O, Windows10 and Boeing737 were named. It cost 1,500, 2,000 and 3,000.",
        "Vitamins B1, B2, B3, B4 and B5 help. Q1, Q2, Q3 and Q4 were good.",
        "Phase1 came first, Phase2 then, Phase3 later, Phase4 last, Phase5 never.",
        "Versions 1.1, 1.2, 1.3, 1.4 and 1.5 were released. Then came 2.0. In all, 4.5 and 5.6 differ.",
    ],
)
def test_a_text_without_marks_loses_no_digit(text: str) -> None:
    """A figure or a weapon's name would be corrupted."""
    digits = [c for c in text if c.isdigit()]
    assert [c for sentence in body_of(text) for c in sentence if c.isdigit()] == digits


def test_designations_survive_among_marks() -> None:
    """ "G20" standing where mark 20 is missing would become "G"."""
    text = " ".join(f"word{'abcdefgh'[n % 8]}x{n} follows." for n in range(1, 20)) + " The G20 met. Then more21 came."
    assert "The G20 met." in body_of(text)


def test_the_best_chain_leaves_out_what_does_not_count_up() -> None:
    """One odd number would end the chain and leave all later marks in the text."""
    found = [Mark(n, i * 10, i * 10 + 2) for i, n in enumerate([1, 2, 77, 3, 5, 4, 5, 6])]
    assert [mark.number for mark in chain(found)] == [1, 2, 3, 4, 5, 6]


def test_marks_may_begin_again() -> None:
    """In a book with notes numbered by chapter, only one chapter's marks would be removed."""
    chapter = "First claim.1 Second claim.2 Third thing.3 Fourth matter.4 Fifth of all.5\n"
    assert numbers(chapter + chapter) == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]


def test_one_mark_counts_when_its_note_is_there() -> None:
    """A short text with a single footnote would keep its digit."""
    assert numbers("Serbia signed.1 It paid later.", notes=(1,)) == [1]
    assert numbers("Serbia signed.1 It paid later.") == []
