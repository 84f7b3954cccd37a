"""Sentence embeddings: half precision on disk, float32 rows in memory."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import numpy as np

from bot.store.base import Hit, Scope, StoredSentence
from bot.store.connection import Database, Transaction
from bot.store.nearest import STORED, SignIndex, unpacked
from bot.store.rows import SENTENCE, built, stored_sentence
from bot.store.visible import Views
from summarizers.base import Vectors

KEPT_QUERIES = 5000
"""Query embeddings beyond this many push the oldest out."""

MEASURED = 4
"""How many vectors are measured for each one that is wanted, and ..."""

LEAST_MEASURED = 400
"""... at least so many."""

_QUERY = np.dtype("<f4")
_OF_MODEL = "(SELECT id FROM model WHERE name = ?)"

_MISSING = f"""FROM sentence s
    CROSS JOIN document d ON d.current = s.version CROSS JOIN version v ON v.id = s.version
    WHERE s.kind = 'body' AND d.withdrawn_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM vector x WHERE x.model = {_OF_MODEL} AND x.sentence = s.key)"""


class VectorsPart:
    """The part of the store that keeps embeddings."""

    _db: Database
    _signs: dict[str, SignIndex]
    _views: Views

    async def missing_vectors(self, model: str, limit: int, after: int = 0) -> list[StoredSentence]:
        rows = await self._db.read(
            f"SELECT {SENTENCE} {_MISSING} AND s.key > ? ORDER BY s.key LIMIT ?", (model, after, limit)
        )
        return await built(rows, stored_sentence)

    async def count_missing(self, model: str, after: int = 0) -> int:
        ((count,),) = await self._db.read(f"SELECT count(*) {_MISSING} AND s.key > ?", (model, after))
        return int(count)

    async def unchanged_until(self, revision: int) -> int:
        ((key,),) = await self._db.read(
            """SELECT coalesce(
                min((SELECT key FROM sentence s WHERE s.version = d.current ORDER BY ordinal LIMIT 1)) - 1,
                (SELECT max(key) FROM sentence), 0)
            FROM document d WHERE d.changed > ?""",
            (revision,),
        )
        return int(key)

    async def count_vectors(self, scope: Scope, model: str) -> int:
        index = await self._index(model)
        return await asyncio.to_thread(index.count, await self._views.of(scope))

    async def put_vectors(self, model: str, keys: Sequence[int], vectors: Vectors) -> None:
        """One row for each key. Raises ValueError where their numbers differ."""
        if len(keys) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(keys)} sentences")
        rows = np.ascontiguousarray(vectors, dtype=STORED)
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
        return [row[0] for row in rows], await asyncio.to_thread(unpacked, [row[1] for row in rows])

    async def nearest(self, scope: Scope, model: str, vector: Vectors, limit: int) -> list[Hit]:
        index = await self._index(model)
        wanted = max(LEAST_MEASURED, MEASURED * limit)
        keys = await asyncio.to_thread(index.closest, vector, await self._views.of(scope), wanted)
        found, measured = await self.vectors(model, [int(key) for key in keys])
        if not len(found):
            return []
        cosines = measured @ np.asarray(vector, dtype=np.float32)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [Hit(found[i], float(cosines[i])) for i in best]

    async def index_vectors(self, model: str) -> None:
        await self._index(model)

    async def _index(self, model: str) -> SignIndex:
        index = self._signs.setdefault(model, SignIndex())
        await index.update(self._db, model)
        return index

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


def _storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair: still answered, only not cached
        return False
    return True
