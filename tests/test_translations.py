"""Everything that is said in Discord has its translation, and every translation is one that Discord takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.translations import LANGUAGES, catalog
from bot.translator import LOCALES
from tests.cogs.world import open_world

NAME = re.compile(r"[-_'\w]{1,32}")


def walk(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with its subcommands, options and choices, as they are sent."""
    yield command
    for part in (*command.get("options", ()), *command.get("choices", ())):
        yield from walk(part)


def siblings(command: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    if command.get("options"):
        yield command["options"]
        for option in command["options"]:
            yield from siblings(option)


async def test_every_command_option_and_choice_is_translated(tmp_path: Any) -> None:
    """A part of a command stays English among Serbian ones, or Discord refuses all commands for one name."""
    async with open_world(tmp_path) as world:
        (sent,) = [r.json for r in world.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
    for locale in LOCALES:
        lists = [[c for c in sent if c["type"] == kind] for kind in (1, 2, 3)]
        for command in sent:
            lists += siblings(command)
            for part in walk(command):
                named = part["name_localizations"].get(locale.value)
                assert named, f"[names] or [choices] lacks {part['name']!r}"
                if part.get("description"):
                    described = part["description_localizations"].get(locale.value)
                    assert described, f"[descriptions] lacks {part['description']!r}"
                    assert 1 <= len(described) <= 100, described
                if "value" not in part and command["type"] == 1:
                    assert NAME.fullmatch(named) and named == named.lower(), named
        for together in lists:
            names = [part["name_localizations"][locale.value] for part in together]
            assert len(names) == len(set(names)), names


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_translation_of_commands_is_left_over(language: str, tmp_path: Any) -> None:
    """The file goes on growing with what is not said any more."""
    async with open_world(tmp_path) as world:
        (sent,) = [r.json for r in world.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
    parts = [part for command in sent for part in walk(command)]
    known = catalog(language)
    assert known.names.keys() <= {p["name"] for p in parts if "value" not in p}
    assert known.descriptions.keys() <= {p.get("description") for p in parts}
    assert known.choices.keys() <= {p["name"] for p in parts if "value" in p}
