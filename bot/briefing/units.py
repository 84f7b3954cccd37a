"""From ranked sentences to points: what leans on another is told with it, and nothing twice."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from numpy import bool_
from numpy.typing import NDArray

from bot.briefing import assembly
from summarizers.base import Candidates, Ranked
from summarizers.extractive.briefing import ALIKE, SAME, may_lead
from summarizers.lexical import TermMatrix
from summarizers.models import Sentence
from summarizers.quality import Leaning, adds_little, quality, refers

CONTINUED_WORDS = 80
"""A point is let go on into the next sentence up to this length."""

SUBSTANTIAL = 0.2
"""... when that sentence states something (``Quality.substance``)."""

LEADING_WORDS = 60
"""A bottom line of two sentences that hang together may be as long as this."""

DETAILED_SENTENCES = 3
"""A point of a detailed answer takes in the sentences beside it that were ranked too, up to this number."""

NEIGHBORLY = 0.35
"""Cosine from which neighbors may speak of one thing, if they share a word that is not said everywhere ..."""

SAID_EVERYWHERE = 1.5
"""... which has an idf above this: it stands in fewer than one sentence in five, ..."""

OF_ONE_THING = 0.45
"""... or from which they do in any case."""

OF_ONE_THING_IN_WORDS = 0.05
"""Cosine of their words from which they do where there are no embeddings."""

APART = 3
"""Sentences of a section that stand no further from each other, or in one paragraph, may make one point too ..."""

NAMED_ALIKE = 3.0
"""... where they speak of one thing and share a word with an idf above this: as a rule a name."""

LOOKED_AT_FOR_DETAIL = 30
"""Ranked sentences that still may stand beside a point when all points are there."""


def leading(candidates: Candidates, topical: Sequence[Ranked], ranked: Sequence[Ranked], count: int) -> list[list[int]]:
    """The bottom line: up to ``count`` sentences that stand by themselves, the best of ``topical`` first.

    What is ranked and leans on the first comes with it, as one unit, and nothing else. Otherwise a
    second one is rather a sentence that nothing ranked leans on: such a one is told with what does.
    """
    sentences = candidates.sentences
    units = [unit for r in ranked if (unit := assembly.with_context(sentences, r.index)) is not None]
    needed = {i for unit in units for i in unit[:-1]}
    alone = [unit for unit in units if len(unit) == 1]
    best = [[r.index] for r in topical if assembly.with_context(sentences, r.index) == [r.index]]
    speaking = [unit for unit in alone if may_lead(sentences[unit[0]].text)]
    leads: list[list[int]] = []
    for line in (best, *count * [speaking], *count * [alone]):
        free = [u for u in line if u not in leads and not _told(candidates, u, leads)]
        if leads:
            free.sort(key=lambda u: u[0] in needed)
        if len(leads) < count and free:
            leads.append(free[0])
        if len(leads) == 1:
            pairs = [u for u in units if u[:-1] == leads[0] and _words(sentences, u) <= LEADING_WORDS]
            pairs = [u for u in pairs if quality(sentences[u[-1]].text).substance >= SUBSTANTIAL]
            if pairs:
                return pairs[:1]
    return leads


def _words(sentences: Sequence[Sentence], unit: Sequence[int]) -> int:
    return sum(quality(sentences[i].text).words for i in unit)


def units_of(
    candidates: Candidates,
    ranked: Sequence[Ranked],
    count: int,
    speaks: NDArray[bool_],
    leads: Sequence[list[int]] = (),
    detailed: bool = False,
    without: frozenset[int] = frozenset(),
) -> list[list[int]]:
    """``leads``, then sentences with what they lean on, best first, none told twice, nor what is ``without``."""
    sentences = candidates.sentences
    units: list[list[int]] = []
    elsewhere = [*leads, *([i] for i in sorted(without))]
    closed = {i for unit in elsewhere for i in unit}
    used = set(closed)
    count -= len(leads)
    spare = LOOKED_AT_FOR_DETAIL if detailed else 0
    for r in ranked:
        if len(units) >= count:
            spare -= 1
            if spare < 0:
                break
        unit = assembly.with_context(sentences, r.index)
        if unit is None or r.index in used or closed & set(unit) or _told(candidates, unit, [*elsewhere, *units]):
            continue
        place, joined = _beside(candidates, unit, units, detailed)
        if place is None and len(units) < count:
            units.append(unit)
            used.update(unit)
        elif place is not None and joined is not None:
            units[place] = joined
            used.update(joined)
    said = {sentences[i].text for i in used}
    worthy = {r.index for r in ranked if speaks[r.index] and sentences[r.index].text not in said}
    told = [*leads]
    for unit in units:
        told.append(continued(sentences, unit, worthy - used))
        used.update(told[-1])
    return told


def chronological(candidates: Candidates, units: Sequence[list[int]]) -> list[list[int]]:
    """Points on one thing in the order of its events, where both are dated; else the best stay first."""
    ordered = [*units]
    dates = [next((d for i in u if (d := candidates.sentences[i].date)), None) for u in ordered]
    for i in range(len(ordered)):
        for j in range(i + 1, len(ordered)):
            earlier, later = dates[j], dates[i]
            if earlier and later and earlier < later and _one_story(candidates, ordered[i][-1], ordered[j][-1]):
                ordered[i], ordered[j] = ordered[j], ordered[i]
                dates[i], dates[j] = dates[j], dates[i]
    return ordered


def counted_in_turn(sentences: Sequence[Sentence], units: Sequence[list[int]]) -> list[list[int]]:
    """What a section counts up ("The first option ...", "Third, ...") in its order, on the places that it has."""
    ordered = [*units]
    places: dict[tuple[object, ...], list[int]] = {}
    for place, unit in enumerate(units):
        if any(_COUNTS_UP.match(sentences[i].text) for i in unit):
            first = sentences[unit[0]]
            places.setdefault((first.document, first.version, first.section), []).append(place)
    for taken in places.values():
        for place, unit in zip(taken, sorted((units[p] for p in taken), key=lambda u: u[0]), strict=True):
            ordered[place] = unit
    return ordered


_COUNTS_UP = re.compile(r"(?:the )?(?:first|second|third|fourth|fifth|sixth)(?:ly)?\b", re.IGNORECASE)


def _one_story(candidates: Candidates, first: int, second: int) -> bool:
    close = _closeness(candidates, first, second)
    return close is not None and close >= OF_ONE_THING and _rarest_shared(candidates, first, second) > NAMED_ALIKE


def _beside(
    candidates: Candidates, unit: Sequence[int], units: Sequence[Sequence[int]], detailed: bool
) -> tuple[int | None, list[int] | None]:
    """The place of the point that ``unit`` belongs to, and that point with it; None where there is no
    such point, or where it would be too long with it."""
    sentences = candidates.sentences
    for place, other in enumerate(units):
        if set(other) & set(unit):  # one leans on the other: let the point go on
            joined = sorted({*other, *unit})
            return place, joined if _words(sentences, joined) <= assembly.MOST_WORDS else None
    for together in (_next_to, _near):
        for place, other in enumerate(units if detailed else ()):
            first, second = sorted((unit, other), key=lambda u: u[0])
            joined = [*first, *second]
            fits = len(joined) <= DETAILED_SENTENCES and _words(sentences, joined) <= CONTINUED_WORDS
            if fits and first[-1] < second[0] and together(candidates, first[-1], second[0]):
                return place, joined
    return None, None


def _next_to(candidates: Candidates, first: int, second: int) -> bool:
    """Does the second stand right after the first, and tell more of the same?"""
    if first + 1 != second or not assembly.adjoin(candidates.sentences[first], candidates.sentences[second]):
        return False
    close = _closeness(candidates, first, second)
    if close is None:
        return _close_in_words(candidates, first, second) >= OF_ONE_THING_IN_WORDS
    return close >= OF_ONE_THING or (
        close >= NEIGHBORLY and _rarest_shared(candidates, first, second) > SAID_EVERYWHERE
    )


def _near(candidates: Candidates, first: int, second: int) -> bool:
    """Does the second, which needs nothing before it, speak of what the first does a little further on?"""
    before, after = candidates.sentences[first], candidates.sentences[second]
    if (before.document, before.section) != (after.document, after.section):
        return False
    if second - first > APART and (before.paragraph is None or before.paragraph != after.paragraph):
        return False
    if quality(after.text).leaning is not Leaning.NOT or refers(after.text):  # "him" would be somebody else here
        return False
    return _one_story(candidates, first, second)


def _closeness(candidates: Candidates, first: int, second: int) -> float | None:
    """Cosine of the embeddings; None without them."""
    if candidates.vectors is None:
        return None
    return float(candidates.vectors[first] @ candidates.vectors[second])


def _close_in_words(candidates: Candidates, first: int, second: int) -> float:
    rows = _terms(candidates).tfidf()
    return float((rows[first] @ rows[second].T).sum())


def _rarest_shared(candidates: Candidates, first: int, second: int) -> float:
    """The highest idf of the words that both say; 0 where they share none."""
    terms = _terms(candidates)
    shared = terms.idf[terms.present[first].multiply(terms.present[second]).indices]
    return float(shared.max()) if len(shared) else 0.0


def _terms(candidates: Candidates) -> TermMatrix:
    return candidates.terms or TermMatrix.of(candidates.texts)


def _told(candidates: Candidates, unit: Sequence[int], units: Sequence[Sequence[int]]) -> bool:
    """Was it said already, in these words by a copy, or by a point that was not part of the ranking?"""
    said = [i for u in units for i in u]
    words = {candidates.sentences[i].text for i in said}
    if any(candidates.sentences[i].text in words and i not in said for i in unit):
        return True
    if candidates.vectors is None or not units:
        return False
    close = candidates.vectors[said] @ candidates.vectors[unit[-1]]
    text = candidates.sentences[unit[-1]].text
    return any(
        c > SAME or (c > ALIKE and adds_little(text, candidates.sentences[i].text))
        for i, c in zip(said, close, strict=True)
    )


def continued(sentences: Sequence[Sentence], unit: list[int], worthy: Container[int] | None = None) -> list[int]:
    """With the sentence that goes on from it ("It also ..."), where that says something and both are short.

    ``worthy`` are those that may be told; without it each may.
    """
    after = unit[-1] + 1
    if after >= len(sentences) or not assembly.adjoin(sentences[unit[-1]], sentences[after]):
        return unit
    q = quality(sentences[after].text)
    words = q.words + _words(sentences, unit)
    if q.leaning is Leaning.NOT or not q.usable or q.substance < SUBSTANTIAL or words > CONTINUED_WORDS:
        return unit
    return [*unit, after] if worthy is None or after in worthy else unit
