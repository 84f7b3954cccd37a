"""A brief in written sentences: each verified against its evidence, or replaced by the extracted one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.briefing import assembly
from bot.briefing.library import Library
from bot.store.base import DocumentRow, Scope
from summarizers.abstractive.generator import Generator, GeneratorUnavailable
from summarizers.abstractive.packaged import MISSING
from summarizers.abstractive.rewriting import METHOD, POOL, Rewriting, note, once
from summarizers.base import Candidates, Vectors
from summarizers.extractive.briefing import Briefing
from summarizers.models import Document, DocumentId, Evidence, Query, Sentence, Summary

WRITTEN = frozenset(("bottom_line", "key_points", "summary"))
"""Sections whose points are written; disagreements and changes stay in the sources' own words."""


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
    rewriting = await asyncio.to_thread(Rewriting.of, points, candidates, pool)
    try:
        raw = await generator.generate(rewriting.passages)
    except GeneratorUnavailable as error:
        return replace(summary, method=METHOD, notes=(*summary.notes, f"extractive form: {error}"))

    def evidence(sentence: Sentence) -> Evidence | None:
        document = documents.get(sentence.document)
        return assembly.evidence(sentence, document) if document is not None else None

    made = await asyncio.to_thread(rewriting.points, raw, evidence)
    sections, place = [], 0
    for section in summary.sections:
        if section.name in WRITTEN:
            told = made[place : place + len(section.points)]
            place += len(section.points)
            sections.append(replace(section, points=once(told)))
        else:
            sections.append(section)
    shown = [p for s in sections if s.name in WRITTEN for p in s.points]
    return assembly.summary(
        sections,
        rows,
        topic=summary.topic,
        method=METHOD,
        answered=summary.answered,
        notes=(*summary.notes, note(shown, generator.name)),
    )
