"""What changed, on demand: since a channel's last digest, or since a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers import DigestAnswer
from bot.briefing.digest import Digests, Wanted
from bot.briefing.since import instant as moment
from bot.store.base import Scope

LATELY = timedelta(days=7)
"""How far back, where nobody says and nothing was posted."""


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
        begun = moment(since, now) if since is not None else now - LATELY
    cursor = await store.version_before(begun.isoformat())
    instant = begun.isoformat(timespec="seconds")
    untold = since is None and bool(last)
    wanted = Wanted(scope, (topic,) if topic else (), channel=channel, cursor=cursor, since=None if untold else instant)
    composed = await digests.compose(wanted, id)
    return replace(composed.answer, since=instant)
