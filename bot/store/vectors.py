"""Sentence embeddings: half precision on disk, float32 rows in memory."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import numpy as np

from bot.store.base import Scope, StoredSentence
from bot.store.connection import Database, Row, Transaction, marks
from bot.store.rows import SENTENCE, built, stored_sentence
from summarizers.base import Vectors

KEPT_QUERIES = 5000
"""Query embeddings beyond this many push the oldest out."""

_STORED = np.dtype("<f2")
_QUERY = np.dtype("<f4")
_OF_MODEL = "(SELECT id FROM model WHERE name = ?)"

_MISSING = f"""FROM sentence s
    CROSS JOIN document d ON d.current = s.version CROSS JOIN version v ON v.id = s.version
    WHERE s.kind = 'body' AND d.withdrawn_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM vector x WHERE x.model = {_OF_MODEL} AND x.sentence = s.key)"""


class VectorsPart:
    """The part of the store that keeps embeddings."""

    _db: Database

    async def missing_vectors(self, model: str, limit: int, after: int = 0) -> list[StoredSentence]:
        rows = await self._db.read(
            f"SELECT {SENTENCE} {_MISSING} AND s.key > ? ORDER BY s.key LIMIT ?", (model, after, limit)
        )
        return await built(rows, stored_sentence)

    async def count_missing(self, model: str) -> int:
        ((count,),) = await self._db.read(f"SELECT count(*) {_MISSING}", (model,))
        return int(count)

    async def count_vectors(self, scope: Scope, model: str) -> int:
        ((count,),) = await self._db.read(
            f"""SELECT count(*) FROM vector x JOIN sentence s ON s.key = x.sentence
            JOIN document d ON d.current = s.version
            WHERE x.model = {_OF_MODEL} AND d.withdrawn_at IS NULL AND d.owner IN ({marks(scope.owners)})""",
            (model, *scope.owners),
        )
        return int(count)

    async def put_vectors(self, model: str, keys: Sequence[int], vectors: Vectors) -> None:
        """One row for each key. Raises ValueError where their numbers differ."""
        if len(keys) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(keys)} sentences")
        rows = np.ascontiguousarray(vectors, dtype=_STORED)
        async with self._db.transaction() as write:
            id = await _model(write, model)
            await write.many(
                "INSERT OR REPLACE INTO vector (model, sentence, data) VALUES (?, ?, ?)",
                [(id, int(key), row.tobytes()) for key, row in zip(keys, rows, strict=True)],
            )
            await write.touch()

    async def vectors(self, model: str, keys: Sequence[int]) -> tuple[Sequence[int], Vectors]:
        rows = await self._db.read(
            f"""SELECT x.sentence, x.data FROM json_each(?) k
            CROSS JOIN vector x ON x.sentence = k.value AND x.model = {_OF_MODEL} ORDER BY k.key""",
            (json.dumps([int(key) for key in keys]), model),
        )
        return [row[0] for row in rows], await asyncio.to_thread(_matrix, rows)

    async def all_vectors(self, scope: Scope, model: str) -> tuple[np.ndarray, Vectors]:
        rows = await self._db.read(
            f"""SELECT x.sentence, x.data FROM document d
            JOIN sentence s ON s.version = d.current
            JOIN vector x ON x.sentence = s.key AND x.model = {_OF_MODEL}
            WHERE d.withdrawn_at IS NULL AND d.owner IN ({marks(scope.owners)}) AND s.kind = 'body'
            ORDER BY d.path, d.id, s.ordinal""",
            (model, *scope.owners),
        )
        keys = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        return keys, await asyncio.to_thread(_matrix, rows)

    async def query_vector(self, model: str, text: str) -> Vectors | None:
        rows = await self._db.read(
            f"SELECT data FROM query_vector WHERE model = {_OF_MODEL} AND text = ?", (model, text)
        )
        return np.frombuffer(rows[0][0], dtype=_QUERY).astype(np.float32) if rows else None

    async def put_query_vector(self, model: str, text: str, vector: Vectors) -> None:
        data = np.ascontiguousarray(vector, dtype=_QUERY).tobytes()
        if not _storable(text):
            return
        async with self._db.transaction() as write:
            id = await _model(write, model)
            await write.run(
                "INSERT OR REPLACE INTO query_vector (model, text, data) VALUES (?, ?, ?)", (id, text, data)
            )
            await write.run(
                """DELETE FROM query_vector
                WHERE id <= (SELECT max(id) FROM query_vector) - ?""",
                (KEPT_QUERIES,),
            )


async def _model(write: Transaction, name: str) -> int:
    await write.run("INSERT OR IGNORE INTO model (name) VALUES (?)", (name,))
    ((id,),) = await write.run("SELECT id FROM model WHERE name = ?", (name,))
    return int(id)


def _matrix(rows: Sequence[Row]) -> Vectors:
    """(n, d) float32 of (key, data) rows; (0, 0) of none."""
    if not rows:
        return np.zeros((0, 0), dtype=np.float32)
    packed = np.frombuffer(b"".join(row[1] for row in rows), dtype=_STORED)
    return packed.reshape(len(rows), -1).astype(np.float32)


def _storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair: still answered, only not cached
        return False
    return True
