"""What of the news a digest has room for: the lead of every story first, then more on each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers import Before, Change
from bot.briefing.changes import Judgment, Kind, Known, Memory, same
from bot.briefing.orders import EARLIER, IN_ALL, OTHER, News, Order, Place, place_of
from bot.briefing.stories import Story, Telling, Tellings
from bot.briefing.voices import count_voices
from bot.store.base import Store
from bot.store.digest_rows import FreshVersion
from summarizers.models import DocumentId, Evidence, Point
from summarizers.words import tokenize

A_STORY = {3: 2, 5: 3, 10: 5}
"""Points that one story may have, by those that a topic may have."""

_LOOKED_UP = 15
"""Passages of older documents that a point is held against."""


@dataclass(slots=True)
class _Told:
    """A change with its place in the digest: topic, story (or point) in it, number in that."""

    change: Change
    topic: str
    rank: int
    story: Story | None = None


class Selection:
    """Points accepted so far, none told twice.

    ``judgments`` is None where there are too many sentences to judge each: then the chosen are.
    """

    def __init__(
        self,
        store: Store,
        order: Order,
        news: News,
        memory: Memory,
        judgments: Mapping[Place, Judgment] | None,
        versions: Mapping[DocumentId, FreshVersion],
        titles: Mapping[DocumentId, str],
    ) -> None:
        self._store = store
        self._order = order
        self._news = news
        self._memory = memory
        self._judgments = judgments
        self._versions = versions
        self._titles = titles
        self._told: list[_Told] = []
        self._used: dict[int, int] = {}  # by identity of a story's tellings: how many were looked at
        self._ranks = 0
        self.spoken: set[DocumentId] = set()  # documents with something on a topic
        self.told: set[DocumentId] = set()
        self.crowded_out: set[DocumentId] = set()

    async def lead(self, topic: str, story: Story, tellings: Tellings) -> None:
        """Tell what the story is; where there is no room, all of it waits."""
        self.spoken |= story.documents
        self._ranks += 1
        for index, telling in enumerate(tellings.chosen):
            self._used[id(tellings)] = index + 1
            if self._full(topic):
                self._no_room(topic, [telling], story)
                return
            if await self._tell(topic, telling, self._ranks, story):
                return

    async def details(self, topic: str, story: Story, tellings: Tellings) -> None:
        """Tell more on a story whose lead is told, as far as there is room."""
        rank = next((t.rank for t in self._told if t.story is story), None)
        if rank is None:
            return
        await asyncio.sleep(0)
        for telling in tellings.chosen[self._used.get(id(tellings), 0) :]:
            of_it = sum(t.story is story for t in self._told)
            room = 1 if topic == OTHER else A_STORY[self._order.points]
            if not self._order.cursor:  # where a channel begins, documents are no events
                room = self._order.points
            if of_it >= room or self._full(topic):
                self._no_room(topic, [telling])
            else:
                await self._tell(topic, telling, rank, story)
        for sentence, _ in tellings.repeats:
            self._news.leave("duplicate", sentence.text, self._title(sentence.document), topic)

    async def add(self, points: Mapping[str, Sequence[Point]]) -> None:
        """Take of each topic's points, best first, what is not told yet and has room; topics take turns."""
        queues = {topic: deque(self._judged(of)) for topic, of in points.items()}
        while any(queues.values()):
            for topic, queue in queues.items():
                while queue and not await self._take(topic, *queue.popleft()):
                    pass

    def _judged(self, points: Sequence[Point]) -> list[tuple[Point, Judgment]]:
        judged = [(point, self._judge(point)) for point in points]
        return sorted(judged, key=lambda pair: pair[1].kind is Kind.NEW)  # what touches on things told comes first

    async def _take(self, topic: str, point: Point, verdict: Judgment) -> bool:
        """Whether it is told; else it is noted why not."""
        await asyncio.sleep(0)  # each is held against all that is told: some milliseconds
        document = point.evidence[0].document
        self.spoken.update(e.document for e in point.evidence)
        if verdict.kind is None:
            self._news.leave("already reported", point.text, self._title(document), topic)
        elif self._merge(point):
            self.told.add(document)
        elif self._full(topic):
            self._news.leave("less weighty", point.text, self._title(document), topic)
            self.crowded_out.add(document)
        elif await self._known_before(point, verdict):
            self._news.leave("in an older document", point.text, self._title(document), topic)
        else:
            self._ranks += 1
            await self._accept(topic, point, verdict, self._ranks)
            return True
        return False

    def arrange(self, topics: Sequence[str]) -> None:
        """Put the changes in their order: topics by what most outlets tell, each story together."""
        told_by = {
            topic: max((t.story.voices if t.story else 1 for t in self._told if t.topic == topic), default=0)
            for topic in topics
        }
        place = {t: i for i, t in enumerate(sorted(topics, key=lambda t: (t == OTHER, -told_by[t], topics.index(t))))}
        ordered = sorted(self._told, key=lambda t: (place[t.topic], t.rank))
        leads: set[int] = set()
        for told in ordered:
            change = told.change
            if told.story is not None and id(told.story) not in leads:
                leads.add(id(told.story))
                change = replace(change, also=self._also(told.story))
            self._news.changes.append(change)
        texts = {told.change.point.text for told in ordered}
        kept = [left for left in self._news.left_out if left.text not in texts]
        for left in self._news.left_out:
            if left.text in texts:  # told under another topic
                self._news.counts[left.reason] -= 1
        self._news.left_out[:] = kept
        self._news.counts = +self._news.counts

    def _also(self, story: Story) -> tuple[str, ...]:
        """The outlets that tell the story in words that no point of it cites."""
        cited = {e.document for t in self._told if t.story is story for e in t.change.point.evidence}
        rest = [item.document for item in story.items if item.id not in cited]
        return tuple(f"{d.publisher}, “{d.title}”" if d.publisher else f"“{d.title}”" for d in rest)

    # one point --------------------------------------------------------------------------

    async def _tell(self, topic: str, telling: Telling, rank: int, story: Story) -> bool:
        """Whether it is told; else it is noted why not."""
        await asyncio.sleep(0)
        point, document = telling.point, telling.sentence.document
        assert self._judgments is not None
        verdict = self._judgments[place_of(telling.sentence)]
        if self._merge(point):
            self.told |= story.documents
            return False
        if await self._known_before(point, verdict):
            self._news.leave("in an older document", point.text, self._title(document), topic)
            return False
        await self._accept(topic, point, verdict, rank, story)
        return True

    def _no_room(self, topic: str, tellings: Sequence[Telling], story: Story | None = None) -> None:
        for telling in tellings:
            self._news.leave("less weighty", telling.point.text, self._title(telling.sentence.document), topic)
        if story is not None:
            self.crowded_out |= story.documents

    def _full(self, topic: str) -> bool:
        points = self._order.points
        return sum(t.topic == topic for t in self._told) >= points or len(self._told) >= IN_ALL * points

    def _title(self, document: DocumentId) -> str:
        return self._titles.get(document, "")

    def _judge(self, point: Point) -> Judgment:
        """By the first of its sentences that is known to touch on something; context may be old."""
        if self._judgments is None:
            return self._memory.judge(point.text, point.evidence[0].document, version=point.evidence[0].version)
        places = [(e.document, e.start) for e in point.evidence if e.document == point.evidence[0].document]
        found = [self._judgments[p] for p in places if p in self._judgments]
        telling = [j for j in found if j.kind not in (None, Kind.NEW)]
        return (telling or [j for j in found if j.kind is not None] or [Judgment(Kind.NEW)])[0]

    def _merge(self, point: Point) -> bool:
        """Put the point beside one that tells the same, as a further citation. Whether it could be."""
        for told in self._told:
            before = told.change.point
            beside = same(before.text, point.text)
            if beside or same(point.text, before.text):
                if beside:
                    told.change = replace(told.change, point=_beside(before, point))
                if point.text != before.text:
                    document = point.evidence[0].document
                    self._news.leave("duplicate", point.text, self._title(document), told.topic)
                return True
        return False

    async def _known_before(self, point: Point, verdict: Judgment) -> bool:
        """Does a document that is not fresh say it too? Then it is new to nobody, whenever it was printed."""
        own = point.evidence[0].document
        of_version = own in self._versions and self._versions[own].before is not None
        if not self._order.cursor or self._judgments is None or of_version or verdict.kind is Kind.CONTRADICTED:
            return False
        if any(e.document not in self._versions for e in point.evidence):
            return True
        words = sorted({w for w in tokenize(point.text) if len(w) > 2}, key=len, reverse=True)[:12]
        hits = await self._store.match(self._order.scope, words, _LOOKED_UP)
        found = await self._store.by_keys(self._order.scope, [hit.key for hit in hits])
        return any(s.sentence.document not in self._versions and same(point.text, s.sentence.text) for s in found)

    async def _accept(self, topic: str, point: Point, verdict: Judgment, rank: int, story: Story | None = None) -> None:
        document = point.evidence[0].document
        if verdict.kind is Kind.NEW:  # against what this very digest says
            verdict = self._memory.judge(point.text, document)
            if verdict.kind in (None, Kind.UPDATED):
                verdict = Judgment(Kind.NEW)
        kind, known = verdict.kind or Kind.NEW, verdict.known
        before = () if known is None else (Before(known.text, known.at, known.said),)
        voices = await count_voices(self._store, point.evidence)
        why = _why(kind, known, self._versions.get(document), topic, voices)
        self._told.append(_Told(Change(kind.value, point, topic, before, why), topic, rank, story))
        self._memory.add(Known(point.text, document))
        self.told.update(e.document for e in point.evidence)
        if story is not None:
            self.told |= story.documents


def _why(kind: Kind, known: Known | None, version: FreshVersion | None, topic: str, voices: int) -> str:
    """Why a point is in, for those who ask."""
    match kind:
        case Kind.UPDATED if known is not None and known.said == EARLIER:
            reasons = ["its source said otherwise before"]
        case Kind.UPDATED:
            reasons = ["goes on from what was reported"]
        case Kind.CONTRADICTED:
            reasons = [
                "differs from what was reported" if known and known.start >= 0 else "differs from another source here"
            ]
        case _:
            reasons = ["not reported here before"]
    if version is not None:
        reasons.append("new document" if version.before is None else f"new in version {version.number}")
    if voices > 1:
        reasons.append(f"told by {voices} sources")
    return f"on {topic}: {', '.join(reasons)}"


def _beside(told: Point, other: Point) -> Point:
    known = {e.document for e in told.evidence}
    more: list[Evidence] = [e for e in other.evidence if e.document not in known]
    return replace(told, evidence=(*told.evidence, *more))
