"""Semantic rank: topic-biased PageRank over sentences with similar embeddings.

J. Otterbacher, G. Erkan, D. Radev, "Using Random Walks for Question-focused Sentence
Retrieval", 2005 (biased LexRank), with embeddings in place of TF-IDF.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.tokens import Floats
from summarizers.extractive.vectors import Space

_BLOCK = 512


class SemanticRank:
    """A walk over similar sentences that restarts, with a query, at sentences near to it.

    Cosines up to ``floor`` are no tie: between any two English sentences there is a little.
    """

    name = "semantic-rank"
    needs_vectors = True

    def __init__(self, damping: float = 0.75, floor: float = 0.2, rounds: int = 30) -> None:
        self._damping = damping
        self._floor = floor
        self._rounds = rounds

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Falls back to TF-IDF vectors when the candidates have no embeddings."""
        n = len(candidates)
        if not n:
            return []
        space = Space.of(candidates)
        ties = self._ties(space, n)
        asked = space.to_query()
        restart: Floats = np.full(n, 1.0 / n)
        if asked is not None and (near := np.maximum(asked, 0.0) ** 2).sum() > 0:
            restart = near / near.sum()
        shares = restart
        for _ in range(self._rounds):
            onward = shares.astype(np.float32) @ ties
            following = (1.0 - self._damping) * restart + self._damping * onward
            settled = np.abs(following - shares).sum() < 1e-4
            shares = following
            if settled:
                break
        return best(candidates, shares, limit)

    def _ties(self, space: Space, n: int) -> NDArray[np.float32]:
        """(n, n) rows that sum to 1; a sentence without ties hands its share to all."""
        ties = np.empty((n, n), dtype=np.float32)
        for start in range(0, n, _BLOCK):
            end = min(start + _BLOCK, n)
            block = space.similarity(start, end) - self._floor
            block[np.arange(end - start), np.arange(start, end)] = 0.0
            np.maximum(block, 0.0, out=block)
            sums = block.sum(axis=1, keepdims=True)
            ties[start:end] = np.where(sums > 0, block / np.maximum(sums, 1e-12), 1.0 / n)
        return ties
