"""The dated events of a topic, in order.

An event is a sentence on the topic that states when it happened; its date is that one, never the
day of publication, and is as precise as stated. What several sources tell of one event stands
together. Sentences without a date, and those that only say how things stood ("as of 2020"), are
left out: a timeline has no filler.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.briefing import assembly
from bot.briefing.choosing import others
from bot.briefing.library import Library
from bot.errors import NothingFound
from bot.store.base import Scope
from summarizers.base import Candidates, Vectors
from summarizers.extractive.briefing import Briefing
from summarizers.models import Document, DocumentId, Point, Query, Section, Sentence, Summary
from summarizers.quality import Leaning, quality
from summarizers.query_terms import lexical_match
from summarizers.verification.agreement import tells_the_same
from summarizers.verification.verify import follows

LENGTHS = {"short": 6, "standard": 12, "long": 24}
"""Events at most."""

SECTION = "timeline"

_STATE = re.compile(r"\bas of\b|\bat the time of writing\b", re.IGNORECASE)
_UNTOLD = 0.7
"""Embedding cosine from which two sentences of one date tell of one event."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event to be told: the sentence that dates it, with what it leans on, and others that tell the same."""

    date: str
    unit: tuple[int, ...]
    also: tuple[int, ...] = ()


async def timeline(
    library: Library,
    scope: Scope,
    query: Query,
    *,
    query_vector: Vectors | None = None,
    most: int = LENGTHS["standard"],
) -> Summary:
    """Section ``timeline``: at most ``most`` points with their ``date``, earliest first. Raises NothingFound."""
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    chosen = await asyncio.to_thread(events, candidates, most)
    sentences = candidates.sentences
    documents: dict[DocumentId, Document] = {}
    for s in {sentences[i].document: sentences[i] for e in chosen for i in (*e.unit, *e.also)}.values():
        text = await library.text(scope, s.document, s.version)
        if text is not None:
            documents[s.document] = text
    points: list[Point] = []
    for event in chosen:
        told = [sentences[i] for i in event.unit]
        also = [sentences[i] for i in event.also if sentences[i].document in documents]
        made = assembly.point(told, documents, also) if all(s.document in documents for s in told) else None
        if made is not None:
            points.append(replace(made, date=event.date))
    if not points:
        raise NothingFound(
            f"No source dates an event on “{query.label}”.", "Try other words, or a brief, which needs no dates."
        )
    section = Section(SECTION, tuple(points))
    return assembly.summary((section,), snapshot.documents, topic=query.label, method="default")


def events(candidates: Candidates, most: int) -> list[Event]:
    """The ``most`` events that matter most to the topic, earliest first."""
    if not len(candidates):
        return []
    ranker = Briefing()
    known = ranker.assess(candidates)
    sentences = candidates.sentences
    dated = np.array([s.date is not None and not _STATE.search(s.text) for s in sentences], dtype=bool)
    only: NDArray[np.bool_] = dated & known.relevance.speaks
    if candidates.query is not None and candidates.query.words:  # what is only near to a topic is no event of it
        only &= lexical_match(candidates, known.terms, candidates.query) > 0
    found: list[Event] = []
    used: set[int] = set()

    def apart(one: int, other: int) -> bool:
        """The rate that was raised in May is not the one that was raised in June."""
        first, second = sentences[one].date, sentences[other].date
        return first is not None and not _one_day(first, second)

    for ranked in ranker.rank(candidates, 3 * most, only, known, apart):
        date = sentences[ranked.index].date
        unit = _stands(sentences, ranked.index)
        if date is None or unit is None or ranked.index in used or _told(candidates, ranked.index, date, found):
            continue
        unit = [i for i in unit if i not in used]  # what it leans on was told a line or two above
        also = [i for i in others(candidates, [ranked.index]) if _one_day(date, sentences[i].date)]
        if not also and (wider := _wider(candidates, ranked.index, date, np.flatnonzero(only))) is not None:
            unit, also = [wider], [ranked.index]
        found.append(Event(_precise([date, *(sentences[i].date or date for i in also)]), tuple(unit), tuple(also)))
        used.update(unit, also)
        if len(found) == most:
            break
    places = {(e.date, sentences[e.unit[0]].document): place for place, e in reversed(list(enumerate(found)))}
    # What one source tells of one day or year stands as it tells it, the source that matters most first.
    return sorted(found, key=lambda e: (in_order(e.date), places[e.date, sentences[e.unit[0]].document], e.unit))


def _stands(sentences: Sequence[Sentence], index: int) -> list[int] | None:
    """The sentence, with what it leans on only where it would not be understood: here it stands between
    events and not in an argument, so that a "For example" or "However" answers to nothing."""
    if quality(sentences[index].text).leaning is not Leaning.FULLY:
        return [index]
    return assembly.with_context(sentences, index)


def in_order(date: str) -> tuple[int, ...]:
    """A year stands before its months, a month before its days."""
    return tuple(int(part) for part in date.split("-"))


def _one_day(first: str, second: str | None) -> bool:
    """May both mean one day? A year holds its months and days."""
    return second is not None and (first.startswith(second) or second.startswith(first))


def _precise(dates: Sequence[str]) -> str:
    """The most precise of dates that may mean one day."""
    return max(dates, key=len)


def _wider(candidates: Candidates, index: int, date: str, dated: NDArray[np.intp]) -> int | None:
    """A sentence of another document that says less of the same event, so that this one may stand beside it."""
    mine = candidates.sentences[index]
    for i in dated:
        other = candidates.sentences[int(i)]
        if (
            other.document != mine.document
            and _one_day(date, other.date)
            and (tells_the_same(other.text, mine.text) or follows(other.text, mine.text))
            and quality(other.text).usable
            and quality(other.text).leaning is Leaning.NOT
        ):
            return int(i)
    return None


def _told(candidates: Candidates, index: int, date: str, found: Sequence[Event]) -> bool:
    """Is it the same event as one that was chosen before?"""
    sentences = candidates.sentences
    for event in found:
        if not _one_day(date, event.date):
            continue
        before = event.unit[-1]
        one, other = sentences[index].text, sentences[before].text
        if tells_the_same(one, other) and tells_the_same(other, one):
            return True
        vectors = candidates.vectors
        if vectors is not None and float(vectors[index] @ vectors[before]) > _UNTOLD:
            return True
    return False
