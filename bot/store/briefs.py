"""Kept briefs and small named values, and what is dropped of both when it is old."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.store.base import BriefRow
from bot.store.connection import Database

AT_ONCE = 500
"""Rows dropped in one transaction, so that no other writer waits for more than a moment."""

_OLD_BRIEF = """created_at < :unposted
    AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.brief = brief.id AND p.at >= :posted)"""

_OLD_STATE = "at < :unposted AND brief IS NULL"


class Briefs:
    """The part of the store that keeps briefs and small state."""

    _db: Database

    async def save_brief(self, row: BriefRow) -> None:
        payload = json.dumps(row.payload)
        async with self._db.transaction() as write:
            await write.run(
                """INSERT INTO brief (id, guild, channel, user, created_at, payload)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET guild = excluded.guild, channel = excluded.channel,
                    user = excluded.user, created_at = excluded.created_at, payload = excluded.payload""",
                (row.id, row.guild, row.channel, row.user, row.created_at, payload),
            )

    async def brief(self, id: str) -> BriefRow | None:
        rows = await self._db.read(
            "SELECT id, guild, channel, user, created_at, payload FROM brief WHERE id = ?", (id,)
        )
        if not rows:
            return None
        id, guild, channel, user, created_at, payload = rows[0]
        return BriefRow(id, guild, channel, user, created_at, json.loads(payload))

    async def get(self, key: str) -> str | None:
        rows = await self._db.read("SELECT value FROM state WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    async def set(self, key: str, value: str, *, at: str | None = None, brief: str | None = None) -> None:
        async with self._db.transaction() as write:
            await write.run(
                """INSERT OR REPLACE INTO state (key, value, at, brief)
                VALUES (?, ?, ?, (SELECT id FROM brief WHERE id = ?))""",
                (key, value, at, brief),
            )

    async def drop_old(self, *, unposted: str, posted: str) -> int:
        instants = {"unposted": unposted, "posted": posted}
        briefs = await self._drop("brief", "id", _OLD_BRIEF, instants)
        await self._drop("state", "key", _OLD_STATE, instants)
        return briefs

    async def _drop(self, table: str, name: str, old: str, instants: Mapping[str, str]) -> int:
        """How many rows were dropped. Takes no lock where there are none."""
        dropped = 0
        while await self._db.read(f"SELECT 1 FROM {table} WHERE {old} LIMIT 1", instants):
            async with self._db.transaction() as write:
                some = f"SELECT {name} FROM {table} WHERE {old} LIMIT {AT_ONCE}"
                gone = await write.run(f"DELETE FROM {table} WHERE {name} IN ({some}) RETURNING 1", instants)
            dropped += len(gone)
        return dropped
