"""The sentence encoder: time to load, rate, a question's latency, memory, and the event loop meanwhile.

python tests/benchmarks/encoder.py
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from summarizers.embeddings import TransformerEncoder, packaged_encoder
from tests.benchmarks.made_corpus import pool
from tests.benchmarks.measuring import loop_watched, megabytes, percentile, row, times


async def main() -> None:
    encoder = packaged_encoder()
    if encoder is None:
        raise SystemExit("no model is installed")
    texts = pool()
    async with loop_watched() as late:
        began = time.perf_counter()
        await encoder.warm()
        row("load, s", f"{time.perf_counter() - began:.1f}")
    row("  event loop held up at most (at work, own call), ms", str(late))
    async with loop_watched() as late:
        began = time.perf_counter()
        await encoder.encode(texts)
        taken = time.perf_counter() - began
    row(f"encode {len(texts)} sentences, a second", f"{len(texts) / taken:.0f}")
    row("  event loop held up at most (at work, own call), ms", str(late))
    await _questions("a question, ms (p50, p95)", encoder)
    bulk = asyncio.create_task(encoder.encode(texts))
    await asyncio.sleep(0.1)
    await _questions("  while documents are encoded", encoder)
    await bulk
    row("memory of this process, MB", f"{megabytes():.0f}")
    row("memory of the model process, MB", f"{_resident(encoder.pid):.0f}")
    began = time.perf_counter()
    await encoder.close()
    row("close, ms", f"{1000 * (time.perf_counter() - began):.0f}")


async def _questions(name: str, encoder: TransformerEncoder) -> None:
    taken = await times(lambda: encoder.encode(["What did the two governments agree on in 2019?"]), 30)
    row(name, f"{1000 * percentile(taken, 0.5):.0f}, {1000 * percentile(taken, 0.95):.0f}")


def _resident(pid: int | None) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    asyncio.run(main())
