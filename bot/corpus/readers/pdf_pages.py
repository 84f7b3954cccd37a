"""A PDF page to lines in reading order: from characters with boxes to fragments, columns, lines.

Columns are found by the gutter that few fragments cross (after Breuel, "Two geometric algorithms
for layout analysis", 2002, and the XY-cut of Nagy and Seth, 1984); what crosses it, a title or a
wide table, parts the page into bands that are each read column by column.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from bot.corpus.readers.building import raised

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st"}
_HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}
_MOST_CHARACTERS = 60_000
"""A page with more is no page that anybody reads."""

_BELOW = 0.22
"""The share of the type's size that reaches below the line."""

_CROSSING = 0.3
"""The share of the lines of a page that may cross the gutter between its columns: titles, tables, running heads."""

_MARKER = re.compile(r"\W|\(?[\dA-Za-z]{1,3}[.)]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
"""What begins a list's line or a note, and is no cell."""

_CELL = 1.15
"""Times the size of the type from which a gap in a line sets two cells apart."""

_PARAGRAPH = 1.35
"""Times the usual distance of lines from which a gap parts paragraphs."""


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
    """``cells`` are its parts that a wide gap sets apart: (left, right, words); one where nothing does."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    column: int = 0
    bold: bool = False
    cells: tuple[tuple[float, float, str], ...] = ()


@dataclass(slots=True)
class Page:
    """Lines in reading order; ``pictures`` says that there are images on it."""

    lines: list[Line] = field(default_factory=list)
    pictures: bool = False
    height: float = 0.0


def read_page(page: Any) -> Page:
    """The lines of a pypdfium2 page."""
    text = page.get_textpage()
    try:
        fragments = _fragments(text)
    finally:
        text.close()
    pictures = False
    if sum(len(f.text) for f in fragments) < 100:
        import pypdfium2.raw as raw

        pictures = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return Page(_ordered(fragments), pictures, page.get_height())


def _fragments(text: Any) -> list[Fragment]:
    """Characters joined as long as they follow on one another on one line."""
    import pypdfium2.raw as raw

    found: list[Fragment] = []
    current: Fragment | None = None
    box, shape, width, height = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    matrix, across, level = ctypes.byref(shape), ctypes.byref(width), ctypes.byref(height)
    handle, at = text.raw, ctypes.byref(box)
    space = False
    for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        character = _character(code)
        if character in {"\r", "\n"}:
            current, space = None, False
            continue
        if not character:
            continue
        if character.isspace():
            space = True
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, index, at):
            continue
        left, right, bottom, top = box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)
        size = top - bottom
        raw.FPDFText_GetMatrix(handle, index, matrix)
        typed = raw.FPDFText_GetFontSize(handle, index) * math.hypot(shape.b, shape.d)
        upright = abs(shape.b) < 0.1 * abs(shape.d) and raw.FPDFText_GetCharOrigin(handle, index, across, level)
        if upright and 0.4 * size < typed < 4 * size + 1:  # boxes of some fonts hug every letter
            size, bottom = typed, height.value - _BELOW * typed
            top = bottom + size
        size = max(size, 0.1)
        if current is not None and _follows(current, left, bottom, top, size):
            gap = left - current.right
            current.text += (" " if space or gap > 0.25 * size else "") + character
            current.right = max(current.right, right)
        else:
            current = Fragment(character, left, right, bottom, top, size, _is_bold(handle, index))
            found.append(current)
        space = False
    return [f for f in found if f.text.strip()]


def _character(code: int) -> str:
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _HYPHENS:
        return "-"
    character = chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""
    if character in {"\r", "\n"} or character.isspace():
        return character
    return "" if unicodedata.category(character or "\0") in {"Cc", "Co", "Cn", "Cs"} else character


def _is_bold(handle: Any, index: int) -> bool:
    """Is a character set in a heavy font, by its weight or by the font's name?"""
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(handle, index) >= 600:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    size = raw.FPDFText_GetFontInfo(handle, index, name, 128, ctypes.byref(flags))
    return 0 < size <= 128 and any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


def _follows(fragment: Fragment, left: float, bottom: float, top: float, size: float) -> bool:
    """Does a character go on the fragment: on its line, of its size, not far off?"""
    level = abs(bottom - fragment.bottom) < 0.15 * max(size, fragment.size)
    alike = 0.8 < size / fragment.size < 1.25
    return level and alike and -0.5 * size < left - fragment.right < 1.2 * size


def _ordered(fragments: Sequence[Fragment]) -> list[Line]:
    """Lines in the order in which a person reads them."""
    if not fragments:
        return []
    fragments = _stitched(fragments)
    usual = _usual_size(fragments)
    gutter = _gutter(fragments, usual)
    if gutter is None:
        return _lines(fragments, 0)
    left, right = gutter
    across = [f for f in fragments if f.left < left and f.right > right]
    lines: list[Line] = []
    above = float("inf")
    column = 0
    for edge in [*sorted({round(f.middle, 1) for f in across}, reverse=True), -float("inf")]:
        band = [f for f in fragments if f not in across and edge < f.middle <= above]
        first = [f for f in band if f.right <= (left + right) / 2 or f.left < left]
        second = [f for f in band if f not in first]
        for part in (first, second):
            if part:
                column += 1
                lines += _lines(part, column)
        wide = [f for f in across if round(f.middle, 1) == edge]
        if wide:
            lines += _lines(wide, -1)
        above = edge
    return lines


def _usual_size(fragments: Sequence[Fragment]) -> float:
    """The size of most of the text."""
    sizes = [f.size for f in fragments for _ in range(max(1, len(f.text) // 10))]
    return median(sizes)


def _gutter(fragments: Sequence[Fragment], usual: float) -> tuple[float, float] | None:
    """The white strip between two columns, if there is one: hardly a line of the page crosses it."""
    left, right = min(f.left for f in fragments), max(f.right for f in fragments)
    body = [f for f in fragments if len(f.text) > 1]
    if right - left < 20 * usual or len(body) < 12:
        return None
    steps = int(right - left) + 1
    covered = [0] * (steps + 1)
    for f in body:
        for step in range(max(0, int(f.left - left)), min(steps, int(f.right - left)) + 1):
            covered[step] += 1
    most = _CROSSING * median(covered[steps // 10 : -steps // 10])
    best: tuple[int, float, float] | None = None
    start: int | None = None
    for step in range(int(0.3 * steps), int(0.7 * steps) + 1):
        if covered[step] <= most:
            start = step if start is None else start
            if best is None or step - start > best[0]:
                best = (step - start, left + start, left + step)
        else:
            start = None
    if best is None or best[0] < 0.6 * usual:
        return None
    first, second = best[1], best[2]
    before = [f for f in body if f.right <= second]
    after = [f for f in body if f.left >= first]
    if min(len(before), len(after)) < 5 or not _side_by_side(before, after):
        return None
    return first, second


def _stitched(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Fragments that touch on one line put together: a change of the font parts no words."""
    found: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda f: (-round(f.bottom), f.left)):
        last = found[-1] if found else None
        if (
            last is not None
            and abs(last.bottom - fragment.bottom) < 0.15 * last.size
            and 0.8 < fragment.size / last.size < 1.25
            and -0.3 * last.size < fragment.left - last.right < 0.5 * last.size
        ):
            last.text += (" " if fragment.left - last.right > 0.18 * last.size else "") + fragment.text
            last.right, last.bold = max(last.right, fragment.right), last.bold and fragment.bold
        else:
            found.append(fragment)
    return found


def _side_by_side(before: Sequence[Fragment], after: Sequence[Fragment]) -> bool:
    """Do the two sides run beside one another, as text and not as a table's two columns?"""
    low = max(min(f.bottom for f in before), min(f.bottom for f in after))
    high = min(max(f.top for f in before), max(f.top for f in after))
    for side in (before, after):
        rows = _lines([f for f in side if low <= f.middle <= high], 0)
        if len(rows) < 4 or median(len(row.text) for row in rows) < 18:
            return False
    return True


def _lines(fragments: Iterable[Fragment], column: int) -> list[Line]:
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


def breaks(page: Page) -> list[str]:
    """What stands before each line: a line end, or a blank line where a gap, another size or
    another column parts what is said."""
    lines = page.lines
    pairs = [(a, b) for a, b in pairwise(lines) if a.column == b.column and a.bottom > b.bottom]
    steps = [a.bottom - b.bottom for a, b in pairs]
    usual = median(steps) if steps else 0.0
    return ["", *("\n\n" if _parted(before, line, usual) else "\n" for before, line in pairwise(lines))][: len(lines)]


def _parted(before: Line, line: Line, usual: float) -> bool:
    if before.column != line.column:
        return before.size != line.size or before.column == -1 or line.column == -1 or before.text[-1:] in '.!?:”"'
    other_size = abs(line.size - before.size) > 0.08 * max(line.size, before.size)
    step = before.bottom - line.bottom
    if other_size or step <= 0:
        return True
    reach = max(usual, 1.05 * line.size)
    if step > _PARAGRAPH * reach:
        return True
    indented = line.left - before.left > 0.8 * line.size
    return indented and before.text[-1:] in '.!?:”"’)⁰¹²³⁴⁵⁶⁷⁸⁹'
