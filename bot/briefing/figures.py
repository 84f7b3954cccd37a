"""Every figure that the sources state on a subject, with its sentence; those that conflict set side by side."""

from __future__ import annotations

import asyncio

from bot.briefing import assembly, disagreements
from bot.briefing.library import Library
from bot.errors import NothingFound
from bot.store.base import Scope
from summarizers.base import Candidates, Vectors
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Point, Query, Section, Summary
from summarizers.relevance import RelevanceWeights, relevance
from summarizers.statements import figures as stated
from summarizers.statements import may_state
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
    chosen = await asyncio.to_thread(_stating, candidates)
    found = await asyncio.to_thread(disagreements.on_topic, candidates)
    points: list[Point] = []
    used: set[int] = set()
    documents: dict[DocumentId, Document] = {}
    for index in chosen:
        unit = assembly.with_context(candidates.sentences, index)
        if unit is None or used & set(unit) or len(points) == most:
            continue
        told = [candidates.sentences[i] for i in unit]
        if told[0].document not in documents:
            text = await library.text(scope, told[0].document, told[0].version)
            if text is None:
                continue
            documents[told[0].document] = text
        point = assembly.point(told, documents)
        if point is not None:
            points.append(point)
            used.update(unit)
    if not points:
        raise NothingFound(
            f"No source states a figure on “{query.label}”.", "Try other words, or see /topics for what there is."
        )
    conflicting = await disagreements.side_by_side(library, scope, candidates, found, most)
    more = len(chosen) - len(points)
    notes = (f"{more} more sentences state figures; name the subject more closely",) if len(points) == most else ()
    return assembly.summary(
        (Section("figures", tuple(points)), Section(disagreements.SECTION, tuple(conflicting))),
        snapshot.documents,
        topic=query.label,
        method="default",
        notes=notes,
    )


def _stating(candidates: Candidates) -> list[int]:
    """Sentences that state a figure and speak of the subject themselves, most relevant first."""
    if not len(candidates) or candidates.query is None:
        return []
    terms = candidates.terms or TermMatrix.of(candidates.texts)
    known = relevance(candidates, terms, RelevanceWeights())
    named = set(stems(candidates.query.text))
    asked = {s for text in (candidates.query.text, *candidates.query.words) for s in stems(text)}
    order = [int(i) for i in (-known.score).argsort(kind="stable") if known.relevant[i]]
    sentences = candidates.sentences
    speaking = [
        i
        for i in order
        if may_state(sentences[i].text) and asked & {*stems(sentences[i].text), *stems(sentences[i].section or "")}
    ]
    if candidates.query.name is None:  # not a topic but a thing: "MiG-29"; its own words, where there are any
        own = [i for i in speaking if named <= {*stems(sentences[i].text), *stems(sentences[i - 1].text if i else "")}]
        speaking = own or speaking
    return [i for i in speaking if stated(sentences, [i])]
