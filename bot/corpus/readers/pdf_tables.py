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

from bot.corpus.readers.pdf_lines import Line
from bot.corpus.readers.pdf_pages import Page
from summarizers.models import Kind

_APART = 3.2
"""Times the size of the type up to which two rows are of one table."""

_STRIPS = 0.8
"""The share of the gaps between cells that go through all rows."""

_LEADERS = re.compile(r"(?:\.\s?){5,}\s*[\divxlcIVXLC]{1,6}$")
"""Dots that lead to the number of a page."""

_NUMBER = re.compile(r"[\W_]*\d[\d.,\s%°+±–-]*(?:%|[A-Za-z]{1,4})?[\W_]*|[–—-]|n/?a", re.IGNORECASE)


def with_tables(page: Page) -> tuple[Page, dict[int, Kind]]:
    """The page with bars between the cells of its tables; what each row is, by its line."""
    leading = [index for index, line in enumerate(page.lines) if _LEADERS.search(line.text)]
    if len(leading) >= 5 and 2 * len(leading) >= len(page.lines):  # a table of contents, whose names may be long
        largest = max(line.size for line in page.lines)
        return page, {i: Kind.FURNITURE for i, line in enumerate(page.lines) if line.size < largest or i in leading}
    rows: dict[int, Kind] = dict.fromkeys(leading, Kind.FURNITURE)
    lines = list(page.lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (end == start or _goes_on(lines[end - 1], lines[end])) and len(lines[end].cells) > 1:
            end += 1
        if end - start >= 2 and _is_table(lines[start:end]):
            contents = _is_contents(lines[start:end])
            for index in range(start, end):
                cells = [words for _, _, words in lines[index].cells]
                names = index == start and not any(map(_figures, cells[1:]))
                rows[index] = Kind.FURNITURE if contents or names else Kind.BODY
                lines[index] = replace(lines[index], text=" | ".join(cells))
            above = start - 1
            if above >= 0 and rows[start] is Kind.FURNITURE and _heads(lines[above], lines[start]):
                rows[above] = Kind.FURNITURE  # the first line of a column's name
        start = max(end, start + 1)
    return (replace(page, lines=lines) if rows else page), rows


def _goes_on(before: Line, line: Line) -> bool:
    """May a row of the same table follow?"""
    return before.column == line.column and 0 < before.bottom - line.bottom < _APART * line.size


def _is_table(rows: Sequence[Line]) -> bool:
    """Do the cells stand below one another, with figures in them? A justified text has its gaps anywhere."""
    gaps = [(a[1], b[0]) for row in rows for a, b in pairwise(row.cells)]
    strips = [gap for gap in gaps if all(_clear(row, gap) for row in rows)]
    if len(strips) < _STRIPS * len(gaps) or any(len(words) > 80 for row in rows for _, _, words in row.cells):
        return False
    numbers = sum(any(_NUMBER.fullmatch(words) for _, _, words in row.cells[1:]) for row in rows)
    return 2 * numbers >= len(rows) or (len(rows) >= 3 and min(len(row.cells) for row in rows) >= 3)


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


def _heads(above: Line, row: Line) -> bool:
    step = above.bottom - row.bottom
    return above.column == row.column and 0 < step < 1.7 * row.size and above.left > row.cells[0][1]


def _figures(words: str) -> bool:
    return any(map(str.isdigit, words))
