"""A server's things tried from another server and from direct messages: every command, option, completion,
button and menu there is. A new one is tried without anybody remembering it.

Everything of the first server says "wombat"; whoever attacks only ever says "quokka" and ids.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import discord
import pytest_asyncio
import simcord

from bot.briefing.collection import Collection
from bot.briefing.desk import Desk
from bot.cogs.digests import Digest
from bot.corpus.fetching import Fetcher
from bot.errors import PrecisError
from bot.settings import Settings
from bot.store.base import Scope
from bot.store.holdings import FeedRow
from bot.store.sqlite import open_store
from bot.views.gate import Gate
from tests.channel import TOPICS
from tests.cogs import attack
from tests.cogs.world import World, add_document, button, open_world
from tests.subscribing import Clock

SECRET = """# Quokka stores

The quokka depot of the wombat office opened in 2023. The quokka depot holds 40 tanks of wombat gas.
The quokka depot cost 11 million euros according to the wombat office. The quokka depot was sold in 2024 to
the wombat bank. A quokka bridge leads from the wombat office to the depot.
"""
KNOWN_AS = {"title": "Quokka wombat plans", "publisher": "Wombat office"}
TELLING = {"evidence", "passage", "source", "turn", "export", "why"}
"""Actions whose buttons, at home, show what is looked for elsewhere."""
FORM = {"topics": [], "when": "daily", "at": "08:00", "zone": "belgrade", "length": ["standard"]}


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock = Clock(datetime(2027, 5, 1, 12, tzinfo=UTC))
    store = await open_store(tmp_path / "precis.sqlite3")
    ids = (f"kept{n:06}" for n in itertools.count(1))
    desk = Desk(store, None, TOPICS, new_id=lambda: next(ids), clock=clock, schema=store.schema)
    world = open_world(tmp_path, desk=desk, settle_timeout=60)
    async with Fetcher(patience=5) as fetcher, store, world as opened:
        opened.bot.collection = Collection(opened.store, [], tmp_path / "added", fetcher, changed=opened.desk.refresh)
        opened.bot.gate = Gate(Settings(_env_file=None, user_burst=10**6, guild_burst=10**6), lambda: 0.0)
        courier = cast(Digest, opened.bot.get_cog("Digest"))._running
        assert courier is not None
        courier.cancel()  # the clock stands still here: nothing becomes due
        yield opened


def manager(world: World, guild: simcord.GuildHandle, name: str) -> simcord.MemberActor:
    role = guild.create_role(f"{name} role", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(world.env.create_user(name), roles=[role])


async def carrier(who: Any, channel: simcord.ChannelHandle | None) -> Any:
    """A message of the bot's where ``who`` is, to press buttons on."""
    result = await (who.slash("help") if channel is None else who.slash(channel, "help"))
    assert result.response is not None
    return result.response


async def play(world: World, boss: simcord.MemberActor) -> list[str]:
    """Fill the first server with everything there can be in it; the ids of all buttons that came of it."""
    guild, user = str(boss.guild.id), str(boss.id)
    await add_document(world.store, "quokka", SECRET, owner=guild, **KNOWN_AS)
    await world.desk.refresh(Scope(guild))
    await world.desk.guilds.choose(guild, user, "zone", "America/Danmarkshavn")
    await world.desk.guilds.choose(guild, user, "manager_role", str(boss.guild.create_role("wombat editors").id))
    await world.desk.guilds.grade(guild, user, "quokka", "A1")
    drafted = await boss.submit_modal(await boss.slash(world.channel, "subscribe", topic="quokka wombat depot"), FORM)
    assert drafted.response is not None
    await boss.click(drafted.response, custom_id=button(drafted.response, "Subscribe"))
    await boss.slash(world.channel, "digest now")
    await boss.slash(world.channel, "brief", topic="quokka wombat depot")
    message = await boss.send(world.channel, "look", attachments=[("bridge.txt", attack.REPORT)])
    async with attack.volley(world):
        for leaf in attack.commands(world):
            for words in ("quokka wombat depot", "quokka"):
                await attack.use(boss, world.channel, leaf, words, message)
    pressed = await carrier(boss, world.channel)
    async with attack.volley(world):  # what the first buttons lead to
        for id in attack.custom_ids(world):
            if id.startswith(("precis:evidence:", "precis:passage:", "precis:vote:")):
                await attack.press(world, boss, pressed, id)
    followed = "2027-05-01T00:00:00+00:00"
    channel = str(world.channel.id)
    feed = FeedRow(guild, "https://feeds.example/quokka", "Quokka wombat feed", channel, followed, tried_at=followed)
    await world.store.put_feed(feed)
    await world.store.visited_feed(dataclasses.replace(feed, told="broken"), feed.url, "The wombat feed is broken")
    (passage, *_) = (await world.desk.search(Scope(guild), "quokka depot")).passages
    s = passage.sentence
    opened = await world.desk.passage(Scope(guild), s.document, s.version, s.start, s.end)
    assert opened is not None
    await world.desk.feedback.report(guild, user, opened, "The wombat says otherwise.")
    await boss.slash(world.channel, "feedback")
    await boss.slash(world.channel, "settings audit")
    return attack.custom_ids(world)


