"""Subscriptions: who gets digests of what, where and when."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.store.connection import Database, Row, marks
from bot.store.digest_rows import ACTIVE, PAUSED, SubscriptionRow

_COLUMNS = """id, guild, channel, manager, topics, cadence, days, at, zone, length, quiet, mention, state, reason,
    created_at, active_from, failures, told, cursor, carried"""


class Subscriptions:
    """The part of the store that keeps subscriptions."""

    _db: Database

    async def save_subscription(self, row: SubscriptionRow) -> None:
        async with self._db.transaction() as write:
            await write.run(
                """INSERT INTO subscription (id, guild, channel, manager, topics, cadence, days, at, zone, length,
                    quiet, mention, state, reason, created_at, active_from, cursor)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, manager = excluded.manager,
                    topics = excluded.topics, cadence = excluded.cadence, days = excluded.days, at = excluded.at,
                    zone = excluded.zone, length = excluded.length, quiet = excluded.quiet,
                    mention = excluded.mention, state = excluded.state, reason = excluded.reason,
                    active_from = excluded.active_from, failures = 0, told = 0""",
                (
                    row.id,
                    row.guild,
                    row.channel,
                    row.manager,
                    json.dumps(row.topics),
                    row.cadence,
                    json.dumps(row.days),
                    row.at,
                    row.zone,
                    row.length,
                    row.quiet,
                    row.mention,
                    row.state,
                    row.reason,
                    row.created_at,
                    row.active_from,
                    row.cursor,
                ),
            )

    async def subscription(self, id: str) -> SubscriptionRow | None:
        rows = await self._db.read(f"SELECT {_COLUMNS} FROM subscription WHERE id = ?", (id,))
        return _subscription(rows[0]) if rows else None

    async def subscriptions(
        self, *, guild: str | None = None, channel: str | None = None, states: Sequence[str] = (ACTIVE,)
    ) -> list[SubscriptionRow]:
        rows = await self._db.read(
            f"""SELECT {_COLUMNS} FROM subscription
            WHERE state IN ({marks(states)}) AND (? IS NULL OR guild = ?) AND (? IS NULL OR channel = ?)
            ORDER BY created_at, id""",
            (*states, guild, guild, channel, channel),
        )
        return [_subscription(row) for row in rows]

    async def pause(self, id: str, reason: str | None) -> None:
        async with self._db.transaction() as write:
            await write.run(
                "UPDATE subscription SET state = ?, reason = ? WHERE id = ? AND state = ?",
                (PAUSED, reason, id, ACTIVE),
            )

    async def tell_once(self, id: str) -> bool:
        async with self._db.transaction() as write:
            return bool(
                await write.run("UPDATE subscription SET told = 1 WHERE id = ? AND told = 0 RETURNING id", (id,))
            )


def _subscription(row: Row) -> SubscriptionRow:
    id, guild, channel, manager, topics, cadence, days, at, zone, length, quiet, mention, state, reason, *rest = row
    created_at, active_from, failures, told, cursor, carried = rest
    return SubscriptionRow(
        id,
        guild,
        channel,
        manager,
        tuple(json.loads(topics)),
        cadence,
        tuple(json.loads(days)),
        at,
        zone,
        length,
        quiet,
        mention,
        state,
        reason,
        created_at,
        active_from,
        failures,
        bool(told),
        cursor,
        tuple(json.loads(carried)),
    )
