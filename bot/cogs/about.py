"""/status and /help."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.briefing.desk import Desk
from bot.client import Precis
from bot.cogs.completion import as_choices
from bot.cogs.declared import options, summary
from bot.commands import Where, offered
from bot.errors import BadOption
from bot.messages import did_you_mean
from bot.render.discord.notices import help_pages, status_pages
from bot.views.reply import acknowledge, deliver, scope_of


class About(commands.Cog):
    """How the bot stands and what it can do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(description=summary("status"))
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        await acknowledge(interaction, private=True)
        await deliver(interaction, status_pages(await self._desk.status(scope_of(interaction)))[0])

    @app_commands.command(description=summary("help"))
    @options("help")
    async def help(
        self, interaction: discord.Interaction[Any], command: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        await acknowledge(interaction, private=True)
        known = offered(Where.DISCORD)
        only = command.strip().removeprefix("/").casefold() if command else None
        if only is not None and only not in known:
            raise BadOption(f"There is no command “{command}”.", did_you_mean(only, known, "See /help."))
        await deliver(interaction, help_pages(known.values(), only)[0])

    @help.autocomplete("command")
    async def _commands(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        key = typed.strip().removeprefix("/").casefold()
        return as_choices(name for name in offered(Where.DISCORD) if key in name)


async def setup(bot: Precis) -> None:
    await bot.add_cog(About(bot.desk))
