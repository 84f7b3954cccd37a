"""Unit vectors of the candidates: embeddings where there are any, else TF-IDF."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates
from summarizers.extractive.tokens import Floats
from summarizers.lexical import TermMatrix
from summarizers.words import stems

_BLOCK = 512
"""Rows that are compared with all at a time."""


class Space:
    """Sentences (and the query) as unit rows of one space, dense or sparse.

    ``similarity`` and ``to`` are cosines.
    """

    def __init__(self, rows: Any, query: Any | None) -> None:
        self._rows = rows
        self._query = query

    @classmethod
    def of(cls, candidates: Candidates) -> Space:
        """The embeddings of ``candidates`` if they are made, else their TF-IDF vectors."""
        if candidates.vectors is not None:
            return cls(candidates.vectors, candidates.query_vector)
        return cls.lexical(candidates)

    @classmethod
    def lexical(cls, candidates: Candidates, terms: TermMatrix | None = None) -> Space:
        """TF-IDF vectors, whether or not there are embeddings."""
        terms = terms or candidates.terms or TermMatrix.of(candidates.texts)
        query = None
        if candidates.query is not None:
            asked = stems(" ".join((candidates.query.text, *candidates.query.words)))
            weights = np.zeros(terms.counts.shape[1])
            for stem in asked:
                if (column := terms.vocabulary.get(stem)) is not None:
                    weights[column] += terms.idf[column]
            length = np.linalg.norm(weights)
            query = weights / length if length else None
        return cls(terms.tfidf(), query)

    def centroid(self) -> Floats:
        """(n,) cosine of each row to the mean of all rows."""
        mean = np.asarray(self._rows.mean(axis=0)).ravel()
        return self.to(mean / max(float(np.linalg.norm(mean)), 1e-12))

    def degrees(self, threshold: float) -> Floats:
        """(n,) how many rows are as near as ``threshold`` to each row, itself among them."""
        n = self._rows.shape[0]
        counts = [
            (self._rows[start : start + _BLOCK] @ self._rows.T >= threshold).sum(axis=1)
            for start in range(0, n, _BLOCK)
        ]
        return np.concatenate([np.asarray(c, dtype=np.float64).ravel() for c in counts]) if n else np.zeros(0)

    def to(self, vector: Any) -> Floats:
        """(n,) cosine of each row to a unit ``vector``."""
        return np.asarray(self._rows @ vector, dtype=np.float64).ravel()

    def to_query(self) -> Floats | None:
        """(n,) cosine of each row to the query; ``None`` without one, or if it shares no word."""
        return None if self._query is None else self.to(self._query)

    def similarity(self, start: int, end: int) -> NDArray[np.float32]:
        """(end - start, n) cosines of the rows ``start:end`` to all rows."""
        block = self._rows[start:end] @ self._rows.T
        return np.asarray(block.toarray() if hasattr(block, "toarray") else block, dtype=np.float32)
