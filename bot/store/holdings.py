"""What people handed in, the feeds that are followed, and what there is to tell of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from bot.store.connection import Database, marks


@dataclass(frozen=True, slots=True)
class Holding:
    """A file that was handed in; ``path`` is within its owner's folder, ``stated`` as in a catalogue."""

    owner: str
    path: str
    stated: Mapping[str, Any]
    added_at: str
    added_by: str | None = None


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed and how it stands. Times are UTC, ISO 8601."""

    owner: str
    url: str
    title: str
    channel: str | None
    added_at: str
    etag: str | None = None
    modified: str | None = None
    due_at: str = ""
    tried_at: str | None = None
    succeeded_at: str | None = None
    new_at: str | None = None
    failures: int = 0
    problem: str | None = None
    told: str = "well"  # what was last told of it: well | broken | quiet


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """An item of a feed: where its article lies, how often it was tried in vain since it last was had or changed,
    and what the item looked like then (None: not noted)."""

    path: str | None = None
    tries: int = 0
    looks: str | None = None


@dataclass(frozen=True, slots=True)
class FeedNotice:
    """Something to tell whoever manages the corpus of ``owner``; kept until it was told."""

    id: int
    owner: str
    channel: str | None
    kind: str  # broken | quiet | well
    text: str
    made_at: str


_NAMES = [field.name for field in fields(FeedRow)]
_FEED = ", ".join(_NAMES)


class Holdings:
    """The part of the store that keeps them."""

    _db: Database

    async def holdings(self, owner: str) -> list[Holding]:
        rows = await self._db.read(
            "SELECT owner, path, stated, added_at, added_by FROM holding WHERE owner = ? ORDER BY path", (owner,)
        )
        return [Holding(o, path, json.loads(stated), at, by) for o, path, stated, at, by in rows]

    async def holding_owners(self) -> list[str]:
        """Whoever has handed something in."""
        return [row[0] for row in await self._db.read("SELECT DISTINCT owner FROM holding ORDER BY owner")]

    async def put_holding(self, holding: Holding) -> None:
        stated = json.dumps(dict(holding.stated), sort_keys=True, default=str)
        async with self._db.transaction() as write:
            await write.run(
                "INSERT OR REPLACE INTO holding (owner, path, stated, added_at, added_by) VALUES (?, ?, ?, ?, ?)",
                (holding.owner, holding.path, stated, holding.added_at, holding.added_by),
            )

    async def drop_holding(self, owner: str, path: str) -> None:
        async with self._db.transaction() as write:
            await write.run("DELETE FROM holding WHERE owner = ? AND path = ?", (owner, path))

    # feeds ---------------------------------------------------------------------------------

    async def feeds(self, owner: str | None = None) -> list[FeedRow]:
        """All of them, or an owner's."""
        where, values = ("", ()) if owner is None else ("WHERE owner = ?", (owner,))
        rows = await self._db.read(f"SELECT {_FEED} FROM feed {where} ORDER BY owner, title, url", values)
        return [FeedRow(*row) for row in rows]

    async def put_feed(self, feed: FeedRow) -> None:
        """Follow it from now on; one that is followed already stays as it is."""
        async with self._db.transaction() as write:
            await write.run(f"INSERT OR IGNORE INTO feed ({_FEED}) VALUES ({marks(astuple(feed))})", astuple(feed))

    async def visited_feed(self, feed: FeedRow, was: str, notice: str | None) -> None:
        """Note how a feed stands after a visit, and what is to be told of it, in one transaction.

        ``was`` is the address at which it was visited. Where it is no longer followed nothing is noted.
        """
        changes = ", ".join(f"{name} = ?" for name in _NAMES[1:])
        async with self._db.transaction() as write:
            followed = await write.run(
                f"UPDATE OR REPLACE feed SET {changes} WHERE owner = ? AND url = ? RETURNING url",
                (*astuple(feed)[1:], feed.owner, was),
            )
            if followed and notice is not None:
                await write.run(
                    "INSERT INTO notice (owner, channel, kind, text, made_at) VALUES (?, ?, ?, ?, ?)",
                    (feed.owner, feed.channel, feed.told, notice, feed.tried_at),
                )

    async def drop_feed(self, owner: str, url: str) -> None:
        async with self._db.transaction() as write:
            await write.run("DELETE FROM feed WHERE owner = ? AND url = ?", (owner, url))

    async def feed_items(self, owner: str, feed: str) -> dict[str, OfferedItem]:
        """What the feed has offered."""
        rows = await self._db.read(
            "SELECT item, path, tries, looks FROM feed_item WHERE owner = ? AND feed = ?", (owner, feed)
        )
        return {item: OfferedItem(path, tries, looks) for item, path, tries, looks in rows}

    async def put_feed_item(self, owner: str, feed: str, item: str, offered: OfferedItem, now: str) -> bool:
        """Note what became of an item; False where its feed is no longer followed."""
        async with self._db.transaction() as write:
            return bool(
                await write.run(
                    """INSERT INTO feed_item (owner, feed, item, path, tries, looks, seen_at)
                    SELECT owner, url, ?, ?, ?, ?, ? FROM feed WHERE owner = ? AND url = ?
                    ON CONFLICT DO UPDATE SET path = excluded.path, tries = excluded.tries, looks = excluded.looks
                    RETURNING item""",
                    (item, offered.path, offered.tries, offered.looks, now, owner, feed),
                )
            )

    # notices -------------------------------------------------------------------------------

    async def feed_notices(self, limit: int = 50) -> list[FeedNotice]:
        """What was not told yet, oldest first."""
        rows = await self._db.read(
            "SELECT id, owner, channel, kind, text, made_at FROM notice WHERE told_at IS NULL ORDER BY id LIMIT ?",
            (limit,),
        )
        return [FeedNotice(*row) for row in rows]

    async def feed_notices_told(self, notices: Sequence[FeedNotice], now: str) -> None:
        async with self._db.transaction() as write:
            await write.many("UPDATE notice SET told_at = ? WHERE id = ?", [(now, notice.id) for notice in notices])
