"""The form of /settings: menus and buttons that change one setting at a time, and take it back."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.briefing.brief import LENGTHS
from bot.briefing.desk import Desk
from bot.briefing.judging import graded
from bot.briefing.listings import source_info
from bot.errors import NotAllowed
from bot.render.discord.pages import Turn, page_of
from bot.render.discord.parts import Page
from bot.render.discord.settings import UNSET, judged_pages, settings_page, trail_pages
from bot.store.base import Scope
from bot.store.guild_rows import Entry
from bot.translations import NAMES
from bot.views.button import picked
from bot.views.form import Form, show
from bot.views.judging import source_form
from bot.views.language import speak_for
from bot.views.managers import only_managers, owns
from bot.views.reply import acknowledge_press, deliver, scope_of
from bot.views.shown import gone
from summarizers import registry

_WHAT = "Changing the settings"


class SettingsPages:
    """The form and the trail, for the command and for the buttons."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def form(self, scope: Scope, done: Entry | None = None) -> Page:
        return settings_page(
            await self._desk.guilds.settings(scope),
            languages=NAMES,
            lengths=LENGTHS,
            methods=registry.names(),
            done=done,
        )

    async def sources(self, scope: Scope, key: str = "", page: str = "0") -> Page:
        rows = await self._desk.guilds.sources(scope.guild or "")
        infos = [(graded(source_info(row), {row.document.id: judged}), judged.hidden) for row, judged in rows]
        return page_of(judged_pages(infos, Turn("judged:")), page)

    async def trail(self, scope: Scope, key: str = "", page: str = "1.0") -> Page:
        number, _, part = page.partition(".")
        wanted = int(number) if number.isdecimal() else 1
        entries, pages = await self._desk.guilds.trail(scope.guild or "", wanted)
        return page_of(trail_pages(entries, wanted, pages), part)


class SettingsAction:
    """Every menu and button of the form."""

    name = "settings"

    def __init__(self, desk: Desk, pages: SettingsPages) -> None:
        self._desk = desk
        self._pages = pages

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        guild = await only_managers(self._desk, interaction, _WHAT)
        scope, user = scope_of(interaction), str(interaction.user.id)
        verb, _, rest = argument.partition(":")
        if verb == "source":
            await show(interaction, await source_form(self._desk, guild, rest))
            return
        if verb == "zone":
            known = (await self._desk.guilds.settings(scope)).zone
            await show(interaction, lambda: ZoneForm(self._desk, self._pages, known))
            return
        await acknowledge_press(interaction)
        if verb in ("trail", "sources"):
            wanted = self._pages.trail(scope) if verb == "trail" else self._pages.sources(scope)
            await deliver(interaction, await wanted)
            return
        if verb == "undo" and rest.isdecimal():
            await self._allow(interaction, await self._desk.guilds.entry(guild, int(rest)))
            done = await self._desk.guilds.undo(guild, user, int(rest))
        elif interaction.data is not None and "values" in interaction.data:
            if verb == "manager_role":
                _only_owners(interaction)
            values = picked(interaction)
            value = values[0] if values and values[0] != UNSET else None
            done = await self._desk.guilds.choose(guild, user, verb, value)
        else:
            raise gone("setting", "/settings show")
        await speak_for(interaction, private=True)  # which may be what was changed
        await deliver(interaction, await self._pages.form(scope, done))

    async def _allow(self, interaction: discord.Interaction[Any], entry: Entry | None) -> None:
        if entry is not None and entry.name == "manager_role":
            _only_owners(interaction)


def _only_owners(interaction: discord.Interaction[Any]) -> None:
    if not owns(interaction):
        raise NotAllowed("Who manages this server is not for the manager role to say.", "It takes Manage Server.")


class ZoneForm(Form):
    """The time zone, typed."""

    def __init__(self, desk: Desk, pages: SettingsPages, zone: str | None) -> None:
        super().__init__("Time zone")
        self._desk, self._pages = desk, pages
        self.zone: ui.TextInput[Any] = ui.TextInput(custom_id="zone", default=zone, max_length=60, required=False)
        self._ask("Time zone", self.zone, "As Europe/Belgrade or New York; empty takes the setting back")

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        guild = await only_managers(self._desk, interaction, _WHAT)
        await acknowledge_press(interaction)
        done = await self._desk.guilds.choose(guild, str(interaction.user.id), "zone", self.zone.value)
        await deliver(interaction, await self._pages.form(scope_of(interaction), done))
