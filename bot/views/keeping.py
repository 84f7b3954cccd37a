"""Share, Export, Useful and Not useful: what is done with an answer as it stands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import discord

from bot.briefing.desk import Desk
from bot.errors import UserError
from bot.render import pdf
from bot.render.discord.brief import brief_pages
from bot.render.discord.notices import export_page, notice_page
from bot.render.discord.parts import Tone
from bot.views.posted import note_posting
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.shown import kept_brief


class AlreadyShared(UserError):
    """A second press of Share."""

    code = "already_shared"


class ShareAction:
    """Share: a private answer, once, for everybody in the channel, with who shared it."""

    name = "share"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._one_at_a_time = asyncio.Lock()

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        answer = await kept_brief(self._desk, scope_of(interaction), argument)
        key = f"shared:{argument}:{interaction.channel_id}"
        async with self._one_at_a_time:
            if await self._desk.store.get(key):
                raise AlreadyShared("This is shared here already.", "Scroll up to find it.")
            await acknowledge(interaction, private=False)
            shown = await deliver(interaction, brief_pages(answer, shared_by=interaction.user.id)[0])
            await note_posting(self._desk, interaction, shown, answer)
            await self._desk.store.set(key, str(interaction.user.id))


class ExportAction:
    """Export: the whole answer as PDF and Markdown files, for who asks."""

    name = "export"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        answer = await kept_brief(self._desk, scope_of(interaction), argument)
        await deliver(interaction, export_page(answer, await asyncio.to_thread(pdf.brief, answer)))


class VoteAction:
    """Useful and Not useful: kept with the brief and its method, one vote a person, the last one."""

    name = "vote"

    def __init__(self, desk: Desk, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._desk = desk
        self._clock = clock

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        brief, _, vote = argument.rpartition(":")
        scope = scope_of(interaction)
        answer = await kept_brief(self._desk, scope, brief)
        kept = {
            "brief": brief,
            "guild": scope.guild,
            "useful": vote == "useful",
            "method": answer.summary.method,
            "topic": answer.summary.topic,
            "at": self._clock().isoformat(timespec="seconds"),
        }
        await self._desk.store.set(f"vote:{brief}:{interaction.user.id}", json.dumps(kept))
        said = "Thank you: noted as useful." if kept["useful"] else "Thank you: noted as not useful."
        hint = "Press the other button to change it." if kept["useful"] else "Another method or length may do better."
        await deliver(interaction, notice_page(said, hint, Tone.NEUTRAL))
