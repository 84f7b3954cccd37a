"""Long work: whose turn it is, and that it goes on, shown where the answer is going to stand."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, cast

import aiohttp
import discord

from bot.messages import count
from bot.render.discord.notices import working_page
from bot.render.discord.parts import Page
from bot.views.gate import GatedClient
from bot.views.layout import layout
from bot.views.reply import NOBODY, SIGNED, waits
from summarizers.abstractive.rewriting import METHOD as ABSTRACTIVE

log = logging.getLogger(__name__)

_UNSEEN = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)
_FIRST, _EVERY = 5.0, 10.0
"""Seconds until it is first said that work goes on, and between two such signs."""

MANY_POINTS = 100
"""Points from which a PDF takes a noticeable part of a second (some two milliseconds each)."""


@asynccontextmanager
async def heavy(interaction: discord.Interaction[Any], what: str) -> AsyncIterator[None]:
    """The block is a long job of who asks: in its turn, and seen to go on.

    ``what`` says what is being done ("Writing the brief"). Raises Busy and Stopping, as the queue does.
    """
    gate = cast(GatedClient, interaction.client).gate
    sign = _Sign(interaction)

    async def tell(ahead: int) -> None:
        await sign.show(working_page("Waiting for a turn", f"{count(ahead, 'long job')} before you."))

    try:
        async with gate.queue.turn(interaction.user.id, tell), _going_on(interaction, what, sign):
            yield
    finally:
        await sign.remove()


def briefing(interaction: discord.Interaction[Any], method: str | None) -> AbstractAsyncContextManager[None]:
    """What a brief by that method is made in: one whose sentences a model writes is a long job."""
    return heavy(interaction, "Writing the brief") if method == ABSTRACTIVE else nullcontext()


def exporting(interaction: discord.Interaction[Any], points: int) -> AbstractAsyncContextManager[None]:
    """What files of an answer are made in: of many points they are a long job, of few made at once."""
    return heavy(interaction, "Writing the files") if points > MANY_POINTS else nullcontext()


def waiting(interaction: discord.Interaction[Any], method: str | None) -> AbstractAsyncContextManager[None]:
    """The same for who waits for a brief that somebody else has asked for: no turn is needed."""
    return _beside(interaction, "Writing the brief") if method == ABSTRACTIVE else nullcontext()


@asynccontextmanager
async def _beside(interaction: discord.Interaction[Any], what: str) -> AsyncIterator[None]:
    sign = _Sign(interaction)
    try:
        async with _going_on(interaction, what, sign):
            yield
    finally:
        await sign.remove()


@asynccontextmanager
async def _going_on(interaction: discord.Interaction[Any], what: str, sign: _Sign) -> AsyncIterator[None]:
    """While the block runs, it is said every few seconds that it does.

    The last sign is on its way to the end before the block is left: it must not arrive after the answer.
    """
    showing = asyncio.Lock()
    signs = asyncio.create_task(_signs(interaction, what, sign, showing), name="going-on")
    try:
        yield
    finally:
        async with showing:
            signs.cancel()
        await asyncio.gather(signs, return_exceptions=True)


async def _signs(interaction: discord.Interaction[Any], what: str, sign: _Sign, showing: asyncio.Lock) -> None:
    clock = cast(GatedClient, interaction.client).gate.clock
    begun, pause = clock(), _FIRST
    while True:
        await asyncio.sleep(pause)
        pause = _EVERY
        async with showing:
            await sign.show(working_page(what, f"{count(round(clock() - begun), 'second')} so far."))


class _Sign:
    """A sign of life: in the message that waits for the answer, or, after a press that changes a
    message of its own, in a private one beside it. Where it cannot be shown, work goes on all the same."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction
        self._beside: discord.WebhookMessage | None = None

    async def show(self, page: Page) -> None:
        try:
            if waits(self._interaction):
                self._interaction.extras[SIGNED] = True
                await self._interaction.edit_original_response(view=layout(page), allowed_mentions=NOBODY)
            elif self._beside is not None:
                await self._beside.edit(view=layout(page), allowed_mentions=NOBODY)
            elif self._interaction.response.is_done():
                self._beside = await self._interaction.followup.send(
                    view=layout(page), ephemeral=True, allowed_mentions=NOBODY, wait=True
                )
        except _UNSEEN as error:
            log.info("A sign that work goes on could not be shown: %s", error)

    async def remove(self) -> None:
        """Take away what stands beside; the waiting message becomes the answer."""
        if self._beside is not None:
            try:
                await self._beside.delete()
            except _UNSEEN as error:
                log.info("A sign that work goes on could not be removed: %s", error)
