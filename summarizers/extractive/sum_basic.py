"""SumBasic: the sentence with the likeliest words, then those words count less.

A. Nenkova and L. Vanderwende, "The Impact of Frequency on Summarization", 2005.
"""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import firsts, in_turn
from summarizers.extractive.tokens import content_stems, number


class SumBasic:
    """Greedy by the mean probability of a sentence's words; a word said is a probability squared."""

    name = "sum-basic"
    needs_vectors = False

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """In the order chosen; only ``limit`` rounds are played."""
        terms, rows, vocabulary = number([content_stems(t) for t in candidates.texts])
        n = len(candidates)
        lengths = np.maximum(np.bincount(rows, minlength=n), 1)
        probability = np.bincount(terms, minlength=len(vocabulary)) / max(len(terms), 1)
        left = np.zeros(n, dtype=bool)
        left[firsts(candidates)] = True
        chosen: list[int] = []
        while left.any() and len(chosen) < limit:
            # summed word by word, as sumy sums: equals stay equal to the last bit
            means = np.bincount(rows, weights=probability[terms], minlength=n) / lengths
            pick = int(np.argmax(np.where(left, means, -1.0)))
            chosen.append(pick)
            left[pick] = False
            for term in terms[rows == pick]:
                probability[term] *= probability[term]
        return in_turn(chosen)
