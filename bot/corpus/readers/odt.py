"""OpenDocument texts: headings by their outline levels, lists, tables as rows, notes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bot.corpus.blocks import Layout
from bot.corpus.readers.archive import DOCUMENT_BYTES, member, opened
from bot.corpus.readers.base import Original
from bot.corpus.readers.building import Text, apart, raised
from bot.corpus.readers.decoding import MAX_BYTES
from bot.corpus.readers.xml import attribute, local, parse_xml
from bot.errors import UnreadableDocument

_PART = 100_000_000
_SKIPPED = frozenset("annotation annotation-end tracked-changes note bookmark frame sequence-decls".split())
_GROUPS = frozenset({"table-rows", "table-row-group", "table-header-rows"})
_DEEPEST = 60


class Odt:
    """``.odt``."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        with opened(data, name, DOCUMENT_BYTES) as archive:
            names = set(archive.namelist())
            if "content.xml" not in names:
                raise UnreadableDocument(f"{name} is not an OpenDocument text.", "Save it again as .odt.")
            if "META-INF/manifest.xml" in names:
                manifest = parse_xml(member(archive, "META-INF/manifest.xml", _PART), name)
                if any(local(element) == "encryption-data" for element in manifest.iter()):
                    raise UnreadableDocument(f"{name} is locked with a password.", "Save it without one.")
            content = parse_xml(member(archive, "content.xml", _PART), name)
            meta = parse_xml(member(archive, "meta.xml", _PART), name) if "meta.xml" in names else None
        body = next((part for e in content.iter() if local(e) == "body" for part in e if local(part) == "text"), None)
        if body is None:
            raise UnreadableDocument(f"{name} is no text document.", "Save it as .odt.")
        stated = _stated(meta)
        reader = _Reader(name, stated)
        reader.blocks(body)
        text, layout = reader.done()
        return Original(text, stated=stated, layout=layout)


def _stated(meta: Element | None) -> dict[str, str]:
    """Title, author and language; the dates in the file are those of editing."""
    stated: dict[str, str] = {}
    for element in meta.iter() if meta is not None else ():
        words = (element.text or "").strip()
        name = {"title": "title", "initial-creator": "author", "creator": "author", "language": "language"}.get(
            local(element)
        )
        if name and words:
            stated.setdefault(name, words)
    return stated


class _Reader:
    def __init__(self, name: str, stated: dict[str, str]) -> None:
        self._text = Text(name, stated=stated)
        self._notes: list[str] = []

    def done(self) -> tuple[str, Layout]:
        for number, words in enumerate(self._notes, 1):
            self._text.note(number, words)
        return self._text.done()

    def blocks(self, parent: Element, depth: int = 0, item: bool = False) -> None:
        for element in parent:
            tag = local(element)
            if tag == "h":
                level = attribute(element, "outline-level") or "1"
                self._text.heading(self._words(element), int(level) if level.isdigit() else 1)
            elif tag == "p":
                self._paragraph(element, item)
            elif depth >= _DEEPEST:
                self._text.paragraph(self._words(element))
            elif tag == "table":
                self._table(element, depth)
            elif tag not in _SKIPPED:
                self.blocks(element, depth + 1, item or tag == "list-item")

    def _paragraph(self, element: Element, item: bool) -> None:
        words = self._words(element)
        style = (attribute(element, "style-name") or "").lower()
        if style == "title":
            self._text.heading(words, 0)
        else:
            self._text.paragraph(words, item=item)
        for frame in element.iter():
            if local(frame) == "text-box":
                self.blocks(frame, _DEEPEST // 2)

    def _table(self, table: Element, depth: int) -> None:
        for row, head in _rows(table):
            cells = [cell for cell in row if local(cell) == "table-cell"]
            if len(cells) == 1:
                self.blocks(cells[0], depth + 1)
                continue
            words = [" ".join(self._words(p) for p in cell.iter() if local(p) in {"p", "h"}) for cell in cells]
            self._text.row(words, head=head)

    def _words(self, element: Element, depth: int = 0) -> str:
        parts = [element.text or ""]
        for child in element:
            tag = local(child)
            if tag in {"s", "tab"}:
                parts.append(" ")
            elif tag == "line-break":
                parts.append("\n")
            elif tag == "note":
                parts.append(apart("".join(parts), self._note(child)))
            elif tag not in _SKIPPED and depth < _DEEPEST:
                parts.append(self._words(child, depth + 1))
            parts.append(child.tail or "")
        return "".join(parts)

    def _note(self, note: Element) -> str:
        body = next((part for part in note if local(part) == "note-body"), None)
        words = " ".join(self._words(p) for p in body.iter() if local(p) == "p") if body is not None else ""
        self._notes.append(words)
        return raised(len(self._notes))


def _rows(table: Element, depth: int = 0, head: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, not of those in its cells, and whether they name its columns."""
    for part in table:
        if local(part) == "table-row":
            yield part, head
        elif local(part) in _GROUPS and depth < _DEEPEST:
            yield from _rows(part, depth + 1, head or local(part) == "table-header-rows")
