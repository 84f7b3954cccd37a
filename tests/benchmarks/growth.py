"""How ingest, answers and memory grow with the corpus: 100, 1,000 and 10,000 documents of 100 sentences.

python tests/benchmarks/growth.py [DOCUMENTS ...]

The documents are recombined from real sentences with other figures; their vectors are made
up near those of the sentences that they come from, for encoding a million takes hours.
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

from bot.briefing.desk import Desk
from bot.briefing.topics import load_topics
from bot.corpus.duplicates import find_twins
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.settings import Settings
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.base import Encoder, Vectors
from summarizers.embeddings import HashingEncoder, packaged_encoder
from summarizers.words import STOP_WORDS, tokenize
from tests.benchmarks.made_corpus import RecallingEncoder, make, pool
from tests.benchmarks.measuring import loop_watched, megabytes, peak_megabytes, percentile, row, times

EACH = 100
ROUNDS = 40
EVERYBODY = Scope()


class Encoding:
    """Vectors of documents made up, those of questions real."""

    def __init__(self, made: RecallingEncoder, real: Encoder) -> None:
        self._made, self._real = made, real
        self.name, self.dimensions = made.name, made.dimensions

    async def encode(self, texts: list[str]) -> Vectors:
        return await (self._real if len(texts) == 1 else self._made).encode(texts)

    async def close(self) -> None:
        await self._real.close()


async def measure(documents: int) -> None:
    print(f"--- {documents:,} documents, {documents * EACH:,} sentences")
    real: Encoder = packaged_encoder() or HashingEncoder(384)
    encoder = Encoding(await RecallingEncoder.over(real, pool()), real)
    with tempfile.TemporaryDirectory() as folder:
        corpus, database = Path(folder) / "corpus", Path(folder) / "x.sqlite3"
        await asyncio.to_thread(make, corpus, documents, EACH)
        row("memory before, MB", f"{megabytes():.0f}")
        async with await open_store(database) as store:
            async with loop_watched() as late:
                first = await ingest(store, [corpus])
            row("ingest: sentences", f"{first.sentences:,}")
            row("ingest without vectors: sentences a second", f"{first.sentences / first.seconds:,.0f}")
            row("ingest: event loop held up at most, ms", f"{max(late) * 1000:.0f}")
            started = time.perf_counter()
            await find_twins(store)
            row("likeness: ms a document", f"{(time.perf_counter() - started) / documents * 1000:.1f}")
            made = await ingest(store, [corpus], encoder=encoder)
            row("made vectors stored: a second", f"{made.vectors / made.seconds:,.0f}")
            row("nothing changed, ms", f"{(await ingest(store, [corpus], encoder=encoder)).seconds * 1000:.0f}")
            row("database, MB", f"{database.stat().st_size / 1e6:.0f}")
            row("memory after ingest, MB (peak)", f"{megabytes():.0f} ({peak_megabytes():.0f})")
            ids = (f"b{n}" for n in range(1_000_000))
            desk = Desk(store, encoder, load_topics(Settings().topics), new_id=lambda: next(ids))
            await _answers(desk)
    await encoder.close()
    row("memory, MB (peak)", f"{megabytes():.0f} ({peak_megabytes():.0f})")


async def _answers(desk: Desk) -> None:
    chance = random.Random(3)
    words = sorted({w for text in pool() for w in tokenize(text) if w not in STOP_WORDS and len(w) > 3})
    topics = [topic.name for topic in desk.catalogue]

    async def brief() -> None:
        await desk.brief(EVERYBODY, chance.choice(topics))

    async def free() -> None:
        await desk.brief(EVERYBODY, " ".join(chance.sample(words, 2)))

    await _timed("search, two words", lambda: desk.search(EVERYBODY, " ".join(chance.sample(words, 2))))
    await _timed("brief, a topic", brief)
    await _timed("brief, any two words", free)
    await _timed("ask", lambda: desk.ask(EVERYBODY, f"What of {' and '.join(chance.sample(words, 3))}?"))


async def _timed(name: str, action: Callable[[], Awaitable[object]]) -> None:
    async def tried() -> None:
        try:
            await action()
        except NothingFound:
            return

    started = time.perf_counter()
    await tried()
    first = time.perf_counter() - started
    async with loop_watched() as late:
        taken = await times(tried, ROUNDS)
    figures = " ".join(f"{t * 1000:.0f}" for t in (first, percentile(taken, 0.5), percentile(taken, 0.95), max(late)))
    row(f"{name}: first, p50, p95, loop, ms", figures)


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [100, 1_000, 10_000]:
        asyncio.run(measure(size))
