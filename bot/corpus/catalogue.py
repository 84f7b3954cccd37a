"""``sources.toml`` beside the documents: what is known of them from elsewhere.

One table a file, named by its path in the folder:

    ["reports/001.txt"]
    title = "…"
    publisher = "…"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.answers import IngestProblem
from bot.corpus.folders import CATALOGUE

Catalogue = Mapping[str, Mapping[str, Any]]


def load_catalogue(root: Path) -> tuple[Catalogue, IngestProblem | None]:
    """The tables by path, and what is wrong with the catalogue if it cannot be used. Blocks on the disk."""
    try:
        entries = tomllib.loads((root / CATALOGUE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}, None
    except (OSError, ValueError) as error:
        return {}, IngestProblem(CATALOGUE, f"The catalogue cannot be used: {error}.")
    return {path: entry for path, entry in entries.items() if isinstance(entry, dict)}, None
