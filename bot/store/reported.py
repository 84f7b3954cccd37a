"""What was told in which channel, what posted messages cite, and what is new since."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.store.connection import Database, Transaction, marks
from bot.store.digest_rows import (
    CitedRow,
    DoubtfulRow,
    FreshVersion,
    PastRow,
    PostingRow,
    ReportedRow,
    WithdrawnSentence,
)
from bot.store.scope import Scope
from bot.store.sight import current, shown
from summarizers.models import DocumentId


class Reported:
    """The part of the store that knows what people have been told."""

    _db: Database

    async def newest_version(self) -> int:
        ((key,),) = await self._db.read("SELECT coalesce(max(id), 0) FROM version")
        return int(key)

    async def version_before(self, instant: str) -> int:
        ((key,),) = await self._db.read("SELECT coalesce(max(id), 0) FROM version WHERE ingested_at < ?", (instant,))
        return int(key)

    async def fresh(self, scope: Scope, after: int, carried: Sequence[int]) -> list[FreshVersion]:
        seen, values = current(scope)
        rows = await self._db.read(
            f"""SELECT v.id, v.document, v.number,
                (SELECT max(o.number) FROM version o WHERE o.document = v.document AND o.id <= ? AND o.id < v.id
                    AND o.id NOT IN ({marks(carried)}))
            FROM document d JOIN version v ON v.id = d.current
            WHERE {seen} AND (v.id > ? OR v.id IN ({marks(carried)}))
            ORDER BY v.id""",
            (after, *carried, *values, after, *carried),
        )
        return [FreshVersion(*row) for row in rows]

    async def texts(self, document: DocumentId, number: int) -> list[str]:
        rows = await self._db.read(
            """SELECT s.text FROM version v JOIN sentence s ON s.version = v.id
            WHERE v.document = ? AND v.number = ? AND s.kind = 'body' ORDER BY s.ordinal""",
            (document, number),
        )
        return [row[0] for row in rows]

    async def keys_at(self, places: Sequence[tuple[DocumentId, int, int]]) -> list[int | None]:
        rows = await self._db.read(
            """SELECT p.key, s.key FROM json_each(?) p
            JOIN version v ON v.document = json_extract(p.value, '$[0]') AND v.number = json_extract(p.value, '$[1]')
            JOIN sentence s ON s.version = v.id AND s.start = json_extract(p.value, '$[2]')""",
            (json.dumps(list(places)),),
        )
        found = {int(place): int(key) for place, key in rows}
        return [found.get(i) for i in range(len(places))]

    async def withdrawn(self, scope: Scope, since: str) -> list[WithdrawnSentence]:
        seen, values = shown(scope)
        rows = await self._db.read(
            f"""SELECT d.id, v.number, v.title, d.withdrawn_at, s.start, s.end, s.text
            FROM document d JOIN version v ON v.id = d.current JOIN sentence s ON s.version = v.id
            WHERE d.withdrawn_at >= ? AND {seen} AND s.kind = 'body'
            ORDER BY d.withdrawn_at, d.id, s.ordinal""",
            (since, *values),
        )
        return [WithdrawnSentence(*row) for row in rows]

    async def reported(self, channel: str, since: str = "") -> list[ReportedRow]:
        rows = await self._db.read(
            """SELECT r.channel, r.digest, r.topic, r.text, r.document, r.version, r.start, r.end, r.at,
                p.guild, p.message
            FROM reported r LEFT JOIN posting p ON p.brief = r.digest
            WHERE r.channel = ? AND r.at >= ? ORDER BY r.id""",
            (channel, since),
        )
        return [ReportedRow(*row) for row in rows]

    async def said_once(self, channel: str) -> frozenset[str]:
        rows = await self._db.read("SELECT key FROM digest_notice WHERE channel = ?", (channel,))
        return frozenset(row[0] for row in rows)

    async def save_posting(self, row: PostingRow) -> None:
        async with self._db.transaction() as write:
            await keep_posting(write, row)

    async def doubtful_channels(self, since: str) -> list[tuple[str | None, str]]:
        rows = await self._db.read(
            """SELECT DISTINCT p.guild, p.channel FROM posting p JOIN cited c ON c.brief = p.brief
            JOIN document d ON d.id = c.document JOIN version v ON v.id = d.current
            WHERE p.flagged IS NULL AND p.at >= ? AND (d.withdrawn_at IS NOT NULL OR v.number <> c.version)""",
            (since,),
        )
        return [(row[0], row[1]) for row in rows]

    async def flag(self, briefs: Sequence[str], at: str) -> None:
        async with self._db.transaction() as write:
            await write.many(
                "UPDATE posting SET flagged = ? WHERE brief = ? AND flagged IS NULL", [(at, brief) for brief in briefs]
            )

    async def unmarked(self, limit: int) -> list[PostingRow]:
        rows = await self._db.read(
            """SELECT brief, guild, channel, message, at FROM posting
            WHERE flagged IS NOT NULL AND marked IS NULL ORDER BY at DESC LIMIT ?""",
            (limit,),
        )
        return [PostingRow(*row) for row in rows]

    async def marked(self, brief: str, at: str) -> None:
        async with self._db.transaction() as write:
            await write.run("UPDATE posting SET marked = ? WHERE brief = ?", (at, brief))

    async def postings(self, guild: str | None, channel: str | None, limit: int = 1000) -> list[PastRow]:
        rows = await self._db.read(
            """SELECT p.brief, p.guild, p.channel, p.message, p.at, p.flagged, b.payload
            FROM posting p JOIN brief b ON b.id = p.brief
            WHERE (?1 IS NULL OR p.guild = ?1) AND (?2 IS NULL OR p.channel = ?2)
            ORDER BY p.at DESC, p.brief LIMIT ?3""",
            (guild, channel, limit),
        )
        return [PastRow(PostingRow(*row[:5]), row[5], json.loads(row[6])) for row in rows]

    async def doubtful(self, channel: str, since: str = "") -> list[DoubtfulRow]:
        rows = await self._db.read(
            """SELECT p.brief, p.guild, p.channel, p.message, p.at, c.point, c.document, c.version, c.start, c.end,
                c.claim, v.title, CASE WHEN d.withdrawn_at IS NULL THEN v.number END, d.withdrawn_at
            FROM posting p JOIN cited c ON c.brief = p.brief
            JOIN document d ON d.id = c.document JOIN version v ON v.id = d.current
            WHERE p.channel = ? AND p.at >= ? AND (d.withdrawn_at IS NOT NULL OR v.number <> c.version)
            ORDER BY p.at, p.brief, c.point""",
            (channel, since),
        )
        found = []
        for row in rows:
            posting, cited, (title, current, withdrawn_at) = PostingRow(*row[:5]), CitedRow(*row[5:11]), row[11:]
            found.append(DoubtfulRow(posting, cited, title, current, withdrawn_at))
        return found


async def keep_posting(write: Transaction, row: PostingRow) -> None:
    """Write where a brief stands, in somebody's transaction."""
    await write.run(
        "INSERT OR IGNORE INTO posting (brief, guild, channel, message, at) VALUES (?, ?, ?, ?, ?)",
        (row.brief, row.guild, row.channel, row.message, row.at),
    )
    await write.many(
        """INSERT OR IGNORE INTO cited (brief, point, document, version, start, end, claim)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [(row.brief, c.point, c.document, c.version, c.start, c.end, c.claim) for c in row.cited],
    )
