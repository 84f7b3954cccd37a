"""The digest: what has changed for one channel since its last one, and nothing else."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from time import perf_counter

from bot.answers import Before, BriefAnswer, Change, DigestAnswer
from bot.briefing.brief import LENGTHS
from bot.briefing.changes import Kind, Known, plain
from bot.briefing.corrections import Corrections, Lately, corrections, message_link, withdrawn_since
from bot.briefing.judging import as_judged
from bot.briefing.library import Library
from bot.briefing.news import gather, query_of
from bot.briefing.orders import OTHER, News, Order
from bot.briefing.topics import TopicCatalogue
from bot.briefing.voices import with_voices
from bot.store.base import Scope, Store
from bot.store.digest_rows import CitedRow, ReportedRow, Told
from summarizers.models import Document, DocumentId, Evidence, Section, Source, Summary, Support

REMEMBERED = timedelta(days=120)
"""What was told longer ago may be told again, and is not corrected any more."""

GONE_QUIET = timedelta(days=14)
"""A topic that was reported on and gives nothing for so long has gone quiet."""

KEPT_WAITING = timedelta(days=7)
"""A document that finds no room for so long is let go."""

SHARED = 256
"""Compositions kept for channels in the same position."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a digest is made for. Without a channel nothing is known as told.

    With ``since`` it is what changed since then, against what the channel had been told by then.
    """

    scope: Scope
    topics: tuple[str, ...] = ()
    length: str = "standard"
    channel: str | None = None
    cursor: int = 0
    carried: tuple[int, ...] = ()
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest, and what is known as told once it is posted."""

    answer: DigestAnswer
    told: Told

    @property
    def empty(self) -> bool:
        return not self.answer.changes and not self.answer.quiet


