"""``python -m bot evaluate``: the methods on the reference sets, as tables or JSON."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.errors import ConfigurationError, UnknownMethod
from bot.messages import did_you_mean
from summarizers import registry
from summarizers.base import Vectors
from summarizers.embeddings import packaged_encoder
from summarizers.evaluation import aclsum, quotesum
from summarizers.evaluation.bootstrap import Estimate
from summarizers.evaluation.chart import Series, chart
from summarizers.evaluation.growth import growth
from summarizers.evaluation.tasks import DataAbsent, Task, texts_of
from summarizers.evaluation.trial import Trial, run

SETS = ("aclsum", "quotesum")
GENERATES = "abstractive"
"""Not measured here: what it chooses is the default's, what it writes is another question."""
QUOTESUM = Path("../shared/bench/quotesum/dev.jsonl")
_TITLES = {
    "aclsum": "ACLSum (test): three sentences on one aspect of a paper, against those that people marked",
    "quotesum": "QuoteSum (dev): answers from several sources, against those that people wrote",
}
_TOGETHER = 256
"""Texts embedded between two steps of the progress bar."""


@dataclass(frozen=True, slots=True)
class SetResult:
    """The trials on one set; ``gains`` are the default's advantages over the best other method."""

    name: str
    tasks: int
    trials: tuple[Trial, ...]
    best_other: str | None
    gains: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Evaluation:
    sets: tuple[SetResult, ...]
    encoder: str | None
    notes: tuple[str, ...] = ()
    grown: Mapping[str, Sequence[tuple[int, float]]] = field(default_factory=dict)


async def evaluate(
    *,
    only: str | None = None,
    method: str | None = None,
    data: Path | None = None,
    quiet: bool = False,
    growing: bool = False,
) -> Evaluation:
    """Measure every method, or one, on every set that is here, or one; with ``growing`` also their time by size.

    A set that is absent is noted, or, when it is the one asked for or the last one, a
    ConfigurationError. Raises UnknownMethod.
    """
    if method is not None and method not in registry.names():
        raise UnknownMethod(f"There is no method {method!r}.", did_you_mean(method, registry.names()))
    found, notes = _sets((only,) if only else SETS, data or QUOTESUM)
    encoder = packaged_encoder()
    vectors: dict[str, Vectors] | None = None
    if encoder is None:
        notes.append("No model is installed: every method was measured in its lexical form.")
    results = []
    with Progress(console=Console(file=sys.stderr), disable=quiet, transient=True) as progress:
        if encoder is not None:
            texts = list(dict.fromkeys(t for tasks in found.values() for t in texts_of(tasks)))
            vectors = {}
            step = progress.add_task("embedding", total=len(texts))
            try:
                for start in range(0, len(texts), _TOGETHER):
                    part = texts[start : start + _TOGETHER]
                    vectors.update(zip(part, await encoder.encode(part), strict=True))
                    progress.advance(step, len(part))
            finally:
                await encoder.close()
        for name, tasks in found.items():
            plans = list(_plans(name, method, vectors))
            step = progress.add_task(name, total=len(plans))
            trials = []
            for plan in plans:
                trials.append(await asyncio.to_thread(plan, tasks))
                progress.advance(step)
            results.append(_result(name, tasks, trials))
        grown = {}
        if growing:
            sentences = list(dict.fromkeys(s.text for tasks in found.values() for t in tasks for s in t.sentences))
            names = (method,) if method else tuple(n for n in registry.names() if n != GENERATES)
            grown = await asyncio.to_thread(growth, names, sentences)
    return Evaluation(tuple(results), encoder.name if encoder else None, tuple(notes), grown)


def _sets(names: Sequence[str], data: Path) -> tuple[dict[str, list[Task]], list[str]]:
    found: dict[str, list[Task]] = {}
    notes: list[str] = []
    for name in names:
        try:
            found[name] = aclsum.load() if name == "aclsum" else quotesum.load(data)
        except DataAbsent as absent:
            if len(names) == 1:
                raise ConfigurationError(absent.message, absent.hint) from absent
            notes.append(f"{absent.message} {absent.hint}")
    if not found:
        raise ConfigurationError("There is no reference set to measure on.", " ".join(notes))
    return found, notes


