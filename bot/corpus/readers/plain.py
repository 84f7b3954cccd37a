"""Plain text and Markdown: the file's text is the original."""

from __future__ import annotations

from bot.corpus.readers.base import Original
from bot.corpus.readers.decoding import MAX_BYTES, decode


class PlainText:
    """``.txt``: no structure but what the text shows."""

    markdown = False

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        text, notes = decode(data, name, self._limit)
        return Original(text, markdown=self.markdown, notes=notes)


class Markdown(PlainText):
    """``.md``: headings, lists, tables and front matter are marked in the text."""

    markdown = True
