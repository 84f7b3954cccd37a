"""Luhn: sentences in which significant words stand close together.

H. P. Luhn, "The Automatic Creation of Literature Abstracts", IBM Journal, 1958.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.tokens import Floats, content_stems, stems


class Luhn:
    """A cluster is a run of significant words with fewer than ``gap`` others between them.

    It is worth the square of its significant words over its length; a sentence is worth its
    best cluster.
    """

    name = "luhn"
    needs_vectors = False

    def __init__(self, gap: int = 4) -> None:
        self._gap = gap

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Significant words, clusters, the best cluster of each sentence."""
        texts = candidates.texts
        frequency = Counter(chain.from_iterable(map(content_stems, texts)))
        significant = {term for term, times in frequency.items() if times > 1}
        return best(candidates, self._rate([stems(t) for t in texts], significant), limit)

    def _rate(self, sentences: list[tuple[str, ...]], significant: set[str]) -> Floats:
        ratings = np.zeros(len(sentences))
        lengths = np.array([len(s) for s in sentences], dtype=np.int64)
        hit = np.fromiter(map(significant.__contains__, chain.from_iterable(sentences)), dtype=bool)
        sentence = np.repeat(np.arange(len(sentences)), lengths)[hit]
        place = np.flatnonzero(hit)
        if not len(place):
            return ratings
        apart = (np.diff(place) > self._gap) | (np.diff(sentence) != 0)
        start = np.concatenate([[0], np.flatnonzero(apart) + 1])
        end = np.concatenate([start[1:], [len(place)]]) - 1
        members = end - start + 1
        worth = np.where(members > 1, members**2 / (place[end] - place[start] + 1), 0.0)
        np.maximum.at(ratings, sentence[start], worth)
        return ratings
