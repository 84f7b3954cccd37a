"""Nearest vectors among many: signs held in memory choose, stored vectors decide.

One bit a dimension (is it positive?) tells nearly as much of a direction as a float does: 48
bytes a sentence at 384 dimensions, a million sentences in 48 MB. The sentences whose bits differ
least from the question's are measured exactly, with their stored vectors. (Charikar, "Similarity
estimation techniques from rounding algorithms", 2002; binary codes with rescoring as in common use
for embeddings.)
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.errors import StoreError
from bot.store.connection import Database, Row
from bot.store.visible import Visible
from summarizers.base import Vectors

log = logging.getLogger(__name__)

STORED = np.dtype("<f2")
"""How vectors are kept: half precision."""

LOADED_AT_ONCE = 20_000
"""Rows to a read: bounds the memory that loading takes."""

BLOCKS_AT_ONCE = 4

COMPARED_AT_ONCE = 65_536

SPARE = 16
"""Room is made for a sixteenth more vectors than there are."""

_Part = tuple[NDArray[np.int64], NDArray[np.uint64]]


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

    It only grows, by what is new since it was last brought up to date; what may be seen is asked at
    each search. What was stored by the ten thousand is kept as signs too: a start then reads some
    60 MB of a million vectors, and not 800.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._last = 0
        self._held: _Part = (np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.uint64))
        self._room = self._held  # what is held is its beginning

    def __len__(self) -> int:
        return len(self._held[0])

    async def update(self, database: Database, model: str) -> None:
        """Load what was stored since the last time."""
        async with self._lock:
            parts = [] if self._last else await self._packed(database, model)
            while True:
                rows = await database.read(
                    """SELECT rowid, sentence, data FROM vector
                    WHERE rowid > ? AND +model = (SELECT id FROM model WHERE name = ?) ORDER BY rowid LIMIT ?""",
                    (self._last, model, LOADED_AT_ONCE),
                )
                if rows:
                    part = await asyncio.to_thread(_loaded, rows)
                    parts.append(part)
                    self._last = rows[-1][0]
                if len(rows) < LOADED_AT_ONCE:
                    break
                await _pack(database, model, rows[0][0], self._last, part)
            if parts:
                await asyncio.to_thread(self._grow, parts)

    async def _packed(self, database: Database, model: str) -> list[_Part]:
        """What is kept as signs, up to the first block that is no longer what its rows are."""
        parts: list[_Part] = []
        first = -1
        while True:  # some MB at a time: more, handed over at once, holds up the event loop
            blocks = await database.read(
                """SELECT b.first, b.last, b.keys, b.signs, x.model = b.model AND x.sentence = b.sentence
                FROM vector_signs b LEFT JOIN vector x ON x.rowid = b.last
                WHERE b.model = (SELECT id FROM model WHERE name = ?) AND b.first > ? ORDER BY b.first LIMIT ?""",
                (model, first, BLOCKS_AT_ONCE),
            )
            for _, last, keys, codes, sound in blocks:
                if not sound:
                    return parts
                parts.append((np.frombuffer(keys, "<i8"), np.frombuffer(codes, "<u8").reshape(-1, len(keys) // 8)))
                self._last = last
            if len(blocks) < BLOCKS_AT_ONCE:
                return parts
            first = blocks[-1][0]

    def _grow(self, parts: Sequence[_Part]) -> None:
        """Append; everything is copied only where there is no room left, and then into more than is needed."""
        held, (keys, codes) = len(self), self._room
        size = held + sum(len(new) for new, _ in parts)
        if size > len(keys):
            room = size + size // SPARE
            keys = np.empty(room, dtype=np.int64)
            codes = np.empty((len(parts[0][1]), room), dtype=np.uint64)
            if held:
                keys[:held], codes[:, :held] = self._held
            self._room = keys, codes
        for new, signs_of_new in parts:
            keys[held : held + len(new)], codes[:, held : held + len(new)] = new, signs_of_new
            held += len(new)
        self._held = keys[:held], codes[:, :held]

    def count(self, visible: Visible) -> int:
        """How many sentences that may be seen have a vector. Blocking: some 20 ms for a million."""
        keys = np.sort(self._held[0], kind="stable")  # nearly in order
        return visible.count(keys[np.diff(keys, prepend=-1) > 0])

    def closest(self, vector: Vectors, visible: Visible, limit: int) -> NDArray[np.int64]:
        """Keys of the ``limit`` sentences that may be seen whose signs differ least, ascending. Blocking: some
        50 ms for a million."""
        code = signs(vector[None, :])
        keys, codes = self._held
        if not len(keys) or len(codes) != len(code) or not visible.sentences:
            return np.zeros(0, dtype=np.int64)
        differing = np.zeros(len(keys), dtype=np.uint16)
        for start in range(0, len(keys), COMPARED_AT_ONCE):
            part = slice(start, start + COMPARED_AT_ONCE)
            for bits, word in zip(codes[:, part], code[:, 0], strict=True):
                differing[part] += np.bitwise_count(bits ^ word)
        # Whether all of a million may be seen takes longer to know than all of this: as many as should hold enough.
        looked_at = max(limit, limit * len(keys) // visible.sentences)
        while True:
            near = _smallest(differing, looked_at)
            near = near[visible.holds(keys[near])]
            if len(near) >= limit or looked_at >= len(keys):
                return np.unique(keys[near[_smallest(differing[near], limit)]])
            looked_at *= 2


def _smallest(values: NDArray[np.uint16], limit: int) -> NDArray[np.intp]:
    """Where the ``limit`` (at least 1) smallest values stand, of equal ones the last, these in order."""
    if limit >= len(values):
        return np.arange(len(values))
    last = np.partition(values, limit - 1)[limit - 1]  # argpartition, which tells where, takes many times as long
    below = np.flatnonzero(values < last)
    return np.concatenate([below, np.flatnonzero(values == last)[len(below) - limit :]])


def _loaded(rows: Sequence[Row]) -> _Part:
    keys = np.fromiter((row[1] for row in rows), dtype=np.int64, count=len(rows))
    return keys, signs(unpacked([row[2] for row in rows]))


async def _pack(database: Database, model: str, first: int, last: int, part: _Part) -> None:
    """Keep the signs of the rows from ``first`` to ``last``, in place of whatever was kept from there on."""
    keys, codes = part
    values = (first, last, int(keys[-1]), keys.astype("<i8").tobytes(), codes.astype("<u8").tobytes(), model)
    try:
        async with database.transaction() as write:
            await write.run(
                "DELETE FROM vector_signs WHERE model = (SELECT id FROM model WHERE name = ?) AND last >= ?",
                (model, first),
            )
            await write.run(
                """INSERT INTO vector_signs (model, first, last, sentence, keys, signs)
                SELECT id, ?, ?, ?, ?, ? FROM model WHERE name = ?""",
                values,
            )
    except StoreError as error:  # somebody else writes: the answer does not wait for it
        log.info("the signs of %d vectors are not kept: %s", len(keys), error)