async def things(world: World, known: list[str]) -> set[str]:
    """One id of each kind of thing that buttons carry: a brief's, a search's, a digest's and so on."""
    briefs = {row[0] for row in await world.store._db.read("SELECT id FROM brief")}
    found = {"quokka"}
    kinds: set[str] = set()
    for id in known:
        _, action, *rest = id.split(":")
        for part in rest:
            kind = "brief" if part in briefs else f"{action} {rest[0]}" if action == "turn" else action
            if len(part) > 4 and any(c.isdigit() for c in part) and kind not in kinds:
                kinds.add(kind)
                found.add(part)
    return found


async def test_nothing_of_a_server_is_had_or_changed_from_elsewhere(world: World) -> None:
    """Some command, option, completion, button or menu gives away, or changes, what belongs to another server."""
    boss = manager(world, world.alice.guild, "boss")
    known = await play(world, boss)
    ids = await things(world, known)
    tried = list(dict.fromkeys((*known, *attack.guesses(world, ids))))
    await world.desk.refresh(Scope())
    guild = str(boss.guild.id)
    before = await attack.everything_of(world, guild)
    empty = {table for table, rows in before.items() if not rows}
    assert empty <= {"feed_item", "file", "holding"}, "the attack has nothing to find there"
    secrets = ("wombat", "danmarkshavn", str(boss.id), "feeds.example")
    faults = len(world.env.errors)

    for place, who, channel in (
        ("another server", manager(world, world.carol.guild, "farboss"), world.far_channel),
        ("a direct message", world.alice.user, None),
    ):
        mark = len(world.env.http_requests)
        done: dict[str, simcord.InteractionResult] = {}
        async with attack.volley(world):
            asked = sum(
                [await attack.complete(who, channel, leaf, w) for leaf in attack.commands(world) for w in ("", "q")]
            )
        assert asked > 10
        target = await who.send(channel, "look", attachments=[("bridge.txt", attack.REPORT)]) if channel else None
        async with attack.volley(world):
            for leaf in attack.commands(world):
                for words in ("quokka depot", *sorted(ids)):
                    if leaf.get("options") or words == "quokka depot":
                        used = await attack.use(who, channel, leaf, words, target)
                        done |= {f"/{leaf['name']} {words}": used} if used is not None else {}
        message = await carrier(who, channel)
        for start in range(0, len(tried), attack.AT_ONCE):
            async with attack.volley(world):
                for id in tried[start : start + attack.AT_ONCE]:
                    done[id] = await attack.press(world, who, message, id)

        said = list(attack.sent_since(world, mark))
        found = [f"{secret} in {path}: {text[:300]}" for path, text in said for secret in secrets if secret in text]
        assert found == [], f"given away in {place}:\n" + "\n".join(found[:20])
        assert b"wombat" not in await attack.files_of(done.values()), f"given away in a file in {place}"
        assert [what for what, result in done.items() if not result.acknowledged] == [], f"silence in {place}"
        unforeseen = [text for _, text in said if "this reference" in text]
        assert unforeseen == [], f"an unexpected fault in {place}"

    after = await attack.everything_of(world, guild)
    assert {t: rows for t, rows in after.items() if rows != before[t]} == {}, "it was changed from elsewhere"

    at_home: dict[str, str] = {}
    pressed = await carrier(boss, world.channel)
    for id in tried:
        verb = id.split(":")[1]
        if verb in TELLING and verb not in at_home:
            mark = len(world.env.http_requests)
            result = await attack.press(world, boss, pressed, id)
            shown = any("wombat" in text for _, text in attack.sent_since(world, mark))
            if shown or b"wombat" in await attack.files_of([result]):
                at_home[verb] = id
    assert at_home.keys() == TELLING, "the attack looks for nothing"
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors[faults:])
