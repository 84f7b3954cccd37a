"""The reading order of a PDF page: columns, and what is as wide as the page.

Columns are found by the gutter that few fragments cross (after Breuel, "Two geometric algorithms
for layout analysis", 2002, and the XY-cut of Nagy and Seth, 1984); what crosses it, a title or a
wide table, parts the page into bands that are each read column by column. Each side is looked at again:
three columns are two gutters, and four are three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from statistics import median

from bot.corpus.readers.pdf_lines import Fragment, Line, lines_of

_CROSSING = 0.3
"""The share of the lines of a page that may cross the gutter between its columns: titles, tables, running heads."""

_OVER = 1.4
"""Times the size of the type from which two fragments overlap: the letters of a ligature share one box."""

_FILLED = 0.65
"""The share of its column's width from which a line fills it."""

_TEXT_LINES = 8
"""Lines from which what fills a column is taken for text."""

_LEADING = re.compile(r"(?:\.\s?){4,}$")
"""Dots that lead from a name to what stands beside it."""

_PROSE = 0.7
"""The share of a column's width from which a fragment is a line of text and no cell."""


def ordered(fragments: Sequence[Fragment]) -> list[Line]:
    """Lines in the order in which a person reads them."""
    if not fragments:
        return []
    fragments = _stitched(fragments)
    usual = _usual_size(fragments)
    numbers = count(1)
    gutter = _gutter(fragments, usual)
    if gutter is not None:
        return _in_columns(fragments, gutter, numbers)
    found = _below_a_head(fragments, usual)
    if found is not None:
        cut, gutter = found
        head = lines_of([f for f in fragments if f.middle > cut], -1)
        return head + _in_columns([f for f in fragments if f.middle <= cut], gutter, numbers)
    found = _above_a_foot(fragments, usual)
    if found is not None:
        cut, gutter = found
        foot = lines_of([f for f in fragments if f.middle <= cut], -1)
        return _in_columns([f for f in fragments if f.middle > cut], gutter, numbers) + foot
    return lines_of(fragments, 0)


