"""From a ranking to units within a budget."""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.models import Budget, Query
from summarizers.selection import choose, select
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


def test_the_same_words_on_another_year_are_another_fact() -> None:
    """When did the assembly meet? Two sentences of one form hold two of the dates."""
    texts = [
        "The assembly met in special session from May 3 to June 4, 1916, in Port Ada.",
        "The assembly met in special session from May 9 to June 1, 1927, in Port Ada.",
        "In special session the assembly met in Port Ada from May 3 to June 4, 1916.",
        "Ships stayed in port.",
    ]
    vectors = np.array([[1, 0, 0], [0.88, 0.475, 0], [0.88, -0.475, 0], [0, 0, 1]], dtype=np.float32)
    candidates = Candidates(sentences(texts), None, vectors)
    ranked = [Ranked(i, 1.0 / (1 + i)) for i in range(4)]
    assert select(candidates, ranked, Budget(sentences=3)) == [[0], [1], [3]]


def test_a_question_says_what_its_answer_leans_on() -> None:
    """Of two sentences one would go to "The line is 40 km long", which was not asked."""
    texts = [
        "The Ada line is 40 km long.",
        "It opened in 1912 after six years.",
        "Two bridges had to wait.",
        "These bridges opened a year after.",
    ]
    asked = Candidates(sentences(texts), Query("When was the Ada line opened?"))
    assert select(asked, [Ranked(1, 1.0)], Budget(sentences=2)) == [[1]]
    assert select(asked, [Ranked(3, 1.0)], Budget(sentences=2)) == [[2, 3]]
    assert select(Candidates(sentences(texts)), [Ranked(1, 1.0)], Budget(sentences=2)) == [[0, 1]]
