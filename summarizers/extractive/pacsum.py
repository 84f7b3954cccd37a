"""PacSum: centrality that counts later neighbors more than earlier ones.

H. Zheng and M. Lapata, "Sentence Centrality Revisited for Unsupervised Summarization", 2019.
"""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates
from summarizers.extractive.tokens import Floats
from summarizers.extractive.vectors import Space

_BLOCK = 512


def centrality(
    space: Space, candidates: Candidates, *, forward: float = 1.0, backward: float = 0.3, beta: float = 0.3
) -> Floats:
    """(n,) sum of similarities above a floor, later sentences of the document weighing ``forward``.

    The floor lies ``beta`` of the way from the lowest to the highest similarity; sentences of
    other documents weigh as much as the mean of the two directions.
    """
    n = len(candidates)
    documents = np.unique([s.document for s in candidates.sentences], return_inverse=True)[1]
    places = np.arange(n)
    totals = np.zeros(n)
    for start in range(0, n, _BLOCK):
        end = min(start + _BLOCK, n)
        block = space.similarity(start, end)
        own = places[start:end, None]
        floor = beta * block.max(initial=0.0, where=places[None, :] != own)
        strength = np.maximum(block - floor, 0.0)
        weight = np.where(places[None, :] > own, np.float32(forward), np.float32(backward))
        weight[documents[None, :] != documents[start:end, None]] = (forward + backward) / 2
        weight[places[None, :] == own] = 0.0
        totals[start:end] = (strength * weight).sum(axis=1)
    return totals
