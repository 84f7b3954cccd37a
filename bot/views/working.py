"""Long work: whose turn it is, and that it goes on, shown where the answer is going to stand."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, cast

import discord

from bot.briefing.generated import METHOD as ABSTRACTIVE
from bot.messages import count
from bot.render.discord.notices import working_page
from bot.render.discord.parts import Page
from bot.views.gate import GatedClient
from bot.views.layout import layout
from bot.views.reply import NOBODY

log = logging.getLogger(__name__)

_FIRST, _EVERY = 5.0, 10.0
"""Seconds until it is first said that work goes on, and between two such signs."""


@asynccontextmanager
async def heavy(interaction: discord.Interaction[Any], what: str) -> AsyncIterator[None]:
    """The block is a long job of who asks: in its turn, and seen to go on.

    ``what`` says what is being done ("Writing the brief"). Raises Busy and Stopping, as the queue does.
    """
    gate = cast(GatedClient, interaction.client).gate

    async def tell(ahead: int) -> None:
        await _show(interaction, working_page("Waiting for a turn", f"{count(ahead, 'long job')} before you."))

    async with gate.queue.turn(interaction.user.id, tell), going_on(interaction, what):
        yield


def briefing(interaction: discord.Interaction[Any], method: str | None) -> AbstractAsyncContextManager[None]:
    """What a brief by that method is made in: one whose sentences a model writes is a long job."""
    return heavy(interaction, "Writing the brief") if method == ABSTRACTIVE else nullcontext()


@asynccontextmanager
async def going_on(interaction: discord.Interaction[Any], what: str) -> AsyncIterator[None]:
    """While the block runs, the waiting message says so every few seconds.

    The last sign is on its way to the end before the block is left: it must not arrive after the answer.
    """
    showing = asyncio.Lock()
    signs = asyncio.create_task(_signs(interaction, what, showing), name="going-on")
    try:
        yield
    finally:
        async with showing:
            signs.cancel()
        await asyncio.gather(signs, return_exceptions=True)


async def _signs(interaction: discord.Interaction[Any], what: str, showing: asyncio.Lock) -> None:
    clock = cast(GatedClient, interaction.client).gate.clock
    begun, pause = clock(), _FIRST
    while True:
        await asyncio.sleep(pause)
        pause = _EVERY
        async with showing:
            await _show(interaction, working_page(what, f"{count(round(clock() - begun), 'second')} so far."))


async def _show(interaction: discord.Interaction[Any], page: Page) -> None:
    """A sign of life; when it cannot be shown, the work goes on all the same."""
    if not interaction.response.is_done():
        return
    try:
        await interaction.edit_original_response(view=layout(page), allowed_mentions=NOBODY)
    except discord.HTTPException as error:
        log.info("A sign that work goes on could not be shown: %s", error)
