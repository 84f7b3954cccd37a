"""Who manages a server: checked at every use of a command, button, menu and form."""

from __future__ import annotations

from typing import Any

import discord

from bot.briefing.desk import Desk
from bot.errors import NotAllowed
from bot.views.reply import scope_of


async def manages(desk: Desk, interaction: discord.Interaction[Any]) -> bool:
    """Whether the person may manage the server: by permission, or by the role that it has set."""
    if interaction.guild_id is None:
        return False
    if owns(interaction):
        return True
    role = (await desk.guilds.settings(scope_of(interaction))).manager_role
    member = interaction.user
    return role is not None and isinstance(member, discord.Member) and member.get_role(int(role)) is not None


async def only_managers(desk: Desk, interaction: discord.Interaction[Any], what: str = "That") -> str:
    """The server's id, where the person may manage it. Raises NotAllowed."""
    if interaction.guild_id is None:
        raise NotAllowed(f"{what} is done in a server.", "Use this command there.")
    if not await manages(desk, interaction):
        raise NotAllowed(
            f"{what} is for managers of this server.",
            "It takes the permission Manage Server, or the manager role of /settings.",
        )
    return str(interaction.guild_id)


def owns(interaction: discord.Interaction[Any]) -> bool:
    """Whether Discord itself lets the person manage the server."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator
