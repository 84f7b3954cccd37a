"""TextRank: PageRank over sentences that share words.

R. Mihalcea and P. Tarau, "TextRank: Bringing Order into Texts", 2004.
"""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.overlap import Overlap
from summarizers.extractive.tokens import Floats, content_stems, count


class TextRank:
    """A sentence is as important as the sentences that it shares words with."""

    name = "text-rank"
    needs_vectors = False

    def __init__(self, damping: float = 0.85, epsilon: float = 1e-4) -> None:
        self._damping = damping
        self._epsilon = epsilon

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Power iteration from equal shares until the shares change by less than ``epsilon``."""
        if not len(candidates):
            return []
        overlap = Overlap(count([content_stems(t) for t in candidates.texts]), single_words=1.0)
        return best(candidates, self._iterate(overlap, len(candidates)), limit)

    def _iterate(self, overlap: Overlap, n: int) -> Floats:
        degrees = overlap.sum_over(np.ones(n)) + 1e-7  # sumy's guard against sentences without ties
        shares = np.full(n, 1.0 / n)
        change = np.inf
        while change > self._epsilon:
            jumps = (1.0 - self._damping) / n * shares.sum()
            following = jumps + self._damping * overlap.sum_over(shares / degrees)
            change = float(np.linalg.norm(following - shares))
            shares = following
        return shares
