"""Term statistics of a set of texts: BM25 and TF-IDF over stems.

BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from summarizers.words import stems

Floats = NDArray[np.float64]

MOST_PHRASES = 4096
"""Phrases whose places are remembered: every configured topic's, and some that were asked."""


class TermMatrix:
    """Texts as counted stems: ``counts`` is (n texts, m stems), CSC for column access."""

    def __init__(self, tokenized: Sequence[Sequence[str]]) -> None:
        every = list(chain.from_iterable(tokenized))
        self.vocabulary = {token: column for column, token in enumerate(dict.fromkeys(every))}
        self.lengths: Floats = np.fromiter(map(len, tokenized), dtype=np.float64, count=len(tokenized))
        columns = np.fromiter(map(self.vocabulary.__getitem__, every), dtype=np.int32, count=len(every))
        ends = np.concatenate([[0], np.cumsum(self.lengths)]).astype(np.int32)
        shape = (len(tokenized), max(len(self.vocabulary), 1))
        rows = sparse.csr_matrix((np.ones(len(every)), columns, ends), shape=shape)
        rows.sum_duplicates()
        self.counts = rows.tocsc()
        self._line_ends, self._lines = _joined(tokenized)
        self._holding: dict[tuple[str, ...], NDArray[np.intp]] = {}
        present = np.diff(self.counts.indptr)
        n = len(tokenized)
        self.idf: Floats = np.log1p((n - present + 0.5) / (present + 0.5))

    @classmethod
    def of(cls, texts: Sequence[str]) -> TermMatrix:
        """Count the content stems of ``texts``."""
        return cls([stems(t) for t in texts])

    def bm25(self, weights: Mapping[str, float], k1: float = 1.2, b: float = 0.6) -> Floats:
        """(n,) BM25 of a bag of weighted stems against each text."""
        scores = np.zeros(self.counts.shape[0])
        mean = self.lengths.mean() if len(self.lengths) else 1.0
        norm = k1 * (1 - b + b * self.lengths / max(mean, 1.0))
        for stem, weight in weights.items():
            column = self.vocabulary.get(stem)
            if column is None:
                continue
            start, end = self.counts.indptr[column : column + 2]
            rows = self.counts.indices[start:end]
            tf = self.counts.data[start:end]
            scores[rows] += weight * self.idf[column] * tf * (k1 + 1) / (tf + norm[rows])
        return scores

    def holding(self, phrase: tuple[str, ...]) -> NDArray[np.intp]:
        """Rows of the texts in which the stems of ``phrase`` stand one after another."""
        known = self._holding.get(phrase)
        if known is None:
            known = np.asarray(self._rows_holding(" " + " ".join(phrase) + " "), dtype=np.intp)
            if len(self._holding) < MOST_PHRASES:
                self._holding[phrase] = known
        return known

    def _rows_holding(self, wanted: str) -> list[int]:
        rows: list[int] = []
        place = self._lines.find(wanted)
        while place >= 0:
            rows.append(bisect_right(self._line_ends, place))
            place = self._lines.find(wanted, self._line_ends[rows[-1]])
        return rows

    def rows_of(self, stem: str) -> NDArray[np.bool_]:
        """(n,) whether each text holds the stem."""
        rows = np.zeros(self.counts.shape[0], dtype=bool)
        column = self.vocabulary.get(stem)
        if column is not None:
            rows[self.counts.indices[slice(*self.counts.indptr[column : column + 2])]] = True
        return rows

    @cached_property
    def present(self) -> sparse.csr_matrix:
        """(n, m) 1 where a text holds a stem."""
        ones = self.counts.tocsr()
        ones.data = np.ones_like(ones.data)
        return ones

    def tfidf(self) -> sparse.csr_matrix:
        """(n, m) unit rows of log-scaled TF-IDF."""
        return self._tfidf

    @cached_property
    def _tfidf(self) -> sparse.csr_matrix:
        matrix = self.counts.copy()
        matrix.data = 1 + np.log(matrix.data)
        matrix = (matrix @ sparse.diags(self.idf)).tocsr()
        norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        return sparse.diags(1 / np.maximum(norms, 1e-12)) @ matrix

    def idf_of(self, stem: str) -> float:
        """Its inverse document frequency here; the highest possible for an unseen stem."""
        column = self.vocabulary.get(stem)
        n = self.counts.shape[0]
        return float(np.log1p((n + 0.5) / 0.5)) if column is None else float(self.idf[column])


def _joined(tokenized: Sequence[Sequence[str]]) -> tuple[list[int], str]:
    """All texts as one, and where each ends in it: one search for a phrase is quicker than thousands."""
    lines = [f" {' '.join(tokens)} \n" for tokens in tokenized]
    return list(accumulate(map(len, lines))), "".join(lines)


def z(values: Floats) -> Floats:
    """Zero mean and unit variance; all zeros where there is no variance."""
    spread = values.std() if len(values) else 0.0
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)
