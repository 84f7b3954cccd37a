"""From a ranking to units within a budget."""

from __future__ import annotations

from summarizers.base import Candidates, Ranked
from summarizers.models import Budget
from summarizers.selection import choose
from tests.summarizers.extractive.sumy_reference import sentences


class InOrder:
    """Ranks in text order, and remembers how many it was asked for."""

    name = "in-order"
    needs_vectors = False

    def __init__(self) -> None:
        self.asked: list[int] = []

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        self.asked.append(limit)
        return [Ranked(i, 1.0 / (1 + i)) for i in range(min(limit, len(candidates)))]


def test_a_method_is_asked_for_no_more_than_is_needed() -> None:
    """KL on a long report would take seconds for a ranking that nobody reads."""
    method = InOrder()
    texts = [f"Mine number {n} in district {chr(97 + n % 26)}{n} opened in {1900 + n}." for n in range(300)]
    candidates = Candidates(sentences(texts))
    assert choose(method, candidates, Budget(sentences=3)) == [[0], [1], [2]]
    assert len(choose(method, candidates, Budget(words=90))) >= 8
    assert max(method.asked) < 60


def test_copies_of_one_sentence_do_not_use_up_the_ranking() -> None:
    """A text that begins with fifty near copies must still give five points."""
    method = InOrder()
    copies = [f"The storm warning was given again for the whole coast{'!' * n}." for n in range(50)]
    others = ["Ships stayed in port.", "Two roads were closed.", "Schools opened late on Monday."]
    units = choose(method, Candidates(sentences(copies + others)), Budget(sentences=4))
    assert units == [[0], [50], [51], [52]]
