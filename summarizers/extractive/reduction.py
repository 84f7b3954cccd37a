"""Reduction: sentences that share most words with all others.

A. Fabish, "Reduction" (github.com/adamfabish/Reduction): TextRank's graph without the walk.
"""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.overlap import Overlap
from summarizers.extractive.tokens import content_stems, count


class Reduction:
    """A sentence is worth the sum of its overlaps with the others."""

    name = "reduction"
    needs_vectors = False

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Weighted degree in the graph of common words."""
        if not len(candidates):
            return []
        overlap = Overlap(count([content_stems(t) for t in candidates.texts]), single_words=0.0)
        degrees = overlap.sum_over(np.ones(len(candidates))) - overlap.with_itself()
        return best(candidates, degrees, limit)
