"""Managing a corpus: files, pages and feeds come and go, and it is told how it stands.

What a guild adds is its own; what the operator adds at the command line is everybody's.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.answers import CorpusChange, CorpusStatus, FeedInfo, FeedList, IngestProblem, IngestReport
from bot.briefing.listings import source_info
from bot.corpus.feed_parsing import FeedItem
from bot.corpus.feeds import Feeds, stamp, standing
from bot.corpus.fetching import Fetcher, Unfetchable
from bot.corpus.holdings import HoldingFolders, name_for, safe_name
from bot.corpus.ingest import ingest
from bot.corpus.page_kinds import READABLE, suffix_of
from bot.corpus.progress import Tell
from bot.errors import BadOption, NotAllowed, NothingFound, UnreadableDocument
from bot.messages import count, did_you_mean
from bot.store.base import SHARED, DocumentRow, FileState, Scope
from bot.store.holdings import FeedNotice, FeedRow, Holding, Holdings
from bot.store.twins import Twins
from summarizers.base import Encoder
from summarizers.models import DocumentId

if TYPE_CHECKING:
    from bot.store.sqlite import SqliteStore

log = logging.getLogger(__name__)

MOST_FEEDS = 50
"""Feeds that one guild may follow."""

_FEWEST = 300
"""Characters of an article that a feed itself carries from which it is worth keeping without its page."""


class Collection:
    """Every change to the corpus goes through here, one at a time."""

    def __init__(
        self,
        store: SqliteStore,
        roots: Sequence[Path],
        folder: Path,
        fetcher: Fetcher,
        *,
        encoder: Encoder | None = None,
        max_file_bytes: int = 20_000_000,
        guild_bytes: int = 0,
        changed: Callable[[Scope], Awaitable[None]] | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        interval: timedelta = timedelta(minutes=30),
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """``folder`` is where what is handed in is kept, at most ``guild_bytes`` of one guild (0: no limit).

        ``changed`` is called after a scope's corpus changed.
        """
        self._store = store
        self._kept: Holdings = store
        self._twins: Twins = store
        self._roots = tuple(roots)
        self._folders = HoldingFolders(folder)
        self._fetcher = fetcher
        self._encoder = encoder
        self._limit = max_file_bytes
        self._guild_bytes = guild_bytes
        self._changed = changed
        self._clock = clock
        self._feeds = Feeds(store, fetcher, self._take, clock=clock, interval=interval, pause=pause)
        self._lock = asyncio.Lock()

    # the whole ------------------------------------------------------------------------------

    async def reload(self, progress: Tell | None = None) -> IngestReport:
        """Bring the whole store up to date, everybody's corpus and each guild's; at once when nothing changed."""
        async with self._lock:
            report = await self._bring(SHARED, progress)
            for owner in await self._kept.holding_owners():
                if owner != SHARED and self._folders.there(owner):
                    report = _both(report, await self._bring(owner, progress))
            return report

    async def revisit(self, owner: str | None = None) -> IngestReport:
        """Visit the feeds that are due, then read what is new; of one ``owner``, nobody else's files are told of."""
        await self._feeds.visit_due(owner)
        if owner is None:
            return await self.reload()
        async with self._lock:
            return await self._bring(owner)

    async def _bring(self, owner: str, progress: Tell | None = None) -> IngestReport:
        """Read what is new of ``owner``'s. The lock is held by whoever calls."""
        own = self._folders.of(owner)
        roots = [*(self._roots if owner == SHARED else ()), *([own] if self._folders.there(owner) else ())]
        entries = {holding.path: holding.stated for holding in await self._kept.holdings(owner)}
        report = await ingest(
            self._store,
            roots,
            owner=owner,
            encoder=self._encoder,
            max_file_bytes=self._limit,
            progress=progress,
            stated={own.resolve(): entries},
        )
        if self._changed is not None:
            await self._changed(Scope(owner or None))
        return report

    # files and pages ------------------------------------------------------------------------

    async def add_file(
        self, owner: str, name: str, data: bytes, *, by: str | None = None, stated: dict[str, str] | None = None
    ) -> CorpusChange:
        """Keep a file that was handed in. One of the same name becomes a new version of that document.

        Raises UnreadableDocument with the reason; then nothing was kept.
        """
        path = f"uploads/{safe_name(name)}"
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in READABLE:
            raise UnreadableDocument(
                f"{safe_name(name)} has a format that cannot be read ({suffix or 'no suffix'}).",
                f"Readable formats: {', '.join(sorted(READABLE))}.",
            )
        if len(data) > self._limit:
            raise UnreadableDocument(
                f"{safe_name(name)} is too large ({len(data):,} bytes; the limit is {self._limit:,}).", "Split it."
            )
        async with self._lock:
            return await self._add(owner, path, data, by, stated or {})

    async def add_url(self, owner: str, url: str, *, by: str | None = None) -> CorpusChange:
        """Keep the page at ``url`` as it is now. Raises Unfetchable or UnreadableDocument."""
        answer = await self._fetcher.fetch(url, limit=self._limit)
        path = f"pages/{name_for(answer.url, _last_part(answer.url), suffix_of(answer))}"
        async with self._lock:
            return await self._add(owner, path, answer.data, by, {"url": answer.url})

    async def _add(self, owner: str, path: str, data: bytes, by: str | None, stated: dict[str, str]) -> CorpusChange:
        before = {holding.path: holding for holding in await self._kept.holdings(owner)}.get(path)
        known = await self._file(owner, path) if before else None
        digest = hashlib.sha256(data).hexdigest()
        same = [row for row in await self._store.documents(_managed(owner)) if row.digest == digest]
        await self._write(owner, path, data)
        await self._kept.put_holding(Holding(owner, path, stated, stamp(self._clock()), by))
        report = await self._bring(owner)
        documents = await self._documents(owner, path)
        problems = [p for p in report.problems if path in p.path]
        if not documents:
            if known is None:
                await self._drop(owner, path)
            reason = problems[0].reason if problems else "Nothing in it could be read."
            raise UnreadableDocument(reason.replace(path, PurePosixPath(path).name))  # as whoever handed it in knows it
        notes = [p.reason for p in report.notes if path in p.path]
        ids = {row.document.id for row in documents}
        notes += [f"It is the same as “{row.document.title}”." for row in same if row.document.id not in ids]
        action = "added" if before is None else "updated" if report.updated else "unchanged"
        return CorpusChange(action, tuple(map(source_info, documents)), tuple(problems), tuple(notes))

    async def _write(self, owner: str, path: str, data: bytes) -> None:
        """Raises NotAllowed where a guild's room is used up."""
        if owner != SHARED and self._guild_bytes:
            held = await asyncio.to_thread(self._folders.bytes_beside, owner, path)
            if held + len(data) > self._guild_bytes:
                raise NotAllowed(
                    f"The documents of this server would take more than {self._guild_bytes / 1e6:,.0f} MB.",
                    "Remove some, or ask whoever runs me for more room (guild_megabytes).",
                )
        await asyncio.to_thread(self._folders.write, owner, path, data)

    async def remove(self, owner: str, name: str) -> CorpusChange:
        """Take out what was handed in: a document, by its title, file name or id, or a whole archive.

        What cited it can still be opened. Raises NothingFound; a file of the operator's folders is not deleted.
        """
        async with self._lock:
            rows = [r for r in await self._store.documents(_managed(owner)) if r.owner == owner]
            row = _named(rows, name)
            path = await self._path_of(owner, row)
            if path is None:
                raise BadOption(
                    f"“{row.document.title}” lies in the corpus folder, not among what was added.",
                    "Remove its file there; then it is withdrawn.",
                )
            gone = await self._documents(owner, path)
            await self._drop(owner, path)
            await self._bring(owner)
        return CorpusChange("removed", tuple(map(source_info, gone or [row])))

    async def _drop(self, owner: str, path: str) -> None:
        """Forget a holding: its documents, what is remembered of its files, the file itself."""
        await asyncio.to_thread(self._folders.remove, owner, path)  # first: what is broken off can then be done again
        root = str(self._folders.of(owner).resolve())
        ids = [
            f.document for f in await self._kept_files(owner, root) if f.path == path or f.path.startswith(f"{path}/")
        ]
        for id in ids:
            await self._store.withdraw(id, now=stamp(self._clock()))
        await self._store.forget(ids)
        await self._kept.drop_holding(owner, path)

    async def _kept_files(self, owner: str, root: str) -> list[FileState]:
        return [state for state in await self._store.files(owner) if state.root == root]

    async def _file(self, owner: str, path: str) -> DocumentId | None:
        root = str(self._folders.of(owner).resolve())
        return next((f.document for f in await self._kept_files(owner, root) if f.path == path), None)

    async def _documents(self, owner: str, path: str) -> list[DocumentRow]:
        """The current documents that the holding at ``path`` is read as."""
        root = str(self._folders.of(owner).resolve())
        ids = {
            f.document for f in await self._kept_files(owner, root) if f.path == path or f.path.startswith(f"{path}/")
        }
        return [row for row in await self._store.documents(_managed(owner)) if row.document.id in ids]

    async def _path_of(self, owner: str, row: DocumentRow) -> str | None:
        """The holding that a document came from."""
        root = str(self._folders.of(owner).resolve())
        file = next((f.path for f in await self._kept_files(owner, root) if f.document == row.document.id), None)
        if file is None:
            return None
        paths = [holding.path for holding in await self._kept.holdings(owner)]
        return next((path for path in paths if file == path or file.startswith(f"{path}/")), None)

    # feeds ----------------------------------------------------------------------------------

    async def follow(self, owner: str, url: str, *, channel: str | None = None) -> CorpusChange:
        """Follow a feed: look at it, take what it has now. ``channel`` is told when it breaks or goes quiet."""
        url = url.strip()
        followed = await self._kept.feeds(owner)
        if any(feed.url == url for feed in followed):
            raise BadOption("That feed is followed already.", "See 'corpus feed list'.")
        if owner != SHARED and len(followed) >= MOST_FEEDS:
            raise BadOption(
                f"This server follows {MOST_FEEDS} feeds already.", "Stop following one first: /corpus feed remove."
            )
        parsed = await self._feeds.look(url)
        now = stamp(self._clock())
        feed = FeedRow(owner, url, parsed.title, channel, now, due_at=now)
        await self._kept.put_feed(feed)
        visit = await self._feeds.visit(feed)
        if visit.new:
            async with self._lock:
                await self._bring(owner)
        return CorpusChange(
            "following", (), (), (f"{parsed.title}: {count(visit.new, 'article')} taken.", *visit.missed)
        )

    async def unfollow(self, owner: str, name: str) -> CorpusChange:
        """Stop following; the articles stay."""
        feeds = await self._kept.feeds(owner)
        key = name.strip().casefold()
        found = [f for f in feeds if key in {f.url.casefold(), f.title.casefold()}] or [
            f for f in feeds if key and (key in f.url.casefold() or key in f.title.casefold())
        ]
        if len(found) != 1:
            raise NothingFound(
                f"{'No' if not found else 'More than one'} feed is called “{name}”.",
                did_you_mean(name, [f.title for f in feeds], "See 'corpus feed list'."),
            )
        await self._kept.drop_feed(owner, found[0].url)
        return CorpusChange("unfollowed", notes=(f"{found[0].title}: its articles stay in the corpus.",))

    async def feeds(self, owner: str) -> FeedList:
        return FeedList(tuple(_feed_info(feed, self._clock()) for feed in await self._kept.feeds(owner)))

    async def visit_due(self) -> int:
        """Visit the feeds whose time has come; how many articles are new or changed."""
        now = stamp(self._clock())
        owners = {feed.owner for feed in await self._kept.feeds() if feed.due_at <= now}
        new = await self._feeds.visit_due()
        if new:
            async with self._lock:
                for owner in owners:
                    await self._bring(owner)
        return new

    async def _take(self, feed: FeedRow, item: FeedItem, kept: str | None = None, /) -> str:
        """Keep an article: its page, or what the feed carries where the page cannot be had.

        One that was changed stays at ``kept``; if it was removed there, it stays so.
        """
        if kept is not None and all(h.path != kept for h in await self._kept.holdings(feed.owner)):
            return kept
        stated = {"title": item.title, "author": item.author, "published": item.published, "publisher": feed.title}
        data, suffix, url = b"", ".html", item.url
        try:
            if item.url is None:
                raise Unfetchable("The item links to no page.")
            answer = await self._fetcher.fetch(item.url, limit=self._limit)
            suffix, data, url = suffix_of(answer), answer.data, answer.url
        except (Unfetchable, UnreadableDocument):
            if len(item.markup) < _FEWEST:
                raise
            data = f"<html><body><article>{item.markup}</article></body></html>".encode("utf-8", "replace")
        folder = safe_name(feed.title)[:40].strip(" .-") or "feed"
        path = f"feeds/{folder}/{name_for(url or item.id, item.title, suffix)}"
        if kept is not None and PurePosixPath(kept).suffix == suffix:
            path = kept
        await self._write(feed.owner, path, data)
        if b"og:site_name" in data:
            del stated["publisher"]  # the page names it better than a feed's title ("Harbor News » World")
        known = {key: value for key, value in {**stated, "url": url}.items() if value}
        await self._kept.put_holding(Holding(feed.owner, path, known, stamp(self._clock()), feed.url))
        return path

    # how it stands --------------------------------------------------------------------------

    async def status(self, owner: str) -> CorpusStatus:
        """Documents, what could not be read and why, feeds and how they stand, and what says the same."""
        scope = _managed(owner)
        rows = await self._store.documents(scope)
        titles = {row.document.id: row.document.title for row in rows}
        files = await self._store.files(owner)
        twins = [t for t in await self._twins.twins(scope) if t.a in titles and t.b in titles]
        return CorpusStatus(
            documents=len(rows),
            own=sum(row.owner == owner for row in rows),
            sentences=await self._store.count(scope),
            added=len(await self._kept.holdings(owner)),
            feeds=(await self.feeds(owner)).feeds,
            problems=tuple(IngestProblem(file.path, file.problem) for file in files if file.problem),
            same=tuple((titles[t.a], titles[t.b]) for t in twins if not t.part),
            within=tuple((titles[t.a], titles[t.b]) for t in twins if t.part),
        )

    async def untold(self) -> list[FeedNotice]:
        """What managers are to be told of their feeds, oldest first."""
        return await self._kept.feed_notices()

    async def told(self, notices: Sequence[FeedNotice]) -> None:
        await self._kept.feed_notices_told(notices, stamp(self._clock()))

    async def removable(self, owner: str) -> list[str]:
        """Titles of the documents that ``owner`` has of its own, for completion."""
        rows = await self._store.documents(_managed(owner))
        return [row.document.title for row in rows if row.owner == owner]


