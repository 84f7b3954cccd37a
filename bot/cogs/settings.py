"""/settings: what a server chooses for itself, for its managers."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Precis
from bot.cogs.declared import command, summary
from bot.views.managers import only_managers
from bot.views.paging import TurnAction
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.settings import SettingsAction, SettingsPages

_WHAT = "Changing the settings"


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Settings(commands.GroupCog, group_name="settings", group_description=summary("settings")):
    """The settings of one server."""

    def __init__(self, bot: Precis) -> None:
        self._desk = bot.desk
        self._pages = SettingsPages(bot.desk)
        bot.actions["settings"] = SettingsAction(bot.desk, self._pages)
        turn = bot.actions["turn"]
        if isinstance(turn, TurnAction):
            turn.add("trail", self._pages.trail, managers=True)

    @app_commands.command(description=command("settings").option("show").help)
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self._desk, interaction, _WHAT)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.form(scope_of(interaction)))

    @app_commands.command(description=command("settings").option("audit").help)
    async def audit(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self._desk, interaction, _WHAT)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.trail(scope_of(interaction)))


async def setup(bot: Precis) -> None:
    await bot.add_cog(Settings(bot))
