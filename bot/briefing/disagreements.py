"""Where sources differ: figures and ranks on the same subject that do not agree.

Few and right rather than many: two sentences of different documents are set side by side when
they state a figure of the same kind and the same thing, of a year that both may mean, and the
figures differ; or the same figure in another currency; or give one rank to two holders. Nothing
is worded here: each side is its source's own sentence.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from math import fsum

from bot.briefing import assembly
from bot.briefing.library import Library
from bot.briefing.units import continued
from bot.store.base import Scope
from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Point, Sentence
from summarizers.quality import quality
from summarizers.relevance import Relevance
from summarizers.statements import Figure, Rank, Wording, figures, may_state, ranks

Weight = Callable[[str], float]
Weigh = Callable[[frozenset[str]], float]

Pair = tuple[float, Figure | Rank, Figure | Rank]
"""How sure it is that two statements do not agree, and these."""

SECTION = "disagreements"

LOOKED_AT = 400
"""Sentences most relevant to the topic that are compared with each other."""

ALIKE = 0.34
"""Share of two sentences' information that must be common for their figures to be compared."""

NEARLY_ALL = 0.6
"""... of which so many need no further words around the figures in common."""

NEAR = 0.25
"""... and of the words right around the figures."""

NAMES = 0.4
"""Share of the names of both sentences that must be common."""

WIDE = 0.15
"""Share of the information of two passages that must be common for one figure in two currencies."""

ROUGH = 0.1
"""Figures said to be rough agree within this share."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences (by index) that do not agree; ``values`` as they stand there."""

    first: int
    second: int
    values: tuple[str, str]
    strength: float


async def on(
    library: Library, scope: Scope, candidates: Candidates, known: Relevance, most: int = 3
) -> tuple[list[Point], frozenset[int]]:
    """What sources disagree on about the candidates' query, and the candidates by which it is told."""
    found = await asyncio.to_thread(on_topic, candidates, known)
    made = await side_by_side(library, scope, candidates, found, most) if found else []
    places = {(e.document, e.start) for p in made for e in p.evidence}
    return made, frozenset(i for i, s in enumerate(candidates.sentences) if (s.document, s.start) in places)


def on_topic(candidates: Candidates, known: Relevance) -> list[Disagreement]:
    """Disagreements among the sentences that are ``known`` to be about the query."""
    terms = candidates.terms or TermMatrix.of(candidates.texts)
    order = [int(i) for i in (-known.score).argsort(kind="stable") if known.relevant[i]]
    looked_at = set(order[:LOOKED_AT])
    sentences = candidates.sentences
    for i in order[:LOOKED_AT]:  # "But the repair alone ..." speaks of it too
        if i + 1 < len(sentences) and assembly.adjoin(sentences[i], sentences[i + 1]):
            looked_at.add(i + 1)
    return find(sentences, sorted(looked_at), terms.idf_of)


async def side_by_side(
    library: Library, scope: Scope, candidates: Candidates, found: Sequence[Disagreement], most: int
) -> list[Point]:
    """Two points for each of the first ``most`` disagreements, in the sources' words."""
    sentences = candidates.sentences
    documents: dict[DocumentId, Document] = {}
    for s in (sentences[i] for d in found[: most + 2] for i in (d.first, d.second)):
        if s.document not in documents and (text := await library.text(scope, s.document, s.version)) is not None:
            documents[s.document] = text
    return points(found[: most + 2], sentences, documents, most)


def find(sentences: Sequence[Sentence], indices: Sequence[int], weight: Weight) -> list[Disagreement]:
    """Disagreements among the sentences at ``indices``, surest first, no sentence twice.

    ``weight`` is the information of a word's root in the corpus (``TermMatrix.idf_of``).
    """
    worth = [i for i in indices if may_state(sentences[i].text)]
    stated = [f for f in figures(sentences, worth) if not _of_a_make(f)]
    by_sentence: dict[int, list[Figure]] = {}
    for figure in stated:
        by_sentence.setdefault(figure.index, []).append(figure)
    found = [*_by_figure(stated, weight), *_by_rank(ranks(sentences, worth), sentences)]
    used: set[int] = set()
    kept = []
    for strength, a, b in sorted(found, key=lambda pair: -pair[0]):
        # of thousands few are looked at so closely: most have a sentence that is used by then
        if a.index in used or b.index in used or _both_stated(a, b, by_sentence):
            continue
        kept.append(Disagreement(a.index, b.index, (a.said, b.said), strength))
        used.update((a.index, b.index))
    return kept


def points(
    found: Iterable[Disagreement],
    sentences: Sequence[Sentence],
    documents: Mapping[DocumentId, Document],
    most: int = 3,
) -> list[Point]:
    """Two points for each disagreement, side by side; the older document's first."""
    made: list[Point] = []
    for d in found:
        if any(sentences[i].document not in documents for i in (d.first, d.second)):
            continue
        sides = sorted((d.first, d.second), key=lambda i: documents[sentences[i].document].published or "9999")
        told = []
        for i in sides:
            unit = assembly.with_context(sentences, i)
            unit = _with_figures_after(sentences, unit) if unit is not None else None
            point = assembly.point([sentences[j] for j in unit], documents) if unit is not None else None
            if point is not None:
                told.append(replace(point, date=sentences[i].date or point.date))
        if len(told) == 2:
            made += told
        if len(made) >= 2 * most:
            break
    return made