def _plans(
    name: str, method: str | None, vectors: Mapping[str, Vectors] | None
) -> list[Callable[[Sequence[Task]], Trial]]:
    """Each method once; the default also without its model, at the length it would choose, and with a
    sentence of every source."""

    def plan(slug: str, **how: bool) -> Callable[[Sequence[Task]], Trial]:
        return lambda tasks: run(slug, tasks, vectors, name, **how)

    plans = []
    for slug in (method,) if method else tuple(n for n in registry.names() if n != GENERATES):
        plans.append(plan(slug))
        if slug == "default":
            plans += [plan(slug, lexical=True)] if vectors is not None else []
            plans += [plan(slug, free=True), plan(slug, each=True)] if name == "quotesum" else []
    return plans


def _result(name: str, tasks: Sequence[Task], trials: Sequence[Trial]) -> SetResult:
    """With the default's gains over the method that is best in the set's first measure."""
    measure = next(iter(trials[0].scores))
    others = [t for t in trials if not t.method.startswith("default")]
    if trials[0].method != "default" or not others:
        return SetResult(name, len(tasks), tuple(trials), None, {})
    best = max(others, key=lambda t: sum(t.scores[measure]))
    return SetResult(name, len(tasks), tuple(trials), best.method, trials[0].against(best))


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Figures from 0 to 100 with their 95% intervals."""
    return {
        "ok": True,
        "command": "evaluate",
        "encoder": evaluation.encoder,
        "notes": list(evaluation.notes),
        "sets": [
            {
                "name": s.name,
                "tasks": s.tasks,
                "methods": [
                    {
                        "method": t.method,
                        "scores": {m: _figures(e) for m, e in t.estimates().items()},
                        "sentences": round(t.sentences, 2),
                        "milliseconds": round(t.milliseconds, 2),
                    }
                    for t in s.trials
                ],
                "best_other": s.best_other,
                "gains": {m: _figures(e) for m, e in s.gains.items()},
            }
            for s in evaluation.sets
        ],
    }


def draw(evaluation: Evaluation, folder: Path) -> list[Path]:
    """Quality against speed for each set, and time by size, as SVG files. Raises ConfigurationError."""
    pictures: dict[str, str] = {}
    for result in evaluation.sets:
        measure = next(iter(result.trials[0].scores))
        dots = [
            Series(t.method, ((max(t.milliseconds, 0.01), t.estimates()[measure].mean),), t.method == "default")
            for t in result.trials
        ]
        pictures[f"quality-{result.name}.svg"] = chart(
            _TITLES[result.name].split(":")[0], "milliseconds a text, embeddings made before", measure, dots
        )
    lines = [
        Series(name, tuple((float(n), max(ms, 0.01)) for n, ms in points), name == "default")
        for name, points in evaluation.grown.items()
    ]
    if lines:
        pictures["growth.svg"] = chart(
            "Time by size (a second summary)", "sentences", "milliseconds", lines, log_up=True
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, svg in pictures.items():
            (folder / name).write_text(svg, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"The pictures cannot be written to {folder}: {error}.", "Name a folder.") from error
    return [folder / name for name in pictures]


def show(evaluation: Evaluation, console: Console) -> None:
    """One table for each set, best method first."""
    if not console.is_terminal:
        console.width = max(console.width, 160)  # a pipe has no width, and figures must not be cut
    for result in evaluation.sets:
        measures = list(result.trials[0].scores)
        table = Table(title=_TITLES[result.name], title_justify="left", caption_justify="left")
        table.add_column("method", no_wrap=True)
        for measure in measures:
            table.add_column(f"{measure} (95%)", justify="right", no_wrap=True)
        table.add_column("sentences", justify="right")
        table.add_column("ms", justify="right")
        for trial in sorted(result.trials, key=lambda t: -sum(t.scores[measures[0]])):
            estimates = trial.estimates()
            table.add_row(
                trial.method,
                *(f"{e.mean:.1f} ({e.low:.1f}-{e.high:.1f})" for e in map(estimates.__getitem__, measures)),
                f"{trial.sentences:.1f}",
                f"{trial.milliseconds:.1f}",
                style="bold" if trial.method == "default" else None,
            )
        if result.best_other is not None:
            gains = ", ".join(f"{m} {e.mean:+.1f} ({e.low:+.1f} to {e.high:+.1f})" for m, e in result.gains.items())
            table.caption = f"{result.tasks} tasks. default over {result.best_other}: {gains}"
        console.print(table)
    for note in evaluation.notes:
        console.print(note)


def _figures(estimate: Estimate) -> dict[str, float]:
    return {"mean": round(estimate.mean, 2), "low": round(estimate.low, 2), "high": round(estimate.high, 2)}
