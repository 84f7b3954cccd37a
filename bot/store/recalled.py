"""Which kept brief answers a question that was asked before."""

from __future__ import annotations

from bot.store.connection import Database

MOST = 5_000
"""Questions beyond which the oldest are forgotten; their briefs stay."""


class Recalled:
    """The part of the store that finds an answer again by its question."""

    _db: Database

    async def recall(self, key: str, guild: str | None, stamp: str) -> tuple[str, str] | None:
        rows = await self._db.read(
            "SELECT brief, made_at FROM recall WHERE key = ? AND guild IS ? AND stamp = ?", (key, guild, stamp)
        )
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    async def note_recall(self, key: str, guild: str | None, stamp: str, brief: str, made_at: str) -> None:
        async with self._db.transaction() as write:
            await write.run(
                "INSERT OR REPLACE INTO recall (key, guild, stamp, brief, made_at) VALUES (?, ?, ?, ?, ?)",
                (key, guild, stamp, brief, made_at),
            )
            ((kept,),) = await write.run("SELECT count(*) FROM recall")
            if kept > MOST:
                await write.run(
                    "DELETE FROM recall WHERE key IN (SELECT key FROM recall ORDER BY made_at LIMIT ?)", (kept - MOST,)
                )
