"""Extracted points written anew: a passage for each, what a generator made of it judged, its origin told.

The generator itself runs between ``Rewriting.passages`` and ``Rewriting.points``, in whatever way its holder can wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarizers.abstractive.clusters import clusters
from summarizers.abstractive.condensing import Written, choose, material
from summarizers.base import Candidates
from summarizers.models import Evidence, Origin, Point, Sentence

METHOD = "abstractive"

POOL = 60
"""Best-ranked sentences that may join a cluster."""

ToEvidence = Callable[[Sentence], Evidence | None]
"""A sentence as evidence; None where its text is not its quote."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """``clusters`` has, for each point, the candidates that it may be written from."""

    extracted: tuple[Point, ...]
    candidates: Candidates
    clusters: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, points: Sequence[Point], candidates: Candidates, pool: Sequence[int]) -> Rewriting:
        """Each point with the sentences of ``pool`` that tell of the same."""
        grown = clusters(candidates, _units(points, candidates), pool)
        return cls(tuple(points), candidates, tuple(map(tuple, grown)))

    @property
    def passages(self) -> list[list[str]]:
        """What the generator is given: the sentences of each cluster that may be."""
        return [p for p in map(material, self._texts) if p]

    def points(self, raw: Sequence[Sequence[str]], evidence: ToEvidence) -> list[Point]:
        """The points in order; written is what of ``raw`` (texts for each passage) follows from its evidence."""
        given = iter(raw)
        judged = [choose(next(given), texts) if material(texts) else None for texts in self._texts]
        return [self._point(p, w, c, evidence) for p, w, c in zip(self.extracted, judged, self.clusters, strict=True)]

    @property
    def _texts(self) -> list[list[str]]:
        return [[self.candidates.sentences[i].text for i in cluster] for cluster in self.clusters]

    def _point(self, point: Point, written: Written | None, cluster: Sequence[int], evidence: ToEvidence) -> Point:
        sentences = [self.candidates.sentences[i] for i in cluster]
        if written is not None and any(written.text == s.text for s in sentences):
            return point  # the model found nothing to leave out
        if written is None or not written.text:
            return replace(point, origin=Origin.FALLBACK)
        told = [sentences[i] for i in written.cited]
        kept = tuple(e for e in map(evidence, told) if e is not None)
        if len(kept) < len(told):
            return replace(point, origin=Origin.FALLBACK)
        return Point(written.text, kept, Origin.GENERATED, told[0].date)


def once(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without a point whose text an earlier one has (two clusters may be told alike)."""
    return tuple({p.text: p for p in reversed(points)}.values())[::-1]


def note(points: Sequence[Point], name: str) -> str:
    """How many of the points shown the generator called ``name`` wrote."""
    accepted = sum(p.origin is Origin.GENERATED for p in points)
    return f"{accepted} of {len(points)} sentences were written by {name} and verified; the others are the sources' own"


def _units(points: Sequence[Point], candidates: Candidates) -> list[list[int]]:
    """The candidates that each point's own text is made of."""
    places = {(s.document, s.version, s.start): i for i, s in enumerate(candidates.sentences)}
    units = []
    for point in points:
        known = [places.get((e.document, e.version, e.start)) for e in point.evidence]
        units.append([i for i in known if i is not None and candidates.sentences[i].text in point.text])
    return units
