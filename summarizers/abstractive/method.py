"""``abstractive`` as a method: what a generator is given is chosen as the default method chooses."""

from __future__ import annotations

from summarizers.base import Candidates, Ranked
from summarizers.extractive.hybrid import Hybrid


class Abstractive:
    """The extractive stage of generation, and all there is of it without a model.

    Sentences are written afterwards, one for each cluster around a chosen sentence
    (``clusters``, ``condensing``), by whoever holds a generator.
    """

    name = "abstractive"
    needs_vectors = False

    def __init__(self) -> None:
        self._chooses = Hybrid()

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """As the default method."""
        return self._chooses.rank(candidates, limit)
