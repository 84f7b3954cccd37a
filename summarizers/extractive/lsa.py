"""LSA: sentences that weigh most over all latent topics.

J. Steinberger and K. Ježek, "Using Latent Semantic Analysis in Text Summarization", 2004.
"""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.tokens import Counts, Floats, content_stems, count, stems

SMOOTH = 0.4


class Lsa:
    """A sentence's length in the space of all latent topics.

    With every dimension kept, as sumy does, that length is the norm of the sentence's column of
    the term matrix: the rotation by the singular vectors changes no length. So there is nothing
    to decompose.
    """

    name = "lsa"
    needs_vectors = False

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Norms of the smoothed term frequencies."""
        texts = candidates.texts
        dictionary = {s for t in texts for s in content_stems(t)}
        counts = count([[s for s in stems(t) if s in dictionary] for t in texts])
        return best(candidates, self._norms(counts, len(dictionary)), limit)

    def _norms(self, counts: Counts, terms: int) -> Floats:
        """Every cell is smooth + (1 - smooth) tf / max tf: an absent term weighs ``SMOOTH`` too."""
        rows, frequency = counts.rows, counts.matrix.data
        highest = np.zeros(len(counts.lengths))
        np.maximum.at(highest, rows, frequency)
        cells = (SMOOTH + (1.0 - SMOOTH) * frequency / highest[rows]) ** 2 - SMOOTH**2
        squares = np.bincount(rows, weights=cells, minlength=len(highest)) + terms * SMOOTH**2
        return np.where(highest > 0, np.sqrt(squares), 0.0)
