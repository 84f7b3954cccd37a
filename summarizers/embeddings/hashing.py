"""An encoder without a model: words hashed into a vector. Deterministic, instant, lexical."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from summarizers.base import Vectors
from summarizers.words import stems


class HashingEncoder:
    """Texts that share stems have similar vectors (feature hashing, Weinberger et al., 2009).

    For tests, and wherever a vector is wanted and no model may be run.
    """

    def __init__(self, dimensions: int = 256) -> None:
        self._dimensions = dimensions

    @property
    def name(self) -> str:
        return f"hashing/{self._dimensions}"

    @property
    def dimensions(self) -> int:
        return self._dimensions

    @property
    def ready(self) -> bool:
        return True

    async def warm(self) -> None:
        """Nothing to load."""

    async def encode(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimensions) float32, unit rows."""
        vectors = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in stems(text) or (text,):
                digest = zlib.crc32(word.encode("utf-8", "replace"))
                sign = 1.0 if digest & 1 else -1.0
                vectors[row, (digest >> 1) % self._dimensions] += sign
            length = float(np.linalg.norm(vectors[row]))
            if length == 0.0:  # signs cancelled out
                vectors[row, 0], length = 1.0, 1.0
            vectors[row] /= length
        return vectors

    async def close(self) -> None:
        """Nothing to close."""
