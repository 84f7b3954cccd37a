"""The ledger: one row per subscription and slot, claimed before anything is posted.

A claim belongs to its holder until the lease runs out; every later step names the holder, so
that one who was overtaken changes nothing. Instants are compared as ISO 8601 in UTC.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.store.connection import Database, Row, Transaction
from bot.store.digest_rows import CLAIMED, FAILED, POSTED, DigestRow, Told
from bot.store.reported import keep_posting

_COLUMNS = """id, subscription, slot, due_at, guild, channel, state, holder, lease_until, attempts, claimed_at,
    tried_at, done_at, message, late, reason"""


class Ledger:
    """The part of the store that keeps the ledger."""

    _db: Database

    async def claim(self, row: DigestRow, *, now: str) -> DigestRow | None:
        async with self._db.transaction() as write:
            taken = await write.run(
                f"""INSERT INTO digest (id, subscription, slot, due_at, guild, channel, state, holder, lease_until,
                    claimed_at, late)
                SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
                WHERE EXISTS (SELECT 1 FROM digest WHERE subscription = ?2 AND slot = ?3) OR NOT EXISTS (
                    SELECT 1 FROM digest WHERE guild = ?5 AND channel = ?6 AND state = ?7
                        AND due_at > strftime('%Y-%m-%dT%H:%M:%S', ?10, '-8 days')
                        AND (tried_at IS NOT NULL OR holder <> ?8 AND lease_until > ?10))
                ON CONFLICT (subscription, slot) DO UPDATE
                    SET holder = excluded.holder, lease_until = excluded.lease_until, attempts = attempts + 1
                    WHERE state = ?7 AND (lease_until <= ?10 OR holder = excluded.holder
                        OR datetime(lease_until) > datetime(excluded.lease_until, '+1 hour'))  -- clock set back
                RETURNING {_COLUMNS}, content""",
                (
                    row.id,
                    row.subscription,
                    row.slot,
                    row.due_at,
                    row.guild,
                    row.channel,
                    CLAIMED,
                    row.holder,
                    row.lease_until,
                    now,
                    row.late,
                ),
            )
        return _digest(taken[0]) if taken else None

    async def prepare(self, id: str, holder: str, *, content: Mapping[str, Any], now: str, lease_until: str) -> bool:
        kept = json.dumps(content)
        async with self._db.transaction() as write:
            return bool(
                await write.run(
                    """UPDATE digest SET content = ?, tried_at = ?, lease_until = ?
                    WHERE id = ? AND holder = ? AND state = ? RETURNING id""",
                    (kept, now, lease_until, id, holder, CLAIMED),
                )
            )

    async def release(self, id: str, holder: str, *, until: str, reason: str) -> None:
        async with self._db.transaction() as write:
            await write.run(
                "UPDATE digest SET lease_until = ?, reason = ? WHERE id = ? AND holder = ? AND state = ?",
                (until, reason, id, holder, CLAIMED),
            )

    async def finish(
        self, id: str, holder: str, *, state: str, now: str, message: str | None, reason: str | None, told: Told | None
    ) -> bool:
        async with self._db.transaction() as write:
            done = await write.run(
                """UPDATE digest SET state = ?, done_at = ?, message = ?, reason = ?
                WHERE id = ? AND holder = ? AND state = ? RETURNING subscription, channel""",
                (state, now, message, reason, id, holder, CLAIMED),
            )
            for subscription, channel in done:
                if state == FAILED:
                    await write.run("UPDATE subscription SET failures = failures + 1 WHERE id = ?", (subscription,))
                elif told is not None:
                    await _record(write, id, subscription, channel, told, delivered=state == POSTED)
        return bool(done)

    async def ledger(self, since: str) -> list[DigestRow]:
        rows = await self._db.read(f"SELECT {_COLUMNS}, NULL FROM digest WHERE due_at >= ?", (since,))
        return [_digest(row) for row in rows]

    async def digest(self, id: str) -> DigestRow | None:
        rows = await self._db.read(f"SELECT {_COLUMNS}, content FROM digest WHERE id = ?", (id,))
        return _digest(rows[0]) if rows else None

    async def digests(
        self, *, guild: str | None = None, channel: str | None = None, limit: int = 50
    ) -> list[DigestRow]:
        rows = await self._db.read(
            f"""SELECT {_COLUMNS}, content FROM digest
            WHERE state = ? AND (? IS NULL OR guild = ?) AND (? IS NULL OR channel = ?)
            ORDER BY due_at DESC, id LIMIT ?""",
            (POSTED, guild, guild, channel, channel, limit),
        )
        return [_digest(row) for row in rows]


async def _record(
    write: Transaction, digest: str, subscription: str, channel: str, told: Told, *, delivered: bool
) -> None:
    """What a digest told is known as told from the moment that it is known as posted."""
    await write.run(
        f"""UPDATE subscription SET cursor = max(cursor, ?), carried = ?
            {", failures = 0, told = 0" if delivered else ""} WHERE id = ?""",
        (told.cursor, json.dumps(told.carried), subscription),
    )
    await write.many(
        """INSERT INTO reported (channel, digest, topic, text, document, version, start, end, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [(r.channel, digest, r.topic, r.text, r.document, r.version, r.start, r.end, r.at) for r in told.reported],
    )
    await write.many(
        "INSERT OR IGNORE INTO digest_notice (channel, key, digest) VALUES (?, ?, ?)",
        [(channel, key, digest) for key in told.notices],
    )
    if told.posting is not None:
        await keep_posting(write, told.posting)
        await write.many(
            "UPDATE posting SET flagged = ? WHERE brief = ? AND flagged IS NULL",
            [(told.posting.at, brief) for brief in told.flagged],
        )


def _digest(row: Row) -> DigestRow:
    values = list(row)
    values[-3] = bool(values[-3])
    values[-1] = json.loads(values[-1]) if values[-1] else None
    return DigestRow(*values)
