"""Where a brief was posted, kept so that the channel can be told when its sources change."""

from __future__ import annotations

from typing import Any

import discord

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.store.digest_rows import CitedRow, PostingRow


async def note_posting(
    desk: Desk, interaction: discord.Interaction[Any], message: str | None, answer: BriefAnswer
) -> None:
    """Remember that ``message`` in this server's channel shows ``answer``, and what it cites."""
    if message is None or interaction.guild_id is None or interaction.channel_id is None or not answer.summary.points:
        return
    cited = tuple(
        CitedRow(i, e.document, e.version, e.start, e.end, " ".join(e.quote.split()))
        for i, point in enumerate(answer.summary.points)
        for e in point.evidence
    )
    now = desk.digests.now()
    guild, channel = str(interaction.guild_id), str(interaction.channel_id)
    await desk.store.save_posting(PostingRow(answer.id, guild, channel, message, now, cited))
