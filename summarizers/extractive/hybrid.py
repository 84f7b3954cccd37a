"""The default method: relevance, centrality and place, with or without a model."""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.pacsum import centrality
from summarizers.extractive.tokens import Floats
from summarizers.extractive.vectors import Space
from summarizers.lexical import TermMatrix, z
from summarizers.words import stems


class Hybrid:
    """Standardized scores, summed: cosine and BM25 to the query, PacSum centrality, position."""

    name = "default"
    needs_vectors = False

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Lexical where the candidates have no embeddings."""
        if not len(candidates):
            return []
        return best(candidates, self.scores(candidates), limit)

    def scores(self, candidates: Candidates) -> Floats:
        """(n,) what each sentence is worth, in standard deviations."""
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        scores = z(_position(candidates)) + 0.5 * z(centrality(Space.lexical(candidates), candidates))
        if candidates.query is not None:
            asked = stems(" ".join((candidates.query.text, *candidates.query.words)))
            scores += 0.5 * z(terms.bm25(dict.fromkeys(asked, 1.0)))
        if candidates.vectors is not None:
            space = Space.of(candidates)
            scores += 0.5 * z(centrality(space, candidates))
            if (near := space.to_query()) is not None:
                scores += 0.7 * z(near)
        return scores


def _position(candidates: Candidates) -> Floats:
    """1 for a document's first sentence, falling with its place."""
    place, document = -1, None
    values = np.zeros(len(candidates))
    for index, sentence in enumerate(candidates.sentences):
        place = place + 1 if sentence.document == document else 0
        document = sentence.document
        values[index] = 1.0 / (1.0 + place)
    return values
