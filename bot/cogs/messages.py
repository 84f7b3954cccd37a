"""The message menu "Brief this": the gist of a message and its attachments, for who asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Precis
from bot.corpus.reading import Read
from bot.corpus.reading_desk import read_apart
from bot.errors import NothingFound, PrecisError
from bot.render.discord.brief import brief_pages
from bot.translations import say
from bot.views.attachments import load
from bot.views.reply import acknowledge, deliver_all
from bot.views.working import heavy
from summarizers.models import DocumentId

_POINTS = 5
_MOST_MESSAGES = 500
_FEWEST = 200
"""Characters of a message from which its own text is worth a brief."""


class Messages(commands.Cog):
    """What can be done with a message."""

    def __init__(self, bot: Precis) -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name="Brief this", callback=self._brief)

    async def cog_load(self) -> None:
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def _brief(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await acknowledge(interaction, private=True)
        async with heavy(interaction, "Reading"):
            reads, problems = await self._read(message)
            if not reads:
                told = " ".join(problems) or "That message carries no file, and its text is too short to brief."
                raise NothingFound(told[:1000], "Pick a message with a longer text or a readable attachment.")
            answer = await self._bot.desk.summarize(reads, sentences=_POINTS)
        summary = dataclasses.replace(answer.summary, notes=(*answer.summary.notes, *problems))
        await deliver_all(interaction, brief_pages(dataclasses.replace(answer, summary=summary)))

    async def _read(self, message: discord.Message) -> tuple[list[Read], list[str]]:
        """What the message, its thread and those forwarded in it hold, and why something could not be read."""
        reads: list[Read] = []
        problems: list[str] = []
        thread = message.channel if isinstance(message.channel, discord.Thread) else message.thread
        talk = ""
        if thread is not None and self._bot.settings.read_threads:
            try:
                talk = await _talk(message, thread)
            except discord.HTTPException:
                problems.append("The rest of the thread: I may not read its messages.")
        if len(talk) >= _FEWEST and thread is not None:
            reads.append(await self._said(talk, "thread.txt", f"thread-{thread.id}", {"title": thread.name}))
        texts: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
        for number, held in enumerate(texts, 1):
            if len(held.content) >= _FEWEST and not (reads and held is message):  # its thread has told it
                reads.append(await self._said(held.content, "message.txt", f"message-{number}", _stated(held)))
            for attachment in held.attachments:
                try:
                    data = await load(attachment, self._bot.settings.max_file_bytes)
                    reads.append(await self._parse(data, attachment.filename, f"file-{attachment.id}"))
                except PrecisError as error:
                    problems.append(f"{attachment.filename}: {error.message}")
        return reads, problems

    async def _said(self, text: str, name: str, document: str, stated: Mapping[str, str]) -> Read:
        return await self._parse(text.encode("utf-8", "replace"), name, document, stated)

    async def _parse(self, data: bytes, name: str, document: str, stated: Mapping[str, str] | None = None) -> Read:
        most = self._bot.settings.max_file_bytes
        return await read_apart(data, name, most, document=DocumentId(document), catalogue=stated)


def _stated(held: discord.Message | discord.MessageSnapshot) -> dict[str, str]:
    """What is known of a message beside its text; of one that was forwarded not who wrote it."""
    day = f"{held.created_at:%Y-%m-%d}"
    stated = {"title": say("Message of {date}", date=f"{day} {held.created_at:%H:%M} UTC"), "published": day}
    return {**stated, "author": held.author.display_name} if isinstance(held, discord.Message) else stated


async def _talk(message: discord.Message, thread: discord.Thread) -> str:
    """What people wrote in the thread, in order, a paragraph each; the message that it hangs on first."""
    newest = [m async for m in thread.history(limit=_MOST_MESSAGES)]
    said = [m.content for m in reversed(newest) if m.content and not m.author.bot]
    opening = [] if message.channel == thread or not message.content else [message.content]
    return "\n\n".join((*opening, *said))


async def setup(bot: Precis) -> None:
    await bot.add_cog(Messages(bot))
