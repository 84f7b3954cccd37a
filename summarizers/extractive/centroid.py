"""Centroid: sentences nearest to the middle of the text, or to what was asked.

G. Rossiello, P. Basile, G. Semeraro, "Centroid-based Text Summarization through
Compositionality of Word Embeddings", 2017; here with sentence embeddings.
"""

from __future__ import annotations

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.vectors import Space


class Centroid:
    """Cosine to the centroid; with a query, the mean of that and the cosine to the query."""

    name = "centroid"
    needs_vectors = True

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Falls back to TF-IDF vectors when the candidates have no embeddings."""
        if not len(candidates):
            return []
        space = Space.of(candidates)
        scores = space.centroid()
        asked = space.to_query()
        if asked is not None:
            scores = (scores + asked) / 2
        return best(candidates, scores, limit)
