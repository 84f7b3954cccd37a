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
class _Task:
    """One sentence to write: its cluster, the candidates that it may be made of; ``own`` of them are the point's."""

    cluster: tuple[int, ...]
    own: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Rewriting:
    """For each point what is to be written: one sentence of its cluster, or, where the point has several
    sentences of its own, each of them, so that none of its facts is lost."""

    extracted: tuple[Point, ...]
    candidates: Candidates
    tasks: tuple[tuple[_Task, ...], ...]

    @classmethod
    def of(cls, points: Sequence[Point], candidates: Candidates, pool: Sequence[int]) -> Rewriting:
        """Each point; one of a single sentence with the sentences of ``pool`` that tell of the same."""
        units = _units(points, candidates)
        grown = clusters(candidates, units, pool)
        tasks = tuple(
            tuple(_Task((index,), 1, goes_on=place > 0) for place, index in enumerate(unit))
            if len(unit) > 1
            else (_Task(tuple(cluster), len(unit)),)
            for unit, cluster in zip(units, grown, strict=True)
        )
        return cls(tuple(points), candidates, tasks)

    @property
    def passages(self) -> list[list[str]]:
        """What the generator is given: the sentences of each cluster that may be."""
        every = (material(self._texts(task)) for tasks in self.tasks for task in tasks)
        return [passage for passage in every if passage]

    def points(self, raw: Sequence[Sequence[str]], evidence: ToEvidence) -> list[Point]:
        """The points in order; written is what of ``raw`` (texts for each passage) follows from its evidence."""
        given = iter(raw)
        made = []
        for point, tasks in zip(self.extracted, self.tasks, strict=True):
            texts = [self._texts(task) for task in tasks]
            judged = [
                choose(next(given), t, task.own, goes_on=task.goes_on) if material(t) else None
                for t, task in zip(texts, tasks, strict=True)
            ]
            made.append(self._point(point, judged, tasks, evidence))
        return made

    def _texts(self, task: _Task) -> list[str]:
        return [self.candidates.sentences[i].text for i in task.cluster]

    def _point(
        self, point: Point, judged: Sequence[Written | None], tasks: Sequence[_Task], evidence: ToEvidence
    ) -> Point:
        """The sentences joined; one that failed, or in which nothing was left out, stays the source's own."""
        said: list[str] = []
        told: list[Sentence] = []
        fresh = failed = False
        for written, task in zip(judged, tasks, strict=True):
            sentences = [self.candidates.sentences[i] for i in task.cluster]
            new = written is not None and written.text not in ("", *(s.text for s in sentences))
            failed = failed or written is None or not written.text
            fresh = fresh or new
            if new and written is not None:
                said.append(written.text)
                told += [sentences[i] for i in written.cited]
            else:
                said += [s.text for s in sentences[: task.own]]
                told += sentences[: task.own]
        kept = tuple(e for e in map(evidence, told) if e is not None)
        if not fresh or not kept or len(kept) < len(told):
            return replace(point, origin=Origin.FALLBACK if failed or fresh else point.origin)
        text, date = " ".join(said), point.date if len(tasks) > 1 else told[0].date
        left_out = date is not None and date[:4] not in text and any(date[:4] in s.text for s in told)
        return Point(text, kept, Origin.GENERATED, None if left_out else date)


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
