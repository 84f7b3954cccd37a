"""Long input in clusters: each sentence that the extractive stage chose, with those nearest to it.

One generated sentence is written per cluster, and its evidence is the cluster's sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarizers.abstractive.prompt import speaks_to_a_model
from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.quality import Leaning, quality


def clusters(
    candidates: Candidates,
    units: Sequence[Sequence[int]],
    pool: Sequence[int],
    *,
    most: int = 3,
    words: int = 120,
    near: float = 0.6,
    near_lexical: float = 0.3,
) -> list[list[int]]:
    """For each unit of chosen sentences, itself and up to ``most`` sentences in all.

    What joins comes from ``pool`` (indices that the ranking found relevant), each sentence to the
    unit that it is nearest to, nearest first, if it stands on its own, and is at least ``near``
    (cosine of embeddings; ``near_lexical`` of TF-IDF where there are none).
    """
    taken = {i for unit in units for i in unit}
    free = [
        i
        for i in dict.fromkeys(pool)
        if i not in taken
        and quality(candidates.sentences[i].text).usable
        and quality(candidates.sentences[i].text).leaning is Leaning.NOT
        and not speaks_to_a_model(candidates.sentences[i].text)
    ]
    grown = [list(unit) for unit in units]
    if not free or not units:
        return grown
    likeness = _likeness(candidates, free, [u[-1] for u in units])
    least = near if candidates.vectors is not None else near_lexical
    for row in np.argsort(-likeness.max(axis=1), kind="stable"):
        column = int(np.argmax(likeness[row]))
        if likeness[row, column] < least:
            break
        cluster, index = grown[column], free[int(row)]
        said = sum(quality(candidates.sentences[i].text).words for i in [*cluster, index])
        if len(cluster) < most and said <= words:
            cluster.append(index)
    return grown


def _likeness(candidates: Candidates, rows: Sequence[int], columns: Sequence[int]) -> np.ndarray:
    """(len(rows), len(columns)) cosines."""
    if candidates.vectors is not None:
        dense: np.ndarray = candidates.vectors[list(rows)] @ candidates.vectors[list(columns)].T
        return dense
    weights = (candidates.terms or TermMatrix.of(candidates.texts)).tfidf()
    return np.asarray((weights[list(rows)] @ weights[list(columns)].T).todense())
