"""/feedback: what readers think, for managers."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Precis
from bot.cogs.declared import summary
from bot.views.feedback import FeedbackAction, FeedbackPages, ReportAction, VoteAction
from bot.views.managers import only_managers
from bot.views.paging import TurnAction
from bot.views.reply import acknowledge, deliver, scope_of


class Feedback(commands.Cog):
    """Votes and reports of one server."""

    def __init__(self, bot: Precis) -> None:
        self._desk = bot.desk
        self._pages = FeedbackPages(bot.desk)
        for action in (VoteAction(bot.desk), ReportAction(bot.desk), FeedbackAction(bot.desk, self._pages)):
            bot.actions[action.name] = action
        turn = bot.actions["turn"]
        if isinstance(turn, TurnAction):
            turn.add("feedback", self._pages.summary, managers=True)

    @app_commands.command(description=summary("feedback"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def feedback(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self._desk, interaction, "Feedback")
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.summary(scope_of(interaction)))


async def setup(bot: Precis) -> None:
    await bot.add_cog(Feedback(bot))
