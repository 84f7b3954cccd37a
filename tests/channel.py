"""A desk whose digests are recorded as posted, with a clock that the test sets."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.briefing.desk import Desk
from bot.briefing.digest import Composed, Digests, Wanted, cited
from bot.briefing.topics import Topic, TopicCatalogue
from bot.corpus.reading import read
from bot.store.base import SHARED, Scope
from bot.store.digest_rows import CLAIMED, POSTED, DigestRow, PostingRow
from bot.store.sqlite import SqliteStore, open_store
from summarizers.models import DocumentId
from tests.subscribing import Clock, subscription

TOPICS = TopicCatalogue(
    {
        "energy": Topic("energy", "Energy", ("gas and oil",), ("gas", "oil", "NIS", "pipeline", "power plant")),
        "defense": Topic("defense", "Defense and arms", ("arms",), ("drones", "fighters", "missiles", "army")),
    }
)


def new_desk(store: SqliteStore, clock: Clock) -> Desk:
    return Desk(store, None, TOPICS, new_id=lambda: "id", clock=clock, schema=store.schema)


async def put(store: SqliteStore, name: str, text: str, now: str, owner: str = SHARED, **described: str) -> DocumentId:
    """Put ``text`` in the corpus as the document ``name``, or as its next version."""
    found = read(text.encode(), path=f"{name}.md", document=DocumentId(name))
    document = dataclasses.replace(found.document, title=name, **described)
    await store.put(document, found.sentences, owner=owner, digest=text, now=now)
    return document.id


@dataclass(slots=True)
class Newsdesk:
    """``digest`` composes what is due and records it as posted, as the courier does."""

    store: SqliteStore
    digests: Digests
    clock: Clock
    messages: dict[str, str] = field(default_factory=dict)

    @property
    def now(self) -> str:
        return self.clock.now.isoformat()

    async def add(self, name: str, text: str, owner: str = SHARED) -> DocumentId:
        return await put(self.store, name, text, self.now, owner)

    def wanted(self, scope: Scope | None = None, **changed: object) -> Wanted:
        return dataclasses.replace(Wanted(scope or Scope("1"), ("energy",), channel="10"), **changed)  # type: ignore[arg-type]

    async def digest(
        self, *, channel: str = "10", topics: tuple[str, ...] = ("energy",), length: str = "standard"
    ) -> Composed:
        """The next digest of that channel, known as posted."""
        self.clock.advance(days=1)
        number = str(len(self.messages) + 1)
        name = f"s{channel}{'-'.join(topics)}"
        row = await self.store.subscription(name) or subscription(name, channel=channel)
        await self.store.save_subscription(row)
        wanted = Wanted(Scope("1"), topics, length, channel, row.cursor, row.carried)
        claim = DigestRow(number, row.id, number, self.now, "1", channel, CLAIMED, "t", "9999", 1, self.now)
        assert await self.store.claim(claim, now=self.now) is not None
        composed = await self.digests.compose(wanted, number)
        posting = PostingRow(number, "1", channel, f"9{number}", self.now, cited(composed.answer.changes))
        told = dataclasses.replace(composed.told, posting=posting)
        await self.store.finish(number, "t", state=POSTED, now=self.now, message=f"9{number}", reason=None, told=told)
        self.messages[number] = f"9{number}"
        return composed


@asynccontextmanager
async def open_newsdesk(folder: Path) -> AsyncIterator[Newsdesk]:
    clock = Clock()
    async with await open_store(folder / "precis.sqlite3") as store:
        yield Newsdesk(store, new_desk(store, clock).digests, clock)
