"""Which sentences a brief is made of: pure, and heavy enough to run beside the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.briefing.units import chronological, counted_in_turn, leading, units_of
from summarizers import registry
from summarizers.base import Candidates, Ranked
from summarizers.extractive.briefing import Assessment, Briefing
from summarizers.models import DocumentId
from summarizers.quality import Leaning, quality
from summarizers.verification.agreement import tells_the_same
from summarizers.verification.verify import follows

MOST_OTHERS = 12
"""Further documents that are cited beside a claim: whoever reads it opens no more, and a story may have hundreds."""

TRIED = 60
"""Sentences that are held against a claim, the most like it."""

LEADS = 5
"""Sentences that speak best for the rest, one of which comes first."""

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
    lead: int = 0,
    detailed: bool = False,
    without: frozenset[int] = frozenset(),
    only: NDArray[np.bool_] | None = None,
    assessed: Assessment | None = None,
) -> list[Chosen]:
    """The ``count`` best points, best first; the first ``lead`` of them are one sentence each, and the very
    first is the one that speaks for the rest.

    In a ``detailed`` answer neighbors that would each be a point make one, which leaves room for others.
    ``without`` are candidates that are told elsewhere. ``only`` is (n,) bool: sentences that may open a
    point, the others being context. ``assessed`` is what is known of the candidates, where somebody knows it already.
    """
    if not len(candidates):
        return []
    ranker = Briefing()
    assessed = assessed or ranker.assess(candidates)
    topical: list[Ranked] = []
    if method in OWN:
        ranked = ranker.rank(candidates, 4 * count + 12, only, assessed)
        if lead and only is None:
            topical = ranker.bottom_line(candidates, assessed)[:LEADS]
    else:  # another method chooses among what is on the topic and usable
        order = sorted(r.index for r in ranker.rank(candidates, 150, only, assessed))
        narrowed = pick(candidates, order)
        ranked = [Ranked(order[r.index], r.score) for r in registry.create(method).rank(narrowed, 4 * count)]
    topical, ranked = ([r for r in line if r.index not in without] for line in (topical, ranked))
    leads = leading(candidates, topical, ranked, lead)
    units = units_of(candidates, ranked, count, assessed.relevance.speaks, leads, detailed, without)
    if lead:
        told = counted_in_turn(candidates.sentences, chronological(candidates, units[len(leads) :]))
        units = [*leads, *told]
    return _once(Chosen(tuple(u), tuple(others(candidates, u)) if len(u) == 1 else ()) for u in units)


def _once(points: Iterable[Chosen]) -> list[Chosen]:
    """Without those whose one sentence is cited beside an earlier point, for it tells the same."""
    told: set[int] = set()
    kept = []
    for point in points:
        if told.isdisjoint(point.unit) or len(point.unit) > 1:
            kept.append(point)
            told.update(point.also)
    return kept


def pick(candidates: Candidates, indices: Sequence[int]) -> Candidates:
    """Some of the candidates, in the order of ``indices``."""
    return Candidates(
        tuple(candidates.sentences[i] for i in indices),
        candidates.query,
        None if candidates.vectors is None else candidates.vectors[list(indices)],
        candidates.query_vector,
        parts=candidates.parts,
    )


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
