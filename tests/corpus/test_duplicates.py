"""Which documents say the same: copies however edited, and not those that only speak of the same."""

from __future__ import annotations

import random

import pytest

from bot.corpus.duplicates import SAME, Split, common_needed, shared, sketch, words_of
from bot.store.twins import grouped
from summarizers.models import DocumentId

REPORT = (
    "The dredging of the Varna canal began on Monday after three years of quarrels over its cost.",
    "Two ships from Rotterdam will remove four million tons of silt before the spring.",
    "The port authority pays 61 million euros, of which the bank in Luxembourg lends two thirds.",
    "Fishermen fear that the mud will be dumped on the banks where turbot spawn.",
    "A court in Sofia rejected their complaint in June without hearing a biologist.",
    "The canal was last deepened in 1987, when the shipyard still built tankers.",
    "Since then grain exporters have had to load their vessels twice, first at the quay and then at sea.",
    "Each such transfer costs a trader about nine dollars a ton.",
    "Officials promise that ships of 80,000 tons will reach the silos next year.",
    "The mayor called the work the end of a long sleep for her town.",
    "Opposition councillors asked why the tender had only one bidder.",
    "The ministry of transport answered that seven firms had taken the papers.",
    "An auditor appointed by the lender will publish what is spent every quarter.",
    "Work at night is forbidden within a kilometer of the last houses.",
)
OTHER = (
    "Teachers in the valley schools have refused to mark papers since the second week of May.",
    "Their union wants classes of no more than twenty-four children.",
    "The education office offered a bonus instead, to be paid in two parts.",
    "Parents of pupils who leave this year collected signatures for an early settlement.",
    "A mediator from the labor tribunal met both sides in the old town hall.",
    "Neither would say afterwards whether another meeting had been agreed.",
    "The exams themselves were written as planned under the eyes of retired inspectors.",
    "Substitutes have so far read about a third of the scripts in mathematics.",
    "Universities said they would admit applicants on their school reports alone.",
    "The strike is the longest in the region since the reform of the pension fund.",
)
RETOLD = (
    "Dutch dredgers have at last started to deepen the waterway at Varna, ending a dispute about money.",
    "Some four million tons of mud are to be gone by spring, at a price of 61 million euros.",
    "Two thirds of that is credit from Luxembourg.",
    "Local fishing crews lost their case in a Sofia court in June; they worry about turbot.",
    "For grain dealers the prize is large: today every ton that is reloaded at sea costs them some nine dollars.",
    "By next year vessels of 80,000 tons are meant to sail right up to the silos.",
    "Critics on the council point to a tender with a single bid.",
)


def like(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return shared(Split([words_of(s) for s in one]), Split([words_of(s) for s in other]))


def reworded(share: float) -> tuple[str, ...]:
    chance, words = random.Random(1), [w for s in OTHER for w in s.split()]
    return tuple(" ".join(chance.choice(words) if chance.random() < share else w for w in s.split()) for s in REPORT)


COPIES = {
    "word for word": REPORT,
    "a tenth of the words changed": reworded(0.1),
    "three tenths of the words changed": reworded(0.3),
    "a third of the sentences replaced": tuple(s for i, s in enumerate(REPORT) if i % 3) + OTHER[:5],
    "paragraphs moved": REPORT[8:] + REPORT[3:8] + REPORT[:3],
    "a headline, a byline and a correction": ("Canal works begin.", *REPORT, "Correction: an earlier text named May."),
    "another opening, cut at the end": OTHER[:2] + REPORT[1:11],
    "an excerpt": (OTHER[0], *REPORT[4:9]),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_copies_however_edited(copy: tuple[str, ...]) -> None:
    """A wire story that an editor went over counts as a second, independent source."""
    assert like(REPORT, copy) >= SAME and like(copy, REPORT) == like(REPORT, copy)
    one, other = sketch(1, REPORT), sketch(2, copy)
    common = len(set(one.runs) & set(other.runs))
    assert common >= common_needed(len(one.runs), len(other.runs)), "nobody would have looked"


@pytest.mark.parametrize(
    "other",
    [OTHER, RETOLD, OTHER + REPORT[2:5], (), ("The canal was last deepened in 1987.",)],
    ids=["another subject", "the same event in other words", "a note that quotes", "nothing", "one sentence alike"],
)
def test_what_only_speaks_of_the_same(other: tuple[str, ...]) -> None:
    """Two reporters at one event count as one source."""
    assert like(REPORT, other) < SAME


def test_a_note_is_the_same_only_word_for_word() -> None:
    """Two notes of one formula ("The council meets on ...") are one."""
    note = ("The council meets on 3 May in the old hall.",)
    assert like(note, note) == 1.0
    assert like(note, ("The council meets on 4 May in the old hall.",)) == 0.0


def test_a_page_is_found_in_a_book() -> None:
    """An excerpt of a long report is not even looked at."""
    chance, words = random.Random(2), [w for s in (*REPORT, *RETOLD) for w in s.split()]
    book = [" ".join(chance.choices(words, k=20)) for _ in range(900)]
    book[400:400] = OTHER
    long, short = sketch(1, book).runs, sketch(2, OTHER).runs
    assert len(set(long) & set(short)) >= common_needed(len(long), len(short))


def test_a_review_of_the_press_does_not_join_what_it_repeats() -> None:
    """Twenty stories of a daily digest would be one voice."""
    a, b, review, copy = map(DocumentId, ("a", "b", "review", "copy"))
    sizes = {a: 100, b: 120, review: 900, copy: 104}
    pairs = [(a, review), (review, b), (a, copy), (copy, review)]
    for documents in ([a, b, review, copy], [review, copy, b, a]):
        found = grouped(documents, pairs[:: 1 if documents[0] == a else -1], sizes)
        assert len(found) == 2 and any({a, copy} <= group for group in found)
    assert grouped([a, b], [], sizes) == [frozenset({a}), frozenset({b})]
    assert grouped([a, review], [(a, review)], sizes) == [frozenset({a, review})]
