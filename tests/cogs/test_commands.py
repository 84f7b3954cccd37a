"""Every command as it is sent to Discord, which refuses all of them if one is wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
import simcord

from bot.commands import Where, offered
from tests.cogs.contract import available, faults
from tests.cogs.world import World, new_bot, new_desk

NAME = re.compile(r"[-_'\w]{1,32}")


async def test_commands_are_the_declared_ones_and_inside_discords_limits(world: World) -> None:
    """Discord refuses the commands at start-up, or a promised one is missing."""
    (sent,) = [r.json for r in world.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
    declared = offered(Where.DISCORD)
    assert {command["name"] for command in sent if command["type"] == 1} == set(declared)
    for command in sent:
        _check(command)
        if command["type"] != 1:
            continue
        options = [option["name"] for option in command.get("options", []) if option["type"] > 2]  # 1, 2: subcommands
        assert options == [option.name for option in declared[command["name"]].offered(Where.DISCORD)]
        assert command["contexts"] and command["integration_types"]


def _check(item: dict[str, Any]) -> None:
    if item.get("type", 1) == 1 or "description" in item:
        assert NAME.fullmatch(item["name"]) and item["name"] == item["name"].lower(), item["name"]
        assert 1 <= len(item["description"]) <= 100, item
        assert item["description"] != "…", f"{item['name']} is not described"
    choices = item.get("choices") or []
    assert len(choices) <= 25 and all(1 <= len(c["name"]) <= 100 for c in choices)
    options = item.get("options") or []
    assert len(options) <= 25
    required = [bool(option.get("required")) for option in options]
    assert required == sorted(required, reverse=True), "required options come first"
    for option in options:
        _check(option)


async def test_commands_are_sent_only_when_they_changed(world: World) -> None:
    """Every restart costs a sync, and Discord stops taking them; or a new command never appears."""

    def syncs() -> int:
        return sum(r.method == "PUT" and r.path.endswith("/commands") for r in world.env.http_requests)

    assert syncs() == 1
    await world.env.restart_bot(new_bot(new_desk(world.store)))
    assert syncs() == 1
    await world.store.set(f"commands:{world.bot.application_id}", "of an older version")
    await world.env.restart_bot(new_bot(new_desk(world.store)))
    assert syncs() == 2


async def test_commands_that_discord_refuses_for_now_do_not_stop_the_bot(world: World) -> None:
    """An outage at Discord at start-up takes the bot down, though its commands are known there."""
    await world.store.set(f"commands:{world.bot.application_id}", "of an older version")
    world.env.inject_error("PUT", "/applications/*/commands", status=503)
    await world.env.restart_bot(new_bot(new_desk(world.store)))
    result = await world.alice.slash(world.channel, "topics")
    assert result.response is not None
    assert await world.store.get(f"commands:{world.bot.application_id}") == "of an older version"


async def test_no_message_is_read(world: World) -> None:
    """The bot asks for the privilege to read messages, or answers to plain ones."""
    assert not world.bot.intents.message_content
    assert not world.bot.intents.members and not world.bot.intents.presences
    before = len(world.env.http_requests)
    await world.alice.send(world.channel, f"<@{world.bot.application_id}> help")
    assert len(world.env.http_requests) == before


def test_discords_openapi_document_is_checked_against() -> None:
    """Without it, only the limits that the documentation states are checked; this says so."""
    if not available():
        pytest.skip("Discord's OpenAPI document (../shared/discord) is not here: requests are not held against it")
    wrong = simcord.HttpLogEntry("POST", "/channels/1/messages", {}, {"content": "x" * 2001}, None)
    assert faults(wrong)
