"""What an answer is like where who asks leaves it open: as the server has set it."""

from __future__ import annotations

from typing import Any

import discord

from bot.briefing.desk import Desk
from bot.store.guild_rows import GuildSettings
from bot.views.reply import acknowledge, scope_of


async def answering(
    desk: Desk, interaction: discord.Interaction[Any], private: bool | None = None
) -> tuple[bool, GuildSettings]:
    """Acknowledge; whether the answer is for who asks alone, and what else the server has set."""
    settings = await desk.guilds.settings(scope_of(interaction))
    hidden = settings.private if private is None else private
    await acknowledge(interaction, private=hidden)
    return hidden, settings
