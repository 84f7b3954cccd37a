"""A digest on hundreds of short new documents: how long it takes, and how long it holds up the event loop.

python tests/benchmarks/news.py [DOCUMENTS [SENTENCES_EACH]]     400 of 25 unless said
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as bot/__main__.py has it

from bot.briefing.desk import Desk
from bot.briefing.digest import Wanted
from bot.briefing.topics import load_topics
from bot.corpus.ingest import ingest
from bot.garbage import collected_when_quiet
from bot.settings import Settings
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.base import Encoder
from summarizers.embeddings import HashingEncoder, packaged_encoder
from tests.benchmarks.made_corpus import RecallingEncoder, make, pool
from tests.benchmarks.measuring import loop_watched, row


async def measure(documents: int, each: int) -> None:
    real: Encoder = packaged_encoder() or HashingEncoder(384)
    encoder = await RecallingEncoder.over(real, pool())
    ids = count()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        make(corpus, documents, each)
        async with await open_store(Path(folder) / "x.sqlite3") as store:
            await ingest(store, [corpus], encoder=encoder)
            desk = Desk(store, encoder, load_topics(Settings().topics), new_id=lambda: f"b{next(ids)}")
            await desk.prepare()
            async with collected_when_quiet():  # as open_app has it
                for topics in ((), ("energy", "mining", "Kosovo")):
                    await _compose(desk, topics)
    await encoder.close()


async def _compose(desk: Desk, topics: tuple[str, ...]) -> None:
    started, worked = time.perf_counter(), time.process_time()
    async with loop_watched() as late:
        composed = await desk.digests.compose(Wanted(Scope(), topics, cursor=1), "d")
    row(f"a digest on {', '.join(topics) or 'every topic'}, ms", f"{(time.perf_counter() - started) * 1000:,.0f}")
    row("  processor time, ms", f"{(time.process_time() - worked) * 1000:,.0f}")
    row("  changes told", f"{len(composed.answer.changes)}")
    row("  event loop held up at most (at work, own call), ms", str(late))


if __name__ == "__main__":
    asyncio.run(measure(*(int(a) for a in (sys.argv[1:] + ["400", "25"][len(sys.argv) - 1 :])[:2])))
