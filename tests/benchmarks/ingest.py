"""Ingest of the five documents, with and without embeddings, and again when nothing changed.

python tests/benchmarks/ingest.py [FOLDER]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.corpus.ingest import ingest
from bot.store.sqlite import open_store
from summarizers.base import Encoder
from summarizers.embeddings import packaged_encoder
from tests.benchmarks.made_corpus import material
from tests.benchmarks.measuring import loop_watched, peak_megabytes, row


async def measure(corpus: Path) -> None:
    print(f"ingest of {corpus.name}/")
    for name, encoder in (("no model", None), ("MiniLM", packaged_encoder())):
        if name != "no model" and encoder is None:
            row(name, "not installed")
            continue
        try:
            await _once(corpus, name, encoder)
        finally:
            if encoder is not None:
                await encoder.close()
    row("peak memory, MB (without the model's process)", f"{peak_megabytes():.0f}")


async def _once(corpus: Path, name: str, encoder: Encoder | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with await open_store(Path(folder) / "x.sqlite3") as store, loop_watched() as late:
            first = await ingest(store, [corpus], encoder=encoder)
            again = await ingest(store, [corpus], encoder=encoder)
        row(f"{name}: documents, sentences, vectors", f"{first.added}, {first.sentences}, {first.vectors}")
        row(f"{name}: first, s", f"{first.seconds:.2f}")
        row(f"{name}: again, ms", f"{again.seconds * 1000:.1f}")
        row(f"{name}: event loop held up at most (at work, own call), ms", str(late))


if __name__ == "__main__":
    asyncio.run(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else material()[0].parent))
