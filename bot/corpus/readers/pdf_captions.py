"""Captions of figures and tables on PDF pages: from "Figure 3" to the gap, or the other type, that ends them."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.corpus.readers.pdf_lines import Line
from bot.corpus.readers.pdf_pages import Page, breaks
from summarizers.models import Kind

_LABEL = re.compile(
    r"(?P<name>(?i:figures?|fig\.?|tables?|exhibit|chart|graph|diagram|scheme|listing|algorithm|plate|map|box"
    r"|abbildung|abb\.?|tabelle|tableau|graphique|слика|табела|графикон|slika|tabela|grafikon))\s*"
    r"(?:[A-Z]{1,2}[-.]?)?(?:\d+(?:[.–-](?:\d+|[A-Z]\b))*[a-z]?|[IVX]+)"
    r"(?:(?P<point>\s?[.:|—–])(?=\s|$)|$|\s+(?=[“\"'(]?[^\W\d_a-zа-я]))"
)
"""A label is followed by a point, by nothing, or by a word that begins in capitals: "Figure 3 shows" is none."""

_BOXES = re.compile(r"(?i:map|box|plate|graph|chart)")
"""What may be no label where no point follows it ("Box 5 Enter the total")."""

_MOST_LINES = 12
_NEAR = 2.2
"""Times the size of the type within which the words stand below a label that is alone on its line."""


def with_captions(page: Page) -> Page:
    """The page with the lines of its captions marked as such."""
    before = breaks(page)
    lines = list(page.lines)
    index = 0
    while index < len(lines):
        end = index + 1
        label = _label(lines[index]) if before[index] != "\n" or _is_aside(lines, index) else None
        if label is not None:
            end = _end(lines, before, index, alone=label.end() == len(lines[index].text))
            for place in range(index, end):
                lines[place] = replace(lines[place], kind=Kind.CAPTION, follows=place > index)
        index = end
    return replace(page, lines=lines)


def _is_aside(lines: list[Line], index: int) -> bool:
    return index > 0 and lines[index - 1].kind is not None


def _label(line: Line) -> re.Match[str] | None:
    found = _LABEL.match(line.text)
    if found is None or (found["point"] is None and _BOXES.match(found["name"])):
        return None
    return found


def _end(lines: list[Line], before: list[str], start: int, *, alone: bool) -> int:
    """Where the caption ends that begins at ``start``, by index."""
    end = start + 1
    first = lines[start]
    if alone and end < len(lines) and 0 < first.bottom - lines[end].bottom < _NEAR * max(first.size, lines[end].size):
        end += 1  # the words stand below, in another type maybe
    while end < min(len(lines), start + _MOST_LINES) and before[end] == "\n":
        line = lines[end]
        if len(line.cells) > 2 or line.column != lines[end - 1].column or _label(line) is not None:
            break
        if _is_over(lines[start:end], line):
            break
        end += 1
    return end


def _is_over(caption: list[Line], line: Line) -> bool:
    """Did its last line leave room, at the end of a sentence or before a new one, or does a heavy one turn light?"""
    last = caption[-1]
    edge = max(*(each.right for each in caption), line.right)
    room = edge - last.right
    ended = last.text[-1:] in ".!?" and room > 1.5 * last.size
    anew = line.text[:1].isupper() and room > 0.25 * (edge - last.left)
    return ended or anew or (all(each.bold for each in caption) and not line.bold)
