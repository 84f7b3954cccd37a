"""Everything that Discord lets a person do with the bot, walked: every command with every option that it
takes, and every button and menu that was ever sent, pressed anywhere. Nothing is listed by hand.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import simcord
from simcord.actors import _component_interaction

from bot.views.paging import TurnAction
from tests.cogs.contract import walk
from tests.cogs.world import World

Who = simcord.MemberActor | simcord.UserHandle

AT_ONCE = 30
REPORT = b"A quiet report. The bridge over the Danube was opened in June and cost 200 million euros."


@asynccontextmanager
async def volley(world: World) -> AsyncIterator[None]:
    """What is done in the block is done at once, and answered when it ends.

    The simulated Discord waits after each step until nothing moves any more, which for hundreds of
    steps takes minutes.
    """
    env = world.env

    async def go_on(**_: object) -> None:
        return None

    env._settle_internal = go_on  # type: ignore[method-assign]
    try:
        yield
    finally:
        del env._settle_internal
        await env.settle()


def commands(world: World) -> list[dict[str, Any]]:
    """Every command as it was sent to Discord, subcommands as leaves under their full names."""
    sent = [r.json for r in world.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")][-1]
    return [leaf for command in sent for leaf in _leaves(command, "")]


def _leaves(command: dict[str, Any], before: str) -> Iterator[dict[str, Any]]:
    name = f"{before} {command['name']}".strip()
    below = [option for option in command.get("options") or () if option["type"] in (1, 2)]
    for option in below:
        yield from _leaves(option, name)
    if not below:
        yield {**command, "name": name, "menu": command["type"] == 3 and not before}


async def use(
    who: Who, channel: simcord.ChannelHandle | None, leaf: dict[str, Any], words: str, target: Any = None
) -> simcord.InteractionResult | None:
    """Use a command, ``words`` in every text that it takes. None where Discord does not offer it there."""
    if leaf["menu"]:
        if not isinstance(who, simcord.MemberActor) or channel is None:
            return None
        return await _offered(who.context_menu(channel, leaf["name"], target))
    given = {o["name"]: value for o in leaf.get("options") or () if (value := _value(o, words)) is not None}
    if any(isinstance(value, tuple) for value in given.values()):
        given.pop("url", None)  # a file or an address
    if isinstance(who, simcord.MemberActor):
        assert channel is not None
        return await _offered(who.slash(channel, leaf["name"], **given))
    return await _offered(who.slash(leaf["name"], **given))


def _value(option: dict[str, Any], words: str) -> Any:
    if option.get("choices"):
        return option["choices"][0]["value"]
    match option["type"]:
        case 3:  # text
            missing = option.get("min_length", 0) - len(words)
            return (words + " quokka" * (missing // 6 + 1) if missing > 0 else words)[: option.get("max_length", 6000)]
        case 4:  # a number
            return 1
        case 5 if option["name"] == "private":
            return True
        case 11:  # a file
            return ("bridge.txt", REPORT)
    return None


async def complete(who: Who, channel: simcord.ChannelHandle | None, leaf: dict[str, Any], words: str) -> int:
    """Type into every option of a command that completes; in how many."""
    options = [o["name"] for o in leaf.get("options") or () if o.get("autocomplete")]
    for option in options:
        if isinstance(who, simcord.MemberActor):
            assert channel is not None
            await _offered(who.autocomplete(channel, leaf["name"], option, words))
        else:
            await _offered(who.autocomplete(leaf["name"], option, words))
    return len(options)


async def _offered(doing: Any) -> Any:
    try:
        return await doing
    except simcord.SetupError as error:
        if "not visible" in str(error):
            return None
        raise


async def press(world: World, who: Who, message: Any, custom_id: str) -> simcord.InteractionResult:
    """Press a button, or pick in a menu, of that custom id, as if ``message`` carried it."""
    menu = custom_id.startswith("precis-menu:")
    item: dict[str, Any] = {"type": 2, "style": 2, "label": "x", "custom_id": custom_id}
    if menu:
        item = {"type": 3, "custom_id": custom_id, "options": [{"label": "x", "value": "long"}]}
    stored = world.env.backend.get_message(message.channel_id, message.id)
    stored.components = [{"type": 17, "components": [{"type": 1, "components": [item]}]}]
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": item["type"]}
    if menu:
        data["values"] = ["long"]
    return await _component_interaction(who, stored, data)


def sent_since(world: World, mark: int) -> Iterator[tuple[str, str]]:
    """Every request since the first ``mark`` ones: its path and all that it says."""
    for request in world.env.http_requests[mark:]:
        yield request.path, json.dumps(request.json, ensure_ascii=False).casefold()


async def files_of(results: Iterable[simcord.InteractionResult]) -> bytes:
    """All files that came back, in lower case."""
    messages = [m for result in results for m in (result.response, *result.followups) if m is not None]
    return b"\n".join([await a.read() for m in messages for a in m.attachments]).lower()


def custom_ids(world: World) -> list[str]:
    """Of every button and menu that the bot has sent until now."""
    found: dict[str, None] = {}
    for request in world.env.http_requests:
        body = request.json
        for content in (body, body.get("data")) if isinstance(body, dict) else ():
            if isinstance(content, dict) and isinstance(content.get("components"), list):
                ids = (part.get("custom_id") for part in walk(content["components"]))
                found |= dict.fromkeys(id for id in ids if id and id.startswith("precis"))
    return list(found)


def guesses(world: World, ids: Iterable[str]) -> list[str]:
    """For every action and everything that is paged through, the ids of things that buttons carry."""
    held = sorted(set(ids))
    turn: Any = world.bot.actions["turn"]
    assert type(turn).__name__ == TurnAction.__name__  # loaded anew: another class
    made = [f"precis:{action}:{id}" for action in world.bot.actions for id in held]
    made += [f"precis:turn:{kind}:{id}:0" for kind in turn._kinds for id in held]
    return [id for id in made if len(id) <= 100]


async def everything_of(world: World, guild: str) -> dict[str, list[str]]:
    """Every row of the database that belongs to that guild, by table."""
    database = world.store._db
    found: dict[str, list[str]] = {}
    for (table,) in await database.read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        columns = [row[1] for row in await database.read(f"PRAGMA table_info({table})")]
        for column in ("guild", "owner"):
            if column in columns:
                rows = await database.read(f"SELECT * FROM {table} WHERE {column} = ?", (guild,))
                found[table] = sorted(map(repr, rows))
    return found
