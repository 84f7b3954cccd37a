"""A brief in written sentences: each verified against its evidence, or replaced by the extracted one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.briefing import assembly
from bot.briefing.library import Library
from bot.store.base import DocumentRow, Scope
from summarizers.abstractive.clusters import clusters
from summarizers.abstractive.condensing import Written, choose, material
from summarizers.abstractive.generator import Generator, GeneratorUnavailable
from summarizers.abstractive.packaged import MISSING
from summarizers.base import Candidates, Vectors
from summarizers.extractive.briefing import Briefing
from summarizers.models import Document, DocumentId, Origin, Point, Query, Section, Summary

METHOD = "abstractive"

WRITTEN = frozenset(("bottom_line", "key_points", "summary"))
"""Sections whose points are written; disagreements and changes stay in the sources' own words."""

POOL = 60
"""Best-ranked sentences that may join a cluster."""


async def generated(
    library: Library,
    scope: Scope,
    query: Query,
    summary: Summary,
    generator: Generator | None,
    *,
    query_vector: Vectors | None = None,
) -> Summary:
    """``summary`` (an extractive brief) with its points written anew where that can be verified.

    Without a generator, or when it fails, the extractive brief, which then says so.
    """
    if generator is None:
        return replace(summary, method=METHOD, notes=(*summary.notes, MISSING))
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    ranked = await asyncio.to_thread(Briefing().rank, candidates, POOL)
    cited = {c.document: c.version for c in candidates.sentences}
    documents: dict[DocumentId, Document] = {}
    for document in {candidates.sentences[r.index].document for r in ranked} | {s.document for s in summary.sources}:
        text = await library.text(scope, document, cited[document]) if document in cited else None
        if text is not None:
            documents[document] = text
    pool = [r.index for r in ranked if candidates.sentences[r.index].document in documents]
    return await rewritten(summary, candidates, pool, documents, snapshot.documents, generator)


async def rewritten(
    summary: Summary,
    candidates: Candidates,
    pool: Sequence[int],
    documents: Mapping[DocumentId, Document],
    rows: Mapping[DocumentId, DocumentRow],
    generator: Generator,
) -> Summary:
    """Every point of the written sections through the generator, in one batch."""
    points = [p for s in summary.sections if s.name in WRITTEN for p in s.points]
    units = _units(points, candidates)
    grown = await asyncio.to_thread(clusters, candidates, units, pool)
    texts = [[candidates.sentences[i].text for i in cluster] for cluster in grown]
    passages = [material(t) for t in texts]
    wanted = [i for i, p in enumerate(passages) if p]
    try:
        raw = await generator.generate([passages[i] for i in wanted])
    except GeneratorUnavailable as error:
        return replace(summary, method=METHOD, notes=(*summary.notes, f"extractive form: {error}"))
    judged = dict(zip(wanted, await asyncio.to_thread(_judged, raw, [texts[i] for i in wanted]), strict=True))
    made: dict[int, Point] = {}
    for i, point in enumerate(points):
        written = judged.get(i)
        made[i] = _point(point, written, grown[i], candidates, documents)
    sections, place = [], 0
    for section in summary.sections:
        if section.name in WRITTEN:
            told = tuple(made[place + k] for k in range(len(section.points)))
            place += len(section.points)
            sections.append(Section(section.name, _once(told)))
        else:
            sections.append(section)
    shown = [p for s in sections if s.name in WRITTEN for p in s.points]
    accepted = sum(p.origin is Origin.GENERATED for p in shown)
    note = (
        f"{accepted} of {len(shown)} sentences were written by {generator.name} and verified; "
        "the others are the sources' own"
    )
    return assembly.summary(
        sections, rows, topic=summary.topic, method=METHOD, answered=summary.answered, notes=(*summary.notes, note)
    )


def _judged(raw: Sequence[Sequence[str]], texts: Sequence[Sequence[str]]) -> list[Written]:
    return [choose(r, t) for r, t in zip(raw, texts, strict=True)]


def _units(points: Sequence[Point], candidates: Candidates) -> list[list[int]]:
    """The candidates that each point's own text is made of."""
    places = {(s.document, s.version, s.start): i for i, s in enumerate(candidates.sentences)}
    units = []
    for point in points:
        known = [places.get((e.document, e.version, e.start)) for e in point.evidence]
        units.append([i for i in known if i is not None and candidates.sentences[i].text in point.text])
    return units


def _point(
    point: Point,
    written: Written | None,
    cluster: Sequence[int],
    candidates: Candidates,
    documents: Mapping[DocumentId, Document],
) -> Point:
    if written is not None and any(written.text == candidates.sentences[i].text for i in cluster):
        return point  # the model found nothing to leave out
    if written is None or not written.text:
        return replace(point, origin=Origin.FALLBACK)
    told = [candidates.sentences[cluster[i]] for i in written.cited]
    evidence = [assembly.evidence(s, documents[s.document]) for s in told if s.document in documents]
    kept = tuple(e for e in evidence if e is not None)
    if len(kept) < len(told):
        return replace(point, origin=Origin.FALLBACK)
    return Point(written.text, kept, Origin.GENERATED, told[0].date)


def _once(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without a point whose text an earlier one has (two clusters may be told alike)."""
    return tuple({p.text: p for p in reversed(points)}.values())[::-1]
