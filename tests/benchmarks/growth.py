"""How ingest, answers and memory grow with the corpus: 100, 1,000 and 10,000 documents of 100 sentences.

python tests/benchmarks/growth.py [--keep FOLDER] [DOCUMENTS ...]

The documents are recombined from real sentences with other figures; their vectors are made
up near those of the sentences that they come from, for encoding a million takes hours. With
``--keep`` the corpora and databases stay there, and are used again without being read again.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as bot/__main__.py has it

from bot.briefing.desk import Desk
from bot.briefing.digest import Wanted
from bot.briefing.parties import load_parties
from bot.briefing.topics import load_topics
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.garbage import collected_when_quiet
from bot.settings import Settings
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore, open_store
from bot.turns import short_turns
from summarizers.base import Encoder
from summarizers.embeddings import HashingEncoder, packaged_encoder
from summarizers.words import STOP_WORDS, tokenize
from tests.benchmarks.made_corpus import ROOT, RecallingEncoder, make, pool
from tests.benchmarks.measuring import loop_watched, megabytes, peak_megabytes, percentile, row, times

EACH = 100
ROUNDS = 40
EVERYBODY = Scope()


async def measure(documents: int, folder: Path) -> None:
    print(f"--- {documents:,} documents, {documents * EACH:,} sentences")
    real: Encoder = packaged_encoder() or HashingEncoder(384)
    encoder = await RecallingEncoder.over(real, pool())
    corpus, database = folder / f"{documents}", folder / f"{documents}.sqlite3"
    fresh = not database.exists()
    if not corpus.exists():
        await asyncio.to_thread(make, corpus, documents, EACH)
    row("memory before, MB", f"{megabytes():.0f}")
    started = time.perf_counter()
    async with await open_store(database) as store:
        row("database opened, ms", f"{(time.perf_counter() - started) * 1000:.0f}")
        if fresh:
            await _ingest(store, corpus, encoder)
        row("database, MB", f"{database.stat().st_size / 1e6:.0f}")
        row("nothing changed, ms", f"{(await ingest(store, [corpus], encoder=encoder)).seconds * 1000:.0f}")
        ids = count()
        topics, parties = load_topics(Settings().topics), load_parties(Settings().names)
        desk = Desk(store, encoder, topics, new_id=lambda: f"b{next(ids)}", parties=parties)
        await desk.prepare()
        async with collected_when_quiet():  # as open_app has it
            await _answers(desk, await store.newest_version())
    row("memory, MB (peak)", f"{megabytes():.0f} ({peak_megabytes():.0f})")
    await encoder.close()
    _command_line(corpus, database)


async def _ingest(store: SqliteStore, corpus: Path, encoder: Encoder) -> None:
    async with collected_when_quiet(), loop_watched() as late:
        first = await ingest(store, [corpus])
    row("ingest: sentences", f"{first.sentences:,}")
    row("ingest without vectors, documents compared: sentences a second", f"{first.sentences / first.seconds:,.0f}")
    row("ingest: event loop held up at most (at work, own call), ms", str(late))
    async with collected_when_quiet(), loop_watched() as late:
        made = await ingest(store, [corpus], encoder=encoder)
    row("made vectors stored: a second", f"{made.vectors / made.seconds:,.0f}")
    row("vectors: event loop held up at most (at work, own call), ms", str(late))
    row("memory after ingest, MB (peak)", f"{megabytes():.0f} ({peak_megabytes():.0f})")


async def _answers(desk: Desk, newest: int) -> None:
    chance = random.Random(3)
    words = sorted({w for text in pool() for w in tokenize(text) if w not in STOP_WORDS and len(w) > 3})
    topics = [topic.name for topic in desk.catalogue]
    cursor = newest - 100

    async def brief() -> None:
        await desk.brief(EVERYBODY, chance.choice(topics))

    async def free() -> None:
        await desk.brief(EVERYBODY, " ".join(chance.sample(words, 2)))

    async def digest() -> None:
        nonlocal cursor
        cursor -= 1  # another one each time, for equal ones are made once
        await desk.digests.compose(Wanted(EVERYBODY, cursor=max(0, cursor)), "d")

    async def complete() -> None:
        desk.complete_source(EVERYBODY, "report 9 ")

    print(f"{'of ' + str(ROUNDS):<40}   first    p50    p95    cpu   loop (at work, own call)   ms")
    await _timed("search, two words", lambda: desk.search(EVERYBODY, " ".join(chance.sample(words, 2))))
    await _timed("brief, a topic", brief)
    await _timed("brief, any two words", free)
    await _timed("ask", lambda: desk.ask(EVERYBODY, f"What of {' and '.join(chance.sample(words, 3))}?"))
    await _timed("figures", lambda: desk.figures(EVERYBODY, chance.choice(topics)))
    await _timed("digest on 100 new documents, all topics", digest, 5)
    await _timed("status", lambda: desk.status(EVERYBODY), 10)
    await _timed("topics", lambda: desk.topics(EVERYBODY), 10)
    await _timed("sources", lambda: desk.sources(EVERYBODY), 10)
    await _timed("a source by a part of its name", lambda: desk.source(EVERYBODY, "r00099"), 10)
    await desk.refresh(EVERYBODY)
    await _timed("completion of a source", complete, 10)


async def _timed(name: str, action: Callable[[], Awaitable[object]], rounds: int = ROUNDS) -> None:
    async def tried() -> None:
        try:
            await action()
        except NothingFound:
            return

    started = time.perf_counter()
    await tried()
    first = time.perf_counter() - started
    worked = time.process_time()
    async with loop_watched() as late:
        taken = await times(tried, rounds)
    worked = (time.process_time() - worked) / rounds
    figures = " ".join(f"{t * 1000:>6.0f}" for t in (first, percentile(taken, 0.5), percentile(taken, 0.95), worked))
    print(f"{name:<40}  {figures}   {late}", flush=True)


def _command_line(corpus: Path, database: Path) -> None:
    """A brief in a process of its own, nothing having changed: start, look at every file, answer."""
    call = [sys.executable, "-m", "bot", "--corpus", str(corpus), "--database", str(database), "brief", "energy"]
    # Without the model: it would make a vector of its own for every sentence.
    environment = {**os.environ, "PRECIS_ENCODER": "false"}
    for name in ("first", "again"):
        started = time.perf_counter()
        done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        row(f"python -m bot brief energy, {name}, s", f"{time.perf_counter() - started:.1f}")
        if done.returncode:
            print(done.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", type=int, default=[100, 1_000, 10_000])
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    for size in given.documents:
        with tempfile.TemporaryDirectory() as folder, short_turns():  # as open_app has it
            asyncio.run(measure(size, given.keep or Path(folder)))
