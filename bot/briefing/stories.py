"""Stories: short fresh documents that tell of one event, and what a digest tells of it.

Pure. A story is told once, by the sentence that leads it and a few that add to it; the
other outlets stand beside these as citations where they say the same, and are named where
they say it in other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np

from bot.briefing import assembly
from bot.briefing.changes import means_the_same, same, statement, traits
from bot.briefing.topics import Topic
from summarizers.base import Vectors
from summarizers.models import Document, DocumentId, Point, Sentence
from summarizers.quality import quality
from summarizers.words import stems

SHORT = 40
"""Body sentences up to which a document tells one story; a longer one has many."""

LEAD = 3
"""Sentences at the head of a news item that say what it is about."""

ONE_EVENT = 0.35
"""Share of the information of two items' heads that must be common ..."""

SAME_WORDS = 0.7
"""... or so much, where they have no two names in common."""

APART = 4
"""Days between two items of one event at most."""

OF_ONE_EVENT = 0.65
"""Cosine from which, within a story, a sentence without a further figure or name only words another anew."""

FEWEST_WORDS = 6
"""Words of a sentence that is worth telling beside the lead, where it has neither figure nor name."""

_EMPTY = re.compile(
    r"\b(?:declined|refused) to comment\b|\bcould not (?:immediately )?be reached\b|\bone of the two said\b"
    r"|\bthis article was (?:corrected|updated)\b",
    re.IGNORECASE,
)
"""What news items say of themselves and of nobody's having said anything."""

Weight = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Item:
    """A short document: its body ``sentences`` in order, with ``vectors`` where there are any."""

    document: Document
    sentences: tuple[Sentence, ...]
    order: int  # of arrival
    voice: int = -1  # the number of the group of documents that say the same; below 0 it is alone
    vectors: Vectors | None = None  # (n, d), unit rows

    @property
    def id(self) -> DocumentId:
        return self.document.id

    @property
    def speaks_for(self) -> int | DocumentId:
        """Its voice, or itself."""
        return self.voice if self.voice >= 0 else self.id

    @property
    def copied(self) -> bool:
        """Whether it opens with the name of an agency, which is then the source."""
        return bool(self.sentences) and statement(self.sentences[0].text) != self.sentences[0].text

    @property
    def direction(self) -> Vectors | None:
        """The mean of the head's vectors."""
        if self.vectors is None or not len(self.vectors):
            return None
        mean: Vectors = np.mean(self.vectors[:LEAD], axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)


@dataclass(frozen=True, slots=True)
class Story:
    """Items of one event, the one that speaks for it first."""

    items: tuple[Item, ...]

    @property
    def documents(self) -> frozenset[DocumentId]:
        return frozenset(item.id for item in self.items)

    @property
    def voices(self) -> int:
        """How many outlets tell it in words of their own: copies are one."""
        return len({item.speaks_for for item in self.items})


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a story that may be told: its ``point``, and the sentence that it turns on."""

    point: Point
    sentence: Sentence


@dataclass(slots=True)
class Tellings:
    """What a story has to say, best first; ``repeats`` are told by the point of that index."""

    chosen: list[Telling] = field(default_factory=list)
    repeats: list[tuple[Sentence, int]] = field(default_factory=list)


# which items tell of one event --------------------------------------------------------------


def grouped(items: Iterable[Item], weight: Weight) -> list[Story]:
    """Stories, those of most outlets first. Each item joins the story whose first item it is like."""
    found: list[list[tuple[Item, _Head]]] = []
    items = list(items)
    weight = lru_cache(maxsize=None)(weight)
    outlets = {item.document.publisher for item in items if item.document.publisher}
    for item in sorted(items, key=lambda i: (_second_hand(i, outlets), i.document.published or "9999", i.order)):
        head = _head(item)
        for story in found:
            if _one_event(story[0], (item, head), weight):
                story.append((item, head))
                break
        else:
            found.append([(item, head)])
    stories = [Story(tuple(item for item, _ in story)) for story in found]
    return sorted(stories, key=lambda s: -s.voices)


def _second_hand(item: Item, outlets: Iterable[str] = ()) -> bool:
    """Whether it opens with an agency's name, or says that another of the outlets reports it."""
    opening = " ".join(s.text for s in item.sentences[:2])
    return item.copied or any(name in opening for name in outlets if name != item.document.publisher)


@dataclass(frozen=True, slots=True)
class _Head:
    words: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]


def _head(item: Item) -> _Head:
    texts = [s.text for s in item.sentences[:LEAD]]
    known = [traits(text) for text in texts]
    return _Head(
        frozenset().union(traits(item.document.title.lower()).words, *(k.words for k in known)),
        frozenset().union(*(k.names for k in known)),
        frozenset().union(*(k.figures for k in known)),
    )


def _one_event(a: tuple[Item, _Head], b: tuple[Item, _Head], weight: Weight) -> bool:
    (first, mine), (second, theirs) = a, b
    days = [_day(item.document.published) for item in (first, second)]
    if days[0] and days[1] and abs((days[0] - days[1]).days) > APART:
        return False
    names = mine.names & theirs.names
    if len(names) < 2 and (mine.figures != theirs.figures or (mine.names and theirs.names and not names)):
        return False
    common = mine.words & theirs.words
    smaller = min(sum(map(weight, mine.words)), sum(map(weight, theirs.words)))
    share = sum(map(weight, common)) / smaller if smaller else 0.0
    return (share >= ONE_EVENT and len(names) >= 2 and len(common) >= 4) or (
        share >= SAME_WORDS and mine.figures == theirs.figures
    )


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published or "")
    except ValueError:
        return None


# what is told of one ------------------------------------------------------------------------


