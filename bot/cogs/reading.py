"""/search, /topics, /sources and /source: what there is to read."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Precis
from bot.cogs.completion import as_choices
from bot.cogs.declared import options, summary
from bot.views.defaults import answering
from bot.views.paging import Pager
from bot.views.reply import deliver, scope_of


class Reading(commands.Cog):
    """The corpus itself."""

    def __init__(self, bot: Precis) -> None:
        self._bot = bot
        self._pager = Pager(bot.desk)

    @app_commands.command(description=summary("search"))
    @options("search")
    async def search(
        self,
        interaction: discord.Interaction[Any],
        words: app_commands.Range[str, 1, 4000],
        page: app_commands.Range[int, 1, 10_000] = 1,
        private: bool | None = None,
    ) -> None:
        await answering(self._bot.desk, interaction, private)
        await deliver(interaction, await self._pager.new_search(scope_of(interaction), words, page))

    @app_commands.command(description=summary("topics"))
    async def topics(self, interaction: discord.Interaction[Any]) -> None:
        await answering(self._bot.desk, interaction)
        await deliver(interaction, await self._pager.topics(scope_of(interaction)))

    @app_commands.command(description=summary("sources"))
    async def sources(self, interaction: discord.Interaction[Any]) -> None:
        await answering(self._bot.desk, interaction)
        await deliver(interaction, await self._pager.sources(scope_of(interaction)))

    @app_commands.command(description=summary("source"))
    @options("source")
    async def source(self, interaction: discord.Interaction[Any], name: app_commands.Range[str, 1, 1000]) -> None:
        await answering(self._bot.desk, interaction)
        await deliver(interaction, await self._pager.source(scope_of(interaction), name))

    @source.autocomplete("name")
    async def _names(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        scope = scope_of(interaction)
        self._bot.refresh_soon(scope)
        return as_choices(self._bot.desk.complete_source(scope, typed))


async def setup(bot: Precis) -> None:
    await bot.add_cog(Reading(bot))
