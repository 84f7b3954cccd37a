"""Shorter, Longer, Other method: the same brief made again."""

from __future__ import annotations

from typing import Any

import discord

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.render.discord.brief import brief_pages
from bot.render.discord.notices import method_page
from bot.views.paging import acknowledge_turn
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.shown import kept_brief
from bot.views.working import briefing
from summarizers import registry


async def _again(
    desk: Desk, interaction: discord.Interaction[Any], answer: BriefAnswer, *, length: str | None, method: str
) -> None:
    """Make the brief again and show it in the place of the one whose button was pressed."""
    private = await acknowledge_turn(interaction)
    async with briefing(interaction, method):
        made = await desk.brief(
            scope_of(interaction),
            answer.summary.topic or "",
            length=length or "standard",
            method=method,
            since=answer.since,
        )
    await deliver(interaction, brief_pages(made, private=private)[0])


class LengthAction:
    """Shorter and Longer."""

    name = "length"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        brief, _, length = argument.rpartition(":")
        answer = await kept_brief(self._desk, scope_of(interaction), brief)
        await _again(self._desk, interaction, answer, length=length, method=answer.summary.method)


class MethodAction:
    """Other method: offers the methods, then makes the brief by the one that is picked."""

    name = "method"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        brief, _, method = argument.partition(":")
        answer = await kept_brief(self._desk, scope_of(interaction), brief)
        if method:
            await _again(self._desk, interaction, answer, length=answer.length, method=method)
            return
        await acknowledge(interaction, private=True)
        others = [name for name in registry.names() if name != answer.summary.method]
        await deliver(interaction, method_page(brief, answer.summary.method, others))
