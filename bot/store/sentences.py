"""Sentences: in document order, by key, by full-text search, and with their neighbours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence

import numpy as np

from bot.store.base import Hit, Place, Scope, StoredSentence
from bot.store.connection import Database, Row, marks
from bot.store.matching import Matching
from bot.store.rows import SENTENCE, built, stored_sentence
from bot.store.sight import current, owned, usable
from bot.store.terms import phrases, quoted
from bot.store.visible import Views, Visible
from summarizers.models import DocumentId, Kind, Neighbours, Sentence

REACH = 40
"""Sentences to either side of one among which its paragraph is looked for."""

_CURRENT = "FROM document d CROSS JOIN version v ON v.id = d.current CROSS JOIN sentence s ON s.version = v.id"


class Sentences:
    """The part of the store that gives sentences back."""

    _db: Database
    _matching: Matching
    _views: Views

    async def sentences(
        self,
        scope: Scope,
        documents: Iterable[DocumentId] | None = None,
        kinds: Iterable[Kind] = (Kind.BODY,),
    ) -> list[StoredSentence]:
        wanted = tuple(kind.value for kind in kinds)
        named = "" if documents is None else "AND d.id IN (SELECT value FROM json_each(?))"
        seen, values = current(scope)
        right, guild = usable(scope)
        rows = await self._db.read(
            f"""SELECT {SENTENCE} {_CURRENT}
            WHERE {seen} AND {right} AND s.kind IN ({marks(wanted)}) {named}
            ORDER BY d.path, d.id, s.ordinal""",
            (*values, *guild, *wanted, *(() if documents is None else (json.dumps(list(documents)),))),
        )
        return await built(rows, stored_sentence)

    async def struck_out(self, scope: Scope, documents: Iterable[DocumentId] | None = None) -> list[Sentence]:
        return [s.sentence for s in await self._struck_out(scope, documents)]

    async def _struck_out(self, scope: Scope, documents: Iterable[DocumentId] | None = None) -> list[StoredSentence]:
        accepted = "SELECT text FROM report WHERE guild = ? AND state = 'accepted'"
        if scope.guild is None or not await self._db.read(f"{accepted} LIMIT 1", (scope.guild,)):
            return []
        seen, values = current(scope)
        named = "" if documents is None else "AND d.id IN (SELECT value FROM json_each(?))"
        rows = await self._db.read(
            f"""SELECT {SENTENCE} {_CURRENT} WHERE {seen} AND s.kind = 'body' AND s.text IN ({accepted}) {named}
            ORDER BY d.path, d.id, s.ordinal""",
            (*values, scope.guild, *(() if documents is None else (json.dumps(list(documents)),))),
        )
        return await built(rows, stored_sentence)

    async def by_keys(self, scope: Scope, keys: Sequence[int]) -> list[StoredSentence]:
        whose, owners = owned(scope)
        right, guild = usable(scope)
        rows = await self._db.read(
            f"""SELECT {SENTENCE} FROM json_each(?) k CROSS JOIN sentence s ON s.key = k.value
            JOIN version v ON v.id = s.version JOIN document d ON d.id = v.document
            WHERE {whose} AND {right} ORDER BY k.key""",
            (json.dumps([int(key) for key in keys]), *owners, *guild),
        )
        return await built(rows, stored_sentence)

    async def places(self, scope: Scope, keys: Sequence[int]) -> dict[int, Place]:
        whose, owners = owned(scope)
        right, guild = usable(scope)
        rows = await self._db.read(
            f"""SELECT s.key, d.id, d.path, v.sentences FROM json_each(?) k CROSS JOIN sentence s ON s.key = k.value
            JOIN version v ON v.id = s.version JOIN document d ON d.id = v.document
            WHERE {whose} AND {right} ORDER BY k.key""",
            (json.dumps([int(key) for key in keys]), *owners, *guild),
        )
        return {key: Place(*place) for key, *place in rows}

    async def paragraphs(self, scope: Scope, keys: Sequence[int]) -> dict[int, list[StoredSentence]]:
        whose, owners = current(scope)
        right, guild = usable(scope)
        rows = await self._db.read(
            f"""SELECT k.value, {SENTENCE} FROM json_each(?) k CROSS JOIN sentence h ON h.key = k.value
            CROSS JOIN sentence s ON s.key BETWEEN h.key - {REACH} AND h.key + {REACH}
            JOIN version v ON v.id = s.version JOIN document d ON d.current = v.id
            WHERE s.version = h.version AND s.kind = 'body'
                AND (s.paragraph = h.paragraph OR s.key = h.key) AND {whose} AND {right}
            ORDER BY k.key, s.key""",
            (json.dumps([int(key) for key in keys]), *owners, *guild),
        )
        known: dict[int, StoredSentence] = {}
        standing: dict[int, list[StoredSentence]] = {}
        for key, *row in rows:
            if row[0] not in known:
                known[row[0]] = stored_sentence(tuple(row))
            standing.setdefault(key, []).append(known[row[0]])
        for key, paragraph in standing.items():
            if key - paragraph[0].key == REACH or paragraph[-1].key - key == REACH:  # it may go on
                standing[key] = [known[key]]
        return standing

    async def count_documents(self, scope: Scope) -> int:
        return (await self._views.of(scope)).documents

    async def count(self, scope: Scope) -> int:
        return (await self._views.of(scope)).sentences

    async def tally(self, scope: Scope, words: Sequence[str]) -> tuple[int, int]:
        asked = phrases(words)
        if not asked:
            return 0, 0
        # As one text, for a row of its own for each of a hundred thousand would be an object of its own.
        ((keys,),) = await self._db.read("SELECT group_concat(rowid) FROM term WHERE term MATCH ?", (quoted(asked),))
        visible = await self._views.of(scope)
        return await asyncio.to_thread(_tallied, keys or "", visible, await self._struck(scope))

    async def _struck(self, scope: Scope) -> list[int]:
        """Keys of the sentences that the guild has struck out."""
        return [s.key for s in await self._struck_out(scope)]

    async def match(self, scope: Scope, words: Sequence[str], limit: int) -> list[Hit]:
        if scope.since is not None:
            visible, struck = await self._views.of(scope), set(await self._struck(scope))
            hits = await self._matching.best_among(words, limit + len(struck), visible)
            return [hit for hit in hits if hit.key not in struck][:limit]
        depth = limit
        while True:
            # Ranked first, looked at after: whether every match may be seen would cost more to
            # know than the ranking. Most matches are in scope, so one round does.
            hits = await self._matching.best(words, depth)
            seen = await self._seen(scope, hits)
            if len(seen) >= limit or len(hits) < depth:
                return seen[:limit]
            depth *= 8

    async def _seen(self, scope: Scope, hits: Sequence[Hit]) -> list[Hit]:
        seen, values = current(scope)
        right, guild = usable(scope)
        rows = await self._db.read(
            f"""SELECT s.key FROM json_each(?) k CROSS JOIN sentence s ON s.key = k.value
            CROSS JOIN document d ON d.current = s.version
            WHERE {seen} AND {right}""",
            (json.dumps([hit.key for hit in hits]), *values, *guild),
        )
        keys = {row[0] for row in rows}
        return [hit for hit in hits if hit.key in keys]

    async def neighbours(
        self, scope: Scope, document: DocumentId, version: int, start: int, end: int, width: int = 1
    ) -> Neighbours:
        whose, owners = owned(scope)
        rows = await self._db.read(
            f"""SELECT {SENTENCE} FROM document d JOIN version v ON v.document = d.id
            JOIN sentence s ON s.version = v.id
            WHERE d.id = ? AND v.number = ? AND {whose}
                AND s.end > ? AND s.start < ? ORDER BY s.ordinal""",
            (document, version, *owners, start, end),
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


def _tallied(keys: str, visible: Visible, struck: Sequence[int]) -> tuple[int, int]:
    """How many of the keys may be seen, and in how many documents they stand."""
    held = np.fromstring(keys, dtype=np.int64, sep=",") if keys else np.zeros(0, dtype=np.int64)
    versions = visible.versions(held[~np.isin(held, struck)] if struck else held)
    seen = versions[versions >= 0]
    return len(seen), len(np.unique(seen))
