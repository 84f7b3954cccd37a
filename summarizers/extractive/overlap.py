"""Word overlap between all pairs of sentences, without forming the pairs.

TextRank and Reduction weigh two sentences by their common words over the sum of the logarithms
of their lengths. Lengths are few: with sentences grouped by length, a weighted sum over all
partners is one product of sparse matrices, and the n x n table is never made.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from summarizers.extractive.tokens import Counts, Floats


class Overlap:
    """``sum_over(p)[j]`` is the sum over i of p[i] * common(i, j) / (log |i| + log |j|)."""

    def __init__(self, counts: Counts, *, single_words: float) -> None:
        """``single_words`` is the weight of a common word between two sentences of one word each."""
        self._matrix = counts.matrix
        lengths, self._group = np.unique(counts.lengths, return_inverse=True)
        logs = np.log(np.maximum(lengths, 1.0))
        norms = logs[:, None] + logs[None, :]
        self._factors = np.divide(1.0, norms, out=np.full_like(norms, single_words), where=norms > 1e-8)
        self._columns = np.arange(len(counts.lengths))

    def sum_over(self, weights: Floats) -> Floats:
        """For each sentence, its overlap with every sentence (itself too), weighted by the other."""
        shape = (len(weights), len(self._factors))
        grouped = sparse.csr_matrix((weights, (self._columns, self._group)), shape=shape)
        terms = (self._matrix.T @ grouped).toarray()
        common = self._matrix @ terms
        return np.asarray((common * self._factors[self._group]).sum(axis=1))

    def with_itself(self) -> Floats:
        """The overlap of each sentence with itself."""
        squares: Floats = np.asarray(self._matrix.multiply(self._matrix).sum(axis=1)).ravel()
        factors: Floats = self._factors[self._group, self._group]
        return squares * factors
