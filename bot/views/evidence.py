"""Buttons that open: evidence of a brief, a passage of a search, a source of the list."""

from __future__ import annotations

from typing import Any

import discord

from bot.views.paging import Pager
from bot.views.reply import acknowledge, deliver, scope_of


class EvidenceAction:
    """[n]: the quote in its place, to whoever asks and to nobody else."""

    name = "evidence"

    def __init__(self, pager: Pager) -> None:
        self._pager = pager

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pager.evidence(scope_of(interaction), argument, "0"))


class PassageAction:
    """Open, beside a search result: the passage with its neighbors."""

    name = "passage"

    def __init__(self, pager: Pager) -> None:
        self._pager = pager

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pager.passage(scope_of(interaction), argument, "0"))


class SourceAction:
    """Show, beside a source of the list: the source with its sections."""

    name = "source"

    def __init__(self, pager: Pager) -> None:
        self._pager = pager

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pager.source(scope_of(interaction), argument))
