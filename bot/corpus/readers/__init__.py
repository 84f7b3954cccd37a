"""Readers by suffix. A new format is one file and one line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from bot.corpus.readers.base import Original, Reader
from bot.errors import UnreadableDocument

__all__ = ["SUFFIXES", "Original", "Reader", "reader_for"]

_READERS: dict[str, str] = {
    ".txt": "bot.corpus.readers.plain:PlainText",
    ".text": "bot.corpus.readers.plain:PlainText",
    ".md": "bot.corpus.readers.plain:Markdown",
    ".markdown": "bot.corpus.readers.plain:Markdown",
}

SUFFIXES: frozenset[str] = frozenset(_READERS)
"""What a corpus folder is searched for."""


def reader_for(path: str) -> Reader:
    """The reader of files named like ``path``; UnreadableDocument if there is none."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in _READERS:
        raise UnreadableDocument(
            f"{path} has a format that cannot be read ({suffix or 'no suffix'}).",
            f"Readable formats: {', '.join(sorted(_READERS))}.",
        )
    module, _, attribute = _READERS[suffix].partition(":")
    reader: Reader = getattr(import_module(module), attribute)()
    return reader
