"""What the fresh documents say that people have not been told: chosen, judged, counted.

Depends on nothing but the corpus and the words that were told, so that channels in the same
position share it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answers import Before, Change, LeftOut
from bot.briefing.brief import points_among
from bot.briefing.changes import Judgment, Kind, Known, Memory, same, unchanged
from bot.briefing.library import Library
from bot.briefing.topics import TopicCatalogue
from bot.store.base import Scope, Store, StoredSentence
from bot.store.digest_rows import FreshVersion
from summarizers.base import Vectors
from summarizers.models import DocumentId, Evidence, Point, Query, Sentence

EARLIER = "version"
"""Stands for a digest's id where the version before said it, and nobody was told."""

OTHER = "Other"
"""What is called that is on no configured topic, where all are wanted."""

IN_ALL = 3
"""A digest of many topics says at most so many times what one topic may."""

MANY = 12_000
"""Fresh sentences from which on they are not looked at one by one."""

SPARE = 12
"""Points looked at beyond the budget, to know what is left out and to make up for repetitions."""

_EXAMPLES = 12
"""Sentences left out that are kept as examples, for each reason."""

Place = tuple[DocumentId, int]
"""A sentence: its document and where it starts."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a digest is wanted of. ``told`` is what its readers know, in order."""

    scope: Scope
    topics: tuple[str, ...]
    points: int
    cursor: int
    carried: tuple[int, ...] = ()
    told: tuple[Known, ...] = ()
    beside: frozenset[Place] = frozenset()  # told as corrections in the same digest
    revision: int = 0
    versions: bool = False  # hold new versions against what the version before said


@dataclass(slots=True)
class News:
    """The changes, what was left out, and which fresh versions are still to be told."""

    changes: list[Change] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    carried: tuple[int, ...] = ()

    def leave(self, reason: str, text: str, title: str, topic: str | None = None) -> None:
        self.counts[reason] += 1
        if sum(one.reason == reason for one in self.left_out) < _EXAMPLES:
            self.left_out.append(LeftOut(reason, text, title, topic))


def query_of(topics: TopicCatalogue, name: str) -> Query:
    """The configured topic of that name, or the words themselves."""
    known = topics.find(name)
    return known.query if known is not None else Query(name)


async def query_vector(library: Library, query: Query) -> Vectors | None:
    return await library.query_vector(", ".join((query.text, *query.words[:12])))


async def gather(store: Store, library: Library, topics: TopicCatalogue, order: Order) -> News:
    """Find what is to be told. Blocks the event loop for no longer than one brief does."""
    news = News()
    fresh = {f.document: f for f in await store.fresh(order.scope, order.cursor, order.carried)}
    if not fresh:
        return news
    rows = {row.document.id: row for row in await store.documents(order.scope)}
    titles = {id: row.document.title for id, row in rows.items()}
    # a whole large corpus, on the first day: what is chosen is judged, not every sentence of it
    everything = sum(rows[d].sentences for d in fresh if d in rows) > MANY
    stored = [] if everything else await store.sentences(order.scope, list(fresh))
    changed, gone = await _changed(store, fresh, stored)
    if order.versions:
        order = replace(order, told=(*order.told, *gone))
    verdicts = await asyncio.to_thread(_judged, [s for s in changed if _place(s) not in order.beside], order.told)
    may_tell = set()
    for sentence, verdict in verdicts:
        if verdict.kind is None:
            news.leave("already reported", sentence.text, titles.get(sentence.document, ""))
        else:
            may_tell.add(_place(sentence))
    judgments = {_place(sentence): verdict for sentence, verdict in verdicts}
    choice = _Choice(news, Memory(order.told), None if everything else judgments, fresh, titles, order)
    newest = sorted(fresh, key=lambda d: -fresh[d].key)

    def tellable(s: Sentence) -> bool:
        return s.document in fresh and (everything or _place(s) in may_tell)

    names = order.topics or tuple(t.name for t in topics)
    for name in names:
        query = query_of(topics, name)
        await choice.add(
            query.label,
            await points_among(
                library,
                order.scope,
                query,
                tellable,
                limit=order.points + SPARE,
                query_vector=await query_vector(library, query),
                include=newest,
            ),
        )
    if not order.topics:
        silent = fresh.keys() - choice.spoken
        rest = await points_among(
            library,
            order.scope,
            None,
            lambda s: s.document in silent and tellable(s),
            limit=order.points + SPARE,
            include=[d for d in newest if d in silent],
        )
        await choice.add(OTHER, rest)
    _conclude(news, choice, fresh, titles, {place[0] for place in may_tell}, first=order.cursor == 0)
    return news


def _conclude(
    news: News,
    choice: _Choice,
    fresh: Mapping[DocumentId, FreshVersion],
    titles: Mapping[DocumentId, str],
    speaking: set[DocumentId],
    *,
    first: bool,
) -> None:
    """Name the documents that are off topic, and carry those that had no room."""
    for document in fresh:
        if document in speaking and document not in choice.spoken and document not in choice.crowded_out:
            news.leave("off topic", titles.get(document, ""), titles.get(document, ""))
    waiting = choice.crowded_out - choice.told
    # a first digest is where a channel begins: the corpus is not dripped into it day by day
    news.carried = () if first else tuple(sorted(fresh[d].key for d in waiting if d in fresh))


