"""Following feeds: visited when due, politely; new articles are kept; how each stands is remembered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

from bot.corpus.feed_parsing import FeedItem, ParsedFeed, figure, parse_feed
from bot.corpus.fetching import Fetched, Fetcher, Unfetchable
from bot.corpus.reading_desk import run_apart
from bot.errors import PrecisError, UnreadableDocument
from bot.store.holdings import FeedRow, Holdings, OfferedItem

log = logging.getLogger(__name__)

INTERVAL = timedelta(minutes=30)
LONGEST_INTERVAL = timedelta(days=1)
FEED_BYTES = 5_000_000
ITEMS_AT_ONCE = 20
TRIES = 3
"""Visits after which an article that cannot be had is given up."""

BROKEN = 3
"""Failures in a row from which a feed is told to be broken."""

QUIET = timedelta(days=14)
PAUSE = 1.0
"""Seconds between two pages of one feed."""


class Taking(Protocol):
    """Where articles go: fetches a page and keeps it; the path under which it lies.

    An article that was changed is kept at ``path``, where it lay before, unless it was removed from there.
    """

    async def __call__(self, feed: FeedRow, item: FeedItem, path: str | None = None, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit to a feed gave: how many new and changed articles, and what could not be had."""

    new: int = 0
    changed: int = 0
    problem: str | None = None
    missed: tuple[str, ...] = ()


