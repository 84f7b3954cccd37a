"""Share and Export: what is done with an answer as it stands."""

from __future__ import annotations

import asyncio
from typing import Any

import discord

from bot.briefing.desk import Desk
from bot.errors import UserError
from bot.render import pdf
from bot.render.discord.notices import export_page
from bot.views.drawn import answer_pages
from bot.views.posted import note_posting
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.shown import kept_brief
from bot.views.working import exporting


class AlreadyShared(UserError):
    """A second press of Share."""

    code = "already_shared"

    def __init__(self) -> None:
        super().__init__("This is shared here already.", "Scroll up to find it.")


class ShareAction:
    """Share: a private answer, once, for everybody in the channel, with who shared it."""

    name = "share"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sharing: set[str] = set()

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        answer = await kept_brief(self._desk, scope_of(interaction), argument)
        key = f"shared:{argument}:{interaction.channel_id}"
        if key in self._sharing:
            raise AlreadyShared
        self._sharing.add(key)
        try:
            if await self._desk.store.get(key):
                raise AlreadyShared
            await acknowledge(interaction, private=False)
            shown = await deliver(interaction, (await answer_pages(answer, shared_by=interaction.user.id))[0])
            await note_posting(self._desk, interaction, shown, answer)
            await self._desk.store.set(key, str(interaction.user.id), at=self._desk.digests.now(), brief=answer.id)
        finally:
            self._sharing.discard(key)


class ExportAction:
    """Export: the whole answer as PDF and Markdown files, for who asks."""

    name = "export"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        answer = await kept_brief(self._desk, scope_of(interaction), argument)
        async with exporting(interaction, len(answer.summary.points)):
            written = await asyncio.to_thread(pdf.brief, answer)
        await deliver(interaction, export_page(answer, written))
