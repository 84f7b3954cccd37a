"""The form in which a manager grades a source, or hides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import discord
from discord import ui

from bot.briefing.desk import Desk
from bot.grades import CREDIBILITY, RELIABILITY, UNGRADED
from bot.render.discord.escape import safe, shorten
from bot.render.discord.settings import judged_page
from bot.store.base import DocumentRow
from bot.store.guild_rows import Judged
from bot.translations import say
from bot.views.form import Form
from bot.views.managers import only_managers
from bot.views.reply import acknowledge, acknowledge_press, deliver

_UNSET = "unset"


async def source_form(desk: Desk, guild: str, name: str) -> Callable[[], SourceForm]:
    """Makes the form for the source of that name, filled in with how it is judged now. Raises UnknownSource."""
    row = await desk.guilds.source(guild, name)
    judged = (await desk.store.judgments(guild)).get(row.document.id, Judged())
    return lambda: SourceForm(desk, row, judged)


class SourceForm(Form):
    """Two halves of the grade, and whether anything is taken from the source."""

    def __init__(self, desk: Desk, row: DocumentRow, judged: Judged) -> None:
        super().__init__("A source")
        self._desk, self._document = desk, row.document.id
        grade = judged.grade or ""
        self.source = _menu("source", RELIABILITY, grade[:1])
        self.said = _menu("said", CREDIBILITY, grade[1:])
        self.hidden: ui.Select[Any] = ui.Select(
            custom_id="hidden",
            options=[
                discord.SelectOption(label=say("Used in answers"), value="no", default=not judged.hidden),
                discord.SelectOption(label=say("Hidden: nothing is taken from it"), value="yes", default=judged.hidden),
            ],
        )
        self.add_item(ui.TextDisplay(f"**{safe(shorten(row.document.title, 200), say('Untitled'))}**"))
        stated = row.document.grade or UNGRADED
        self._ask("The source", self.source, say("Unset, it is as the catalogue has it: {grade}", grade=stated))
        self._ask("What it says", self.said)
        self._ask("In this server", self.hidden, "Older briefs that cite it can still be opened")

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        guild = await only_managers(self._desk, interaction, "Judging sources")
        if interaction.message is None:
            await acknowledge(interaction, private=True)
        else:
            await acknowledge_press(interaction)
        letter, figure = (_picked(menu) for menu in (self.source, self.said))
        grade = f"{letter or 'F'}{figure or '6'}" if letter or figure else None
        guilds, user = self._desk.guilds, str(interaction.user.id)
        graded = await guilds.grade(guild, user, self._document, grade)
        hidden = await guilds.hide(guild, user, self._document, _picked(self.hidden) == "yes")
        await deliver(interaction, judged_page([entry for entry in (graded, hidden) if entry.id]))


def _menu(custom_id: str, meanings: Mapping[str, str], chosen: str) -> ui.Select[Any]:
    options = [discord.SelectOption(label=say("Not judged here"), value=_UNSET, default=not chosen)]
    options += [
        discord.SelectOption(label=f"{mark}: {say(meaning)}", value=mark, default=mark == chosen)
        for mark, meaning in meanings.items()
    ]
    return ui.Select(custom_id=custom_id, options=options)


def _picked(menu: ui.Select[Any]) -> str | None:
    value = next(iter(menu.values), _UNSET)
    return None if value == _UNSET else str(value)
