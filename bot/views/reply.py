"""One answer to one interaction: acknowledged at once, delivered once, never lost silently."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import discord

from bot.render.discord.parts import Page
from bot.store.base import Scope
from bot.views.layout import files, layout

log = logging.getLogger(__name__)

_PRIVATE = "private"
_UNREACHABLE = frozenset({401, 403, 404})  # the token ran out, or what it names is gone
NOBODY = discord.AllowedMentions.none()


def scope_of(interaction: discord.Interaction[Any]) -> Scope:
    """Whose eyes the corpus is read with: the guild's, or in a direct message the shared one's."""
    return Scope(None if interaction.guild_id is None else str(interaction.guild_id))


async def acknowledge(interaction: discord.Interaction[Any], *, private: bool) -> None:
    """Tell Discord that an answer is coming, before anything that takes time.

    When Discord says that this is too late already, the answer is still made: ``deliver`` then
    finds another way.
    """
    interaction.extras[_PRIVATE] = private
    try:
        await interaction.response.defer(ephemeral=private, thinking=True)
    except discord.NotFound as error:
        log.warning("An interaction expired before it was acknowledged: %s", error)


async def acknowledge_press(interaction: discord.Interaction[Any]) -> None:
    """The same for a button whose own message is going to change."""
    try:
        await interaction.response.defer()
    except discord.NotFound as error:
        log.warning("A press expired before it was acknowledged: %s", error)


async def deliver(interaction: discord.Interaction[Any], page: Page) -> str | None:
    """Show ``page`` where the person waits for it; the id of the message, where that is known.

    The answer replaces the waiting message, so that a repeated request shows it only once. Where
    Discord no longer takes it, it goes to the channel, or a private one to the person.
    """
    view = layout(page)
    private: bool | None = interaction.extras.get(_PRIVATE)
    try:
        if interaction.response.is_done():
            shown = await interaction.edit_original_response(
                view=view, attachments=files(page), allowed_mentions=NOBODY
            )
            return str(shown.id)
        else:
            hidden = private is not False
            await interaction.response.send_message(
                view=view, ephemeral=hidden, files=files(page), allowed_mentions=NOBODY
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
    view = layout(page)
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=NOBODY)
            return
        in_public = interaction.extras.get(_PRIVATE) is False
        if in_public:
            # A first follow-up would only fill the public waiting message, and be public itself. So
            # that one is filled, and goes when the private one is there: at no time is nothing said.
            await interaction.edit_original_response(view=view, allowed_mentions=NOBODY)
        await interaction.followup.send(view=layout(page), ephemeral=True, allowed_mentions=NOBODY)
        if in_public:
            await interaction.delete_original_response()
    except discord.HTTPException as error:
        log.warning("A message to one person could not be shown: %s", error)


async def _elsewhere(interaction: discord.Interaction[Any], page: Page, *, private: bool) -> None:
    target: discord.abc.Messageable = interaction.user
    if not private:
        channel = interaction.channel
        if not isinstance(channel, discord.abc.Messageable) or not interaction.app_permissions.send_messages:
            log.error("An answer is lost: the channel takes no messages from me")
            return
        target = channel
    try:
        await target.send(view=layout(page), files=files(page), allowed_mentions=NOBODY)
    except discord.HTTPException as error:
        log.error("An answer is lost: it could not be sent anywhere else either: %s", error)
