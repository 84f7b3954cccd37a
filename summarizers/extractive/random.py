"""Random: the baseline that every method has to beat."""

from __future__ import annotations

from random import Random as Dice

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best


class Random:
    """Sentences drawn by chance; the same ``seed`` draws the same ones."""

    name = "random"
    needs_vectors = False

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """A shuffled rating for each sentence, the highest first."""
        ratings = list(range(len(candidates)))
        Dice(self._seed).shuffle(ratings)
        return best(candidates, np.array(ratings, dtype=np.float64), limit)