def _with_figures_after(sentences: Sequence[Sentence], unit: list[int]) -> list[int]:
    """With the figures that lean on it ("By comparison, ..."): they can be told nowhere else."""
    longer = continued(sentences, unit)
    return longer if quality(sentences[longer[-1]].text).figures else unit


def _of_a_make(figure: Figure) -> bool:
    """ "7 nm chips", in a unit that is not known: it says which chips, and there are others."""
    return bool(figure.noun) and _VOWEL.search(figure.noun) is None


_VOWEL = re.compile("[aeiouy]")


def _by_figure(stated: Sequence[Figure], weight: Weight) -> Iterable[Pair]:
    """Pairs that do not agree, as far as each says nothing of the other's figure."""
    weight = cache(weight)
    weigh = cache(lambda words: fsum(map(weight, words)))  # the same in whatever order a set gives them
    alike = cache(partial(_alike, weigh=weigh))
    known: dict[Wording, Wording] = {}  # each once: one wording with other figures may stand in many documents
    wording = cache(lambda figure: known.setdefault(figure.wording, figure.wording))
    further: dict[tuple[str, str], deque[Figure]] = {}  # of a kind and a thing, those that were not compared yet
    for figure in stated:
        further.setdefault((figure.kind, figure.noun), deque()).append(figure)
    for a in stated:
        of_its_kind = further[a.kind, a.noun]
        of_its_kind.popleft()
        for b in of_its_kind:
            if a.document == b.document:
                continue
            if a.kind == "money" and a.quantity.unit != b.quantity.unit:
                if a.quantity.same_value(b.quantity) and not a.names.isdisjoint(b.names):
                    # no accident, where the surroundings are the same
                    wide = _shared(a.wide, b.wide, weigh)
                    if wide >= WIDE:
                        yield 1.0 + wide, a, b
                continue
            strength = alike(wording(a), wording(b))
            if not strength or _agree(a, b) or a.quantity.same_value(b.quantity):
                continue
            if not (a.years and b.years and a.years.isdisjoint(b.years)):
                yield strength, a, b


def _alike(a: Wording, b: Wording, weigh: Weigh) -> float:
    """How sure it is that two figures are of one thing; 0 where it is not."""
    if len(a.names & b.names) < NAMES * len(a.names | b.names) or a.names.isdisjoint(b.names):
        return 0.0
    if a.after.isdisjoint(b.after):
        return 0.0
    near = _shared(a.near, b.near, weigh)
    alike = _shared(a.roots, b.roots, weigh) if near >= NEAR else 0.0
    if alike < ALIKE or (len(a.near & b.near) < 2 and alike < NEARLY_ALL):
        return 0.0
    return alike + near


def _both_stated(a: Figure | Rank, b: Figure | Rank, by_sentence: Mapping[int, Sequence[Figure]]) -> bool:
    """Does one of the sentences also state the other's figure? Then they speak of several things."""
    if not isinstance(a, Figure) or not isinstance(b, Figure):
        return False
    there = [f for f in by_sentence[b.index] if f.quantity.unit == a.quantity.unit]
    here = [f for f in by_sentence[a.index] if f.quantity.unit == b.quantity.unit]
    return any(f.quantity.same_value(a.quantity) for f in there) or any(f.quantity.same_value(b.quantity) for f in here)


def _agree(a: Figure, b: Figure) -> bool:
    """Rounded or rough figures that mean the same."""
    low, high = (a.value, b.value) if a.value < b.value else (b.value, a.value)
    if high == 0:
        return True
    return (high - low) / high <= (ROUGH if a.rough or b.rough or a.quantity.bound or b.quantity.bound else 0.005)


def _by_rank(held: Sequence[Rank], sentences: Sequence[Sentence]) -> Iterable[Pair]:
    for i, a in enumerate(held):
        for b in held[i + 1 :]:
            if sentences[a.index].document == sentences[b.index].document or a.noun != b.noun:
                continue
            if a.years and b.years and not a.years & b.years:
                continue
            one_place = a.place == b.place and a.holder != b.holder
            one_holder = a.place != b.place and a.holder == b.holder
            if not (one_place or one_holder):
                continue
            if a.what and b.what and a.what != b.what:
                continue
            common = len(a.around & b.around)
            if common >= 3:
                yield 0.5 + 0.02 * common, a, b


def _shared(a: frozenset[str], b: frozenset[str], weigh: Weigh) -> float:
    """Weighted overlap, as a share of the smaller set's information."""
    smaller = min(weigh(a), weigh(b))
    return weigh(a & b) / smaller if smaller else 0.0
