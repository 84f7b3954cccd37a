"""Which sentences a brief is made of: pure, and heavy enough to run beside the event loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.briefing import assembly
from summarizers import registry
from summarizers.base import Candidates, Ranked
from summarizers.extractive.briefing import ALIKE, SAME, Briefing
from summarizers.models import DocumentId, Sentence
from summarizers.quality import Leaning, adds_little, quality
from summarizers.verification.agreement import tells_the_same
from summarizers.verification.verify import follows

CONTINUED_WORDS = 75
"""A point is let go on into the next sentence up to this length."""

SUBSTANTIAL = 0.2
"""... when that sentence states something (``Quality.substance``)."""

MOST_OTHERS = 12
"""Further documents that are cited beside a claim: whoever reads it opens no more, and a story may have hundreds."""

TRIED = 60
"""Sentences that are held against a claim, the most like it."""

OWN = ("default", "briefing")
"""Names of the brief's own ranking."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A point to be: candidate indices in order, and those of other documents that tell the same."""

    unit: tuple[int, ...]
    also: tuple[int, ...] = ()


def choose(
    candidates: Candidates,
    count: int,
    *,
    method: str = "default",
    lead: bool = False,
    only: NDArray[np.bool_] | None = None,
) -> list[Chosen]:
    """The ``count`` best points, best first; with ``lead`` the one that speaks for the rest comes first.

    ``only`` is (n,) bool: sentences that may open a point, the others being context.
    """
    if not len(candidates):
        return []
    ranker = Briefing()
    assessed = ranker.assess(candidates)
    if method in OWN:
        ranked = ranker.rank(candidates, 4 * count + 12, only, assessed)
        if lead and only is None:
            ranked = [*ranker.bottom_line(candidates, assessed)[:1], *ranked]
    else:  # another method chooses among what is on the topic and usable
        order = sorted(r.index for r in ranker.rank(candidates, 150, only, assessed))
        narrowed = pick(candidates, order)
        ranked = [Ranked(order[r.index], r.score) for r in registry.create(method).rank(narrowed, 4 * count)]
    units = _units(candidates, ranked, count, assessed.relevance.speaks)
    return [Chosen(tuple(u), tuple(others(candidates, u)) if len(u) == 1 else ()) for u in units]


def pick(candidates: Candidates, indices: Sequence[int]) -> Candidates:
    """Some of the candidates, in the order of ``indices``."""
    return Candidates(
        tuple(candidates.sentences[i] for i in indices),
        candidates.query,
        None if candidates.vectors is None else candidates.vectors[list(indices)],
        candidates.query_vector,
        parts=candidates.parts,
    )


def _units(candidates: Candidates, ranked: Sequence[Ranked], count: int, speaks: NDArray[np.bool_]) -> list[list[int]]:
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
    worthy = {r.index for r in ranked if speaks[r.index]}
    return [_continued(sentences, unit, used, worthy) for unit in units]


def _told(candidates: Candidates, unit: Sequence[int], units: Sequence[Sequence[int]]) -> bool:
    """Was it said already by a point that was not part of the ranking?"""
    if candidates.vectors is None or not units:
        return False
    said = [i for u in units for i in u]
    close = candidates.vectors[said] @ candidates.vectors[unit[-1]]
    text = candidates.sentences[unit[-1]].text
    return any(
        c > SAME or (c > ALIKE and adds_little(text, candidates.sentences[i].text))
        for i, c in zip(said, close, strict=True)
    )


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


def others(candidates: Candidates, unit: Sequence[int]) -> list[int]:
    """Sentences of other documents from which the claim follows too, so that they may stand beside it as citations.

    At most ``MOST_OTHERS`` of the ``TRIED`` that are nearest to it, in their order.
    """
    claim = candidates.sentences[unit[-1]]
    if candidates.vectors is not None:
        near, least = candidates.vectors @ candidates.vectors[unit[-1]], 0.7
    elif candidates.terms is not None:
        rows = candidates.terms.tfidf()
        near, least = (rows @ rows[unit[-1]].T).toarray().ravel(), 0.5
    else:
        return []
    close = np.flatnonzero(near > least)
    close = np.sort(close[np.argsort(-near[close], kind="stable")[:TRIED]])
    found: dict[DocumentId, int] = {}
    for i in close:
        other = candidates.sentences[int(i)]
        if (
            other.document != claim.document
            and other.document not in found
            and quality(other.text).leaning is Leaning.NOT
            and (tells_the_same(claim.text, other.text) or follows(claim.text, other.text))
        ):
            found[other.document] = int(i)
            if len(found) == MOST_OTHERS:
                break
    return list(found.values())
