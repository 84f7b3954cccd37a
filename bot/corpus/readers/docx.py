"""Word documents: headings by their styles, lists, tables as rows, foot- and endnotes.

What tracked changes deleted, field codes, headers and footers are not read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from bot.corpus.readers.archive import DOCUMENT_BYTES, member, opened
from bot.corpus.readers.base import Original
from bot.corpus.readers.building import Text, apart, raised
from bot.corpus.readers.decoding import MAX_BYTES
from bot.corpus.readers.xml import attribute, local, parse_xml
from bot.errors import UnreadableDocument

_HEADING = re.compile(r"^(?:heading|titre|überschrift|naslov|наслов)\s*(\d)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"
_PART = 100_000_000
_BOX = 45
"""How deep a text box counts as standing, so that boxes in boxes come to an end."""

_SKIPPED = frozenset(
    "del moveFrom instrText delText pPr rPr annotationRef commentReference Fallback txbxContent".split()
)
"""What is no part of a paragraph's words: a text box is read after it, and not again as older programs show it."""

_MAIN = (b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships"


class Docx:
    """``.docx``."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        if data.startswith(_OLE):
            raise UnreadableDocument(
                f"{name} is locked with a password, or of the format before 2007.",
                "Open it and save it as .docx without a password.",
            )
        with opened(data, name, DOCUMENT_BYTES) as archive:
            names = archive.namelist()
            types = member(archive, "[Content_Types].xml", _PART) if "[Content_Types].xml" in names else b""
            if not any(main in types for main in _MAIN):
                raise UnreadableDocument(f"{name} is not a Word document.", "Save it again as .docx.")
            if "_rels/.rels" in names and _STRICT in member(archive, "_rels/.rels", _PART):
                raise UnreadableDocument(
                    f"{name} is in the format Strict Open XML.", "Save it as an ordinary Word document (.docx)."
                )
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    parse_xml(member(archive, info.filename, _PART), f"{name} ({info.filename})")
        return _Reader(_open(data, name), name).original()


def _open(data: bytes, name: str) -> Any:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return Document(io.BytesIO(data))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise UnreadableDocument(f"{name} is damaged ({type(error).__name__}).", "Save it again as .docx.") from error


class _Reader:
    """One pass over the body."""

    def __init__(self, document: Any, name: str) -> None:
        self._document = document
        self._text = Text(name, stated=self._stated())
        self._noted: dict[tuple[str, str], int] = {}
        self._levels = dict(self._styles())

    def _styles(self) -> Iterator[tuple[str, int]]:
        """Heading levels by style id; 0 is the title's."""
        for style in self._document.styles:
            base, steps = style, 0
            while base is not None and steps < 12:
                name = base.name or ""
                heading = _HEADING.match(name)
                if heading or name.lower() == "title":
                    yield style.style_id, int(heading[1]) if heading else 0
                    break
                base, steps = getattr(base, "base_style", None), steps + 1

    def original(self) -> Original:
        self._blocks(self._document.element.body)
        for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes")):
            self._notes(kind, part)
        text, layout = self._text.done()
        return Original(text, stated=self._stated(), layout=layout)

    def _stated(self) -> dict[str, str]:
        """Title, author and language; when the file was made is not when the text was published."""
        said = self._document.core_properties
        stated = {"title": said.title, "author": said.author, "language": said.language}
        if (stated["author"] or "").lower() in {"python-docx", "microsoft office user", "user", "admin"}:
            del stated["author"]  # what programs write of themselves
        if (stated["title"] or "").startswith(("Microsoft Word - ", "Word Document")):
            del stated["title"]
        return {key: value.strip() for key, value in stated.items() if value and value.strip()}

    def _blocks(self, parent: Any, depth: int = 0) -> None:
        for element in parent:
            tag = local(element)
            if tag == "p":
                self._paragraph(element)
            elif tag == "tbl":
                self._table(element, depth)
            elif tag in {"sdt", "sdtContent", "customXml", "ins", "moveTo"} and depth < 50:
                self._blocks(element, depth + 1)

    def _paragraph(self, element: Any) -> None:
        words = self._words(element)
        style, outline, item = "", None, False
        for child in element:
            if local(child) != "pPr":
                continue
            for each in child:
                tag = local(each)
                if tag == "pStyle":
                    style = attribute(each, "val") or ""
                elif tag == "outlineLvl":
                    outline = attribute(each, "val")
                elif tag == "numPr":
                    item = True
        level = self._levels.get(style)
        if level is None and outline and outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        if level is not None:
            self._text.heading(words, level)
        elif "caption" in style.lower():
            self._text.caption(words)
        else:
            self._text.paragraph(words, item=item or style.lower().startswith("list"))
        for box in _inner(element, "txbxContent"):
            self._blocks(box, _BOX)

    def _table(self, table: Any, depth: int) -> None:
        rows = [row for row in table if local(row) == "tr"]
        for number, row in enumerate(rows):
            cells = [cell for cell in row if local(cell) == "tc"]
            if len(cells) == 1 and depth < 50:  # a frame around text
                self._blocks(cells[0], depth + 1)
                continue
            words = [" ".join(self._words(p) for p in _all(cell, "p")) for cell in cells]
            named = any(local(mark) == "tblHeader" for mark in row.iter())
            self._text.row(words, head=named or (number == 0 and len(rows) > 1 and not _figures(words)))

    def _words(self, element: Any) -> str:
        parts: list[str] = []
        pending = list(reversed(element))
        while pending:
            node = pending.pop()
            tag = local(node)
            if tag == "t":
                parts.append(node.text or "")
            elif tag in {"tab", "ptab"}:
                parts.append(" ")
            elif tag in {"br", "cr"}:
                parts.append(" " if attribute(node, "type") == "page" else "\n")
            elif tag == "noBreakHyphen":
                parts.append("-")
            elif tag in {"footnoteReference", "endnoteReference"}:
                key = (tag.removesuffix("Reference"), attribute(node, "id") or "")
                mark = raised(self._noted.setdefault(key, len(self._noted) + 1))
                parts.append(apart("".join(parts), mark))
            elif tag == "r" and _is_raised(node):
                parts.append(raised("".join(t.text or "" for t in node.iter() if local(t) == "t")))
                pending += reversed([n for n in node if local(n).endswith("Reference")])
            elif tag not in _SKIPPED:
                pending += reversed(node)
        return "".join(parts)

    def _notes(self, kind: str, part: str) -> None:
        wanted = {id: number for (of, id), number in self._noted.items() if of == kind}
        blob = next(
            (p.blob for p in self._document.part.package.iter_parts() if p.partname == f"/word/{part}.xml"), None
        )
        if not wanted or blob is None:
            return
        found = {}
        for note in parse_xml(blob, part):
            number = wanted.get(attribute(note, "id") or "")
            if number is not None:
                found[number] = " ".join(self._words(p) for p in note.iter() if local(p) == "p")
        for number in sorted(found):
            self._text.note(number, found[number])


def _all(element: Any, tag: str) -> Iterator[Any]:
    """Every element of that name within one, in order, but for what is only there for older programs."""
    pending = list(reversed(element))
    while pending:
        node = pending.pop()
        if local(node) == tag:
            yield node
        if local(node) != "Fallback":
            pending += reversed(node)


def _inner(element: Any, tag: str) -> Iterator[Any]:
    """The same, without those that stand in another one of them."""
    for found in _all(element, tag):
        above = found.getparent()
        while above is not element and local(above) != tag:
            above = above.getparent()
        if above is element:
            yield found


def _figures(words: list[str]) -> bool:
    return any(character.isdigit() for cell in words[1:] for character in cell)


def _is_raised(run: Any) -> bool:
    """A number that was raised by hand."""
    words = "".join(t.text or "" for t in run.iter() if local(t) == "t")
    if not (words.isascii() and words.isdigit() and len(words) <= 3):
        return False
    return any(local(mark) == "vertAlign" and attribute(mark, "val") == "superscript" for mark in run.iter())
