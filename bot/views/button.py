"""The persistent button and menu: the custom id names an action and carries the argument.

Nothing about them is kept in memory, so they work after a restart; what they refer to is in the store.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any, Protocol, cast

import discord
from discord import app_commands, ui

from bot.errors import UserError
from bot.views.gate import PRESS, Gate

log = logging.getLogger(__name__)


class Action(Protocol):
    """What a press of a button does."""

    @property
    def name(self) -> str:
        """The word in the custom id that asks for it."""

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        """Answer the press. Raises what ``CommandTree.on_error`` turns into a reply."""


class ActingClient(Protocol):
    """What the button needs of the client it is pressed in."""

    @property
    def actions(self) -> Mapping[str, Action]: ...

    @property
    def gate(self) -> Gate: ...

    @property
    def tree(self) -> app_commands.CommandTree[Any]: ...


class StaleButton(UserError):
    """A button of a message that an older version of this bot sent."""

    code = "stale_button"


class PrecisButton(
    ui.DynamicItem[ui.Button[Any]], template=re.compile(r"precis:(?P<action>[a-z_]+):(?P<argument>.*)", re.DOTALL)
):
    """A button whose custom id is ``precis:<action>:<argument>``."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> PrecisButton:
        return cls(cast("ui.Button[Any]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await act(interaction, self.template.fullmatch(self.custom_id))


class PrecisMenu(
    ui.DynamicItem[ui.Select[Any] | ui.RoleSelect[Any]],
    template=re.compile(r"precis-menu:(?P<action>[a-z_]+):(?P<argument>.*)", re.DOTALL),
):
    """A menu whose custom id is ``precis-menu:<action>:<argument>``."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> PrecisMenu:
        return cls(cast("ui.Select[Any] | ui.RoleSelect[Any]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await act(interaction, self.template.fullmatch(self.custom_id))


DYNAMIC_ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (PrecisButton, PrecisMenu)
"""What outlives a restart."""


def picked(interaction: discord.Interaction[Any]) -> list[str]:
    """What was picked in the menu that was used; ids, in a menu of roles."""
    data = cast("dict[str, Any]", interaction.data or {})
    return [str(value) for value in data.get("values", ())]


async def act(interaction: discord.Interaction[Any], match: re.Match[str] | None) -> None:
    """Run the action that a custom id names; a fault is told by the tree, as a command's would be."""
    client = cast(ActingClient, interaction.client)
    action = client.actions.get(match["action"]) if match else None
    try:
        if match is None or action is None:
            raise StaleButton(
                "That button is from an older version of me.", "Ask again with the command for a fresh one."
            )
        if client.gate.enter(interaction, PRESS):
            await action.run(interaction, match["argument"])
    except Exception as error:  # noqa: BLE001  discord.py would only log it, and say nothing
        await client.tree.on_error(interaction, cast(app_commands.AppCommandError, error))
