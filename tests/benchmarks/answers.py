"""How long briefs and answers take, how long the event loop is held up, start and memory.

python tests/benchmarks/answers.py [FOLDER]
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from itertools import count, cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.briefing.desk import Desk
from bot.briefing.topics import load_topics
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.embeddings import packaged_encoder
from tests.benchmarks.made_corpus import material
from tests.benchmarks.measuring import loop_watched, megabytes, percentile, row

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 60

READY = """
import asyncio, json, resource, sys, time
started = time.perf_counter()
from pathlib import Path
from bot.app import open_app
from bot.settings import load
async def main():
    settings = load(None, corpus=(Path(sys.argv[1]),), database=Path(sys.argv[2]), encoder=sys.argv[3] == "model")
    async with open_app(settings) as app:
        await app.bring_up_to_date()
        if app.encoder is not None:
            await app.encoder.encode(["ready"])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        worker = getattr(app.encoder, "pid", None)
        pages = int(Path(f"/proc/{worker}/statm").read_text().split()[1]) if worker else 0
        print(json.dumps({"seconds": time.perf_counter() - started, "mb": peak, "worker": pages * 4096 / 1e6}))
asyncio.run(main())
"""


def middle_and_slow(taken: list[float]) -> str:
    return f"{percentile(taken, 0.5) * 1e3:.0f} / {percentile(taken, 0.95) * 1e3:.0f}"


async def answers(corpus: Path, database: Path) -> None:
    """Warm briefs and questions, in this process."""
    encoder = packaged_encoder()
    numbers = count()
    questions = json.loads((Path(__file__).parent / "reference" / "second.json").read_text(encoding="utf-8"))
    asked = [q["question"] for q in questions["questions"]]
    try:
        async with await open_store(database) as store:
            await ingest(store, [corpus], encoder=encoder)
            desk = Desk(store, encoder, load_topics(ROOT / "config" / "topics.toml"), new_id=lambda: str(next(numbers)))
            await desk.prepare()
            names = [t.name for t in desk.catalogue]
            await desk.brief(Scope(), "energy")
            async with loop_watched() as late:
                taken = []
                for name in islice(cycle(names), ROUNDS):
                    started = time.perf_counter()
                    try:
                        await desk.brief(Scope(), name)
                    except NothingFound:
                        continue
                    taken.append(time.perf_counter() - started)
            row(
                "brief, warm, p50 / p95, ms",
                f"{percentile(taken, 0.5) * 1e3:.0f} / {percentile(taken, 0.95) * 1e3:.0f}",
            )
            row("event loop held up at most by a brief (at work, own call), ms", str(late))
            taken = []
            for question in asked[:ROUNDS]:
                started = time.perf_counter()
                await desk.ask(Scope(), question)
                taken.append(time.perf_counter() - started)
            row("ask, warm, p50 / p95, ms", middle_and_slow(taken))
            row("memory of this process, MB", f"{megabytes():.0f}")
    finally:
        if encoder is not None:
            await encoder.close()


async def loading() -> None:
    """The event loop while a model loads."""
    encoder = packaged_encoder()
    if encoder is None:
        return
    try:
        async with loop_watched() as late:
            started = time.perf_counter()
            await encoder.encode(["A first sentence."])
        row("model loaded after, s", f"{time.perf_counter() - started:.1f}")
        row("event loop held up at most while it loads (at work, own call), ms", str(late))
    finally:
        await encoder.close()


def start(corpus: Path, database: Path) -> None:
    """A fresh process, the corpus unchanged: how long until it can answer, and how much it holds."""
    for kind in ("no model", "model"):
        command = [sys.executable, "-c", READY, str(corpus), str(database), kind]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        said = json.loads(done.stdout.strip().splitlines()[-1])
        row(f"{kind}: start to ready, s", f"{said['seconds']:.2f}")
        row(f"{kind}: peak memory, MB (and the model's process)", f"{said['mb']:.0f} ({said['worker']:.0f})")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else material()[0].parent
    print(f"answers on {folder.name}/")
    with tempfile.TemporaryDirectory() as place:
        kept = Path(place) / "store.sqlite3"
        asyncio.run(answers(folder, kept))
        asyncio.run(loading())
        start(folder, kept)
