"""Written points for callers without the bot: one generator process for all calls."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from summarizers.abstractive.generator import GeneratorUnavailable, write
from summarizers.abstractive.packaged import MISSING, chosen_model, process_of
from summarizers.abstractive.rewriting import Rewriting, ToEvidence, note, once
from summarizers.base import Candidates
from summarizers.models import Point
from summarizers.workers.process import WorkerProcess


def written(
    points: Sequence[Point], candidates: Candidates, pool: Sequence[int], evidence: ToEvidence
) -> tuple[tuple[Point, ...], str]:
    """The points written anew by the packaged generator, and what is to be said of that.

    They stay as they are, and the note says why, where there is no generator or it fails. Blocking.
    """
    process = _process()
    if process is None:
        return tuple(points), MISSING
    rewriting = Rewriting.of(points, candidates, pool)
    try:
        raw = write(process, rewriting.passages)
    except GeneratorUnavailable as error:
        return tuple(points), f"extractive form: {error}"
    told = once(rewriting.points(raw, evidence))
    return told, note(told, Path(chosen_model(None) or "the generator").name)


@lru_cache(maxsize=1)
def _process() -> WorkerProcess | None:
    """Loading takes seconds; it ends with this program."""
    process = process_of()
    if process is not None:
        atexit.register(process.stop)
    return process
