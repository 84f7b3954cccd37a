"""The command line as a test drives it: a small corpus of its own, no model, in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

ENERGY = """# Energy in Serbia

## Gas

Gazprom Neft has controlled 56.15 percent of the oil company NIS since 2008. Serbia pays 270 dollars
for a thousand cubic meters of Russian gas. The gas pipeline through Bulgaria was completed in 2019.

## Power

The Chinese company CMEC built a power plant at Kostolac for 715 million dollars. Hungary sold
electricity to Serbia in the winter of 2021.
"""
ARMS = """# Arms

Serbia received six MiG-29 fighter jets from Russia in 2017. China delivered the FK-3 air defence
system in April 2022. The United States has been the biggest donor of the Serbian army.
"""


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.out)
        return loaded


class Shell:
    """``shell("brief", "gas")`` is what a person would see after ``python -m bot brief gas``."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.corpus = folder / "corpus"
        self.corpus.mkdir()
        (self.corpus / "energy.md").write_text(ENERGY)
        (self.corpus / "arms.md").write_text(ARMS)
        self._capture = capture

    def __call__(self, *words: str) -> Answered:
        self._capture.readouterr()
        corpus = () if "--corpus" in words else ("--corpus", str(self.corpus))
        database = () if "--database" in words else ("--database", str(self.folder / "store.sqlite3"))
        status = main([*corpus, *database, *words])
        seen = self._capture.readouterr()
        return Answered(status, seen.out, seen.err)
