"""Useful and Not useful under an answer, Report as wrong at a passage, and what managers make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.answers import BriefAnswer, Opened
from bot.briefing.desk import Desk
from bot.briefing.feedback import LONGEST_REASON
from bot.errors import NotAllowed
from bot.render.discord.escape import shorten
from bot.render.discord.feedback import feedback_pages
from bot.render.discord.notices import notice_page
from bot.render.discord.pages import Turn, page_of
from bot.render.discord.parts import Page, Tone
from bot.store.base import Scope
from bot.views.form import Form, show
from bot.views.managers import only_managers
from bot.views.reply import acknowledge, acknowledge_press, deliver, scope_of
from bot.views.shown import gone, kept_brief, opened_evidence, opened_passage


class VoteAction:
    """Useful and Not useful: kept with the brief, its method and its evidence; one vote a person, the last one."""

    name = "vote"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        brief, _, vote = argument.rpartition(":")
        scope = scope_of(interaction)
        answer = await kept_brief(self._desk, scope, brief)
        useful = vote == "useful"
        before = await self._desk.feedback.vote(scope, str(interaction.user.id), answer, useful)
        said = "Thank you: noted as useful." if useful else "Thank you: noted as not useful."
        if before is not None and before != useful:
            said = f"Changed: noted as {'' if useful else 'not '}useful."
        hint = "Press the other button to change it."
        if not useful:
            hint = "Another method or length may do better. A sentence that is wrong is reported where its [n] opens."
        await deliver(interaction, notice_page(said, hint, Tone.NEUTRAL))


class ReportAction:
    """Report as wrong, at a passage: a form for the reason."""

    name = "report"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        scope = scope_of(interaction)
        if scope.guild is None:
            raise NotAllowed("A report goes to the managers of a server, and there is none here.", "Report it there.")
        kind, _, key = argument.partition(":")
        answer: BriefAnswer | None = None
        if kind == "evidence":
            opened = await opened_evidence(self._desk, scope, key)
            answer = await kept_brief(self._desk, scope, key.partition(":")[0])
        elif kind == "passage":
            opened = await opened_passage(self._desk, scope, key)
        else:
            raise gone("passage", "/brief")
        await show(interaction, lambda: ReportForm(self._desk, opened.passages, answer))


class ReportForm(Form):
    """Which sentence, where there are several, and what is wrong with it."""

    def __init__(self, desk: Desk, passages: Sequence[Opened], answer: BriefAnswer | None) -> None:
        super().__init__("Report as wrong")
        self._desk, self._passages, self._answer = desk, tuple(passages[:25]), answer
        self.which: ui.Select[Any] | None = None
        if len(self._passages) > 1:
            self.which = ui.Select(
                custom_id="which",
                options=[
                    discord.SelectOption(label=shorten(each.passage, 100), value=f"{i}")
                    for i, each in enumerate(self._passages)
                ],
            )
            self._ask("The sentence", self.which)
        self.reason: ui.TextInput[Any] = ui.TextInput(
            custom_id="reason", style=discord.TextStyle.paragraph, min_length=3, max_length=LONGEST_REASON
        )
        help = "The managers of this server read it; the sentence is marked until they decide"
        self._ask("What is wrong", self.reason, help)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        await acknowledge(interaction, private=True)
        if interaction.guild_id is None:
            raise gone("server", "/brief")
        index = int(self.which.values[0]) if self.which is not None and self.which.values else 0
        user = str(interaction.user.id)
        passage = self._passages[index]
        await self._desk.feedback.report(
            str(interaction.guild_id), user, passage, self.reason.value, answer=self._answer
        )
        said = "Thank you: reported to the managers of this server."
        await deliver(interaction, notice_page(said, "It is marked wherever it is used here.", Tone.NEUTRAL))


class FeedbackPages:
    """The summary that managers see, for the command and for Back and Next."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def summary(
        self, scope: Scope, key: str = "", page: str = "0", *, done: tuple[str, str] | None = None
    ) -> Page:
        opinions = await self._desk.feedback.opinions(scope.guild or "")
        pages = feedback_pages(opinions, Turn("feedback:"), done=done)
        return page_of(pages, page)


class FeedbackAction:
    """Accept, Dismiss and Undo, in what managers see."""

    name = "feedback"

    def __init__(self, desk: Desk, pages: FeedbackPages) -> None:
        self._desk = desk
        self._pages = pages

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        guild = await only_managers(self._desk, interaction, "Deciding on reports")
        state, _, id = argument.partition(":")
        await acknowledge_press(interaction)
        await self._desk.feedback.decide(guild, str(interaction.user.id), id, state)
        await deliver(interaction, await self._pages.summary(scope_of(interaction), done=(id, state)))
