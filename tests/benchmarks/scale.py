"""The store and the ingest on a made corpus: rate, search, bulk reads, memory.

python tests/benchmarks/scale.py [DOCUMENTS [SENTENCES_EACH]]     1,000 of 100 unless said
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.corpus.ingest import ingest
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore, open_store
from summarizers.base import Encoder
from summarizers.embeddings import HashingEncoder, packaged_encoder
from summarizers.words import STOP_WORDS, tokenize
from tests.benchmarks.made_corpus import RecallingEncoder, make, pool
from tests.benchmarks.measuring import loop_watched, megabytes, peak_megabytes, percentile, row, times

EVERYBODY = Scope()
ROUNDS = 60


async def measure(documents: int, each: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus, database = Path(folder) / "corpus", Path(folder) / "x.sqlite3"
        size = make(corpus, documents, each)
        row(f"made: {documents:,} documents of {each} sentences, MB", f"{size / 1e6:.1f}")
        async with await open_store(database) as store:
            encoder = await _ingest(store, corpus, database)
            await _reads(store, encoder)


async def _ingest(store: SqliteStore, corpus: Path, database: Path) -> RecallingEncoder:
    async with loop_watched() as late:
        first = await ingest(store, [corpus])
    row("ingest without vectors, s", f"{first.seconds:.1f}")
    row("  sentences", f"{first.sentences:,}")
    row("  sentences a second", f"{first.sentences / first.seconds:,.0f}")
    row("  event loop held up at most (at work, own call), ms", str(late))
    row("  problems", f"{len(first.problems)}")
    row("  database, MB", _size(database))
    row("  memory, MB (peak)", f"{megabytes():.0f} ({peak_megabytes():.0f})")
    again = await ingest(store, [corpus])
    row("again, nothing changed, ms", f"{again.seconds * 1000:.0f}")
    encoder = await _encoder()
    made = await ingest(store, [corpus], encoder=encoder)
    row("made vectors stored, s", f"{made.seconds:.1f}")
    row("  a second", f"{made.vectors / made.seconds:,.0f}")
    row("  database, MB", _size(database))
    again = await ingest(store, [corpus], encoder=encoder)
    row("again, nothing changed, with vectors, ms", f"{again.seconds * 1000:.0f}")
    return encoder


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:.0f}"


async def _encoder() -> RecallingEncoder:
    real: Encoder = packaged_encoder() or HashingEncoder(384)
    try:
        return await RecallingEncoder.over(real, pool())
    finally:
        await real.close()


async def _reads(store: SqliteStore, encoder: Encoder) -> None:
    chance = random.Random(2)
    words = sorted({w for text in pool() for w in tokenize(text) if w not in STOP_WORDS and len(w) > 2})
    common = ["serbia", "china", "russia", "energy", "chinese", "belgrade", "military", "company"]

    async def search(typed: Callable[[], list[str]], limit: int) -> None:
        hits = await store.match(EVERYBODY, typed(), limit)
        await store.by_keys(EVERYBODY, [hit.key for hit in hits])

    await _timed("search: 1 common word, 20 read", lambda: search(lambda: [chance.choice(common)], 20))
    await _timed("search: 3 words, 20 read", lambda: search(lambda: chance.sample(words, 3), 20))
    await _timed(
        "a topic: 4 common, 8 others, 600 read",
        lambda: search(lambda: chance.sample(common, 4) + chance.sample(words, 8), 600),
    )
    await _timed("a question: 12 words, 600 found and read", lambda: search(lambda: chance.sample(words, 12), 600))
    (vector,) = await encoder.encode([chance.choice(pool())])
    await _timed("nearest vectors, 600", lambda: store.nearest(EVERYBODY, encoder.name, vector, 600))
    row("memory, MB", f"{megabytes():.0f}")
    await _timed("count()", lambda: store.count(EVERYBODY))
    await _timed("documents()", lambda: store.documents(EVERYBODY), 5)
    async with loop_watched() as late:
        await _timed("sentences(), all", lambda: store.sentences(EVERYBODY), 2)
    row("  event loop held up at most (at work, own call), ms", str(late))
    row("memory, MB (peak)", f"{megabytes():.0f} ({peak_megabytes():.0f})")


async def _timed(name: str, action: Callable[[], Awaitable[object]], rounds: int = ROUNDS) -> None:
    started = time.perf_counter()
    await action()
    first = time.perf_counter() - started
    taken = await times(action, rounds)
    row(
        f"{name}: first, p50, p95, ms",
        " ".join(f"{t * 1000:.0f}" for t in (first, percentile(taken, 0.5), percentile(taken, 0.95))),
    )


if __name__ == "__main__":
    asyncio.run(measure(*(int(a) for a in (sys.argv[1:] + ["1000", "100"][len(sys.argv) - 1 :])[:2])))
