"""Tables on the pages of a PDF: rows whose cells stand below one another.

No ruled lines are needed: lines that wide gaps part into cells, one below the other, cells aligned
at their left or right edges, are rows (after Nurminen, "Algorithmic extraction of data in tables
in PDF documents", 2013).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from bot.corpus.readers.pdf_lines import Line
from bot.corpus.readers.pdf_pages import Page
from summarizers.models import Kind

_APART = 3.2
"""Times the size of the type up to which two rows are of one table."""

_STRIPS = 0.8
"""The share of the gaps between cells that go through most rows, and of the rows that each goes through."""

_CLOSE = 1.35
"""Times the size of the type up to which a line of one cell carries on the row above it."""

_CLOSER = 0.8
"""Times the usual distance of rows up to which a line of one cell is no row of its own."""

_WORDS = 5
"""Words in a cell of a table without figures, mostly: where there are more, columns of a text stand side by side."""

_YEARS = re.compile(r"\b(?:1[5-9]|20)\d\d(?:[/–-]\d{2,4})?\b")

_LONGEST_NAME = 40
"""Characters up to which a cell may name a column."""

_MOST_NAMES = 5
"""Lines that may name the columns of a table."""

_LEADERS = re.compile(r"(?:\.\s?){5,}\s*[\divxlcIVXLC]{1,6}$")
"""Dots that lead to the number of a page."""

_NUMBER = re.compile(r"[\W_]*\d[\d.,\s%°+±–-]*(?:%|[A-Za-z]{1,4})?[\W_]*|[–—-]|n/?a", re.IGNORECASE)


def with_tables(page: Page) -> Page:
    """The page with bars between the cells of its tables, and what each of their rows is."""
    leading = [index for index, line in enumerate(page.lines) if _LEADERS.search(line.text)]
    if len(leading) >= 5 and 2 * len(leading) >= len(page.lines):  # a table of contents, whose names may be long
        largest = max(line.size for line in page.lines)
        named = {i for i, line in enumerate(page.lines) if line.size < largest} | set(leading)
        return replace(
            page, lines=[_of(line, Kind.FURNITURE) if i in named else line for i, line in enumerate(page.lines)]
        )
    lines: list[Line] = []
    start = 0
    while start < len(page.lines):
        run = _run(page.lines, start)
        names = _names(run)
        if names is None:
            line = page.lines[start]
            lines.append(_of(line, Kind.FURNITURE) if line.kind is None and _LEADERS.search(line.text) else line)
            start += 1
            continue
        above = _above(lines, run[names])
        for index in above:
            lines[index] = _of(lines[index], Kind.FURNITURE)
        found = _entries(run[names:])
        lines += (_barred(line, Kind.FURNITURE) for line in run[:names])
        empty = _is_contents(found) or (_is_scale(run) and not above)
        named_by = len(found) if empty else _titles(found)
        lines += (_barred(row, Kind.FURNITURE if i < named_by else Kind.BODY) for i, row in enumerate(found))
        start += len(run)
    return replace(page, lines=lines)


def _of(line: Line, kind: Kind) -> Line:
    return replace(line, kind=kind)


def _run(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines from ``start`` on that may be rows of one table, with the lines that carry on their cells."""
    run: list[Line] = []
    row: Line | None = None
    for line in lines[start:]:
        if line.kind is not None or (run and not _goes_on(run[-1], line)):
            break
        if len(line.cells) > 1:
            row = line
        elif row is None or not _carries_on(row, run[-1], line):
            break
        run.append(line)
    return run


def _carries_on(row: Line, before: Line, line: Line) -> bool:
    """Does a line of one cell go on with a cell of the row above it, as closely below as lines of one text stand?"""
    close = before.bottom - line.bottom < _CLOSE * line.size
    alike = line.bold == row.bold or line.text[:1].islower()  # a row of a bold name and light figures is light
    return close and alike and _column(row, line) is not None


def _column(row: Line, line: Line) -> int | None:
    """The column of the row in which a line of one cell stands; None if it reaches into another."""
    edges = [cell[0] for cell in row.cells[1:]] + [float("inf")]
    for index, (left, _, _) in enumerate(row.cells):
        if line.left > left - line.size and line.right < edges[index]:
            return index
    return None


def _names(run: Sequence[Line]) -> int | None:
    """How many lines at the head of a run only name the columns of the table below; None where it is none."""
    rows = [index for index, line in enumerate(run) if len(line.cells) > 1]
    for first in range(min(len(rows) - 1, _MOST_NAMES)):
        table = [run[index] for index in rows[first:]]
        if _is_table(table):
            return rows[first]
        if _is_long(run[rows[first]]):
            return None
    return None


