"""Facts found in briefs, and questions answered, against what analysts marked beforehand.

python tests/benchmarks/judged.py [FOLDER ...]

Each set in ``reference/`` was written before any brief was seen: facts by topic, and questions of
which some have no answer in the documents. A fact counts as told when a point holds one string of
each of its key groups, or quotes the place that states it. The weights of briefs were chosen on the
first two sets; the third and the fourth, whose questions keep far from the documents' words, were
measured before anything was made of them; the fifth holds questions alone. What the coefficients of
``bot.briefing.answerability`` are worth on a set that they were not fitted on says ``fit_answerability.py``.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.briefing.desk import Desk
from bot.briefing.parties import load_parties
from bot.briefing.topics import load_topics
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.embeddings import packaged_encoder
from summarizers.models import Point, Summary
from summarizers.words import fold
from tests.benchmarks.measuring import row

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Path(__file__).parent / "reference"
Marked = dict[str, Any]


@dataclass
class Tally:
    """How many of how many."""

    hits: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.of += 1

    def __str__(self) -> str:
        return f"{self.hits} of {self.of} ({self.hits / max(1, self.of):.0%})"


def told(point: Point, marked: Marked, paths: dict[str, str]) -> bool:
    """Does the point state the marked fact, or the answer?"""
    text = f" {_folded(point.text)} "
    if all(any(_folded(key) in text for key in group) for group in marked["keys"]):
        return True
    places = [(paths[e.document], e.start, e.end) for e in point.evidence]
    return any(_overlap(place, tuple(marked_place)) for place in places for marked_place in marked["places"])


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text).replace("–", "-").replace("’", "'"))


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and shared > 0.5 * min(one[2] - one[1], other[2] - other[1])


async def measure(folder: Path) -> None:
    """Print the figures for one corpus."""
    encoder = packaged_encoder()
    numbers = count()
    try:
        with tempfile.TemporaryDirectory() as place:
            async with await open_store(Path(place) / "store.sqlite3") as store:
                await ingest(store, [folder], encoder=encoder)
                topics = load_topics(ROOT / "config" / "topics.toml")
                parties = load_parties(ROOT / "config" / "names.toml")
                desk = Desk(store, encoder, topics, new_id=lambda: str(next(numbers)), parties=parties)
                for file in sorted(REFERENCE.glob("*.json")):
                    marked = json.loads(file.read_text(encoding="utf-8"))
                    print(f"{folder.name}/, {file.stem} analyst")
                    await measure_desk(desk, marked)
    finally:
        if encoder is not None:
            await encoder.close()


async def measure_desk(desk: Desk, marked: Marked) -> None:
    """Print the figures for one desk and one analyst's set."""
    if marked["facts"]:
        await _facts(desk, marked["facts"])
    await _questions(desk, marked["questions"])


async def _facts(desk: Desk, facts: Sequence[Marked]) -> None:
    tally, weighted, words = Tally(), [0, 0], []
    for topic in dict.fromkeys(f["topic"] for f in facts):
        points: Sequence[Point] = ()
        paths: dict[str, str] = {}
        with suppress(NothingFound):  # then none of its facts is told
            summary = (await desk.brief(Scope(), topic, length="long")).summary
            points, paths = summary.points, _paths(summary)
        words += [len(p.text.split()) for p in points]
        for fact in (f for f in facts if f["topic"] == topic):
            hit = any(told(p, fact, paths) for p in points)
            tally.add(hit)
            weighted[0] += fact["importance"] * hit
            weighted[1] += fact["importance"]
    row("facts told in long briefs", str(tally))
    row("... weighted by importance", f"{weighted[0] / weighted[1]:.0%}")
    row("words a point", f"{sum(words) / len(words):.0f}")


async def _questions(desk: Desk, questions: Sequence[Marked]) -> None:
    first, shown, refused, rightly = Tally(), Tally(), Tally(), Tally()
    for question in questions:
        summary = (await desk.ask(Scope(), question["question"])).summary
        if not question["answerable"]:
            rightly.add(not summary.answered)
            continue
        paths = _paths(summary)
        good = [told(p, question, paths) for p in summary.points]
        first.add(bool(good and good[0]))
        shown.add(any(good))
        refused.add(not summary.answered)
    row("answerable: the first sentence answers", str(first))
    row("... one of those shown answers", str(shown))
    row("... refused", str(refused))
    row("unanswerable: refused", str(rightly))


def _paths(summary: Summary) -> dict[str, str]:
    return {s.document: s.path for s in summary.sources}


def _folders() -> Iterator[Path]:
    given = [Path(a) for a in sys.argv[1:]]
    yield from given or [p for p in (ROOT / "seeds", ROOT.parent / "shared" / "seeds") if p.is_dir()]


if __name__ == "__main__":
    for corpus in _folders():
        asyncio.run(measure(corpus))
