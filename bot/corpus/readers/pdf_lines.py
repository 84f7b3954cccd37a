"""Fragments of a PDF page to lines: what stands side by side, marks raised, cells told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.corpus.readers.building import raised
from summarizers.models import Kind

_MARKER = re.compile(r"\W|\(?[\dA-Za-z]{1,3}[.)]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
"""What begins a list's line or a note, and is no cell."""

_CELL = 1.15
"""Times the size of the type from which a gap in a line sets two cells apart."""


@dataclass(slots=True)
class Fragment:
    """Characters in a row: one line of one column, or a part of it."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Line:
    """``cells`` are its parts that a wide gap sets apart: (left, right, words); one where nothing does.

    ``turned`` counts the directions of writing on its page, that of most of the text being 0. An ``aside``
    is written across the text: a stamp at the margin, a watermark, the name of an axis. ``kind`` is what the look
    of the page says that it is, None where that is for its words to tell; one that ``follows`` carries on the line
    above it as a part of the same.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float
    column: int = 0
    bold: bool = False
    cells: tuple[tuple[float, float, str], ...] = ()
    turned: int = 0
    aside: bool = False
    kind: Kind | None = None
    follows: bool = False


def usual_size(lines: Iterable[Line]) -> float | None:
    """The size of the type in which most is set; None where nothing is."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def lines_of(fragments: Iterable[Fragment], column: int) -> list[Line]:
    """Fragments of one column to lines, marks above them raised."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (-f.bottom, f.left)):
        row = next((r for r in reversed(rows[-3:]) if _on_one_line(r, fragment)), None)
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    return [_line(row, column) for row in rows]


def _on_one_line(row: Sequence[Fragment], fragment: Fragment) -> bool:
    largest = max(row, key=lambda f: (f.size, len(f.text)))
    overlap = min(largest.top, fragment.top) - max(largest.bottom, fragment.bottom)
    return overlap > 0.5 * min(largest.size, fragment.size)


def _line(row: list[Fragment], column: int) -> Line:
    main = max(row, key=lambda f: len(f.text) * f.size)
    row.sort(key=lambda f: f.left)
    text, right = "", row[0].left
    cells: list[tuple[float, float, str]] = []
    left, begun = row[0].left, 0
    for position, fragment in enumerate(row):
        words = fragment.text
        mark = _is_mark(fragment, main)
        if mark:
            words = raised(words)
        gap = fragment.left - right
        if position and gap > _CELL * main.size and not _MARKER.fullmatch(text):
            cells.append((left, right, text[begun:].strip()))
            left, begun = fragment.left, len(text)
        if position and not (mark and text) and gap > 0.12 * main.size:
            text += " "
        elif position and text[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and not mark and gap > 0.02 * main.size:
            text += " " if words[:1].isalnum() or words[:1] in '(“‘"' else ""
        text += words
        right = max(right, fragment.right)
    cells.append((left, right, text[begun:].strip()))
    bold = all(f.bold for f in row)
    return Line(text.strip(), row[0].left, right, main.bottom, main.size, column, bold, tuple(cells))


def _is_mark(fragment: Fragment, main: Fragment) -> bool:
    """A small number that stands higher than its line."""
    digits = fragment.text.isascii() and fragment.text.isdigit() and len(fragment.text) <= 3
    if not digits or fragment is main:
        return False
    return fragment.size < 0.85 * main.size and fragment.bottom > main.bottom + 0.1 * main.size
