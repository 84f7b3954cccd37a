"""What the fresh documents say that people have not been told: found, judged, set out by topic.

Depends on nothing but the corpus and the words that were told, so that channels in the same
position share it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from bot.briefing.brief import points_among
from bot.briefing.changes import Judgment, Kind, Known, Memory, traits, unchanged
from bot.briefing.library import Library
from bot.briefing.orders import EARLIER, OTHER, News, Order, Place, place_of
from bot.briefing.selecting import Selection
from bot.briefing.stories import SHORT, Item, Story, Tellings, closeness, grouped, tellings
from bot.briefing.topics import Topic, TopicCatalogue
from bot.store.base import Store, StoredSentence
from bot.store.digest_rows import FreshVersion
from summarizers.base import Vectors
from summarizers.models import Document, DocumentId, Point, Query, Sentence

MANY = 12_000
"""Fresh sentences from which on they are not looked at one by one."""

SPARE = 12
"""Points looked at beyond the budget, to know what is left out and to make up for repetitions."""

_Told = tuple[Story, Tellings]


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What came since: versions by document, their new sentences, and what is known of them."""

    versions: Mapping[DocumentId, FreshVersion]
    titles: Mapping[DocumentId, str]
    stored: Sequence[StoredSentence]
    judgments: Mapping[Place, Judgment]
    vectors: Mapping[int, Vectors]
    everything: bool  # too much to look at each sentence

    def by_document(self) -> dict[DocumentId, list[StoredSentence]]:
        found: dict[DocumentId, list[StoredSentence]] = {}
        for s in self.stored:
            found.setdefault(s.sentence.document, []).append(s)
        return found

    def may_tell(self, sentence: Sentence) -> bool:
        if self.everything:
            return sentence.document in self.versions
        judged = self.judgments.get(place_of(sentence))
        return judged is not None and judged.kind is not None


def query_of(topics: TopicCatalogue, name: str) -> Query:
    """The configured topic of that name, or the words themselves."""
    known = topics.find(name)
    return known.query if known is not None else Query(name)


async def query_vector(library: Library, query: Query) -> Vectors | None:
    return await library.query_vector(", ".join((query.text, *query.words[:12])))


async def gather(store: Store, library: Library, topics: TopicCatalogue, order: Order) -> News:
    """Find what is to be told. Blocks the event loop for no longer than one brief does."""
    news = News()
    versions = {f.document: f for f in await store.fresh(order.scope, order.cursor, order.carried)}
    if not versions:
        return news
    fresh, memory = await _looked_at(store, library, order, versions, news)
    judgments = None if fresh.everything else fresh.judgments
    selection = Selection(store, order, news, memory, judgments, versions, fresh.titles)
    labels = [query_of(topics, name).label for name in order.topics or tuple(t.name for t in topics)]
    stories, unplaced = await _stories(store, library, topics, order, fresh, labels)
    placed = {d for told in stories.values() for story, _ in told for d in story.documents}
    strays = {d: story for story, _ in unplaced for d in story.documents}
    points = await _points(library, topics, order, fresh, labels, placed)
    if not order.topics:
        for story, tellings in unplaced:
            stories.setdefault(_voted(points, story), []).append((story, tellings))
        points = {label: [p for p in of if p.evidence[0].document not in strays] for label, of in points.items()}
    turns = [(i, label, told) for label in (*labels, OTHER) for i, told in enumerate(stories.get(label, ()))]
    # what most outlets tell comes first, then each topic in turn
    for _, label, (story, tellings) in sorted(turns, key=lambda turn: (-turn[2][0].voices, turn[0])):
        await selection.lead(label, story, tellings)
    await selection.add(points)
    if not order.topics:
        silent = versions.keys() - selection.spoken - placed - strays.keys()
        await selection.add({OTHER: await _among(library, order, fresh, None, None, silent)})
    for label in (*labels, OTHER):
        for story, tellings in stories.get(label, ()):
            await selection.details(label, story, tellings)
    selection.arrange([*labels, OTHER])
    _conclude(news, selection, fresh, order)
    return news