def _above(lines: Sequence[Line], row: Line) -> list[int]:
    """The lines right above a table that name its columns: short, and beside the names of its rows."""
    found: list[int] = []
    below = row
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_NAMES), -1):
        line = lines[index]
        step = line.bottom - below.bottom
        apart = line.left > row.cells[0][1] or len(line.cells) > 1
        if line.kind is not None or line.column != row.column or not 0 < step < 1.7 * row.size or not apart:
            break
        if _is_long(line) and found and below.text[:1].islower():
            return []  # it carries on a text
        if len(line.text) > 2 * _LONGEST_NAME:
            break
        found.append(index)
        below = line
    return found


def _entries(run: Sequence[Line]) -> list[Line]:
    """The rows of a table, each with the lines that carry on its cells."""
    rows = [line for line in run if len(line.cells) > 1]
    beside = [(a, b) for a, b in pairwise(run) if len(a.cells) > 1 and len(b.cells) > 1] or list(pairwise(rows))
    usual = median(a.bottom - b.bottom for a, b in beside) if beside else 0.0
    found: list[Line] = []
    above = 0.0
    for line in run:
        column = _column(found[-1], line) if found and len(line.cells) < 2 else None
        close = above - line.bottom < _CLOSER * usual or line.text[:1].islower()
        above = line.bottom
        if column is None or not close:
            found.append(line)
            continue
        cells = list(found[-1].cells)
        left, right, words = cells[column]
        cells[column] = (left, max(right, line.right), f"{words} {line.text}")
        found[-1] = replace(found[-1], cells=tuple(cells))
    return found


def _barred(row: Line, kind: Kind) -> Line:
    return replace(row, text=" | ".join(words for _, _, words in row.cells), kind=kind)


def _goes_on(before: Line, line: Line) -> bool:
    """May a row of the same table follow?"""
    return before.column == line.column and 0 < before.bottom - line.bottom < _APART * line.size


def _is_table(rows: Sequence[Line]) -> bool:
    """Do the cells stand below one another, with figures in them? A justified text has its gaps anywhere."""
    gaps = [(a[1], b[0]) for row in rows for a, b in pairwise(row.cells)]
    strips = [gap for gap in gaps if sum(_clear(row, gap) for row in rows) >= _STRIPS * len(rows)]
    if len(strips) < _STRIPS * len(gaps):
        return False
    if any(len(words) > (80 if index else 120) for row in rows for index, (_, _, words) in enumerate(row.cells)):
        return False
    numbers = sum(any(_NUMBER.fullmatch(words) for _, _, words in row.cells[1:]) for row in rows)
    if 2 * numbers >= len(rows):
        return True
    words = median(len(words.split()) for row in rows for _, _, words in row.cells)
    return len(rows) >= 3 and min(len(row.cells) for row in rows) >= 3 and words <= _WORDS


def _clear(row: Line, gap: tuple[float, float]) -> bool:
    """Does a row leave some white where another has a gap?"""
    start, end = gap
    for left, right, _ in row.cells:
        if left < end and right > start:  # it reaches into the gap: how far?
            if left <= start and right >= end:
                return False
            start, end = (right, end) if left <= start else (start, left)
    return end - start > 0.3 * row.size


def _is_contents(rows: Sequence[Line]) -> bool:
    """Names with page numbers that grow: a table of contents says nothing."""
    last = [row.cells[-1][2] for row in rows]
    if len(rows) < 3 or not all(
        number.isdigit() and len(row.cells) <= 3 for number, row in zip(last, rows, strict=True)
    ):
        return False
    numbers = list(map(int, last))
    return numbers == sorted(numbers) and not any(word.isdigit() for row in rows for _, _, word in row.cells[1:-1])


def _titles(rows: Sequence[Line]) -> int:
    """How many rows at the head of a table name its columns: they hold no figures but years."""
    named = next((i for i, row in enumerate(rows) if _is_long(row) or any(map(_is_figure, row.cells[1:]))), len(rows))
    if named < len(rows):
        return named
    return 0 if any(character.isdigit() for _, _, words in rows[0].cells[1:] for character in words) else 1


def _is_long(row: Line) -> bool:
    """Does a cell hold more than a name?"""
    return any(len(words) > _LONGEST_NAME for _, _, words in row.cells)


def _is_figure(cell: tuple[float, float, str]) -> bool:
    """Does a cell hold a figure that is no year, or say that there is none?"""
    words = _YEARS.sub("", cell[2])
    if words == cell[2] and _NUMBER.fullmatch(words):
        return True
    bare = words.lstrip("".join(c for c in words if not c.isalnum()))
    return any(map(str.isdigit, words)) and (bare[:1].isdigit() or not any(map(str.isalpha, words)))


def _is_scale(rows: Sequence[Line]) -> bool:
    """Rows of figures without a word among them, as stand along the axes of a chart, and no years before them?"""
    dated = sum(
        _YEARS.fullmatch(row.cells[0][2]) is not None and _is_figure(row.cells[1]) for row in rows if row.cells[1:]
    )
    return 2 * dated < len(rows) and not any(map(str.isalpha, "".join(row.text for row in rows)))
