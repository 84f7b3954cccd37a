"""/brief, /ask, /figures, /compare and /timeline."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import BriefAnswer
from bot.client import Precis
from bot.cogs.completion import as_choices
from bot.cogs.declared import choices, options, summary
from bot.tree import StillReading
from bot.views.defaults import answering
from bot.views.drawn import answer_pages
from bot.views.posted import note_posting
from bot.views.reply import deliver, scope_of


class Briefs(commands.Cog):
    """Cited answers from the corpus."""

    def __init__(self, bot: Precis) -> None:
        self._bot = bot
        self._desk = bot.desk

    @app_commands.command(description=summary("brief"))
    @options("brief")
    @app_commands.choices(length=choices("brief", "length"))
    async def brief(
        self,
        interaction: discord.Interaction[Any],
        topic: app_commands.Range[str, 1, 4000],
        length: str | None = None,
        method: app_commands.Range[str, 1, 100] | None = None,
        since: app_commands.Range[str, 1, 40] | None = None,
        private: bool | None = None,
    ) -> None:
        hidden, chosen = await answering(self._desk, interaction, private)
        length = length or chosen.length or self._bot.settings.length
        method = method or chosen.method or self._bot.settings.method
        answer = await self._bot.asking.answer(
            interaction, "brief", topic=topic, length=length, method=method, since=since
        )
        await self._show(interaction, answer, private=hidden)

    @brief.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self._desk.complete_topic(scope_of(interaction), typed))

    @brief.autocomplete("method")
    async def _methods(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self._desk.complete_method(typed))

    @app_commands.command(description=summary("ask"))
    @options("ask")
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, 4000],
        private: bool | None = None,
    ) -> None:
        hidden, _ = await answering(self._desk, interaction, private)
        answer = await self._bot.asking.answer(interaction, "ask", question=question)
        if not answer.summary.answered and self._bot.preparing:
            raise StillReading
        await self._show(interaction, answer, private=hidden)

    @app_commands.command(description=summary("figures"))
    @options("figures")
    async def figures(
        self,
        interaction: discord.Interaction[Any],
        subject: app_commands.Range[str, 1, 4000],
        private: bool | None = None,
    ) -> None:
        hidden, _ = await answering(self._desk, interaction, private)
        answer = await self._bot.asking.answer(interaction, "figures", subject=subject)
        await self._show(interaction, answer, private=hidden)

    @figures.autocomplete("subject")
    async def _subjects(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self._desk.complete_topic(scope_of(interaction), typed))

    @app_commands.command(description=summary("compare"))
    @options("compare")
    async def compare(
        self,
        interaction: discord.Interaction[Any],
        topic: app_commands.Range[str, 1, 4000],
        a: app_commands.Range[str, 1, 200],
        b: app_commands.Range[str, 1, 200],
        private: bool | None = None,
    ) -> None:
        hidden, _ = await answering(self._desk, interaction, private)
        answer = await self._bot.asking.answer(interaction, "compare", topic=topic, a=a, b=b)
        await self._show(interaction, answer, private=hidden)

    @compare.autocomplete("topic")
    async def _compared(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self._desk.complete_topic(scope_of(interaction), typed))

    @compare.autocomplete("a")
    @compare.autocomplete("b")
    async def _parties(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self._desk.complete_party(typed))

    @app_commands.command(description=summary("timeline"))
    @options("timeline")
    @app_commands.choices(length=choices("timeline", "length"))
    async def timeline(
        self,
        interaction: discord.Interaction[Any],
        topic: app_commands.Range[str, 1, 4000],
        length: str = "standard",
        private: bool | None = None,
    ) -> None:
        hidden, _ = await answering(self._desk, interaction, private)
        answer = await self._bot.asking.answer(interaction, "timeline", topic=topic, length=length)
        await self._show(interaction, answer, private=hidden)

    @timeline.autocomplete("topic")
    async def _dated(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self._desk.complete_topic(scope_of(interaction), typed))

    async def _show(self, interaction: discord.Interaction[Any], answer: BriefAnswer, *, private: bool) -> None:
        shown = await deliver(interaction, (await answer_pages(answer, private=private))[0])
        if not private:
            await note_posting(self._desk, interaction, shown, answer)


async def setup(bot: Precis) -> None:
    await bot.add_cog(Briefs(bot))