async def _points(
    library: Library,
    topics: TopicCatalogue,
    order: Order,
    fresh: _Fresh,
    labels: Sequence[str],
    without: AbstractSet[DocumentId],
) -> dict[str, list[Point]]:
    """What documents say on each topic, those of stories that have their place left out."""
    wanted = fresh.versions.keys() - without
    found: dict[str, list[Point]] = {}
    for label in labels:
        query = query_of(topics, label)
        found[label] = await _among(library, order, fresh, query, await query_vector(library, query), wanted)
    return found


async def _among(
    library: Library,
    order: Order,
    fresh: _Fresh,
    query: Query | None,
    vector: Vectors | None,
    wanted: AbstractSet[DocumentId],
) -> list[Point]:
    if not wanted:
        return []
    newest = sorted(wanted, key=lambda d: -fresh.versions[d].key)
    return await points_among(
        library,
        order.scope,
        query,
        lambda s: s.document in wanted and fresh.may_tell(s),
        limit=order.points + SPARE,
        query_vector=vector,
        include=newest,
    )


def _voted(points: Mapping[str, Sequence[Point]], story: Story) -> str:
    """The topic on which most of what the story says was chosen, early points counting most."""
    votes: Counter[str] = Counter()
    for label, of in points.items():
        for rank, point in enumerate(of):
            if point.evidence[0].document in story.documents:
                votes[label] += 60 // (1 + rank)
    return votes.most_common(1)[0][0] if votes else OTHER


def _conclude(news: News, selection: Selection, fresh: _Fresh, order: Order) -> None:
    """Name the documents that are not spoken of, and carry those that had no room."""
    told_of = {d for (d, _), judged in fresh.judgments.items() if judged.kind is None}
    speaking = {d for (d, _), judged in fresh.judgments.items() if judged.kind is not None}
    reason = "off topic" if order.topics else "nothing that stands by itself"
    for document in sorted(speaking - selection.spoken - selection.crowded_out - told_of):
        title = fresh.titles.get(document, "")
        news.leave(reason, title, title)
    waiting = selection.crowded_out - selection.told
    # a first digest is where a channel begins: the corpus is not dripped into it day by day
    keys = sorted(fresh.versions[d].key for d in waiting if d in fresh.versions)
    news.carried = () if order.cursor == 0 else tuple(keys)


async def _looked_at(
    store: Store, library: Library, order: Order, versions: Mapping[DocumentId, FreshVersion], news: News
) -> tuple[_Fresh, Memory]:
    """Judge every new sentence by what was told, and by what the version before said."""
    rows = {row.document.id: row for row in await store.documents(order.scope, versions)}
    titles = {id: row.document.title for id, row in rows.items()}
    # a whole large corpus, on the first day: what is chosen is judged, not every sentence of it
    everything = sum(rows[d].sentences for d in versions if d in rows) > MANY
    stored = [] if everything else await library.sentences(order.scope, list(versions))
    changed, gone = await _changed(store, versions, [s.sentence for s in stored])
    vectors = await library.vectors_of([s.key for s in stored])
    memory = Memory([*await _with_vectors(store, library, order.told), *gone])
    news_of, judgments = await asyncio.to_thread(_judged, changed, order.beside, memory, stored, vectors)
    for sentence in news_of if len(memory) else ():
        verdict = judgments[place_of(sentence)]
        if verdict.kind is None:
            told = verdict.known is None or verdict.known.said != EARLIER
            reason = "already reported" if told else "worded anew"
            news.leave(reason, sentence.text, titles.get(sentence.document, ""))
    if len(memory):
        await asyncio.to_thread(_continued, judgments, news_of, versions, memory)
    return _Fresh(versions, titles, stored, judgments, vectors, everything), memory


def _continued(
    judgments: dict[Place, Judgment],
    sentences: Sequence[Sentence],
    versions: Mapping[DocumentId, FreshVersion],
    memory: Memory,
) -> None:
    """New sentences of a document that goes on from what was told are updates of that.

    It does where it is a new version of a document that was told of, or where it takes up what another
    document was cited for, or brings that up to date.
    """
    anchors: dict[DocumentId, list[Known]] = {}
    for s in sentences:
        known = judgments[place_of(s)].known
        if known is not None and known.said != EARLIER and (known.document, known.version) != (s.document, s.version):
            anchors.setdefault(s.document, []).append(known)
    for s in sentences:
        if judgments[place_of(s)].kind is not Kind.NEW:
            continue
        mine = traits(s.text)
        before = [k for k in memory.of(s.document) if k.said != EARLIER] if versions[s.document].before else []
        near = [k for k in anchors.get(s.document, ()) if len(traits(k.text).words & mine.words) >= 2]
        if near or before:
            judgments[place_of(s)] = Judgment(Kind.UPDATED, (near or before)[0])


