"""The brief: what the corpus says on a topic, bottom line first, every sentence cited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bot.briefing import assembly
from bot.briefing.library import Library, Snapshot
from bot.errors import NothingFound
from bot.store.base import Scope
from summarizers import registry
from summarizers.base import Candidates, Ranked, Vectors
from summarizers.extractive.briefing import Briefing
from summarizers.models import Document, DocumentId, Point, Query, Section, Sentence, Summary
from summarizers.quality import Leaning, quality
from summarizers.verification.agreement import tells_the_same

CONTINUED_WORDS = 60
"""A point is let go on into the next sentence up to this length."""

MOST_ALIKE = 0.75
"""Embedding cosine above which two sentences tell the same."""

SUBSTANTIAL = 0.2
"""... when that sentence states something (``Quality.substance``)."""

LENGTHS = {"short": 3, "standard": 5, "long": 10}
"""Key points beside the bottom line."""


async def brief(
    library: Library,
    scope: Scope,
    query: Query,
    *,
    points: int,
    method: str = "default",
    query_vector: Vectors | None = None,
    admit: Callable[[Document], bool] | None = None,
) -> Summary:
    """A bottom line and ``points`` key points on ``query``.

    ``admit`` leaves out documents (by date, for instance). Raises NothingFound when nothing in
    the corpus speaks of it.
    """
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    if admit is not None:
        candidates = _only(candidates, [admit(snapshot.documents[s.document].document) for s in candidates.sentences])
    ranker = Briefing()
    ranked = _rank(ranker, candidates, method, limit=4 * points + 12)
    opening = 2 if points > LENGTHS["standard"] else 1
    lead = ranker.bottom_line(candidates)[:1] if method == "default" else []
    units = _units(candidates, [*lead, *ranked], points + opening, ranker)
    if not units:
        raise NothingFound(
            f"The corpus does not speak of “{query.label}”.",
            "Try other words, or see /topics for what there is.",
        )
    documents = await _documents(library, scope, candidates.sentences, units, snapshot)
    made: list[Point] = []
    for unit in units:
        told = [candidates.sentences[i] for i in unit]
        also = _others(candidates, unit) if len(unit) == 1 else []
        also = [s for s in also if s.document in documents]
        if (point := assembly.point(told, documents, also)) is not None:
            made.append(point)
    if not made:
        raise NothingFound(f"The corpus says nothing citable on “{query.label}”.", "Try other words.")
    sections = (
        Section("bottom_line", tuple(made[:opening])),
        Section("changed"),
        Section("key_points", tuple(made[opening : points + opening])),
        Section("disagreements"),
    )
    notes: tuple[str, ...] = ()
    if query_vector is None or candidates.vectors is None:
        notes = ("lexical form: no sentence embeddings were used",)
    return assembly.summary(sections, snapshot.documents, topic=query.label, method=method, notes=notes)


async def points_among(
    library: Library,
    scope: Scope,
    query: Query | None,
    may_tell: Callable[[Sentence], bool],
    *,
    limit: int,
    query_vector: Vectors | None = None,
) -> list[Point]:
    """The best ``limit`` points on ``query`` that open with a sentence ``may_tell`` lets through.

    The rest of the corpus is context, and may stand beside them as further citations. Without a
    query every subject counts. Nothing to tell is an empty list.
    """
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    only = np.array([may_tell(s) for s in candidates.sentences], dtype=bool)
    if not only.any():
        return []
    ranker = Briefing()
    units = _units(candidates, ranker.rank(candidates, 2 * limit + 12, only), limit, ranker)
    documents = await _documents(library, scope, candidates.sentences, units, snapshot)
    made = []
    for unit in units:
        also = [s for s in _others(candidates, unit) if s.document in documents] if len(unit) == 1 else []
        made.append(assembly.point([candidates.sentences[i] for i in unit], documents, also))
    return [point for point in made if point is not None]


def _rank(ranker: Briefing, candidates: Candidates, method: str, limit: int) -> list[Ranked]:
    if method in ("default", "briefing"):
        return ranker.rank(candidates, limit)
    relevant = ranker.rank(candidates, 150)  # what the method may choose from: on the topic, usable
    order = sorted(r.index for r in relevant)
    narrowed = _pick(candidates, order)
    return [Ranked(order[r.index], r.score) for r in registry.create(method).rank(narrowed, limit)]


def _pick(candidates: Candidates, indices: Sequence[int]) -> Candidates:
    return Candidates(
        tuple(candidates.sentences[i] for i in indices),
        candidates.query,
        None if candidates.vectors is None else candidates.vectors[list(indices)],
        candidates.query_vector,
    )


def _only(candidates: Candidates, admitted: Sequence[bool]) -> Candidates:
    return _pick(candidates, [i for i, yes in enumerate(admitted) if yes])


def _units(candidates: Candidates, ranked: Sequence[Ranked], count: int, ranker: Briefing) -> list[list[int]]:
    """Sentences with what they lean on, best first, none told twice."""
    sentences = candidates.sentences
    units: list[list[int]] = []
    used: set[int] = set()
    for r in ranked:
        if len(units) >= count:
            break
        unit = assembly.with_context(sentences, r.index)
        if unit is None or r.index in used or _told(candidates, unit, units):
            continue
        overlap = next((u for u in units if set(u) & set(unit)), None)
        if overlap is None:
            units.append(unit)
        else:  # it leans on a point already made: let that point go on
            joined = sorted({*overlap, *unit})
            words = sum(quality(sentences[i].text).words for i in joined)
            if joined[-1] - joined[0] == len(joined) - 1 and words <= assembly.MOST_WORDS:
                units[units.index(overlap)] = joined
            else:
                continue
        used.update(unit)
    speaks = ranker.speaks(candidates)
    worthy = {r.index for r in ranked if speaks[r.index]}
    return [_continued(sentences, unit, used, worthy) for unit in units]


def _told(candidates: Candidates, unit: Sequence[int], units: Sequence[Sequence[int]]) -> bool:
    """Was it said already, nearly word for word, by a point that was not part of the ranking?"""
    if candidates.vectors is None or not units:
        return False
    said = [u[-1] for u in units]
    return float(np.max(candidates.vectors[said] @ candidates.vectors[unit[-1]])) > MOST_ALIKE


def _continued(sentences: Sequence[Sentence], unit: list[int], used: set[int], worthy: set[int]) -> list[int]:
    """With the sentence that goes on from it ("It also ...") where that is ranked too and both are short."""
    after = unit[-1] + 1
    if after not in worthy or after in used or not assembly.adjoin(sentences[unit[-1]], sentences[after]):
        return unit
    q = quality(sentences[after].text)
    words = q.words + sum(quality(sentences[i].text).words for i in unit)
    if q.leaning is Leaning.NOT or not q.usable or q.substance < SUBSTANTIAL or words > CONTINUED_WORDS:
        return unit
    used.add(after)
    return [*unit, after]


def _others(candidates: Candidates, unit: Sequence[int]) -> list[Sentence]:
    """Sentences of other documents that tell the same and may stand beside it as citations."""
    claim = candidates.sentences[unit[-1]]
    if candidates.vectors is not None:
        close = np.where(candidates.vectors @ candidates.vectors[unit[-1]] > 0.7)[0]
    elif candidates.terms is not None:
        rows = candidates.terms.tfidf()
        close = np.where(np.asarray((rows @ rows[unit[-1]].T).todense()).ravel() > 0.5)[0]
    else:
        return []
    found: dict[DocumentId, Sentence] = {}
    for i in close:
        other = candidates.sentences[int(i)]
        if (
            other.document != claim.document
            and other.document not in found
            and quality(other.text).leaning is Leaning.NOT
            and tells_the_same(claim.text, other.text)
        ):
            found[other.document] = other
    return list(found.values())


async def _documents(
    library: Library,
    scope: Scope,
    sentences: Sequence[Sentence],
    units: Sequence[Sequence[int]],
    snapshot: Snapshot,
) -> dict[DocumentId, Document]:
    """The texts that evidence is quoted from."""
    wanted = {(s.document, s.version) for s in sentences if s.document in snapshot.documents}
    needed = {sentences[i].document for u in units for i in u}
    texts: dict[DocumentId, Document] = {}
    for document, version in sorted(wanted):
        if document in needed or len(wanted) <= 50:
            text = await library.text(scope, document, version)
            if text is not None:
                texts[document] = text
    return texts
