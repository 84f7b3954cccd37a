"""Shorter, Longer, Other method: the same brief made again."""

from __future__ import annotations

from typing import Any

import discord

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.render.discord.notices import method_page
from bot.views.asking import Asking
from bot.views.drawn import answer_pages
from bot.views.paging import acknowledge_turn
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.shown import kept_brief
from summarizers import registry


async def _again(
    asking: Asking, interaction: discord.Interaction[Any], answer: BriefAnswer, *, length: str | None, method: str
) -> None:
    """Make the brief again and show it in the place of the one whose button was pressed."""
    private = await acknowledge_turn(interaction)
    made = await asking.answer(
        interaction,
        "brief",
        topic=answer.summary.topic or "",
        length=length or "standard",
        method=method,
        since=answer.since,
    )
    await deliver(interaction, (await answer_pages(made, private=private))[0])


async def _timeline(asking: Asking, interaction: discord.Interaction[Any], answer: BriefAnswer, length: str) -> None:
    private = await acknowledge_turn(interaction)
    made = await asking.answer(interaction, "timeline", topic=answer.summary.topic or "", length=length)
    await deliver(interaction, (await answer_pages(made, private=private))[0])


class AnewAction:
    """Answer anew, under an answer that was kept: the same question, worked out once more."""

    name = "anew"

    def __init__(self, desk: Desk, asking: Asking) -> None:
        self._desk = desk
        self._asking = asking

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        private = await acknowledge_turn(interaction)
        answer = await kept_brief(self._desk, scope_of(interaction), argument)
        made = await self._asking.answer(interaction, answer.command, fresh=True, **dict(answer.asked))
        await deliver(interaction, (await answer_pages(made, private=private))[0])


class LengthAction:
    """Shorter and Longer."""

    name = "length"

    def __init__(self, desk: Desk, asking: Asking) -> None:
        self._desk = desk
        self._asking = asking

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        brief, _, length = argument.rpartition(":")
        answer = await kept_brief(self._desk, scope_of(interaction), brief)
        if answer.command == "timeline":
            await _timeline(self._asking, interaction, answer, length or "standard")
            return
        await _again(self._asking, interaction, answer, length=length, method=answer.summary.method)


class MethodAction:
    """Other method: offers the methods, then makes the brief by the one that is picked."""

    name = "method"

    def __init__(self, desk: Desk, asking: Asking) -> None:
        self._desk = desk
        self._asking = asking

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        brief, _, method = argument.partition(":")
        answer = await kept_brief(self._desk, scope_of(interaction), brief)
        if method:
            await _again(self._asking, interaction, answer, length=answer.length, method=method)
            return
        await acknowledge(interaction, private=True)
        others = [name for name in registry.names() if name != answer.summary.method]
        await deliver(interaction, method_page(brief, answer.summary.method, others))
