"""From scores to a ranking: best first, the earlier of equals first, no sentence twice."""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.extractive.tokens import Floats


def firsts(candidates: Candidates) -> list[int]:
    """Indices of the candidates without those that repeat an earlier one word for word."""
    seen: set[str] = set()
    kept = []
    for index, sentence in enumerate(candidates.sentences):
        key = " ".join(sentence.text.split())
        if key not in seen:
            seen.add(key)
            kept.append(index)
    return kept


def best(candidates: Candidates, scores: Floats, limit: int) -> list[Ranked]:
    """The ``limit`` candidates with the highest scores."""
    kept = np.array(firsts(candidates), dtype=np.int64)
    order = kept[np.argsort(-scores[kept], kind="stable")][: max(limit, 0)]
    return [Ranked(int(i), float(scores[i])) for i in order]


def in_turn(chosen: list[int]) -> list[Ranked]:
    """A ranking in the order in which a greedy method chose: scores fall from 1 towards 0."""
    return [Ranked(index, 1.0 / (1 + turn)) for turn, index in enumerate(chosen)]
