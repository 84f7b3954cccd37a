"""One answer to one interaction: acknowledged at once, delivered once, never lost silently."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
import discord

from bot.render.discord.parts import Page
from bot.store.base import Scope
from bot.views.language import speak_for
from bot.views.layout import files, layout

log = logging.getLogger(__name__)

_PRIVATE, _TRIED, SIGNED = "private", "tried", "signed"
"""What is kept with an interaction: who sees its answer, whether it was acknowledged as far as we
know, and whether its waiting message says that work goes on."""
_BROKEN = (aiohttp.ClientError, OSError, TimeoutError)
_PAUSES = (0.5, 2.0)
"""Seconds before the second and the third attempt, where the line broke."""
_UNREACHABLE = frozenset({401, 403, 404})  # the token ran out, or what it names is gone
NOBODY = discord.AllowedMentions.none()


def scope_of(interaction: discord.Interaction[Any]) -> Scope:
    """Whose eyes the corpus is read with: the guild's, or in a direct message the shared one's."""
    return Scope(None if interaction.guild_id is None else str(interaction.guild_id))


async def acknowledge(interaction: discord.Interaction[Any], *, private: bool) -> None:
    """Tell Discord that an answer is coming, before anything that takes time.

    When that fails (it is too late already, or nobody knows whether Discord has heard it), the
    answer is still made: ``deliver`` finds the way.
    """
    interaction.extras[_PRIVATE] = private
    await _acknowledge(interaction, ephemeral=private, thinking=True)
    await speak_for(interaction, private=private)


async def acknowledge_press(interaction: discord.Interaction[Any]) -> None:
    """The same for a button whose own message is going to change."""
    await _acknowledge(interaction)
    await speak_for(interaction, private=interaction.message is not None and interaction.message.flags.ephemeral)


async def _acknowledge(interaction: discord.Interaction[Any], **how: bool) -> None:
    interaction.extras[_TRIED] = True
    try:
        await interaction.response.defer(**how)
    except (discord.HTTPException, *_BROKEN) as error:
        log.warning("An interaction is not known to be acknowledged: %s", error)


async def deliver(interaction: discord.Interaction[Any], page: Page) -> str | None:
    """Show ``page`` where the person waits for it; the id of the message, where that is known.

    The answer replaces the waiting message, so that a repeated request shows it only once. Where
    Discord no longer takes it, it goes to the channel, or a private one to the person.
    """
    private: bool | None = interaction.extras.get(_PRIVATE)
    try:
        if _begun(interaction):
            return await _edit(interaction, page)
        hidden = private is not False
        await interaction.response.send_message(
            view=layout(page), ephemeral=hidden, files=files(page), allowed_mentions=NOBODY
        )
    except discord.HTTPException as error:
        if error.status not in _UNREACHABLE:
            raise
        log.warning("An answer could not be shown where it was asked: %s", error)
        if private is not None:  # a page of a message that is gone is missed by nobody
            await _elsewhere(interaction, page, private=private)
    return None


async def deliver_all(interaction: discord.Interaction[Any], pages: Sequence[Page]) -> None:
    """Show every page at once, for what is not kept and so cannot be paged through."""
    await deliver(interaction, pages[0])
    hidden = interaction.extras.get(_PRIVATE) is not False
    for page in pages[1:]:
        await interaction.followup.send(view=layout(page), ephemeral=hidden, allowed_mentions=NOBODY)


async def whisper(interaction: discord.Interaction[Any], page: Page) -> None:
    """Show ``page`` to this person alone, also where a public answer was being waited for."""
    try:
        if not _begun(interaction):
            await interaction.response.send_message(view=layout(page), ephemeral=True, allowed_mentions=NOBODY)
            return
        private: bool | None = interaction.extras.get(_PRIVATE)
        if private and interaction.extras.get(SIGNED):
            await _edit(interaction, page)  # the private message that said that work goes on
            return
        if private is False:
            # A first follow-up would only fill the public waiting message, and be public itself. So
            # that one is filled, and goes when the private one is there: at no time is nothing said.
            await _edit(interaction, page)
        await interaction.followup.send(view=layout(page), ephemeral=True, allowed_mentions=NOBODY)
        if private is False:
            await interaction.delete_original_response()
    except discord.HTTPException as error:
        log.warning("A message to one person could not be shown where it was asked: %s", error)
        if error.status in _UNREACHABLE:
            await _elsewhere(interaction, page, private=True)
    except _BROKEN as error:
        log.error("A message to one person is lost: %s", error)


def waits(interaction: discord.Interaction[Any]) -> bool:
    """Whether a message stands there that says nothing but that an answer is coming."""
    return _PRIVATE in interaction.extras and interaction.response.is_done()


def _begun(interaction: discord.Interaction[Any]) -> bool:
    """Whether there is, or may be, a message that waits for the answer."""
    return interaction.response.is_done() or bool(interaction.extras.get(_TRIED))


async def _edit(interaction: discord.Interaction[Any], page: Page) -> str:
    """Show ``page`` in the waiting message; the same edit twice is one, so a broken line is tried again."""
    for pause in (*_PAUSES, None):
        try:
            shown = await interaction.edit_original_response(
                view=layout(page), attachments=files(page), allowed_mentions=NOBODY
            )
            return str(shown.id)
        except _BROKEN as error:
            if pause is None:
                raise
            log.warning("The line to Discord broke, and the answer is sent again: %s", error)
            await asyncio.sleep(pause)
    raise AssertionError


async def _elsewhere(interaction: discord.Interaction[Any], page: Page, *, private: bool) -> None:
    """To the channel; where that takes nothing from us, or the page is ``private``, to who asked."""
    targets: list[discord.abc.Messageable] = [interaction.user]
    channel = interaction.channel
    if not private and isinstance(channel, discord.abc.Messageable) and interaction.app_permissions.send_messages:
        targets.insert(0, channel)
    for target in targets:
        try:
            # the nonce lets Discord itself drop a second copy
            await target.send(view=layout(page), files=files(page), allowed_mentions=NOBODY, nonce=str(interaction.id))
            return
        except (discord.HTTPException, *_BROKEN) as error:
            log.warning("An answer could not be sent to %s either: %s", type(target).__name__, error)
    log.error("An answer is lost: there is nowhere left to show it")
