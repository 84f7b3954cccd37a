"""/settings: what a server chooses for itself, for its managers."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Precis
from bot.cogs.completion import as_choices
from bot.cogs.declared import command, summary
from bot.grades import CREDIBILITY, RELIABILITY, grade_words
from bot.render.discord.settings import judged_page
from bot.views.form import show as show_form
from bot.views.judging import source_form
from bot.views.managers import manages, only_managers
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
            turn.add("judged", self._pages.sources, managers=True)

    @app_commands.command(description=command("settings").part("show").help)
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self._desk, interaction, _WHAT)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.form(scope_of(interaction)))

    @app_commands.command(description=command("settings").part("sources").help)
    async def sources(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self._desk, interaction, _WHAT)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.sources(scope_of(interaction)))

    @app_commands.command(description=command("settings").part("source").help)
    @app_commands.describe(
        name="Its title, file name, id, or a part of them",
        grade="A letter from A to F and a figure from 1 to 6, as B2",
        hidden="Whether nothing is taken from it in this server",
    )
    async def source(
        self,
        interaction: discord.Interaction[Any],
        name: app_commands.Range[str, 1, 1000],
        grade: app_commands.Range[str, 1, 100] | None = None,
        hidden: bool | None = None,
    ) -> None:
        guild = await only_managers(self._desk, interaction, _WHAT)
        if grade is None and hidden is None:
            await show_form(interaction, await source_form(self._desk, guild, name))
            return
        await acknowledge(interaction, private=True)
        guilds, user = self._desk.guilds, str(interaction.user.id)
        id = (await guilds.source(guild, name)).document.id
        done = []
        if grade is not None:
            done.append(await guilds.grade(guild, user, id, grade.partition(":")[0]))
        if hidden is not None:
            done.append(await guilds.hide(guild, user, id, hidden))
        await deliver(interaction, judged_page(done))

    @source.autocomplete("name")
    async def _names(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None or not await manages(self._desk, interaction):
            return []
        rows = await self._desk.guilds.sources(str(interaction.guild_id))
        titles = (row.document.title for row, _ in rows)
        return as_choices(title for title in titles if typed.casefold() in title.casefold())

    @source.autocomplete("grade")
    async def _grades(self, _: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        key = typed.strip().upper()
        grades = (f"{letter}{figure}" for letter in RELIABILITY for figure in CREDIBILITY)
        return as_choices(grade_words(grade) for grade in grades if grade.startswith(key[:2]))

    @app_commands.command(description=command("settings").part("audit").help)
    async def audit(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self._desk, interaction, _WHAT)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.trail(scope_of(interaction)))


async def setup(bot: Precis) -> None:
    await bot.add_cog(Settings(bot))