class _Choice:
    """Points accepted so far, none told twice."""

    def __init__(
        self,
        news: News,
        memory: Memory,
        judgments: Mapping[Place, Judgment] | None,
        fresh: Mapping[DocumentId, FreshVersion],
        titles: Mapping[DocumentId, str],
        order: Order,
    ) -> None:
        self._news = news
        self._memory = memory
        self._judgments = judgments
        self._fresh = fresh
        self._titles = titles
        self._order = order
        self.spoken: set[DocumentId] = set()  # documents with something on a topic
        self.told: set[DocumentId] = set()
        self.crowded_out: set[DocumentId] = set()

    async def add(self, topic: str, points: Sequence[Point]) -> None:
        """Take of ``points``, best first, what is not told yet and has room."""
        judged = await asyncio.to_thread(self._judge_all, points)
        judged.sort(key=lambda pair: pair[1].kind is Kind.NEW)  # what touches on things told comes first
        taken = 0
        for point, verdict in judged:
            document = point.evidence[0].document
            title = self._titles.get(document, "")
            self.spoken.update(e.document for e in point.evidence)
            if verdict.kind is None:
                self._news.leave("already reported", point.text, title, topic)
            elif self._merge(point):
                self._news.leave("duplicate", point.text, title, topic)
                self.told.add(document)
            elif taken >= self._order.points or len(self._news.changes) >= IN_ALL * self._order.points:
                self._news.leave("below budget", point.text, title, topic)
                self.crowded_out.add(document)
            else:
                self._accept(topic, point, verdict)
                taken += 1

    def _judge_all(self, points: Sequence[Point]) -> list[tuple[Point, Judgment]]:
        return [(point, self._judge(point)) for point in points]

    def _judge(self, point: Point) -> Judgment:
        """By the first of its sentences that is known to touch on something; context may be old."""
        if self._judgments is None:
            return self._memory.judge(point.text, point.evidence[0].document)
        places = [(e.document, e.start) for e in point.evidence if e.document == point.evidence[0].document]
        found = [self._judgments[p] for p in places if p in self._judgments]
        telling = [j for j in found if j.kind not in (None, Kind.NEW)]
        return (telling or [j for j in found if j.kind is not None] or [Judgment(Kind.NEW)])[0]

    def _merge(self, point: Point) -> bool:
        """Put the point beside one that tells the same, as a further citation. Whether it could be."""
        for i, change in enumerate(self._news.changes):
            told = change.point
            if same(told.text, point.text):
                self._news.changes[i] = replace(change, point=_beside(told, point))
                return True
            if same(point.text, told.text):
                return True
        return False

    def _accept(self, topic: str, point: Point, verdict: Judgment) -> None:
        document = point.evidence[0].document
        if verdict.kind is Kind.NEW:  # against what this very digest says
            verdict = self._memory.judge(point.text, document)
            if verdict.kind in (None, Kind.UPDATED):
                verdict = Judgment(Kind.NEW)
        kind, known = verdict.kind or Kind.NEW, verdict.known
        before = () if known is None else (Before(known.text, known.at, known.said),)
        why = _why(kind, known, self._fresh.get(document), topic, point)
        self._news.changes.append(Change(kind.value, point, topic, before, why))
        self._memory.add(Known(point.text, document))
        self.told.update(e.document for e in point.evidence)


def _why(kind: Kind, known: Known | None, version: FreshVersion | None, topic: str, point: Point) -> str:
    """Why a point is in, for those who ask."""
    match kind:
        case Kind.UPDATED:
            reasons = ["goes on from what was reported"]
        case Kind.CONTRADICTED:
            reasons = ["differs from what was reported" if known and known.at else "differs from another source here"]
        case _:
            reasons = ["not reported here before"]
    if version is not None:
        reasons.append("new document" if version.before is None else f"new in version {version.number}")
    voices = len({e.document for e in point.evidence})
    if voices > 1:
        reasons.append(f"told by {voices} sources")
    return f"on {topic}: {', '.join(reasons)}"


def _beside(told: Point, other: Point) -> Point:
    known = {e.document for e in told.evidence}
    more: list[Evidence] = [e for e in other.evidence if e.document not in known]
    return replace(told, evidence=(*told.evidence, *more))


async def _changed(
    store: Store, fresh: Mapping[DocumentId, FreshVersion], stored: Sequence[StoredSentence]
) -> tuple[list[Sentence], list[Known]]:
    """The sentences of fresh versions that the version before did not have, and those that only it had."""
    by_document: dict[DocumentId, list[Sentence]] = {}
    for s in stored:
        by_document.setdefault(s.sentence.document, []).append(s.sentence)
    found: list[Sentence] = []
    gone: list[Known] = []
    for document, sentences in by_document.items():
        before = fresh[document].before
        if before is None:
            found += sentences
            continue
        old = await store.texts(document, before)
        texts = [s.text for s in sentences]
        found += [s for s, same in zip(sentences, unchanged(texts, old), strict=True) if not same]
        left = [text for text, same in zip(old, unchanged(old, texts), strict=True) if not same]
        gone += [Known(text, document, said=EARLIER) for text in left]
    return found, gone


def _judged(sentences: Iterable[Sentence], told: Sequence[Known]) -> list[tuple[Sentence, Judgment]]:
    memory = Memory(told)
    if not len(memory):
        return [(s, Judgment(Kind.NEW)) for s in sentences]
    return [(s, memory.judge(s.text, s.document)) for s in sentences]


def _place(sentence: Sentence) -> Place:
    return sentence.document, sentence.start
