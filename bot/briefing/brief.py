"""The brief: what the corpus says on a topic, bottom line first, every sentence cited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np

from bot.briefing import assembly, disagreements
from bot.briefing.choosing import Chosen, choose
from bot.briefing.library import Library, Snapshot
from bot.errors import NothingFound
from bot.store.base import Scope
from summarizers.base import Candidates, Vectors
from summarizers.extractive.briefing import Briefing
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Point, Query, Section, Sentence, Summary
from summarizers.subject import things_named
from summarizers.synonyms import equivalents
from summarizers.words import stems

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
) -> Summary:
    """A bottom line and ``points`` key points on ``query``.

    Raises NothingFound when nothing that ``scope`` sees speaks of it.
    """
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    unknown = _unknown(query, snapshot)
    if not query.words:
        _refuse(query, unknown, snapshot.terms, newer=scope.since is not None)
    long = points > LENGTHS["standard"]
    opening = 2 if long else 1  # sentences of the bottom line
    assessed = await asyncio.to_thread(Briefing().assess, candidates)
    differing, contested = await disagreements.on(library, scope, candidates, assessed.relevance)
    choosing = partial(choose, candidates, method=method, lead=opening, detailed=long, assessed=assessed)
    chosen = await asyncio.to_thread(choosing, points + opening, without=contested)
    if not chosen and contested:  # nothing else is said: a brief has a bottom line all the same
        chosen = await asyncio.to_thread(choosing, 1)
    if not chosen:
        raise _nothing_on(query, scope)
    if any(len(c.unit) > 1 for c in chosen[:opening]):
        opening = 1
    made = await cite(library, scope, candidates, chosen)
    if not made:
        raise NothingFound(f"The corpus says nothing citable on “{query.label}”.", "Try other words.")
    sections = (
        Section("bottom_line", tuple(made[:opening])),
        Section("changed"),
        Section("key_points", tuple(made[opening : points + opening])),
        Section(disagreements.SECTION, tuple(differing)),
    )
    notes: tuple[str, ...] = ()
    if query_vector is None or candidates.vectors is None:
        notes = ("lexical form: no sentence embeddings were used",)
    if unknown:
        said = ", ".join(unknown)
        notes = (*notes, f"no document says: {said}" if scope.since is None else f"no newer document says: {said}")
    return assembly.summary(sections, snapshot.documents, topic=query.label, method=method, notes=notes)


def _nothing_on(query: Query, scope: Scope) -> NothingFound:
    if scope.since is not None:
        return NothingFound(
            f"No document published since {scope.since} speaks of “{query.label}”.",
            "Try an earlier day, or leave it out; what has no date counts as older.",
        )
    return NothingFound(
        f"The corpus does not speak of “{query.label}”.", "Try other words, or see /topics for what there is."
    )


LACKING = 0.5
"""Share of a free text's information that the corpus may lack: with less than the rest it is another subject."""

ASIDE = 4
"""Words of which the corpus may lack one whatever its information: the others say what the subject is."""


def _refuse(query: Query, unknown: Sequence[str], terms: TermMatrix, *, newer: bool) -> None:
    """Raises NothingFound where what makes a free text what it is stands nowhere: a brief on
    "vaccine diplomacy" is not one on diplomacy. Of several things ("banks and vaccines") one will do."""
    unknown = [w for w in unknown if not any(_meant(part, terms) for part in stems(w))]
    lacking = {part for word in unknown for part in stems(word)}
    if unknown and all(_lacks(stems(thing), lacking, terms) for thing in things_named(query.text)):
        known = " ".join(w for w in query.text.split() if not lacking & set(stems(w)))
        said = _listed(unknown)
        raise NothingFound(
            f"No newer document speaks of “{query.label}”: none says {said}."
            if newer
            else f"The corpus does not speak of “{query.label}”: no document says {said}.",
            f"Try “{known}”, or see /topics for what there is."
            if stems(known)
            else "Try other words, or see /topics for what there is.",
        )


def _lacks(thing: Sequence[str], lacking: Collection[str], terms: TermMatrix) -> bool:
    """Does the corpus lack half of what makes a thing, given as stems, what it is?"""
    missing = [part for part in thing if part in lacking]
    share = sum(map(terms.idf_of, missing)) >= LACKING * sum(map(terms.idf_of, thing))
    return share and ASIDE * len(missing) > len(thing)


def _meant(stemmed: str, terms: TermMatrix) -> bool:
    return any(like in terms.vocabulary for like in equivalents(stemmed))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _unknown(query: Query, snapshot: Snapshot) -> list[str]:
    """Words of a free text that stand nowhere in what was looked at, headings and titles included."""
    if query.name is not None:
        return []
    terms = snapshot.terms
    words = dict.fromkeys(w.strip(".,;:!?\"'“”‘’()") for w in query.text.split())
    unknown = [w for w in words if (parts := stems(w)) and not any(p in terms.vocabulary for p in parts)]
    if not unknown:
        return []
    headings = {s.section for s in snapshot.sentences if s.section}
    titles = {row.document.title for row in snapshot.documents.values()}
    headed = {stem for text in headings | titles for stem in stems(text)}
    return [w for w in unknown if headed.isdisjoint(stems(w))]


async def points_among(
    library: Library,
    scope: Scope,
    query: Query | None,
    may_tell: Callable[[Sentence], bool],
    *,
    limit: int,
    query_vector: Vectors | None = None,
    include: Sequence[DocumentId] = (),
) -> list[Point]:
    """The best ``limit`` points on ``query`` that open with a sentence ``may_tell`` lets through.

    The rest of the corpus is context, and may stand beside them as further citations. Without a
    query every subject counts. Nothing to tell is an empty list. ``include`` are the documents
    that matter where a corpus is too large to be looked at whole.
    """
    snapshot = await library.snapshot(scope, query, query_vector, include)
    candidates = snapshot.candidates(query, query_vector)
    only = np.array([may_tell(s) for s in candidates.sentences], dtype=bool)
    if not only.any():
        return []
    chosen = await asyncio.to_thread(choose, candidates, limit, only=only)
    return await cite(library, scope, candidates, chosen)


async def cite(library: Library, scope: Scope, candidates: Candidates, chosen: Sequence[Chosen]) -> list[Point]:
    """The chosen as points, quoted from the documents' texts."""
    sentences = candidates.sentences
    cited = {sentences[i].document: sentences[i].version for c in chosen for i in (*c.unit, *c.also)}
    documents: dict[DocumentId, Document] = {}
    for document, version in cited.items():
        text = await library.text(scope, document, version)
        if text is not None:
            documents[document] = text
    made = []
    for c in chosen:
        told = [sentences[i] for i in c.unit]
        also = [sentences[i] for i in c.also if sentences[i].document in documents]
        if all(s.document in documents for s in told):
            made.append(assembly.point(told, documents, also))
    return [point for point in made if point is not None]
