"""In which language an interaction is answered."""

from __future__ import annotations

import logging
from typing import Any

import discord

from bot.errors import PrecisError
from bot.store.base import Scope
from bot.translations import ENGLISH, speak
from bot.translator import LOCALES

log = logging.getLogger(__name__)


def spoken(chosen: str | None, locale: discord.Locale | None, guild: discord.Locale | None, *, private: bool) -> str:
    """The language of an answer: in public what the server has ``chosen``, else what Discord says of it
    (``guild``); in private the person's own (``locale``) where we speak it, else the server's.

    A person whose Discord is English may well read Serbian, for which Discord has no locale; so
    English is nobody's choice against the server's.
    """
    own = LOCALES.get(locale) if locale is not None else None
    servers = chosen or (LOCALES.get(guild) if guild is not None else None)
    return (own or servers if private else servers or None) or ENGLISH


async def speak_for(interaction: discord.Interaction[Any], *, private: bool) -> None:
    """From here on speak the language of who reads the answer."""
    chosen: str | None = None
    desk = getattr(interaction.client, "desk", None)
    if desk is not None and interaction.guild_id is not None:
        try:
            chosen = (await desk.guilds.settings(Scope(str(interaction.guild_id)))).language
        except PrecisError as error:  # then in what Discord says
            log.warning("The language of a server is not known: %s", error.message)
    alone = private or interaction.guild_id is None
    speak(spoken(chosen, interaction.locale, interaction.guild_locale, private=alone))
