"""What each part of the default method is worth: the reference sets with and without it.

python tests/benchmarks/ablations.py [DEV.JSONL]      QuoteSum's file; ../shared/bench is looked at

What ``select`` makes of a ranking is measured, as ``summarize`` gives it. ACLSum's train and val
splits are the ones to decide on; its test split and QuoteSum are for looking. With nothing asked,
the sentences that people marked on any aspect of a paper of ACLSum are what it should say.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from summarizers.base import Candidates, Vectors
from summarizers.embeddings import packaged_encoder
from summarizers.evaluation import aclsum, quotesum
from summarizers.evaluation.bootstrap import difference, estimate
from summarizers.evaluation.measures import MEASURES
from summarizers.evaluation.tasks import DataAbsent, Task, texts_of
from summarizers.extractive.hybrid import Hybrid, Weights
from summarizers.models import Budget, Query
from summarizers.selection import choose

QUOTESUM = Path(__file__).resolve().parents[3] / "shared" / "bench" / "quotesum" / "dev.jsonl"
NEVER, ALWAYS = 2.0, -1.0
NOTHING_ASKED = {
    "default": Weights(),
    "what it holds: a half": Weights(holding=0.75),
    "what it holds: twice": Weights(holding=3.0),
    "not what it states": Weights(stated=0.0),
    "no place": Weights(first=0.0, early=0.0),
    "twice the place": Weights(first=0.8, early=0.3),
    "fragments like any other": Weights(fragment=0.0),
}
VARIANTS = {
    "default": Weights(),
    "every query a question": Weights(far=ALWAYS, near=ALWAYS),
    "every query a subject": Weights(far=NEVER, near=NEVER),
    "question: cosine alone": Weights(words=0.0),
    "question: words as much": Weights(words=1.0),
    "question: not what it expects": Weights(expected=0.0),
    "question: twice what it expects": Weights(expected=2.0),
    "subject: no centrality": Weights(central=0.0),
    "subject: centrality as much": Weights(central=1.0),
    "subject: no place": Weights(place=0.0),
    "documents take no turns": Weights(turn=0.0),
    "documents take strict turns": Weights(turn=2.0),
    "fragments like any other": Weights(fragment=0.0),
}


async def main(data: Path) -> None:
    sets = {"ACLSum train and val": ("aclsum", aclsum.load("train") + aclsum.load("val"))}
    sets["ACLSum test"] = ("aclsum", aclsum.load("test"))
    try:
        sets["QuoteSum dev"] = ("quotesum", quotesum.load(data))
    except DataAbsent as absent:
        print(absent.message)
    vectors = await _vectors([task for _, tasks in sets.values() for task in tasks])
    for name, (measures, tasks) in sets.items():
        _table(name, measures, tasks, vectors, VARIANTS)
    for name in ("ACLSum train and val", "ACLSum test"):
        _table(f"{name}, nothing asked", "aclsum", _unasked(sets[name][1]), vectors, NOTHING_ASKED)


async def _vectors(tasks: Sequence[Task]) -> dict[str, Vectors]:
    encoder = packaged_encoder()
    if encoder is None:
        raise SystemExit("no model is installed")
    texts = texts_of(tasks)
    try:
        return dict(zip(texts, await encoder.encode(texts), strict=True))
    finally:
        await encoder.close()


def _unasked(tasks: Sequence[Task]) -> list[Task]:
    """A task for each paper, whose marks are those on all its aspects."""
    papers: dict[str, list[Task]] = {}
    for task in tasks:
        papers.setdefault(task.id.split("/")[0], []).append(task)
    return [
        replace(of[0], id=paper, query="", size=6, gold=frozenset().union(*(t.gold for t in of)))
        for paper, of in papers.items()
    ]


def _table(
    name: str,
    measures: str,
    tasks: Sequence[Task],
    vectors: Mapping[str, Vectors],
    variants: Mapping[str, Weights],
) -> None:
    candidates = [_candidates(task, vectors) for task in tasks]
    bare = [replace(c, vectors=None, query_vector=None) for c in candidates]
    full = _scores(Weights(), candidates, tasks, measures)
    print(f"\n{name}, {len(tasks)} tasks: figure, and what it differs from the default's (95%)")
    _row("without a model", _scores(Weights(), bare, tasks, measures), full)
    for variant, weights in variants.items():
        _row(variant, _scores(weights, candidates, tasks, measures), full)


def _candidates(task: Task, vectors: Mapping[str, Vectors]) -> Candidates:
    rows = np.array([vectors[s.text] for s in task.sentences], dtype=np.float32)
    if not task.query:
        return Candidates(task.sentences, None, rows)
    return Candidates(task.sentences, Query(task.query), rows, vectors[task.query])


def _scores(
    weights: Weights, candidates: Sequence[Candidates], tasks: Sequence[Task], measures: str
) -> dict[str, list[float]]:
    method = Hybrid(weights)
    chosen = [
        [index for unit in choose(method, c, Budget(sentences=t.size)) for index in unit]
        for c, t in zip(candidates, tasks, strict=True)
    ]
    return {m: [of(t, p) for t, p in zip(tasks, chosen, strict=True)] for m, of in MEASURES[measures].items()}


def _row(variant: str, scores: Mapping[str, Sequence[float]], full: Mapping[str, Sequence[float]]) -> None:
    cells = []
    for measure, values in scores.items():
        gap = difference(values, full[measure])
        cells.append(f"{measure} {estimate(values).mean:.1f} ({gap.mean:+.1f}: {gap.low:+.1f} to {gap.high:+.1f})")
    print(f"  {variant:<32}" + "   ".join(f"{cell:<34}" for cell in cells), flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else QUOTESUM))
