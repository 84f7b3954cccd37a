"""Every posted digest and brief, found again by day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers import Archived, BriefAnswer, Change, Day, DigestAnswer
from bot.briefing.corrections import message_link
from bot.briefing.digest_keeping import answer_of
from bot.briefing.keeping import unpack
from bot.store.base import Store

EVERYTHING = 100_000


async def days(store: Store, *, zone: str = "UTC", guild: str | None = None, channel: str | None = None) -> list[Day]:
    """All days of ``zone`` on which something was posted, oldest first."""
    digests = {
        row.id: answer_of(row.content)
        for row in await store.digests(guild=guild, channel=channel, limit=EVERYTHING)
        if row.content is not None
    }
    found: dict[str, list[Archived]] = {}
    for row in reversed(await store.postings(guild, channel, EVERYTHING)):
        posting = row.posting
        date = datetime.fromisoformat(posting.at).astimezone(ZoneInfo(zone)).date().isoformat()
        answer = digests.get(posting.brief) or _as_digest(unpack(row.payload))
        link = message_link(posting.guild, posting.channel, posting.message)
        found.setdefault(date, []).append(
            Archived(answer, posting.guild, posting.channel, posting.at, link, row.flagged)
        )
    return [Day(date, tuple(posted)) for date, posted in sorted(found.items())]


def _as_digest(brief: BriefAnswer) -> DigestAnswer:
    """A brief as a page shows it: its sections where a digest has topics."""
    changes = [
        Change(section.name, point, section.name.replace("_", " ").capitalize())
        for section in brief.summary.sections
        for point in section.points
    ]
    return DigestAnswer(
        brief, (f"{brief.command.capitalize()}: {brief.summary.topic or 'any subject'}",), tuple(changes)
    )