def tellings(story: Story, may_tell: Callable[[Sentence], bool], documents: Mapping[DocumentId, Document]) -> Tellings:
    """The story's sentences as points, the lead first, none that says what another says."""
    told = Tellings()
    for _, item, index in sorted(_ranked(story, may_tell), key=lambda one: -one[0]):
        sentence = item.sentences[index]
        repeated = next((i for i, one in enumerate(told.chosen) if _repeats(sentence, one, story)), None)
        if repeated is not None:
            told.repeats.append((sentence, repeated))
            continue
        unit = assembly.with_context(item.sentences, index)
        if unit is None:
            continue
        before = [item.sentences[i] for i in unit[:-1]]
        if told.chosen and any(_repeats(s, one, story) for s in before for one in told.chosen):
            continue  # it leans on what stands there in other words
        also = [s for s in _others(story, sentence) if s.document != item.id] if len(unit) == 1 else []
        point = assembly.point([item.sentences[i] for i in unit], documents, also)
        if point is not None:
            told.chosen.append(Telling(point, sentence))
    return told


def _ranked(story: Story, may_tell: Callable[[Sentence], bool]) -> Iterable[tuple[float, Item, int]]:
    """As news is written: what matters stands early, and all outlets have it."""
    outlets = {item.document.publisher for item in story.items if item.document.publisher}
    voice_of = {item.id: item.speaks_for for item in story.items}
    for number, item in enumerate(story.items):
        for index, sentence in enumerate(item.sentences):
            q = quality(sentence.text)
            if not may_tell(sentence) or not q.complete or q.meta or q.question or _EMPTY.search(sentence.text):
                continue
            known = traits(sentence.text)
            if not known.figures and not known.names and len(known.words) < FEWEST_WORDS:
                continue
            beside = {voice_of[s.document] for s in _others(story, sentence)}
            support = len(beside - {voice_of[item.id]})
            score = 1 / (1 + index) + 0.25 * min(support, 3) + 0.15 * min(len(known.figures), 2) + 0.2 * (number == 0)
            yield score - 0.4 * _second_hand(item, outlets), item, index


def _others(story: Story, claim: Sentence) -> list[Sentence]:
    """For each other item the sentence that holds all of the claim, and so may be cited for it."""
    found = []
    for item in story.items:
        if item.id != claim.document:
            text, mine = statement(claim.text), traits(claim.text).words
            near = (s for s in item.sentences if 2 * len(mine & traits(s.text).words) >= len(mine))
            found += [s for s in near if same(text, s.text)][:1]
    return found


def _repeats(sentence: Sentence, told: Telling, story: Story) -> bool:
    text = told.point.text
    if same(sentence.text, text) or same(text, sentence.text):
        return True
    mine, theirs = traits(sentence.text), traits(told.sentence.text)
    openings = [item.sentences[0] for item in story.items]
    if (
        _among(sentence, openings)
        and _among(told.sentence, openings)
        and mine.figures <= theirs.figures
        and mine.negated == theirs.negated
    ):
        return True  # two outlets open with the event
    return _close(sentence, told, story)


def _close(sentence: Sentence, told: Telling, story: Story) -> bool:
    """Does it only word anew what is told, within the one event?"""
    vector, other = _vector(story, sentence), _vector(story, told.sentence)
    if vector is None or other is None or float(vector @ other) < OF_ONE_EVENT:
        return False
    mine, theirs = traits(sentence.text), traits(told.sentence.text)
    return means_the_same(mine, theirs, 1.0) or (theirs.figures <= mine.figures and means_the_same(theirs, mine, 1.0))


def _among(sentence: Sentence, sentences: Iterable[Sentence]) -> bool:
    """Whether it is one of them, and not only equal to it: that would compare a dozen fields each time."""
    return any(s is sentence for s in sentences)


def _vector(story: Story, sentence: Sentence) -> Vectors | None:
    for item in story.items:
        if item.id == sentence.document and item.vectors is not None:
            row: Vectors = item.vectors[next(i for i, s in enumerate(item.sentences) if s is sentence)]
            return row
    return None


# what it is about ---------------------------------------------------------------------------

ALIKE = 0.2
"""Cosine of an item's head and a topic from which a word of the topic in the head puts it there."""

VERY_ALIKE = 0.45
"""... and from which no word is needed."""


def closeness(item: Item, topic: Topic, vector: Vectors | None) -> float:
    """How much the item is about ``topic``; 0 where it is not."""
    opening = [s.text for s in item.sentences[:2]]
    hits = _hits(topic, item.document.title) * 2 + _hits(topic, " ".join(opening))
    direction = item.direction
    if vector is None or direction is None:
        return 0.05 * hits if _hits(topic, " ".join((item.document.title, *opening[:1]))) else 0.0
    cosine = float(direction @ vector)
    if cosine >= VERY_ALIKE or (hits and cosine >= ALIKE) or hits >= 4:
        return cosine + 0.05 * min(hits, 10)
    return 0.0


def _hits(topic: Topic, text: str) -> int:
    """How many of the topic's names and words stand in the text."""
    return len(_phrases(topic) & _runs(text))


@lru_cache(maxsize=256)
def _phrases(topic: Topic) -> frozenset[tuple[str, ...]]:
    names = (tuple(stems(word)) for word in (topic.name, *topic.aliases, *topic.words))
    return frozenset(name for name in names if name)


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of up to ``_LONGEST`` words, as stems."""
    there = tuple(stems(text))
    return frozenset(there[i : i + n] for n in range(1, _LONGEST + 1) for i in range(len(there) - n + 1))


_LONGEST = 6
"""Words of a name of a topic at most."""
