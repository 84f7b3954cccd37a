"""/corpus: managers change their own server's corpus, others nothing, and feeds' troubles are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import pytest_asyncio
import simcord

from bot.briefing.collection import Collection
from bot.cogs.corpus import Corpus
from bot.corpus.fetching import Fetched, Fetcher
from bot.errors import PrecisError
from bot.store.base import Scope
from bot.store.holdings import FeedRow
from tests.cogs.world import World, texts
from tests.corpus.readers import making

REPORT = b"The new bridge over the Danube was opened in June. It cost 200 million euros and took four years."


@pytest_asyncio.fixture
async def managed(world: World, tmp_path: Path) -> AsyncIterator[World]:
    async with Fetcher(patience=5) as fetcher:
        world.bot.collection = Collection(world.store, [], tmp_path / "added", fetcher, changed=world.desk.refresh)
        yield world


def boss_of(world: World) -> Any:
    guild = world.alice.guild
    role = guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(world.env.create_user("boss"), roles=[role])


async def owned(world: World) -> list[str]:
    guild = str(world.alice.guild.id)
    rows = await world.store.documents(Scope(guild))
    return [row.document.path for row in rows if row.owner == guild]


async def test_a_manager_adds_and_removes_a_file(managed: World) -> None:
    """An upload is lost, or is everybody's."""
    boss = boss_of(managed)
    added = await boss.slash(managed.channel, "corpus add", file=("bridge.txt", REPORT))
    assert added.response is not None and "Added" in texts(added.response)
    assert "uploads/bridge.txt" in await owned(managed)
    assert all(row.document.path != "uploads/bridge.txt" for row in await managed.store.documents(Scope()))
    status = await boss.slash(managed.channel, "corpus status")
    assert status.response is not None and "1 added" in texts(status.response)
    gone = await boss.slash(managed.channel, "corpus remove", name="bridge.txt")
    assert gone.response is not None and "Removed" in texts(gone.response)
    assert "uploads/bridge.txt" not in await owned(managed)


async def test_the_message_menu_adds_what_a_message_carries(managed: World) -> None:
    """A report that somebody posted must be downloaded and uploaded again."""
    boss = boss_of(managed)
    message = await managed.bob.send(managed.channel, "look", attachments=[("bridge.txt", REPORT)])
    result = await boss.context_menu(managed.channel, "Add to corpus", message)
    assert result.response is not None and "Added" in texts(result.response)
    assert "uploads/bridge.txt" in await owned(managed)


async def test_a_forwarded_message_is_added_like_the_message_itself(managed: World) -> None:
    """Of a forwarded report it is said that it carries no file."""
    boss = boss_of(managed)
    carrying = await managed.bob.send(managed.channel, "look", attachments=[("bridge.txt", REPORT)])
    passed_on = await managed.bob.forward(carrying, managed.channel)
    result = await boss.context_menu(managed.channel, "Add to corpus", passed_on)
    assert result.response is not None and "Added" in texts(result.response)
    assert "uploads/bridge.txt" in await owned(managed)

    long = "The harbor of Bar was dredged to a depth of 14 meters in 2022. " * 5
    passed_on = await managed.bob.forward(await managed.bob.send(managed.channel, long), managed.channel)
    result = await boss.context_menu(managed.channel, "Add to corpus", passed_on)
    assert result.response is not None and "Added" in texts(result.response)
    assert f"uploads/message-{passed_on.id}.txt" in await owned(managed)


