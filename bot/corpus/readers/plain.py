"""Plain text and Markdown: the file's text is the original."""

from __future__ import annotations

from bot.corpus.columns import NOTE, side_by_side
from bot.corpus.lines import read_lines
from bot.corpus.readers.base import Original
from bot.corpus.readers.decoding import MAX_BYTES, decode
from bot.errors import UnreadableDocument

MOST_LINES = 500_000
"""More than any book has; as many short lines take longer to read than all the words that a file may hold."""


class PlainText:
    """``.txt``: no structure but what the text shows."""

    markdown = False

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        text, notes = decode(data, name, self._limit)
        if (lines := text.count("\n") + text.count("\r") - text.count("\r\n")) > MOST_LINES:
            raise UnreadableDocument(f"{name} has {lines:,} lines; the limit is {MOST_LINES:,}.", "Split it.")
        if not self.markdown and "   " in text and (columns := side_by_side(read_lines(text)[0])):
            notes = (*notes, NOTE.format(count=len(columns)))
        return Original(text, markdown=self.markdown, notes=notes)


class Markdown(PlainText):
    """``.md``: headings, lists, tables and front matter are marked in the text."""

    markdown = True