async def _with_vectors(store: Store, library: Library, told: Sequence[Known]) -> list[Known]:
    """The same with the embeddings of the sentences that they are."""
    keys = await store.keys_at([(k.document, k.version, k.start) for k in told])
    vectors = await library.vectors_of([key for key in keys if key is not None])
    return [replace(k, vector=vectors.get(key)) if key is not None else k for k, key in zip(told, keys, strict=True)]


async def _stories(
    store: Store, library: Library, topics: TopicCatalogue, order: Order, fresh: _Fresh, labels: Sequence[str]
) -> tuple[dict[str, list[_Told]], list[_Told]]:
    """The events that short fresh documents tell of, by topic, those of most outlets first; and those of no topic."""
    items: list[Item] = []
    documents: dict[DocumentId, Document] = {}
    for id, stored in fresh.by_document().items():
        if len(stored) > SHORT or not any(fresh.may_tell(s.sentence) for s in stored):
            continue
        text = await library.text(order.scope, id, stored[0].sentence.version)
        if text is not None:
            documents[id] = text
            items.append(_item(text, stored, fresh))
    if not items:
        return {}, []
    groups = await store.voices([(d.id, d.version) for d in documents.values()])
    voice_of = {document: number for number, group in enumerate(groups) for document in group}
    items = [replace(item, voice=voice_of[item.id]) for item in items]
    terms = (await library.snapshot(order.scope, None, None, list(documents))).terms
    stories = await asyncio.to_thread(grouped, items, terms.idf_of)
    known = [topics.find(label) for label in labels]
    near = [(t, await query_vector(library, t.query)) for t in known if t is not None]
    placed: dict[str, list[_Told]] = {}
    unplaced: list[_Told] = []
    for story in stories:
        told = (story, await asyncio.to_thread(tellings, story, fresh.may_tell, documents))
        label = await asyncio.to_thread(_about, story, near)
        if label is None:
            unplaced.append(told)
        else:
            placed.setdefault(label, []).append(told)
    return placed, unplaced


def _about(story: Story, near: Sequence[tuple[Topic, Vectors | None]]) -> str | None:
    """The topic that the story is about most, by its name; the first of equals."""
    close = [(max(closeness(item, t, vector) for item in story.items), t) for t, vector in near]
    best = max((score for score, _ in close), default=0.0)
    return next((t.query.label for score, t in close if score == best), None) if best > 0 else None


def _item(document: Document, stored: Sequence[StoredSentence], fresh: _Fresh) -> Item:
    rows = [vector for s in stored if (vector := fresh.vectors.get(s.key)) is not None]
    vectors = np.stack(rows) if len(rows) == len(stored) else None
    return Item(document, tuple(s.sentence for s in stored), fresh.versions[document.id].key, vectors=vectors)


async def _changed(
    store: Store, fresh: Mapping[DocumentId, FreshVersion], stored: Sequence[Sentence]
) -> tuple[list[Sentence], list[Known]]:
    """The sentences of fresh versions that the version before did not have, and those that only it had."""
    by_document: dict[DocumentId, list[Sentence]] = {}
    for s in stored:
        by_document.setdefault(s.document, []).append(s)
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


def _judged(
    sentences: Iterable[Sentence],
    beside: AbstractSet[Place],
    memory: Memory,
    stored: Iterable[StoredSentence],
    vectors: Mapping[int, Vectors],
) -> tuple[list[Sentence], dict[Place, Judgment]]:
    """Those of the sentences that are not told ``beside``, and what each is to those who know ``memory``."""
    left = [s for s in sentences if place_of(s) not in beside]
    if not len(memory):
        new = Judgment(Kind.NEW)
        return left, {place_of(s): new for s in left}
    keys = {place_of(s.sentence): s.key for s in stored}
    return left, {
        place_of(s): memory.judge(s.text, s.document, vectors.get(keys[place_of(s)]), s.version) for s in left
    }
