"""Names and descriptions of the commands in the languages that Discord and the project share.

Discord has no Serbian among its locales. Croatian is the nearest: who has set Discord to it is shown
the Serbian names.
"""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.translations import catalog

LOCALES = {discord.Locale.croatian: "sr"}
"""Which of our languages a Discord locale is shown."""

_NAMES = frozenset({Location.command_name, Location.group_name, Location.parameter_name})
_DESCRIPTIONS = frozenset({Location.command_description, Location.group_description, Location.parameter_description})


class Translator(app_commands.Translator):
    """Looks every text up in the language's file."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        language = LOCALES.get(locale)
        if language is None:
            return None
        known = catalog(language)
        table: Mapping[str, str] = known.choices
        if context.location in _NAMES:
            table = known.names
        elif context.location in _DESCRIPTIONS:
            table = known.descriptions
        return table.get(string.message)
