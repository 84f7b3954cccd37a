"""What changed, on demand: since a channel's last digest, or since a day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.answers import DigestAnswer
from bot.briefing.digest import Digests, Wanted
from bot.errors import BadOption
from bot.store.base import Scope

LATELY = timedelta(days=7)
"""How far back, where nobody says and nothing was posted."""

_SINCE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_AGO = re.compile(r"(\d{1,4})\s*(h|d|w|hours?|days?|weeks?)(?: ago)?")


async def changed(
    digests: Digests, scope: Scope, topic: str | None, since: str | None, *, channel: str | None, id: str
) -> DigestAnswer:
    """The changes, told to whoever asks and not recorded. Raises BadOption for what is no date.

    Without ``since`` it is what this channel has not been told; where none of its digests is
    known, what has come in the last week. With it, what came since then, against what the channel
    had been told by then.
    """
    store, now = digests.store, digests.clock()
    last = await store.digests(guild=scope.guild, channel=channel, limit=1) if channel else []
    if since is None and last:
        begun = datetime.fromisoformat(last[0].done_at or last[0].due_at)
    else:
        begun = parse_since(since, now) if since is not None else now - LATELY
    cursor = await store.version_before(begun.isoformat())
    instant = begun.isoformat(timespec="seconds")
    untold = since is None and bool(last)
    wanted = Wanted(scope, (topic,) if topic else (), channel=channel, cursor=cursor, since=None if untold else instant)
    composed = await digests.compose(wanted, id)
    return replace(composed.answer, since=instant)


def parse_since(text: str, now: datetime) -> datetime:
    """``2027-05``, ``yesterday``, ``3 days``; UTC. Raises BadOption."""
    typed = text.strip().casefold()
    if typed in ("today", "yesterday"):
        return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=typed == "yesterday")
    if ago := _AGO.fullmatch(typed):
        unit = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}[ago[2][0]]
        return now - unit * int(ago[1])
    if date := _SINCE.fullmatch(typed):
        try:
            return datetime(int(date[1]), int(date[2] or 1), int(date[3] or 1), tzinfo=UTC)
        except ValueError:
            pass
    raise BadOption(f"“{text[:40]}” is not a date.", "Write it as 2027-05-08, yesterday, or 3 days.")