async def test_a_file_that_discord_no_longer_has_is_named_and_the_others_are_added(
    managed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One dead attachment is told as an unknown fault, and nobody knows what became of the rest."""
    read = discord.Attachment.read

    async def gone(self: discord.Attachment, **options: Any) -> bytes:
        if self.filename == "gone.txt":
            raise discord.NotFound(cast(Any, SimpleNamespace(status=404, reason="Not Found")), "Unknown")
        return await read(self, **options)

    monkeypatch.setattr(discord.Attachment, "read", gone)
    files = [("bridge.txt", REPORT), ("gone.txt", REPORT)]
    message = await managed.bob.send(managed.channel, "look", attachments=files)
    result = await boss_of(managed).context_menu(managed.channel, "Add to corpus", message)
    assert result.response is not None
    assert "Added" in texts(result.response) and "gone.txt: Discord no longer has the file" in texts(result.response)
    assert "uploads/bridge.txt" in await owned(managed)


async def test_others_may_not(managed: World) -> None:
    """Anybody changes the corpus of a server: Discord hides the command, and a server may show it to all."""
    with pytest.raises(simcord.SetupError):
        await managed.bob.slash(managed.channel, "corpus status")
    (command,) = [c for c in await managed.bot.tree.fetch_commands() if c.name == "corpus"]
    managed.alice.guild.set_command_permissions(command, {managed.bob: True})
    for name in ("corpus status", "corpus reload", "corpus feed list"):
        result = await managed.bob.slash(managed.channel, name)
        said = [texts(m) for m in (result.response, *result.followups) if m is not None]
        assert any("for managers of this server" in words for words in said), said
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in managed.env.errors)


async def test_the_manager_role_may_and_the_trail_says_who_did(managed: World) -> None:
    """The role that managers gave the corpus to is refused, or nobody can tell who took a document out."""
    guild = managed.alice.guild
    role = guild.create_role("librarians")
    await managed.desk.guilds.choose(str(guild.id), "1", "manager_role", str(role.id))
    (command,) = [c for c in await managed.bot.tree.fetch_commands() if c.name == "corpus"]
    guild.set_command_permissions(command, {role: True})
    librarian = guild.add_member(managed.env.create_user("librarian"), roles=[role])
    await librarian.slash(managed.channel, "corpus add", file=("bridge.txt", REPORT))
    await librarian.slash(managed.channel, "corpus add", file=("bridge.txt", REPORT))
    await librarian.slash(managed.channel, "corpus remove", name="bridge.txt")
    assert "uploads/bridge.txt" not in await owned(managed)
    trail, _ = await managed.desk.guilds.trail(str(guild.id))
    assert [(e.area, e.name, e.user) for e in trail[:2]] == [
        ("corpus", "removed", str(librarian.id)),
        ("corpus", "added", str(librarian.id)),
    ]
    assert len(trail) == 3 and all("bridge" in e.label for e in trail[:2]), "what changed nothing is in the trail"


async def test_a_channel_that_the_bot_cannot_write_to_is_named_before_a_feed_is_followed(managed: World) -> None:
    """A feed is followed whose troubles can be told nowhere."""
    guild = managed.alice.guild
    shut = guild.create_text_channel(
        "shut", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    result = await boss_of(managed).slash(shut, "corpus feed add", url="https://example.org/feed.xml")
    said = [texts(m) for m in (result.response, *result.followups) if m is not None]
    assert any("#shut: send messages" in words for words in said), said
    assert await managed.store.feeds() == []
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in managed.env.errors)


async def trouble(world: World, channel: str) -> None:
    """A feed of the first server that has something to tell in ``channel``."""
    guild, now = str(world.alice.guild.id), "2026-01-01T00:00:00Z"
    feed = FeedRow(guild, f"https://feeds.example/{channel}", "News", channel, now, due_at=now, tried_at=now)
    await world.store.put_feed(feed)
    await world.store.visited_feed(replace(feed, told="well"), feed.url, f"The feed “News {channel}” is well again.")


async def test_a_feeds_trouble_is_told_in_its_channel_once(managed: World) -> None:
    """A feed is dead for weeks and nobody knows, because it cannot be told of another one; or in a foreign language."""
    await managed.desk.guilds.choose(str(managed.alice.guild.id), "1", "language", "sr")
    gone, channel = managed.alice.guild.create_text_channel("gone"), str(managed.channel.id)
    managed.env.inject_error("POST", f"/channels/{gone.id}/messages", status=400, times=None)
    for each in (str(gone.id), channel):
        await trouble(managed, each)
    cog = managed.bot.get_cog("Corpus")
    assert managed.bot.collection is not None
    telling = asyncio.create_task(cast(Corpus, cog)._tell(managed.bot.collection))  # loaded anew: another class
    posted = await posted_in(managed, channel, 1)
    telling.cancel()
    assert len(posted) == 1 and "ponovo" in posted[0]


class Clock:
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Web:
    """A site with a feed, where the network begins."""

    def __init__(self) -> None:
        self.status, self.items = 200, ["one"]

    async def fetch(self, url: str, *, limit: int, headers: Mapping[str, str] | None = None) -> Fetched:
        if not url.endswith("feed.xml"):
            return Fetched(200, url, REPORT + url.encode(), "text/plain")
        items = "".join(f"<item><title>{i}</title><link>https://harbor.example/{i}</link></item>" for i in self.items)
        feed = f"<rss version='2.0'><channel><title>Harbor News</title>{items}</channel></rss>"
        return Fetched(self.status, url, feed.encode() if self.status == 200 else b"", "application/rss+xml")


async def no_pause(seconds: float) -> None:
    pass


async def posted_in(world: World, channel: str, count: int) -> list[str]:
    """What was posted in the channel, once it is ``count`` messages; it is waited a little for more."""
    for _ in range(1500):
        found = [
            str(r.json)
            for r in world.env.http_requests
            if r.method == "POST" and r.path.endswith(f"/channels/{channel}/messages")
        ]
        if len(found) >= count and not await world.store.feed_notices():
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"{len(found)} messages instead of {count}")


async def test_a_feed_that_is_followed_here_tells_here_when_it_breaks_heals_and_goes_quiet(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed dies, comes back or is abandoned, and whoever asked for it never hears of it."""
    web, clock = Web(), Clock()
    collection = Collection(
        world.store,
        [],
        tmp_path / "added",
        cast(Fetcher, web),
        changed=world.desk.refresh,
        clock=clock,
        pause=no_pause,
    )
    world.bot.collection = collection
    boss = boss_of(world)
    followed = await boss.slash(world.channel, "corpus feed add", url="https://harbor.example/feed.xml")
    assert followed.response is not None and "1 article taken" in texts(followed.response)
    channel = str(world.channel.id)
    cog = cast(Corpus, world.bot.get_cog("Corpus"))
    monkeypatch.setitem(type(cog)._tell.__globals__, "_TELL_EVERY", 0.01)  # loaded anew: another module
    telling = asyncio.create_task(cog._tell(collection))
    try:
        web.status = 500
        for _ in range(4):
            clock.now += timedelta(hours=9)
            await collection.visit_due()
        broken = await posted_in(world, channel, 1)
        listed = (await collection.feeds(str(world.alice.guild.id))).feeds[0]
        assert listed.standing == "broken" and listed.failures == 4
        web.status = 200
        web.items.append("two")
        clock.now += timedelta(days=1)
        await collection.visit_due()
        await posted_in(world, channel, 2)
        clock.now += timedelta(days=15)
        await collection.visit_due()
        said = await posted_in(world, channel, 3)
    finally:
        telling.cancel()
    assert "cannot be read any more" in broken[0] and "status 500" in broken[0]
    assert "is well again" in said[1] and "nothing new since 2026-03-0" in said[2] and len(said) == 3


async def test_uploads_beyond_the_limits_are_refused_in_words(managed: World) -> None:
    """A file that is too large, of no known format, locked or a bomb is half kept, or ends in a stack trace."""
    boss = boss_of(managed)
    before = await owned(managed)
    managed.bot.settings = managed.bot.settings.model_copy(update={"max_file_bytes": 50_000})
    hostile = {
        "large.txt": (b"x" * 50_001, "too large"),
        "tool.exe": (b"MZ" + b"\0" * 40, "cannot be read"),
        "locked.pdf": (making.locked_pdf(), "password"),
        "scan.pdf": (making.scanned_pdf(), "scan without text"),
        "empty.txt": (b" ", "empty"),
        "nul.txt": (b"text\0text", "null bytes"),
        "climb.zip": (making.archive({"../../up.txt": "Up."}), "leads out"),
        "bomb.zip": (making.archive({"a.txt": b"0" * 6_000_000}), "decompression bomb"),
        "@everyone **x**.txt": (b"text\0text", "null bytes"),
    }
    for name, (data, reason) in hostile.items():
        result = await boss.slash(managed.channel, "corpus add", file=(name, data))
        said = " ".join(texts(m) for m in (result.response, *result.followups) if m is not None)
        assert reason in said, f"{name}: {said}"
        assert "Traceback" not in said and "@everyone" not in said.replace("@\u200beveryone", "")
    assert await owned(managed) == before
    added = await boss.slash(managed.channel, "corpus add", file=("bridge.txt", REPORT))
    assert added.response is not None and "Added" in texts(added.response)
    assert await owned(managed) == [*before, "uploads/bridge.txt"]
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in managed.env.errors)
