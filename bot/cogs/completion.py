"""Autocomplete choices inside Discord's limits; a failure offers nothing rather than an error."""

from __future__ import annotations

from collections.abc import Iterable

from discord import app_commands

from bot.render.discord.escape import plain, shorten

MOST = 25
LONGEST = 100


def as_choices(values: Iterable[str]) -> list[app_commands.Choice[str]]:
    """At most 25 choices of at most 100 characters, none empty, none twice.

    A longer value is cut, and still means the same: names may be given in part.
    """
    found: dict[str, app_commands.Choice[str]] = {}
    for value in values:
        name, kept = shorten(value, LONGEST), plain(value)[:LONGEST].strip()
        if name and kept:
            found.setdefault(kept, app_commands.Choice(name=name, value=kept))
    return list(found.values())[:MOST]
