"""Sentences to plant errors in: some for fitting, others that nothing was tuned on."""

from __future__ import annotations

from pathlib import Path

from bot.corpus.reading import read
from summarizers.models import DocumentId, Kind
from summarizers.quality import Leaning, quality

FITTED = ("serbia-russia-china-pandemic.md", "china-undercuts-kremlin-serbia.md")
"""Notes of the starter corpus that coefficients and rules were made on."""


def sentences(file: Path) -> list[str]:
    """The sentences of a document that stand on their own, 8 to 45 words long."""
    found = read(file.read_bytes(), path=file.name, document=DocumentId(file.stem)).sentences
    return [
        s.text
        for s in found
        if s.kind is Kind.BODY
        and (q := quality(s.text)).usable
        and q.leaning is Leaning.NOT
        and 8 <= q.words <= 45
        and s.text.endswith(".")
    ]


def for_fitting(seeds: Path) -> list[str]:
    return [s for name in FITTED for s in sentences(seeds / name)]


def held_out(seeds: Path) -> list[str]:
    return [s for file in sorted(seeds.glob("*.md")) if file.name not in FITTED for s in sentences(file)]
