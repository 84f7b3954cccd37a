"""A corpus of any size, made of real sentences put together anew with other figures."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.corpus.readers import SUFFIXES
from bot.corpus.reading import read
from summarizers.base import Encoder, Vectors
from summarizers.models import DocumentId, Kind

ROOT = Path(__file__).resolve().parents[2]

FIGURE = re.compile(r"\d")


def material() -> list[Path]:
    """The raw documents where they are, else the starter corpus."""
    for folder in (ROOT.parent / "shared" / "seeds", ROOT / "seeds"):
        files = sorted(p for p in folder.glob("*") if p.suffix in SUFFIXES)
        if files:
            return files
    raise SystemExit("there is no corpus to make another one of")


def pool(folder: Path | None = None) -> list[str]:
    """The body sentences of the material, or of a folder."""
    found = []
    for file in material() if folder is None else sorted(p for p in folder.glob("*") if p.suffix in SUFFIXES):
        sentences = read(file.read_bytes(), path=file.name, document=DocumentId("x")).sentences
        found += [s.text for s in sentences if s.kind is Kind.BODY and 30 < len(s.text) < 400]
    return found


def make(folder: Path, documents: int, sentences: int = 100, seed: int = 1, known: Sequence[str] | None = None) -> int:
    """Write ``documents`` files of ``sentences`` each, of those ``known`` (the pool's); how many bytes."""
    chance = random.Random(seed)
    known = known or pool()
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(documents):
        chosen = [_varied(chance.choice(known), chance) for _ in range(sentences)]
        parts = [f"Report {number} on the region"]
        while chosen:
            length = chance.randint(3, 7)
            parts.append(" ".join(chosen[:length]))
            del chosen[:length]
        text = "\n\n".join(parts)
        size += (folder / f"r{number:05}.txt").write_text(text, encoding="utf-8")
    return size


def _varied(sentence: str, chance: random.Random) -> str:
    """Other figures, so that few sentences are the same."""
    return FIGURE.sub(lambda m: str(chance.randint(1, 9)), sentence)


class RecallingEncoder:
    """Vectors near those of the sentence that a made one came from: encoding a million takes hours.

    What came from none of them (a question) is left to the real encoder.
    """

    def __init__(self, known: Sequence[str], vectors: Vectors, real: Encoder, name: str = "recalled/1") -> None:
        self._places = {FIGURE.sub("#", text): row for row, text in enumerate(known)}
        self._vectors = vectors
        self._real = real
        self._chance = np.random.default_rng(1)
        self.name = name
        self.dimensions = vectors.shape[1]

    @classmethod
    async def over(cls, encoder: Encoder, known: Sequence[str]) -> RecallingEncoder:
        return cls(known, await encoder.encode(known), encoder)

    async def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [self._places.get(FIGURE.sub("#", text), -1) for text in texts]
        if -1 in rows:
            return await self._mixed(texts, rows)
        noise = self._chance.normal(scale=0.3 / self.dimensions**0.5, size=(len(texts), self.dimensions))
        vectors = self._vectors[rows] + noise.astype(np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    async def _mixed(self, texts: Sequence[str], rows: Sequence[int]) -> Vectors:
        new = [text for text, row in zip(texts, rows, strict=True) if row < 0]
        old = [text for text, row in zip(texts, rows, strict=True) if row >= 0]
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        vectors[np.asarray(rows) < 0] = await self._real.encode(new)
        if old:
            vectors[np.asarray(rows) >= 0] = await self.encode(old)
        return vectors

    async def close(self) -> None:
        """The real encoder is closed with it."""
        await self._real.close()
