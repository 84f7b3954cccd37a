"""A small Discord in memory: the real client and desk, a real store, two servers, tiny documents."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import simcord

from bot.briefing.desk import Desk
from bot.briefing.topics import Topic, TopicCatalogue
from bot.client import Precis
from bot.corpus.reading import read
from bot.settings import Settings
from bot.store.base import SHARED
from bot.store.sqlite import SqliteStore, open_store
from summarizers.models import DocumentId
from tests.cogs.contract import faults, walk

GAS_IS = {
    "title": "Gas and its owners",
    "author": "Ana Petrović",
    "publisher": "Energy Review",
    "published": "2024-05-08",
    "url": "https://example.org/gas",
}
ARMS_IS = {"title": "Arms from two sides", "publisher": "Defense Notes", "published": "2020-09-28"}

GAS = """# Ownership

The oil company NIS has been majority owned by Gazprom Neft since 2009. Gazprom Neft holds
56.15% of the shares of NIS after the increase of 2011. The state kept 29.87% of the company.

# Pipelines

The Balkan Stream pipeline entered service on 1 January 2021. It carries 13.88 billion cubic
meters of gas a year across the country. The gas contract of 2022 runs for three years.
"""

ARMS = """# Deliveries

China delivered six CH-92A drones in 2020. Russia delivered six MiG-29 fighters in 2017. The air
force received the FK-3 air defense system from China in 2022.
"""

SECRET = "# Plans\n\nThe secret gas depot of the first server opened in 2023. It holds 40 tanks of gas."

TOPICS = TopicCatalogue(
    {
        "energy": Topic("energy", "Energy", ("gas and oil",), ("gas", "oil", "NIS", "pipeline")),
        "defense": Topic("defense", "Defense and arms", ("arms",), ("drones", "fighters", "missiles")),
    }
)


UNHURRIED = {"user_per_minute": 0, "guild_per_minute": 0}
"""Tests ask faster than people; those of fair use set limits of their own."""


@dataclass(frozen=True, slots=True)
class World:
    """Where a test plays: ``alice`` and ``bob`` are in the first server, ``carol`` in the second."""

    env: simcord.Env
    store: SqliteStore
    desk: Desk
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor
    far_channel: simcord.ChannelHandle
    carol: simcord.MemberActor

    @property
    def bot(self) -> Precis:
        bot = self.env.bot
        assert isinstance(bot, Precis)
        return bot


async def add_document(store: SqliteStore, name: str, text: str, owner: str = SHARED, **described: str) -> DocumentId:
    """Put ``text`` in the corpus; ``described`` is its title, publisher and the like."""
    found = read(text.encode(), path=f"{name}.md", document=DocumentId(name))
    document = dataclasses.replace(found.document, **described)
    await store.put(document, found.sentences, owner=owner, digest=text, now="2026-01-01T00:00:00+00:00")
    return document.id


def new_desk(store: SqliteStore) -> Desk:
    """A desk without a model, whose briefs are numbered."""
    numbers = itertools.count(1)
    return Desk(store, None, TOPICS, new_id=lambda: f"brief{next(numbers)}", schema=store.schema)


def new_bot(desk: Desk, **settings: Any) -> Precis:
    """The client as it is built when the program starts."""
    return Precis(desk, Settings(_env_file=None, **UNHURRIED, **settings))


@asynccontextmanager
async def open_world(
    folder: Path, desk: Desk | None = None, settings: Mapping[str, Any] | None = None, **options: Any
) -> AsyncIterator[World]:
    """The world with the two documents, and a third that only the first server owns.

    On leaving, every request that the bot made is held against Discord's contract, and a fault
    that the test has not looked at (``env.errors``) fails it.
    """
    async with await open_store(folder / "precis.sqlite3") as store:
        await add_document(store, "gas", GAS, **GAS_IS)
        await add_document(store, "arms", ARMS, **ARMS_IS)
        used = desk or new_desk(store)
        env = simcord.Env(new_bot(used, **(settings or {})), **options)
        await env.start()
        try:
            guild, far = env.create_guild("Newsroom"), env.create_guild("Elsewhere")
            await add_document(store, "secret", SECRET, owner=str(guild.id))
            yield World(
                env,
                store,
                used,
                guild.create_text_channel("desk"),
                guild.add_member(env.create_user("alice")),
                guild.add_member(env.create_user("bob")),
                far.create_text_channel("far"),
                far.add_member(env.create_user("carol")),
            )
        finally:
            await env.shutdown()
        found = [fault for request in env.http_requests for fault in faults(request)]
        assert found == [], "\n".join(found)
        assert env.errors_since(env._errors_acknowledged) == ()


def texts(message: Any) -> str:
    """All that a message says, top to bottom."""
    return "\n".join(part["content"] for part in walk(message.components) if part.get("type") == 10)


def buttons(message: Any) -> list[dict[str, Any]]:
    """The buttons of a message, top to bottom."""
    return [part for part in walk(message.components) if part.get("type") == 2]


def button(message: Any, label: str) -> str:
    """The custom id of the first button with that label."""
    for found in buttons(message):
        if found.get("label") == label:
            return str(found["custom_id"])
    raise AssertionError(f"no button {label!r} among {[b.get('label') for b in buttons(message)]}")
