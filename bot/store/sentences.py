"""Sentences: in document order, by key, by full-text search, and with their neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from bot.store.base import Hit, Scope, StoredSentence
from bot.store.connection import Database, Row, marks
from bot.store.matching import Matching
from bot.store.rows import SENTENCE, built, stored_sentence
from summarizers.models import DocumentId, Kind, Neighbours, Sentence

_CURRENT = "FROM document d CROSS JOIN version v ON v.id = d.current CROSS JOIN sentence s ON s.version = v.id"


class Sentences:
    """The part of the store that gives sentences back."""

    _db: Database
    _matching: Matching

    async def sentences(
        self,
        scope: Scope,
        documents: Iterable[DocumentId] | None = None,
        kinds: Iterable[Kind] = (Kind.BODY,),
    ) -> list[StoredSentence]:
        wanted = tuple(kind.value for kind in kinds)
        named = "" if documents is None else "AND d.id IN (SELECT value FROM json_each(?))"
        rows = await self._db.read(
            f"""SELECT {SENTENCE} {_CURRENT}
            WHERE d.withdrawn_at IS NULL AND d.owner IN ({marks(scope.owners)})
                AND s.kind IN ({marks(wanted)}) {named}
            ORDER BY d.path, d.id, s.ordinal""",
            (*scope.owners, *wanted, *(() if documents is None else (json.dumps(list(documents)),))),
        )
        return await built(rows, stored_sentence)

    async def by_keys(self, scope: Scope, keys: Sequence[int]) -> list[StoredSentence]:
        rows = await self._db.read(
            f"""SELECT {SENTENCE} FROM json_each(?) k CROSS JOIN sentence s ON s.key = k.value
            JOIN version v ON v.id = s.version JOIN document d ON d.id = v.document
            WHERE d.owner IN ({marks(scope.owners)}) ORDER BY k.key""",
            (json.dumps([int(key) for key in keys]), *scope.owners),
        )
        return await built(rows, stored_sentence)

    async def count(self, scope: Scope) -> int:
        ((count,),) = await self._db.read(
            f"""SELECT coalesce(sum(v.sentences), 0) FROM document d JOIN version v ON v.id = d.current
            WHERE d.withdrawn_at IS NULL AND d.owner IN ({marks(scope.owners)})""",
            scope.owners,
        )
        return int(count)

    async def match(self, scope: Scope, words: Sequence[str], limit: int) -> list[Hit]:
        depth = limit
        while True:
            # Ranked first, seen by its owner after: reading the owner of every match would
            # cost more than the ranking. Most matches are in scope, so one round does.
            hits = await self._matching.best(words, depth)
            seen = await self._seen(scope, hits)
            if len(seen) >= limit or len(hits) < depth:
                return seen[:limit]
            depth *= 8

    async def _seen(self, scope: Scope, hits: Sequence[Hit]) -> list[Hit]:
        rows = await self._db.read(
            f"""SELECT s.key FROM json_each(?) k CROSS JOIN sentence s ON s.key = k.value
            CROSS JOIN document d ON d.current = s.version
            WHERE d.withdrawn_at IS NULL AND d.owner IN ({marks(scope.owners)})""",
            (json.dumps([hit.key for hit in hits]), *scope.owners),
        )
        keys = {row[0] for row in rows}
        return [hit for hit in hits if hit.key in keys]

    async def neighbours(
        self, scope: Scope, document: DocumentId, version: int, start: int, end: int, width: int = 1
    ) -> Neighbours:
        rows = await self._db.read(
            f"""SELECT {SENTENCE} FROM document d JOIN version v ON v.document = d.id
            JOIN sentence s ON s.version = v.id
            WHERE d.id = ? AND v.number = ? AND d.owner IN ({marks(scope.owners)})
                AND s.end > ? AND s.start < ? ORDER BY s.ordinal""",
            (document, version, *scope.owners, start, end),
        )
        if not rows:
            return Neighbours()
        here = [stored_sentence(row).sentence for row in rows]
        exact = [s for s in here if (s.start, s.end) == (start, end)]
        body = [s for s in here if s.kind is Kind.BODY]
        sentence = (exact or body or here)[0]
        span = [sentence] if exact else body or here
        return Neighbours(
            before=tuple(reversed(await self._beside(document, version, "<", span[0].ordinal, width))),
            sentence=sentence,
            after=tuple(await self._beside(document, version, ">", span[-1].ordinal, width)),
        )

    async def _beside(self, document: DocumentId, version: int, side: str, ordinal: int, width: int) -> list[Sentence]:
        """Up to ``width`` body sentences on one side, the nearest first."""
        rows: list[Row] = await self._db.read(
            f"""SELECT {SENTENCE} FROM version v JOIN sentence s ON s.version = v.id
            WHERE v.document = ? AND v.number = ? AND s.kind = 'body' AND s.ordinal {side} ?
            ORDER BY s.ordinal {"DESC" if side == "<" else "ASC"} LIMIT ?""",
            (document, version, ordinal, width),
        )
        return [stored_sentence(row).sentence for row in rows]
