"""Kept briefs and small named values."""

from __future__ import annotations

import json

from bot.store.base import BriefRow
from bot.store.connection import Database


class Briefs:
    """The part of the store that keeps briefs and small state."""

    _db: Database

    async def save_brief(self, row: BriefRow) -> None:
        payload = json.dumps(row.payload)
        async with self._db.transaction() as write:
            await write.run(
                """INSERT OR REPLACE INTO brief (id, guild, channel, user, created_at, payload)
                VALUES (?, ?, ?, ?, ?, ?)""",
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

    async def set(self, key: str, value: str) -> None:
        async with self._db.transaction() as write:
            await write.run("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))
