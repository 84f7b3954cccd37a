"""Which reading code this is, so that an improved reader reads the corpus again."""

from __future__ import annotations

import hashlib
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable

_NO_PART = frozenset(
    f"{name}.py"
    for name in "ingest folders placing progress embedding fetching feeds holdings duplicates watch "
    "file_reader reading_desk reading_worker".split()
)
"""Modules of bot.corpus that only carry documents around."""

_LIBRARIES = ("nupunkt", "charset-normalizer", "PyYAML", "lxml", "trafilatura", "pypdfium2", "python-docx")


def reader_version() -> str:
    """A fingerprint of the reading code's source and libraries: nobody has to remember to count up.

    A changed comment changes it too; then files are read again, and where they read the same
    nothing else happens.
    """
    digest = hashlib.sha256()
    for part in sorted(_sources(files("bot.corpus")), key=lambda part: part.name):
        digest.update(part.name.encode() + b"\0" + part.read_bytes())
    sentences = files("summarizers") / "sentences.py"
    if sentences.is_file():
        digest.update(sentences.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(metadata.version(library).encode())
        except metadata.PackageNotFoundError:
            continue
    return digest.hexdigest()[:12]


def _sources(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry)
        elif entry.name.endswith(".py") and entry.name not in _NO_PART:
            found.append(entry)
    return found