def _managed(owner: str) -> Scope:
    """What whoever manages the corpus sees: hidden sources too."""
    return Scope(owner or None, hidden_too=True)


def _named(rows: Sequence[DocumentRow], name: str) -> DocumentRow:
    key = name.strip().casefold()
    exact = [
        r for r in rows if key in {r.document.id.casefold(), r.document.title.casefold(), r.document.path.casefold()}
    ]
    file = [r for r in rows if r.document.path.casefold().endswith(f"/{key}")]
    part = [r for r in rows if key and (key in r.document.title.casefold() or key in r.document.path.casefold())]
    found = exact or file or part
    if len(found) == 1:
        return found[0]
    if found:
        shown = "; ".join(f"{r.document.title} ({r.document.id})" for r in found[:5])
        raise NothingFound(f"More than one document is called “{name[:60]}”.", f"Name one by its id: {shown}.")
    raise NothingFound(
        f"No document of this corpus is called “{name[:60]}”.",
        did_you_mean(name, [r.document.title for r in rows], "See /sources for the documents."),
    )


def _last_part(url: str) -> str:
    return PurePosixPath(url.partition("?")[0].partition("//")[2]).stem


def _feed_info(feed: FeedRow, now: datetime) -> FeedInfo:
    return FeedInfo(
        feed.url,
        feed.title,
        standing(feed, now),
        feed.succeeded_at,
        feed.new_at,
        feed.failures,
        feed.problem,
        feed.due_at,
    )


def _both(one: IngestReport, other: IngestReport) -> IngestReport:
    return replace(
        one,
        added=one.added + other.added,
        updated=one.updated + other.updated,
        unchanged=one.unchanged + other.unchanged,
        withdrawn=one.withdrawn + other.withdrawn,
        moved=one.moved + other.moved,
        sentences=one.sentences + other.sentences,
        vectors=one.vectors + other.vectors,
        problems=one.problems + other.problems,
        notes=one.notes + other.notes,
        seconds=one.seconds + other.seconds,
    )