def _below_a_head(fragments: Sequence[Fragment], usual: float) -> tuple[float, tuple[float, float]] | None:
    """Where columns begin on a page whose head, a title and a summary, is as wide as the page; and their gutter."""
    if not _may_have_columns(fragments):
        return None
    levels = sorted({round(f.middle, 1) for f in fragments}, reverse=True)
    for tenth in range(1, 8):
        cut = levels[len(levels) * tenth // 10] + 0.1
        gutter = _gutter([f for f in fragments if f.middle <= cut], usual)
        if gutter is None:
            continue
        for level in reversed([level for level in levels if level > cut]):  # up to what crosses the gutter
            row = [f for f in fragments if abs(f.middle - level) < 0.3 * usual]
            if any(_crosses(f, gutter) for f in row):
                break
            cut = level + 0.1
        return cut, gutter
    return None


def _above_a_foot(fragments: Sequence[Fragment], usual: float) -> tuple[float, tuple[float, float]] | None:
    """Where columns end on a page whose foot, a table or a picture, is as wide as the page; and their gutter."""
    if not _may_have_columns(fragments):
        return None
    levels = sorted({round(f.middle, 1) for f in fragments})
    for tenth in range(1, 8):
        cut = levels[len(levels) * tenth // 10] - 0.1
        gutter = _gutter([f for f in fragments if f.middle > cut], usual, filled=True)
        if gutter is None:
            continue
        for level in reversed([level for level in levels if level < cut]):  # down to what no longer fills a column
            row = [f for f in fragments if abs(f.middle - level) < 0.3 * usual]
            edges = min(f.left for f in fragments), max(f.right for f in fragments)
            if not any(_fills(f, gutter, edges) for f in row) or any(_crosses(f, gutter) for f in row):
                break
            cut = level - 0.1
        return cut, gutter
    return None


def _crosses(f: Fragment, gutter: tuple[float, float]) -> bool:
    return f.left < gutter[1] and f.right > gutter[0]


def _fills(f: Fragment, gutter: tuple[float, float], edges: tuple[float, float]) -> bool:
    """Is it a line of text, by the width of its side of the gutter?"""
    width = gutter[0] - edges[0] if f.left < gutter[0] else edges[1] - gutter[1]
    return f.right - f.left > _PROSE * width


def _may_have_columns(fragments: Sequence[Fragment]) -> bool:
    """Does text begin again and again somewhere within the page?"""
    left, right = min(f.left for f in fragments), max(f.right for f in fragments)
    width = right - left
    return sum(0.3 * width < f.left - left < 0.7 * width and len(f.text) > 18 for f in fragments) >= 5


def _in_columns(fragments: Sequence[Fragment], gutter: tuple[float, float], numbers: Iterator[int]) -> list[Line]:
    """Bands between what is as wide as the page, each read column by column; ``numbers`` are those of the columns."""
    wide = _wide(fragments, gutter)
    kept = {id(f) for f in wide}
    middle = sum(gutter) / 2
    lines: list[Line] = []
    second_gutters = _gutters_beside(fragments, wide, gutter)
    above = float("inf")
    for group in [*_groups(wide), []]:
        top = max((f.middle for f in group), default=-float("inf"))
        low = min((f.middle for f in group), default=-float("inf"))
        band = [f for f in fragments if id(f) not in kept and top < f.middle <= above]
        first = [f for f in band if f.right <= middle or f.left < gutter[0] or _is_overprinted(f, band)]
        second = [f for f in band if f not in first]
        for part, within in zip((first, second), second_gutters, strict=True):
            if part:
                lines += lines_of(part, next(numbers)) if within is None else _in_columns(part, within, numbers)
        if group:
            lines += lines_of(group, -1)
        above = low
    return lines


def _gutters_beside(
    fragments: Sequence[Fragment], wide: Sequence[Fragment], gutter: tuple[float, float]
) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
    """The gutter within the left and within the right side, where one holds two columns of its own."""
    kept = {id(f) for f in wide}
    sides = [f for f in fragments if id(f) not in kept]
    left, right = [f for f in sides if f.right <= gutter[1]], [f for f in sides if f.left >= gutter[0]]
    return _gutter_within(left), _gutter_within(right)


def _gutter_within(side: Sequence[Fragment]) -> tuple[float, float] | None:
    return _gutter(side, _usual_size(side), filled=True) if side else None


def _groups(wide: Sequence[Fragment]) -> list[list[Fragment]]:
    """Wide fragments that stand close below one another, from the top."""
    groups: list[list[Fragment]] = []
    for f in sorted(wide, key=lambda f: -f.middle):
        if groups and groups[-1][-1].middle - f.middle < 1.7 * f.size:
            groups[-1].append(f)
        else:
            groups.append([f])
    return groups


def _wide(fragments: Sequence[Fragment], gutter: tuple[float, float]) -> list[Fragment]:
    """What is as wide as the page: what crosses the gutter with what stands on its line, the last line of such a
    paragraph, and the rows of tables. Print of one column that runs over the other's is none of it."""
    left, right = gutter
    rows = _rows(fragments)
    wide = [
        any(f.left < left and f.right > right and not _overprints(f, fragments) for f in row)
        and not any(_overprints(f, fragments) for f in row)
        for row in rows
    ]
    for start, end in _tables(rows, fragments, gutter):
        wide[start:end] = [True] * (end - start)
    for index in range(1, len(rows)):
        row, before = rows[index], rows[index - 1]
        if wide[index] or not wide[index - 1] or max(f.right for f in row) >= left:
            continue
        size = max(f.size for f in row)
        near = 0 < before[0].bottom - row[0].bottom < 1.6 * size
        alone = not any(
            f.left >= right and f.bottom < row[0].top and f.top > row[0].bottom for f in fragments if f not in row
        )
        flush = abs(min(f.left for f in row) - min(f.left for f in before)) < size
        alike = 0.9 < size / max(f.size for f in before) < 1.1
        wide[index] = near and alone and flush and alike
    return [f for row, is_wide in zip(rows, wide, strict=True) for f in row if is_wide]


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments of one base line, from the top."""
    rows: list[list[Fragment]] = []
    for f in sorted(fragments, key=lambda f: (-f.bottom, f.left)):
        if rows and abs(rows[-1][0].bottom - f.bottom) < 0.25 * f.size:
            rows[-1].append(f)
        else:
            rows.append([f])
    return rows


def _tables(
    rows: Sequence[Sequence[Fragment]], fragments: Sequence[Fragment], gutter: tuple[float, float]
) -> list[tuple[int, int]]:
    """Runs of rows that are a table of the page's width: cells on both sides of the gutter, prose on neither."""
    middle = sum(gutter) / 2
    inner = _gutters_beside(fragments, (), gutter)
    edge = {
        False: (gutter[0] - min(f.left for f in fragments)) / (1 if inner[0] is None else 2),
        True: (max(f.right for f in fragments) - gutter[1]) / (1 if inner[1] is None else 2),
    }
    cells = []
    for row in rows:
        sides = {f.left > middle for f in row}
        prose = any(f.right - f.left > _PROSE * edge[f.left > middle] and not _LEADING.search(f.text) for f in row)
        cells.append(len(row) if len(sides) == 2 and not prose else 0)
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and cells[end] and (end == start or rows[end - 1][0].bottom - rows[end][0].bottom < 40):
            end += 1
        if sum(count >= 3 for count in cells[start:end]) >= 2:
            found.append((start, end))
        start = max(end, start + 1)
    return found


def _overprints(f: Fragment, fragments: Sequence[Fragment]) -> bool:
    """Does it stand where another fragment stands?"""
    return any(
        g is not f
        and min(f.right, g.right) - max(f.left, g.left) > _OVER * f.size
        and min(f.top, g.top) - max(f.bottom, g.bottom) > 0.3 * min(f.size, g.size)
        for g in fragments
    )


def _is_overprinted(f: Fragment, band: Sequence[Fragment]) -> bool:
    """Is it a cell of the first column's table that runs over longer text of the second column?"""
    return _overprints(f, [g for g in band if len(g.text) > 2 * len(f.text)])


def _usual_size(fragments: Sequence[Fragment]) -> float:
    """The size of most of the text."""
    sizes = [f.size for f in fragments for _ in range(max(1, len(f.text) // 10))]
    return median(sizes)


def _gutter(fragments: Sequence[Fragment], usual: float, *, filled: bool = False) -> tuple[float, float] | None:
    """The white strip between two columns, if there is one: hardly a line of the page crosses it.

    ``filled`` asks that the lines fill both columns, as those of a table do not.
    """
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
    if min(len(before), len(after)) < 5 or not _side_by_side(before, after, filled):
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


def _side_by_side(before: Sequence[Fragment], after: Sequence[Fragment], filled: bool) -> bool:
    """Do the two sides run beside one another, as text and not as a table's two columns?"""
    low = max(min(f.bottom for f in before), min(f.bottom for f in after))
    high = min(max(f.top for f in before), max(f.top for f in after))
    sides = [lines_of([f for f in side if low <= f.middle <= high], 0) for side in (before, after)]
    if any(len(rows) < 4 or median(len(row.text) for row in rows) < 18 for rows in sides):
        return not filled and _beside_a_picture(sides)
    return not filled or all(map(_is_filled, sides))


def _beside_a_picture(sides: Sequence[Sequence[Line]]) -> bool:
    """Is one side text and the other none, each with lines of its own, as text beside a chart is?"""
    first, second = sides
    if min(len(first), len(second)) < 3 or not any(map(_is_filled, sides)):
        return False
    fewer, more = sorted(sides, key=len)
    level = sum(any(abs(a.bottom - b.bottom) < 0.2 * a.size for b in more) for a in fewer)
    return 2 * level < len(fewer)


def _is_filled(rows: Sequence[Line]) -> bool:
    """Do most lines reach from one edge of their column to the other, as text does and names in a table do not?"""
    width = max(row.right for row in rows) - min(row.left for row in rows)
    full = [
        len(row.cells) == 1 and row.right - row.left >= _FILLED * width and not _LEADING.search(row.text)
        for row in rows
    ]
    return len(rows) >= _TEXT_LINES and sum(full) >= 0.55 * len(rows)
