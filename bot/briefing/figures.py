"""Every figure that the sources state on a subject, with its sentence; those that conflict set side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.briefing import assembly, disagreements
from bot.briefing.library import Library
from bot.errors import NothingFound
from bot.store.base import Scope
from summarizers.base import Candidates, Vectors
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Point, Query, Section, Sentence, Summary
from summarizers.quality import Leaning, quality
from summarizers.relevance import Relevance, RelevanceWeights, relevance
from summarizers.statements import figures as stated
from summarizers.statements import may_state
from summarizers.verification.reading import read
from summarizers.words import stems

MOST = 40
"""Sentences listed; a note says how many more there are."""


async def figures(
    library: Library, scope: Scope, query: Query, *, query_vector: Vectors | None = None, most: int = MOST
) -> Summary:
    """Section ``figures``: a point for each sentence that states one, most relevant first; section
    ``disagreements``: two points for each pair that does not agree. Raises NothingFound."""
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    known = await asyncio.to_thread(_known, candidates)
    chosen = await asyncio.to_thread(_stating, candidates, known)
    found = await asyncio.to_thread(disagreements.on_topic, candidates, known)
    units = _units(candidates.sentences, chosen)
    documents: dict[DocumentId, Document] = {}
    for first in (candidates.sentences[unit[0]] for unit in units[:most]):
        text = None if first.document in documents else await library.text(scope, first.document, first.version)
        if text is not None:
            documents[first.document] = text
    points: list[Point] = []
    for unit in units[:most]:
        told = [candidates.sentences[i] for i in unit]
        if told[0].document in documents and (point := assembly.point(told, documents)) is not None:
            points.append(point)
    if not points:
        raise NothingFound(
            f"No source states a figure on “{query.label}”.", "Try other words, or see /topics for what there is."
        )
    if query.name is None:  # of a thing, only what is said of that thing
        listed = {i for unit in units for i in unit}
        found = [d for d in found if {d.first, d.second} & listed]
    conflicting = await disagreements.side_by_side(library, scope, candidates, found, most)
    more = len(units) - len(points)
    notes = (f"{more} more sentences state figures; name the subject more closely",) if more > 0 else ()
    return assembly.summary(
        (Section("figures", tuple(points)), Section(disagreements.SECTION, tuple(conflicting))),
        snapshot.documents,
        topic=query.label,
        method="default",
        notes=notes,
    )


def _units(sentences: Sequence[Sentence], chosen: Sequence[int]) -> list[list[int]]:
    """The chosen sentences with what they lean on, best first; one that leans on another goes on from it."""
    units: list[list[int]] = []
    for index in chosen:
        unit = assembly.with_context(sentences, index)
        if unit is None or any(set(unit) <= set(u) for u in units):
            continue
        overlap = next((k for k, u in enumerate(units) if set(u) & set(unit)), None)
        if overlap is None:
            units.append(unit)
            continue
        joined = sorted({*units[overlap], *unit})
        if sum(quality(sentences[i].text).words for i in joined) <= assembly.MOST_WORDS:
            units[overlap] = joined
    return units


def _known(candidates: Candidates) -> Relevance:
    return relevance(candidates, candidates.terms or TermMatrix.of(candidates.texts), RelevanceWeights())


def _stating(candidates: Candidates, known: Relevance) -> list[int]:
    """Sentences that state a figure and speak of the subject themselves, most relevant first."""
    if candidates.query is None:
        return []
    sentences = candidates.sentences
    order = [int(i) for i in (-known.score).argsort(kind="stable")]
    if candidates.query.name is None:  # not a topic but a thing, "MiG-29": what names it, where anything does
        named = _words(candidates.query.text)
        own = [i for i in order if may_state(sentences[i].text) and _speaks_of(named, sentences, i)]
        if own := [i for i in own if _states(sentences, i)]:
            return own
    asked = {s for text in (candidates.query.text, *candidates.query.words) for s in stems(text)}
    return [
        i
        for i in order
        if known.relevant[i]
        and may_state(sentences[i].text)
        and asked & {*stems(sentences[i].text), *stems(sentences[i].section or "")}
        and _states(sentences, i)
    ]


def _states(sentences: Sequence[Sentence], index: int) -> bool:
    return any(figure.informs for figure in stated(sentences, [index]))


def _speaks_of(named: frozenset[str], sentences: Sequence[Sentence], index: int) -> bool:
    """Does it hold all of the words, or lean on one that does ("But the repair alone cost ...")?"""
    own = _words(f"{sentences[index].text} {sentences[index].section or ''}")
    if named <= own:
        return True
    leans = quality(sentences[index].text).leaning > Leaning.NOT
    return leans and index > 0 and assembly.adjoin(sentences[index - 1], sentences[index]) and (
        named <= own | _words(sentences[index - 1].text)
    )  # fmt: skip


def _words(text: str) -> frozenset[str]:
    """Content words and figures as names are compared: Chinese and China are one."""
    return frozenset(w.key for w in read(text).words if w.content or w.figure)
