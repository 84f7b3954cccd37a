"""LexRank: PageRank over sentences with similar TF-IDF vectors.

G. Erkan and D. Radev, "LexRank: Graph-based Lexical Centrality as Salience", 2004.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.tokens import Counts, Floats, content_stems, count

_BLOCK = 512
"""Rows of the similarity table made at a time, so that it is never held whole."""


class LexRank:
    """Sentences are neighbors when their idf-modified cosine exceeds ``threshold``."""

    name = "lex-rank"
    needs_vectors = False

    def __init__(self, threshold: float = 0.1, epsilon: float = 0.1) -> None:
        self._threshold = threshold
        self._epsilon = epsilon

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Unit TF-IDF rows, the graph of similar pairs, power iteration without damping."""
        if not len(candidates):
            return []
        rows = self._tfidf(count([content_stems(t) for t in candidates.texts]))
        return best(candidates, self._iterate(self._neighbors(rows)), limit)

    def _tfidf(self, counts: Counts) -> sparse.csr_matrix:
        """(n, m) unit rows: tf over the highest tf of the sentence, idf = log(n / (1 + df))."""
        matrix, rows, n = counts.matrix, counts.rows, len(counts.lengths)
        highest = np.ones(n)
        np.maximum.at(highest, rows, matrix.data)
        df = np.bincount(matrix.indices, minlength=matrix.shape[1])
        weights = matrix.data / highest[rows] * np.log(n / (1.0 + df))[matrix.indices]
        lengths = np.sqrt(np.bincount(rows, weights=weights**2, minlength=n))
        unit = np.divide(weights, lengths[rows], out=np.zeros_like(weights), where=lengths[rows] > 0)
        return sparse.csr_matrix((unit, matrix.indices, matrix.indptr), shape=matrix.shape)

    def _neighbors(self, rows: sparse.csr_matrix) -> sparse.csr_matrix:
        """(n, n) zeros and ones; a sentence is its own neighbor. Each pair is compared once."""
        n = rows.shape[0]
        left, right = [], []
        for start in range(0, n, _BLOCK):
            alike = (rows[start : start + _BLOCK] @ rows[start:].T).tocoo()
            near = (alike.data > self._threshold) & (alike.row <= alike.col)
            left.append(alike.row[near] + start)
            right.append(alike.col[near] + start)
        one, other = np.concatenate(left), np.concatenate(right)
        apart = one != other
        pairs = np.append(one, other[apart]), np.append(other, one[apart])
        return sparse.csr_matrix((np.ones(len(pairs[0])), pairs), shape=(n, n))

    def _iterate(self, neighbors: sparse.csr_matrix) -> Floats:
        """Each sentence hands its share on in equal parts; stop at a change below ``epsilon``."""
        degrees = np.maximum(np.diff(neighbors.indptr), 1)
        onward = (sparse.diags(1.0 / degrees) @ neighbors).T.tocsr()
        shares = np.full(neighbors.shape[0], 1.0 / neighbors.shape[0])
        change = np.inf
        while change > self._epsilon:
            following = onward @ shares
            length = np.linalg.norm(following)
            if length == 0.0:  # no sentence has a neighbor
                break
            following /= length
            change = float(np.linalg.norm(following - shares))
            shares = following
        return shares
