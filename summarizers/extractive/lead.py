"""Lead: the first sentences, which in news are hard to beat."""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best


class Lead:
    """The first sentence of every document, then every second sentence, and so on."""

    name = "lead"
    needs_vectors = False

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Earlier sentences first; documents take turns in the order given."""
        seen: dict[str, int] = {}
        places = np.zeros(len(candidates))
        for index, sentence in enumerate(candidates.sentences):
            place = seen[sentence.document] = seen.get(sentence.document, -1) + 1
            places[index] = place
        return best(candidates, 1.0 / (1.0 + places), limit)
