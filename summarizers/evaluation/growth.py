"""How the time of a method grows with the size of the text."""

from __future__ import annotations

import time
from collections.abc import Sequence

from summarizers import registry
from summarizers.base import Candidates
from summarizers.models import DocumentId, Sentence

SIZES = (100, 300, 1000, 3000)
LIMIT = 10


def growth(names: Sequence[str], texts: Sequence[str]) -> dict[str, list[tuple[int, float]]]:
    """(sentences, milliseconds) of each method's summary of the first texts, read before, without embeddings."""
    found: dict[str, list[tuple[int, float]]] = {}
    for name in names:
        for size in SIZES:
            if size > len(texts):
                break
            sentences = tuple(Sentence(DocumentId("d"), 1, i, 0, len(t), t) for i, t in enumerate(texts[:size]))
            found.setdefault(name, []).append((size, 1000 * _seconds(name, Candidates(sentences))))
    return found


def _seconds(name: str, candidates: Candidates) -> float:
    method = registry.create(name)
    method.rank(candidates, LIMIT)
    began = time.process_time()
    method.rank(candidates, LIMIT)
    return time.process_time() - began
