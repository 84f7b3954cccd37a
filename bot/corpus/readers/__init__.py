"""Readers by suffix. A new format is one file and one line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from bot.corpus.readers.base import Original, Reader
from bot.errors import UnreadableDocument

__all__ = ["ARCHIVES", "PLAIN", "SUFFIXES", "Original", "Reader", "reader_for"]

_READERS: dict[str, str] = {
    ".txt": "bot.corpus.readers.plain:PlainText",
    ".text": "bot.corpus.readers.plain:PlainText",
    ".md": "bot.corpus.readers.plain:Markdown",
    ".markdown": "bot.corpus.readers.plain:Markdown",
    ".pdf": "bot.corpus.readers.pdf:Pdf",
    ".html": "bot.corpus.readers.html:Html",
    ".htm": "bot.corpus.readers.html:Html",
    ".xhtml": "bot.corpus.readers.html:Html",
    ".docx": "bot.corpus.readers.docx:Docx",
    ".odt": "bot.corpus.readers.odt:Odt",
    ".epub": "bot.corpus.readers.epub:Epub",
    ".eml": "bot.corpus.readers.email:Email",
    ".mht": "bot.corpus.readers.email:SavedPage",
    ".mhtml": "bot.corpus.readers.email:SavedPage",
}

SUFFIXES: frozenset[str] = frozenset(_READERS)
"""What a corpus folder is searched for."""

PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
"""Formats that no decoder of a library's touches; all others are read in a process apart."""

ARCHIVES = frozenset({".zip"})
"""What is looked into as if it were a folder."""


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
