"""People ask while changed documents are read: how long answers take, and how long the event loop is held up.

python tests/benchmarks/busy.py FOLDER [DOCUMENTS [CHANGED]]     10,000 and 200 of them unless said

FOLDER is what ``growth.py --keep FOLDER`` left there. Some of its documents are given a further sentence, and
are read as a program that serves reads what it is told of; meanwhile somebody searches, asks and briefs.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count, cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as bot/__main__.py has it

from bot.answers import IngestReport
from bot.briefing.desk import Desk
from bot.briefing.parties import load_parties
from bot.briefing.topics import load_topics
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.garbage import collected_when_quiet
from bot.settings import Settings
from bot.store.base import Scope
from bot.store.sqlite import open_store
from bot.turns import short_turns
from summarizers.base import Encoder
from summarizers.embeddings import HashingEncoder, packaged_encoder
from summarizers.words import STOP_WORDS, tokenize
from tests.benchmarks.made_corpus import RecallingEncoder, pool
from tests.benchmarks.measuring import loop_watched, percentile, row

EVERYBODY = Scope()
QUIET = 30
"""Questions of each kind that are asked while nothing is read."""

PAUSE = 0.1
"""Seconds between an answer and the next question."""


async def measure(folder: Path, documents: int, changed: int) -> None:
    real: Encoder = packaged_encoder() or HashingEncoder(384)
    encoder = await RecallingEncoder.over(real, known := pool())
    corpus = folder / f"{documents}"
    ids = count()
    async with await open_store(folder / f"{documents}.sqlite3") as store:
        topics, parties = load_topics(Settings().topics), load_parties(Settings().names)
        desk = Desk(store, encoder, topics, new_id=lambda: f"busy{next(ids)}", parties=parties)

        async def read() -> IngestReport:
            report = await ingest(store, [corpus], encoder=encoder)
            await desk.refresh(EVERYBODY)  # as open_app has it
            return report

        await read()
        await desk.prepare()
        async with collected_when_quiet():
            await _asked("nothing is read", desk, known, QUIET)
            await asyncio.to_thread(_change, corpus, known, changed)
            reading = asyncio.create_task(read())
            await _asked(f"{changed} changed documents are read", desk, known, until=reading)
            report = await reading
        row(
            "updated; sentences, vectors, s",
            f"{report.updated}; {report.sentences}, {report.vectors}, {report.seconds:.1f}",
        )
    await encoder.close()


def _change(corpus: Path, known: list[str], changed: int) -> None:
    chance = random.Random(time.time_ns())
    for file in chance.sample(sorted(corpus.glob("*.txt")), changed):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n\n{chance.choice(known)}", encoding="utf-8")


async def _asked(
    what: str, desk: Desk, known: list[str], rounds: int = 0, until: asyncio.Task[IngestReport] | None = None
) -> None:
    chance = random.Random(7)
    words = sorted({w for text in known for w in tokenize(text) if w not in STOP_WORDS and len(w) > 3})
    topics = [topic.name for topic in desk.catalogue]
    kinds: dict[str, Callable[[], Awaitable[object]]] = {
        "search": lambda: desk.search(EVERYBODY, " ".join(chance.sample(words, 2))),
        "ask": lambda: desk.ask(EVERYBODY, f"What of {' and '.join(chance.sample(words, 3))}?"),
        "brief on a topic": lambda: desk.brief(EVERYBODY, chance.choice(topics)),
    }
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    async with loop_watched() as late:
        for number, (kind, ask) in enumerate(cycle(kinds.items())):
            if until.done() if until is not None else number >= rounds * len(kinds):
                break
            started = time.perf_counter()
            with suppress(NothingFound):
                await ask()
            taken[kind].append(time.perf_counter() - started)
            await asyncio.sleep(PAUSE)
    print(f"--- {what}", flush=True)
    for kind, seconds in taken.items():
        if seconds:
            figures = (percentile(seconds, 0.5), percentile(seconds, 0.95), max(seconds))
            row(f"{kind}, {len(seconds)} times: p50, p95, longest, ms", " ".join(f"{s * 1000:.0f}" for s in figures))
    row("event loop held up at most (at work, own call), ms", str(late))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", nargs="?", type=int, default=10_000)
    parser.add_argument("changed", nargs="?", type=int, default=200)
    given = parser.parse_args()
    with short_turns():  # as open_app has it
        asyncio.run(measure(given.folder, given.documents, given.changed))
