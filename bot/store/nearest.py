"""Nearest vectors among many: signs held in memory choose, stored vectors decide.

One bit a dimension (is it positive?) tells nearly as much of a direction as a float does: 48
bytes a sentence at 384 dimensions, a million sentences in 48 MB. The sentences whose bits differ
least from the question's are measured exactly, with their stored vectors. (Charikar, "Similarity
estimation techniques from rounding algorithms", 2002; binary codes with rescoring as in common use
for embeddings.)
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.store.connection import Database, Row
from summarizers.base import Vectors

STORED = np.dtype("<f2")
"""How vectors are kept: half precision."""

LOADED_AT_ONCE = 20_000
"""Rows to a read: bounds the memory that loading takes."""

COMPARED_AT_ONCE = 65_536


def unpacked(blobs: Sequence[bytes]) -> Vectors:
    """(n, d) float32 of stored vectors; (0, 0) of none."""
    if not blobs:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype=STORED).reshape(len(blobs), -1).astype(np.float32)


def signs(vectors: Vectors) -> NDArray[np.uint64]:
    """(ceil(d / 64), n): a bit for every positive component; a row holds 64 bits of every vector."""
    bits = np.packbits(vectors > 0, axis=1)
    padding = -bits.shape[1] % 8
    words = np.ascontiguousarray(np.pad(bits, ((0, 0), (0, padding)))).view(np.uint64)
    return np.ascontiguousarray(words.T)


class SignIndex:
    """The signs of every vector of one model, whoever owns it and whatever became of its document.

    It only grows, by what is new since it was last brought up to date; who may see a version,
    and whether it is current, is asked at each search.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._last = 0
        self._keys = np.zeros(0, dtype=np.int64)
        self._versions = np.zeros(0, dtype=np.int64)
        self._signs = np.zeros((0, 0), dtype=np.uint64)

    def __len__(self) -> int:
        return len(self._keys)

    async def update(self, database: Database, model: str) -> None:
        """Load what was stored since the last time."""
        async with self._lock:
            parts: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]] = []
            while True:
                rows = await database.read(
                    """SELECT x.rowid, x.sentence, s.version, x.data
                    FROM vector x CROSS JOIN sentence s ON s.key = x.sentence
                    WHERE x.rowid > ? AND +x.model = (SELECT id FROM model WHERE name = ?)
                    ORDER BY x.rowid LIMIT ?""",
                    (self._last, model, LOADED_AT_ONCE),
                )
                if rows:
                    parts.append(await asyncio.to_thread(_loaded, rows))
                    self._last = rows[-1][0]
                if len(rows) < LOADED_AT_ONCE:
                    break
            if parts:
                await asyncio.to_thread(self._grow, parts)

    def _grow(self, parts: Sequence[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]]) -> None:
        keys, versions, codes = zip(*parts, strict=True)
        known = [self._signs] if len(self) else []
        self._signs = np.concatenate([*known, *codes], axis=1)
        self._versions = np.concatenate([self._versions, *versions])
        self._keys = np.concatenate([self._keys, *keys])

    def closest(self, vector: Vectors, versions: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
        """Keys of the ``limit`` sentences of ``versions`` whose signs differ least. Blocking: some
        50 ms for a million."""
        code = signs(vector[None, :])
        if not len(self) or len(self._signs) != len(code):
            return np.zeros(0, dtype=np.int64)
        differing = np.zeros(len(self), dtype=np.uint16)
        for start in range(0, len(self), COMPARED_AT_ONCE):
            part = slice(start, start + COMPARED_AT_ONCE)
            for bits, word in zip(self._signs[:, part], code[:, 0], strict=True):
                differing[part] += np.bitwise_count(bits ^ word)
        seen = np.flatnonzero(np.isin(self._versions, versions))
        if limit < len(seen):
            seen = seen[np.argpartition(differing[seen], limit)[:limit]]
        return np.unique(self._keys[seen])


def _loaded(rows: Sequence[Row]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    keys = np.fromiter((row[1] for row in rows), dtype=np.int64, count=len(rows))
    versions = np.fromiter((row[2] for row in rows), dtype=np.int64, count=len(rows))
    return keys, versions, signs(unpacked([row[3] for row in rows]))
