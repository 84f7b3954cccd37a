"""Does a large corpus still find what a small one finds? Marked facts and questions, in haystacks.

python tests/benchmarks/needles.py [--others FILE] [FOLDER] [DOCUMENTS]     ../shared/seeds, 1,000 of 100

The documents are asked what ``judged.py`` asks them: alone; among made documents on other subjects
(of the sources of QuoteSum's questions, a ``dev.jsonl``; see ``evaluate``); and among made ones on
the same subjects, which put the starter corpus together anew with other figures, so that they tell
the marked facts wrongly by the thousand. How alike the answers are is said beside how right they are.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.briefing.desk import Desk
from bot.briefing.parties import load_parties
from bot.briefing.topics import load_topics
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.base import Encoder
from summarizers.embeddings import HashingEncoder, packaged_encoder
from summarizers.evaluation.quotesum import load
from summarizers.models import Summary
from tests.benchmarks.judged import REFERENCE, Marked, measure_desk
from tests.benchmarks.made_corpus import ROOT, RecallingEncoder, make, pool
from tests.benchmarks.measuring import row

OTHERS = ROOT.parent / "shared" / "bench" / "quotesum" / "dev.jsonl"
MOST_KNOWN = 1500
"""Sentences that a haystack is made of: each must be encoded once."""

Told = dict[str, set[tuple[str, int, int]]]


async def measure(folder: Path, documents: int, others: Path) -> None:
    real: Encoder = packaged_encoder() or HashingEncoder(384)
    try:
        alone = await _asked(folder, [], 0, real)
        known = await asyncio.to_thread(_other_sentences, others)
        if known:
            await _asked(folder, known, documents, real, alone, "other subjects")
        else:
            row("among documents on other subjects", "no QuoteSum here")
        await _asked(folder, pool(ROOT / "seeds"), documents, real, alone, "the same subjects")
    finally:
        await real.close()


def _other_sentences(file: Path) -> list[str]:
    if not file.is_file():
        return []
    known = dict.fromkeys(s.text for task in load(file) for s in task.sentences if 30 < len(s.text) < 400)
    return list(known)[:MOST_KNOWN]


async def _asked(
    folder: Path, known: Sequence[str], documents: int, real: Encoder, alone: Told | None = None, what: str = ""
) -> Told:
    print(f"--- {folder.name}/ " + (f"among {documents:,} documents on {what}" if documents else "alone"))
    encoder: Encoder = await RecallingEncoder.over(real, known) if known else real
    numbers = count()
    with tempfile.TemporaryDirectory() as place:
        hay = Path(place) / "hay"
        hay.mkdir()
        if documents:
            await asyncio.to_thread(make, hay, documents, known=known)
        async with await open_store(Path(place) / "store.sqlite3") as store:
            await ingest(store, [folder, hay], encoder=encoder)
            topics = load_topics(ROOT / "config" / "topics.toml")
            parties = load_parties(ROOT / "config" / "names.toml")
            desk = Desk(store, encoder, topics, new_id=lambda: str(next(numbers)), parties=parties)
            said: Told = {}
            for file in sorted(REFERENCE.glob("*.json")):
                marked = json.loads(file.read_text(encoding="utf-8"))
                print(f"{file.stem} analyst")
                await measure_desk(desk, marked)
                said |= await _said(desk, marked)
            if alone is not None:
                _compared(alone, said)
            return said


async def _said(desk: Desk, marked: Marked) -> Told:
    """The places that every topic's brief and every question's answer cites."""
    said: Told = {}
    for topic in dict.fromkeys(fact["topic"] for fact in marked["facts"]):
        try:
            said[f"brief {topic}"] = _places((await desk.brief(Scope(), topic)).summary)
        except NothingFound:
            said[f"brief {topic}"] = set()
    for question in marked["questions"]:
        said[f"ask {question['question']}"] = _places((await desk.ask(Scope(), question["question"])).summary)
    return said


def _places(summary: Summary) -> set[tuple[str, int, int]]:
    paths = {s.document: s.path for s in summary.sources}
    return {(paths[e.document], e.start, e.end) for p in summary.points for e in p.evidence[:1]}


def _compared(alone: Told, among: Told) -> None:
    for kind in ("brief", "ask"):
        kept = sum(len(places & among[key]) for key, places in alone.items() if key.startswith(kind))
        all_of = sum(len(places) for key, places in alone.items() if key.startswith(kind))
        row(f"{kind}: points made alone that are made here too", f"{kept} of {all_of} ({kept / max(1, all_of):.0%})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "seeds")
    parser.add_argument("documents", nargs="?", type=int, default=1000)
    parser.add_argument("--others", type=Path, default=OTHERS)
    given = parser.parse_args()
    asyncio.run(measure(given.folder, given.documents, given.others))
