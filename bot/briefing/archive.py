"""Every posted digest, found again by day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers import Archived, Day
from bot.briefing.corrections import message_link
from bot.briefing.digest_keeping import answer_of
from bot.store.base import Store

EVERYTHING = 100_000


async def days(store: Store, *, zone: str = "UTC", guild: str | None = None, channel: str | None = None) -> list[Day]:
    """All days on which something was posted, oldest first."""
    rows = await store.digests(guild=guild, channel=channel, limit=EVERYTHING)
    found: dict[str, list[Archived]] = {}
    for row in reversed(rows):
        if row.content is None or row.message is None:
            continue
        posted = row.done_at or row.due_at
        date = datetime.fromisoformat(posted).astimezone(ZoneInfo(zone)).date().isoformat()
        link = message_link(row.guild, row.channel, row.message)
        found.setdefault(date, []).append(Archived(answer_of(row.content), row.guild, row.channel, posted, link))
    return [Day(date, tuple(digests)) for date, digests in sorted(found.items())]