class Digests:
    """Composes digests; holds what equal ones share, and nothing of who is told."""

    def __init__(self, store: Store, library: Library, topics: TopicCatalogue, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.clock = clock
        self.topics = topics
        self._library = library
        self._shared: OrderedDict[Order, asyncio.Task[News]] = OrderedDict()

    def now(self) -> str:
        """The moment as the store notes it: UTC, ISO 8601, to the second."""
        return self.clock().isoformat(timespec="seconds")

    async def compose(self, wanted: Wanted, id: str) -> Composed:
        """What is to be told now. Reads only: nothing is recorded."""
        started, now = perf_counter(), self.clock()
        store, channel = self.store, wanted.channel
        scope, shared = wanted.scope, await self._narrowest(wanted.scope)
        cursor = await store.newest_version()
        old = (now - REMEMBERED).isoformat()
        reported = await store.reported(channel, old) if channel is not None else []
        wrong = Corrections()
        if wanted.since is not None:
            reported = [row for row in reported if row.at < wanted.since]
            wrong = await self._wrong_since(scope, wanted, old)
        elif channel is not None:
            wrong = await corrections(store, scope, channel, old)
        order = Order(
            shared,
            tuple(query_of(self.topics, t).label for t in wanted.topics),
            LENGTHS[wanted.length],
            wanted.cursor,
            wanted.carried,
            (
                *(Known(r.text, r.document, version=r.version, start=r.start) for r in reported),
                *(Known(c.point.text, c.point.evidence[0].document) for c in wrong.changes if c.kind == Kind.UPDATED),
            ),
            frozenset(wrong.beside),
            await store.revision(),
        )
        news = await self._news(order)
        wrong.changes.sort(key=lambda c: list(Kind).index(Kind(c.kind)))
        changes = [*wrong.changes, *(_linked(c, reported) for c in news.changes)]
        quiet = await self._quiet(wanted, reported, changes, now)
        summary = await self._summary(scope, wanted, changes)
        brief = BriefAnswer(id, "digest", summary, round((perf_counter() - started) * 1000), wanted.length)
        brief = await as_judged(store, wanted.scope, brief)
        oldest = await store.version_before((now - KEPT_WAITING).isoformat())
        carried = tuple(key for key in news.carried if key > oldest)
        answer = DigestAnswer(
            brief,
            wanted.topics,
            tuple(changes),
            tuple(news.left_out),
            tuple(sorted(news.counts.items())),
            tuple(quiet),
            wanted.since,
            waiting=len(carried),
        )
        notices = (*wrong.notices, *(f"quiet:{topic}:{at}" for topic, at in quiet))
        told = Told(
            cursor,
            carried,
            tuple(await self._reported(channel or "", id, changes, now)),
            notices,
            flagged=tuple(sorted(wrong.flagged)),
        )
        return Composed(answer, told)

    async def _wrong_since(self, scope: Scope, wanted: Wanted, old: str) -> Corrections:
        """What fell since then of what the channel was told before, and of the corpus."""
        store, since = self.store, wanted.since or ""
        found = Corrections()
        if wanted.channel is not None:
            fresh = await store.fresh(scope, wanted.cursor, ())
            lately = Lately(since, frozenset(f.document for f in fresh))
            found = await corrections(store, scope, wanted.channel, old, lately)
        told = {e.document for c in found.changes if c.kind == Kind.WITHDRAWN for e in c.point.evidence}
        queries = [query_of(self.topics, t) for t in wanted.topics]
        gone = await withdrawn_since(store, scope, since, queries)
        found.changes += [c for c in gone if c.point.evidence[0].document not in told]
        return found

    async def _news(self, order: Order) -> News:
        """Made once for all who are in the same position at the same revision."""
        task = self._shared.get(order)
        if task is None:
            task = asyncio.create_task(gather(self.store, self._library, self.topics, order))
            self._shared[order] = task
            if len(self._shared) > SHARED:
                self._shared.popitem(last=False)
        try:
            return await asyncio.shield(task)
        except BaseException:
            if task.done():
                self._shared.pop(order, None)
            raise

    async def _narrowest(self, scope: Scope) -> Scope:
        """A guild without documents or judgments of its own reads what everybody reads."""
        if scope.guild is not None and await self.store.particular(scope.guild):
            return scope
        everybodys = await self.store.count_documents(Scope())
        return scope if await self.store.count_documents(scope) > everybodys else Scope()

    async def _quiet(
        self, wanted: Wanted, reported: Sequence[ReportedRow], changes: Sequence[Change], now: datetime
    ) -> list[tuple[str, str]]:
        """Topics that were reported on, and of which nothing was heard for long; each told once."""
        last: dict[str, str] = {}
        for row in reported:
            if row.topic and row.topic != OTHER:
                last[row.topic] = max(row.at, last.get(row.topic, ""))
        asked = {query_of(self.topics, t).label for t in wanted.topics}
        limit = (now - GONE_QUIET).isoformat()
        found = [
            (topic, at)
            for topic, at in sorted(last.items())
            if at < limit and (not asked or topic in asked) and all(c.topic != topic for c in changes)
        ]
        if not found or wanted.channel is None:
            return []
        told = await self.store.said_once(wanted.channel)
        return [(topic, at) for topic, at in found if f"quiet:{topic}:{at}" not in told]

    async def _summary(self, scope: Scope, wanted: Wanted, changes: Sequence[Change]) -> Summary:
        """The changes' points in order, neighbors of a kind together; their sources numbered by version."""
        sections = [
            Section(kind, tuple(c.point for c in of_kind)) for kind, of_kind in groupby(changes, key=lambda c: c.kind)
        ]
        sources: dict[tuple[DocumentId, int], Source] = {}
        for change in changes:
            for e in change.point.evidence:
                if (e.document, e.version) not in sources:
                    d = await self._document(scope, e)
                    sources[e.document, e.version] = Source.of(len(sources) + 1, d)
        support = Support(
            len({document for document, _ in sources}),
            len({s.publisher for s in sources.values() if s.publisher}),
            len(changes),
            len(changes),
        )
        topic = ", ".join(wanted.topics) or None
        made = Summary(topic, "default", tuple(sections), tuple(sources.values()), support, answered=bool(changes))
        return await with_voices(self.store, made)

    async def _document(self, scope: Scope, evidence: Evidence) -> Document:
        found = await self._library.text(scope, evidence.document, evidence.version)
        if found is None:
            raise LookupError(f"{evidence.document} version {evidence.version} is not in the store")
        return found

    async def _reported(self, channel: str, digest: str, changes: Sequence[Change], now: datetime) -> list[ReportedRow]:
        """What the channel then knows, sentence by sentence."""
        rows = []
        for change in changes:
            if change.kind in (Kind.REMOVED, Kind.WITHDRAWN):
                continue
            for e, text in zip(change.point.evidence, claims(change), strict=True):
                rows.append(
                    ReportedRow(
                        channel,
                        digest,
                        change.topic,
                        text,
                        e.document,
                        e.version,
                        e.start,
                        e.end,
                        now.isoformat(timespec="seconds"),
                    )
                )
        return rows


def claims(change: Change) -> list[str]:
    """For each evidence, what it says: the point's own words where it is the only sentence of them."""
    point = change.point
    first = point.evidence[0].document
    alone = sum(e.document == first for e in point.evidence) == 1
    return [point.text if alone and e.document == first else " ".join(e.quote.split()) for e in point.evidence]


def cited(changes: Sequence[Change]) -> tuple[CitedRow, ...]:
    """The passages to watch once these are posted; those that are told as gone are not."""
    return tuple(
        CitedRow(i, e.document, e.version, e.start, e.end, text)
        for i, change in enumerate(changes)
        if change.kind not in (Kind.REMOVED, Kind.WITHDRAWN)
        for e, text in zip(change.point.evidence, claims(change), strict=True)
    )


def _linked(change: Change, reported: Sequence[ReportedRow]) -> Change:
    """With the message of this channel that told what the change goes back to."""
    before = []
    for earlier in change.before:
        row = next((r for r in reversed(reported) if plain(r.text) == plain(earlier.text)), None)
        if row is None:
            before.append(earlier)
            continue
        link = message_link(row.guild, row.channel, row.message) if row.message else ""
        before.append(Before(earlier.text, row.at, row.digest, link))
    return replace(change, before=tuple(before))
