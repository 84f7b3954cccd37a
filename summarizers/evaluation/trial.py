"""One method on one reference set."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from summarizers import registry
from summarizers.base import Candidates, Vectors
from summarizers.evaluation.bootstrap import Estimate, difference, estimate
from summarizers.evaluation.measures import MEASURES
from summarizers.evaluation.tasks import Task
from summarizers.extractive.hybrid import suggest
from summarizers.models import Budget, Query
from summarizers.selection import select

BASELINES = frozenset(
    ("lead", "random", "luhn", "edmundson", "lsa", "text-rank", "lex-rank", "sum-basic", "kl", "reduction")
)
"""Measured as published: their first sentences, whatever these repeat or lean on. The others are
measured as ``summarize`` gives them."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A method's figures on a set, each 0 to 100, and what a document costs without embedding it (processor time)."""

    method: str
    scores: Mapping[str, tuple[float, ...]]  # measure -> one value for each task
    milliseconds: float
    sentences: float

    def estimates(self) -> dict[str, Estimate]:
        """The mean of each measure with its interval."""
        return {measure: estimate(values) for measure, values in self.scores.items()}

    def against(self, other: Trial) -> dict[str, Estimate]:
        """By how much each measure is better than the other's, task by task."""
        return {m: difference(values, other.scores[m]) for m, values in self.scores.items()}


def run(
    name: str,
    tasks: Sequence[Task],
    vectors: Mapping[str, Vectors] | None,
    measures: str,
    *,
    lexical: bool = False,
    free: bool = False,
    each: bool = False,
) -> Trial:
    """Let the method called ``name`` do every task.

    ``vectors`` maps every text and query to its embedding; ``lexical`` keeps them from the
    method. ``free`` lets the method say how many sentences a summary should have; with ``each`` it is
    the method's best sentence of every document, however many people cited.
    """
    known = None if lexical else vectors
    prepared = [(_candidates(task, known), task) for task in tasks]
    durations, chosen = [], []
    for candidates, task in prepared:
        began = time.process_time()
        size = suggest(candidates) if free else task.size
        chosen.append(_best_of_each(name, candidates) if each else _choose(name, candidates, size))
        durations.append(time.process_time() - began)
    label = name + (", lexical" if lexical else "") + (", free length" if free else "")
    label += ", one a source" if each else ""
    scores = {
        measure: tuple(of(task, picks) for task, picks in zip(tasks, chosen, strict=True))
        for measure, of in MEASURES[measures].items()
    }
    return Trial(label, scores, 1000.0 * median(durations), sum(map(len, chosen)) / max(len(chosen), 1))


def _candidates(task: Task, vectors: Mapping[str, Vectors] | None) -> Candidates:
    candidates = Candidates(task.sentences, Query(task.query))
    if vectors is None:
        return candidates
    rows = np.array([vectors[s.text] for s in task.sentences], dtype=np.float32)
    return replace(candidates, vectors=rows, query_vector=vectors[task.query])


def _choose(name: str, candidates: Candidates, size: int) -> list[int]:
    method = registry.create(name)
    if name in BASELINES:
        return [r.index for r in method.rank(candidates, size)]
    ranked = method.rank(candidates, len(candidates))
    return [index for unit in select(candidates, ranked, Budget(sentences=size)) for index in unit]


def _best_of_each(name: str, candidates: Candidates) -> list[int]:
    best: dict[str, int] = {}
    for ranked in registry.create(name).rank(candidates, len(candidates)):
        best.setdefault(candidates.sentences[ranked.index].document, ranked.index)
    return list(best.values())
