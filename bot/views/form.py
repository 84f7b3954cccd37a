"""What every form is: shown in the language of the person who fills it in, its faults told as a command's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import discord
from discord import app_commands, ui

from bot.translations import say
from bot.views.button import ActingClient
from bot.views.gate import PRESS
from bot.views.language import speak_for


class Form(ui.Modal):
    """A form whose texts are said in the reader's language; made by ``show``, which knows it."""

    def __init__(self, title: str) -> None:
        super().__init__(title=say(title), timeout=1800)

    def _ask(self, text: str, component: ui.Item[Any], help: str | None = None) -> None:
        """One question; ``text`` and ``help`` are English words that have a translation, or said already."""
        self.add_item(ui.Label(text=say(text), component=component, description=say(help) if help else None))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether what was filled in is to be taken; sent twice, or as the program ends, it is not."""
        return cast(ActingClient, interaction.client).gate.enter(interaction, PRESS)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, *_: object) -> None:
        """One calm sentence, to this person alone."""
        client = cast(ActingClient, interaction.client)
        await client.tree.on_error(interaction, cast(app_commands.AppCommandError, error))


async def show(interaction: discord.Interaction[Any], make: Callable[[], Form]) -> None:
    """Open the form, which nobody else sees."""
    await speak_for(interaction, private=True)
    await interaction.response.send_modal(make())
