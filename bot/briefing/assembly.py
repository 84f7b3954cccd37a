"""From chosen sentences to points: evidence attached, context brought, sources numbered.

Nothing leaves here whose text is not its quote apart from cleaning.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.store.base import DocumentRow
from summarizers.models import (
    Document,
    DocumentId,
    Evidence,
    Point,
    Section,
    Sentence,
    Source,
    Summary,
    Support,
)
from summarizers.quality import Leaning, quality, takes_up
from summarizers.verification.extracted import follows

log = logging.getLogger(__name__)

MOST_WORDS = 100
"""A point with the sentence that it leans on may not be longer than this."""


def with_context(sentences: Sequence[Sentence], index: int, most_words: int = MOST_WORDS) -> list[int] | None:
    """The sentence and those before it that it leans on, in order; None if it can't stand.

    At most two are brought, from the same paragraph; a paragraph that opens with a connective
    ("However") answers to the end of the one before. One that only takes up a noun of the sentence
    before ("the pipeline") has that brought where there is room.
    """
    unit = [index]
    words = quality(sentences[index].text).words
    while True:
        leaning = quality(sentences[unit[0]].text).leaning
        before = unit[0] - 1
        near = adjoin if leaning is Leaning.LIGHTLY else same_paragraph
        reachable = before >= 0 and len(unit) < 3 and near(sentences[before], sentences[unit[0]])
        stands = leaning <= Leaning.SOFTLY
        if not reachable:
            return unit if stands else None
        q = quality(sentences[before].text)
        if stands:
            wanted = leaning is Leaning.SOFTLY or takes_up(sentences[unit[0]].text, sentences[before].text)
            if not wanted or len(unit) > 1 or q.leaning > Leaning.SOFTLY:
                return unit
        if not q.complete or q.meta or q.question or words + q.words > most_words:
            return unit if stands else None
        words += q.words
        unit.insert(0, before)


def same_paragraph(first: Sentence, second: Sentence) -> bool:
    """Do both stand in one paragraph of one document version?"""
    return adjoin(first, second) and first.paragraph == second.paragraph


def adjoin(first: Sentence, second: Sentence) -> bool:
    """Does ``second`` directly follow in the same train of thought?"""
    return (
        first.document == second.document
        and first.version == second.version
        and first.section == second.section
        and second.paragraph is not None
        and first.paragraph is not None
        and second.paragraph - first.paragraph <= 1
    )


def evidence(sentence: Sentence, document: Document) -> Evidence | None:
    """The sentence's place; None (and a warning) when its text is not its quote."""
    quote = document.text[sentence.start : sentence.end]
    if not follows(sentence.text, quote):
        log.warning("left out a sentence that is not its quote: %s %d:%d", document.path, sentence.start, sentence.end)
        return None
    return Evidence(
        sentence.document,
        sentence.version,
        sentence.start,
        sentence.end,
        quote,
        sentence.section,
        sentence.page,
        sentence.paragraph,
        sentence.cites,
    )


def point(
    unit: Sequence[Sentence],
    documents: Mapping[DocumentId, Document],
    also: Iterable[Sentence] = (),
) -> Point | None:
    """One claim from a sentence (with its context), and other sources that tell the same."""
    places = [evidence(s, documents[s.document]) for s in unit]
    if not places or any(p is None for p in places):
        return None
    places += [evidence(s, documents[s.document]) for s in also]
    return Point(
        text=" ".join(s.text for s in unit),
        evidence=tuple(p for p in places if p is not None),
        date=_date(unit),
    )


_YEAR = r"(?<![\w.,-])(?:1[5-9]|20)\d\d"
_SPAN = re.compile(rf"{_YEAR}(?:[–-]|\s(?:to|until|and)\s(?=\d{{4}}))\d\d|{_YEAR}\b[^;]*?\band\b[^;]*?{_YEAR}\b")


def _date(unit: Sequence[Sentence]) -> str | None:
    """When what the point tells happened; None where its sentences tell of several times
    ("2008–18", "joined in 2017 and ... in 2020", a date each, another year in one that has no date)."""
    dates = {s.date for s in unit if s.date}
    if len(dates) != 1 or any(s.date and _SPAN.search(s.text) for s in unit):
        return None
    (date,) = dates
    others = {year for s in unit if not s.date for year in re.findall(rf"{_YEAR}\b", s.text)}
    return date if others <= {date[:4]} else None


def summary(
    sections: Sequence[Section],
    rows: Mapping[DocumentId, DocumentRow],
    *,
    topic: str | None,
    method: str,
    answered: bool = True,
    notes: tuple[str, ...] = (),
) -> Summary:
    """Number the sources in order of first citation and count the support."""
    sources: dict[DocumentId, Source] = {}
    points = [p for s in sections for p in s.points]
    for p in points:
        for e in p.evidence:
            if e.document not in sources:
                cited = replace(rows[e.document].document, version=e.version)
                sources[e.document] = Source.of(len(sources) + 1, cited)
    support = Support(
        documents=len(sources),
        publishers=len({s.publisher for s in sources.values() if s.publisher}),
        verified=len(points),
        points=len(points),
    )
    return Summary(topic, method, tuple(sections), tuple(sources.values()), support, answered, notes)