class Feeds:
    """Visits feeds. ``take`` keeps an article; ``clock`` tells the time, for tests."""

    def __init__(
        self,
        store: Holdings,
        fetcher: Fetcher,
        take: Taking,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        interval: timedelta = INTERVAL,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._take = take
        self._clock = clock
        self._interval = interval
        self._pause = pause

    async def look(self, url: str) -> ParsedFeed:
        """What is at ``url``, before it is followed. Raises Unfetchable or UnreadableDocument."""
        return await _parsed(await self._fetcher.fetch(url, limit=FEED_BYTES), url)

    async def visit_due(self, owner: str | None = None) -> int:
        """Visit every feed (or those of ``owner``) whose time has come, one after the other.

        How many articles are new or changed.
        """
        now = stamp(self._clock())
        new = 0
        for feed in await self._store.feeds(owner):
            if feed.due_at > now:
                continue
            try:
                visit = await self.visit(feed)
                new += visit.new + visit.changed
            except PrecisError:
                raise
            except Exception as error:  # a full disk, say: it must not keep all later feeds from being visited
                log.exception("a visit to %s failed", feed.url)
                await self._failed(feed, f"Its articles could not be kept ({type(error).__name__}).", None)
        return new

    async def visit(self, feed: FeedRow) -> Visit:
        """Visit one feed, whatever comes of it is remembered; never raises for the feed's faults."""
        headers = {}
        if feed.etag:
            headers["If-None-Match"] = feed.etag
        if feed.modified:
            headers["If-Modified-Since"] = feed.modified
        answer: Fetched | None = None
        try:
            answer = await self._fetcher.fetch(feed.url, limit=FEED_BYTES, headers=headers)
            if answer.status == 304:
                await self._remember(feed, answer, Visit(), self._interval)
                return Visit()
            parsed = await _parsed(answer, feed.url)
        except (Unfetchable, UnreadableDocument) as error:
            visit = Visit(problem=error.message)
            await self._failed(feed, error.message, answer)
            return visit
        visit, more = await self._take_new(feed, parsed)
        wait = max(self._interval, timedelta(minutes=parsed.minutes or 0))
        wait = timedelta(0) if more else min(wait, LONGEST_INTERVAL)
        await self._remember(feed, answer, visit, wait, whole=not more and not visit.missed)
        return visit

    async def _take_new(self, feed: FeedRow, parsed: ParsedFeed) -> tuple[Visit, bool]:
        """Keep what is new or was changed, a few at a time; whether there is more to come."""
        known = await self._store.feed_items(feed.owner, feed.url)
        wanted = [item for item in parsed.items if _is_wanted(item, known.get(item.id))]
        new, changed, missed = 0, 0, []
        for number, item in enumerate(wanted[:ITEMS_AT_ONCE]):
            before = known.get(item.id, OfferedItem())
            if number:
                await self._pause(PAUSE)
            try:
                offered = OfferedItem(await self._take(feed, item, before.path), 0, item.looks)
                new, changed = new + (before.path is None), changed + (before.path is not None)
            except PrecisError as error:
                offered = replace(before, tries=before.tries + 1)
                missed.append(f"{item.title or item.url}: {error.message}")
                log.info("an article of %s was not taken: %s", feed.url, error.message)
            followed = await self._store.put_feed_item(feed.owner, feed.url, item.id, offered, stamp(self._clock()))
            if not followed:  # somebody has ended it in the meantime
                break
        for item in parsed.items:
            before = known.get(item.id, OfferedItem())
            if before.path is not None and before.looks is None:
                await self._store.put_feed_item(
                    feed.owner, feed.url, item.id, replace(before, tries=0, looks=item.looks), stamp(self._clock())
                )
        more = any(item.id not in known for item in wanted[ITEMS_AT_ONCE:])
        return Visit(new, changed, None, tuple(missed)), more

    async def _remember(
        self, feed: FeedRow, answer: Fetched, visit: Visit, wait: timedelta, *, whole: bool = True
    ) -> None:
        """How a visit went. ``whole``: nothing is left to take, so that the feed may say that it has not changed."""
        now = self._clock()
        changed = replace(
            feed,
            url=answer.moved or feed.url,
            etag=answer.headers.get("etag", feed.etag if answer.status == 304 else None) if whole else None,
            modified=answer.headers.get("last-modified", feed.modified if answer.status == 304 else None)
            if whole
            else None,
            due_at=stamp(now + wait),
            tried_at=stamp(now),
            succeeded_at=stamp(now),
            new_at=stamp(now) if visit.new else feed.new_at,
            failures=0,
            problem=None,
        )
        await self._tell(changed, was=feed.url)

    async def _failed(self, feed: FeedRow, problem: str, answer: Fetched | None) -> None:
        now = self._clock()
        failures = feed.failures + 1
        wait = min(self._interval * 2 ** min(failures, 8), LONGEST_INTERVAL)
        if answer is not None:
            wait = max(wait, min(_retry_after(answer, now), timedelta(days=7)))
            if answer.status == 410:
                failures = max(failures, BROKEN)
        changed = replace(feed, due_at=stamp(now + wait), tried_at=stamp(now), failures=failures, problem=problem)
        await self._tell(changed, was=feed.url)

    async def _tell(self, feed: FeedRow, was: str) -> None:
        """Remember the feed; say once when it broke, went quiet, or is well again."""
        state, text = standing(feed, self._clock()), None
        if state != feed.told:
            text = {
                "broken": f"The feed “{feed.title}” cannot be read any more: {feed.problem} "
                "It is tried again, ever less often.",
                "quiet": f"The feed “{feed.title}” has had nothing new since {(feed.new_at or feed.added_at)[:10]}.",
                "well": f"The feed “{feed.title}” is well again.",
            }[state]
        await self._store.visited_feed(replace(feed, told=state), was, text)


def _is_wanted(item: FeedItem, known: OfferedItem | None) -> bool:
    """Is an item new, or was it changed since its article was taken; and not tried in vain too often?"""
    if known is None:
        return True
    return known.tries < TRIES and (known.path is None or known.looks not in {None, item.looks})


def standing(feed: FeedRow, now: datetime) -> str:
    """How a feed stands: well, broken or quiet."""
    if feed.failures >= BROKEN:
        return "broken"
    if feed.failures and feed.told != "well":
        return feed.told
    since = datetime.fromisoformat(feed.new_at or feed.added_at)
    return "quiet" if now - since > QUIET else "well"


def stamp(time: datetime) -> str:
    """As the store keeps times."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


async def _parsed(answer: Fetched, url: str) -> ParsedFeed:
    if answer.status != 200:
        raise Unfetchable(f"The feed answers with status {answer.status}.", "Check its address.")
    kind = answer.headers.get("content-type", "")
    return await run_apart(partial(parse_feed, answer.data, answer.url or url, kind))


def _retry_after(answer: Fetched, now: datetime) -> timedelta:
    from email.utils import parsedate_to_datetime

    said = answer.headers.get("retry-after", "")
    if seconds := figure(said):
        return timedelta(seconds=min(seconds, 10**6))
    try:
        return max(parsedate_to_datetime(said) - now, timedelta(0))
    except (ValueError, TypeError):
        return timedelta(0)
