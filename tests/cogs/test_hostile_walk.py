"""Hostile names, titles and texts through every command, menu, button and form that there is.

The same walk is taken twice, once with plain words; what the messages do must be the same.
Leaving the world holds every request against Discord's contract (no mention but by choice).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.briefing.collection import Collection
from bot.corpus.fetching import Fetcher
from bot.errors import PrecisError
from tests.cogs.contract import message_of, walk
from tests.cogs.world import World, add_document, open_world
from tests.render.discord.dialect import effects

NASTY = (
    "@everyone <@1> <@&2> <#3> </brief:4> <t:1:R> <:x:5> :fire: [free](https://evil.example) ||x|| `c` ```ansi f``` "
    "**b** __u__ ~~s~~ # h \n# h2\n-# small\n> q\n>>> q2\n- item\n1. one\n \u202eetirw\u202c\u200b discord.gg/evil gas"
)
PLAIN = "Some plain words about gas and what it costs in winter, when pipelines are full and depots are not gas"

_MOST_PRESSES = 90


async def _play(world: World, folder: Path, text: str) -> list[Any]:
    """Use everything that there is, with ``text`` wherever a text may be given; every message that came."""
    bold = {"title": text, "author": text, "publisher": text, "url": "https://example.org/a"}
    body = f"# {text}\n\nThe gas report says {text} and names 99 pages of gas figures in 2024.\n"
    await add_document(world.store, "nasty", body, **bold)
    role = world.alice.guild.create_role(text[:90].strip(), permissions=discord.Permissions(manage_guild=True))
    boss = world.alice.guild.add_member(world.env.create_user("boss"), roles=[role])
    came: list[Any] = []
    pressed: set[str] = set()

    async def follow(result: Any, depth: int = 0) -> None:
        if result.modal is not None:
            result = await boss.submit_modal(result, dict(_typed(result.modal, text)))
        for message in (result.response, *result.followups):
            if message is None:
                continue
            came.append(message)
            if depth < 3:
                for part in list(walk(message.components)):
                    await press(message, part, depth)

    async def press(message: Any, part: dict[str, Any], depth: int) -> None:
        id = part.get("custom_id", "")
        kind = re.sub(r"\b[0-9a-f]{8,}\b|\bbrief\d+|\d+", "n", id)
        if not id or part.get("disabled") or kind in pressed or len(pressed) >= _MOST_PRESSES:
            return
        if id not in [each.get("custom_id") for each in walk(message.components)]:
            return  # an earlier press has changed the message
        pressed.add(kind)
        if part["type"] == 2:
            await follow(await boss.click(message, custom_id=id), depth + 1)
        elif part["type"] == 3:
            await follow(await boss.select(message, [part["options"][-1]["value"]], custom_id=id), depth + 1)

    async with Fetcher(patience=5) as fetcher:
        world.bot.collection = Collection(world.store, [], folder / "added", fetcher, changed=world.desk.refresh)
        for command in list(world.bot.tree.walk_commands()):
            if isinstance(command, app_commands.Command):
                for options in _options(command, text):
                    await follow(await boss.slash(world.channel, command.qualified_name, **options))
        long = await boss.send(world.channel, (f"{text} The gas pipeline of 2024 is 99 km long. " * 9)[:1900])
        files = [("report.txt", f"{text}. The gas pipeline of 2024 is 99 km long.".encode()), ("x.png", b"\x89PNG")]
        sent = await boss.send(world.channel, "files", attachments=files)
        for menu in ("Brief this", "Add to corpus"):
            for message in (long, sent):
                await follow(await boss.context_menu(world.channel, menu, message))
    faults = [getattr(e, "original", e) for e in world.env.errors]
    assert all(isinstance(fault, PrecisError) for fault in faults), faults
    return came


def _options(command: app_commands.Command[Any, ..., Any], text: str) -> Iterator[dict[str, Any]]:
    """Ways to use it: with the text in each place, and with names that are there."""
    for named in (
        {},
        {
            "topic": "energy",
            "question": "Who holds 56.15% of NIS?",
            "name": "Gas and its owners",
            "a": "China",
            "b": "Russia",
        },
    ):
        options: dict[str, Any] = {}
        for parameter in command.parameters:
            most = int(parameter.max_value or 6000)
            match parameter.type:
                case discord.AppCommandOptionType.string if parameter.choices:
                    options[parameter.name] = parameter.choices[0].value
                case discord.AppCommandOptionType.string if parameter.required or not named:
                    options[parameter.name] = named.get(parameter.name, text[:most])
                case discord.AppCommandOptionType.attachment if not named:
                    options[parameter.name] = (f"{command.name}.txt", f"{text}. Gas costs 99 euros.".encode())
        if command.qualified_name == "corpus add":
            options.pop("url", None)
        yield options


def _typed(modal: dict[str, Any], text: str) -> Iterator[tuple[str, Any]]:
    """The text in every field that takes one, as far as it goes in."""
    for part in walk([c.get("component") or c for c in modal["components"]]):
        if part.get("type") == 4:
            yield part["custom_id"], text.replace("\n", " ")[: part.get("max_length") or 4000]
        elif part.get("type") == 3 and part.get("required", True):
            yield part["custom_id"], [part["options"][0]["value"]]


def _done(world: World) -> set[str]:
    """What any text of any message did."""
    found: set[str] = set()
    for request in world.env.http_requests:
        message = message_of(request.path, request.json)
        for part in walk((message or {}).get("components") or []):
            if part.get("type") == 10:
                found |= set(effects(part["content"]))
    return found


async def test_nothing_hostile_does_anything_anywhere(tmp_path: Path) -> None:
    """Somewhere a name, a title, a question or a document writes into the bot's messages, or breaks one."""
    done, came = {}, {}
    for name, text in (("plain", PLAIN), ("nasty", NASTY)):
        async with open_world(tmp_path / name) as world:
            came[name] = await _play(world, tmp_path / name, text)
            done[name] = _done(world)
    assert len(came["nasty"]) > 60
    assert done["nasty"] <= done["plain"]
