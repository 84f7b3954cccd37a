"""What the look of a PDF tells beyond its words: headings by their type, running heads by their place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.corpus import plain
from bot.corpus.bibliography import with_bibliography
from bot.corpus.blocks import Block, Layout
from bot.corpus.notes import start_of
from bot.corpus.readers.building import headed
from bot.corpus.readers.pdf_captions import with_captions
from bot.corpus.readers.pdf_formulas import with_formulas, with_labels
from bot.corpus.readers.pdf_lines import Line, usual_size
from bot.corpus.readers.pdf_pages import Page, breaks
from bot.corpus.readers.pdf_tables import with_tables
from bot.corpus.references import Note, resolve
from summarizers.models import Kind

_LARGER = 1.12
"""Times the size of the running text from which a line is a heading."""

_SMALLER = 0.93
"""The same, up to which a line at the foot of a page is a note."""

_TYPESET = 3
"""Headings set in a type of their own from which every heading is taken to be."""

_HEADING_WORDS = 20
_EDGE = 0.09
"""The share of a page's height at its head and at its foot where running lines stand."""

_OTHER = 0.08
"""The share by which the sizes of two types differ."""

_RAISED = re.compile(r"[^\W\d_][.,;:!?)\]’”\"'»]*[¹²³⁴⁵⁶⁷⁸⁹]")
"""A mark that kept its height."""

_NUMBERED = re.compile(r"^(?:\d{1,3}\.\s|[⁰¹²³⁴⁵⁶⁷⁸⁹])")
_LED = re.compile(r"^(\d{1,4})\s+\D")
_FOOT = "\0"
"""Before how far a line's number is from its page's."""

_NUMBER = re.compile(r"^\W*(?:page |str\. ?)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|od)\s*\d{1,4})?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and where it begins in the text."""

    start: int
    line: Line
    page: int


def composed(pages: Sequence[Page]) -> tuple[str, list[Placed]]:
    """The text of all pages, a form feed between them, and the place of every line."""
    parts: list[str] = []
    placed: list[Placed] = []
    length = 0
    usual = usual_size(line for page in pages for line in page.lines) or 0.0
    for number, page in enumerate(pages):
        if number:
            parts.append("\f")
            length += 1
        page = with_labels(with_tables(with_formulas(with_captions(page))), usual)
        above: Line | None = None
        for before, line in zip(breaks(page), page.lines, strict=True):
            if above is not None and line.kind is not above.kind:
                before = "\n\n"
            parts += (before, line.text)
            placed.append(Placed(length + len(before), line, number))
            length += len(before) + len(line.text)
            above = line
    return "".join(parts), placed


def lay_out(text: str, placed: Sequence[Placed], pages: Sequence[Page]) -> Layout:
    """The layout of the words, mended by how they are set."""
    layout = plain.lay_out(text)
    levels = _headings([each for each in placed if each.line.kind is None])
    asides = frozenset(each.start for each in placed if each.line.aside)
    running = _running([each for each in placed if not each.line.aside], pages) | asides
    layout = _headed_notes(layout, levels)
    feet = _foot_notes(placed, pages, running)
    known = {note.start for note in layout.notes}
    notes = sorted([*layout.notes, *(n for n in feet.values() if n.start not in known)], key=lambda note: note.start)
    told = _told(placed, running)
    below = frozenset(each for lines in feet for each in lines) | {start for block in told for start, _ in block.pieces}
    starts = [each.start for each in placed]
    ends = {each.start: each.start + len(each.line.text) for each in placed}
    blocks: list[Block] = []
    for block in layout.blocks:
        # a list's marker is no part of its line's piece, so a piece is looked up by the line that holds it
        left = tuple(piece for piece in block.pieces if starts[bisect_right(starts, piece[0]) - 1] not in below)
        if left:
            blocks += _mended(replace(block, pieces=left), levels, running)
    blocks += [Block(Kind.FOOTNOTE, tuple((start, ends[start]) for start in lines), whole=True) for lines in feet]
    blocks += told
    layout = replace(layout, notes=tuple(resolve(notes)) if feet else layout.notes)
    blocks = with_bibliography(_joined(blocks, levels), text)
    blocks = _carried_on(blocks, text, _full_lines(placed), {each.start: each.line.size for each in placed})
    raised = _RAISED.search(text) is not None
    return replace(layout, blocks=tuple(headed(blocks, text)), raised=raised)


def _told(placed: Sequence[Placed], running: frozenset[int]) -> list[Block]:
    """What the look of the lines tells: captions, rows of tables, formulas, labels."""
    found: list[Block] = []
    for each in placed:
        if each.line.kind is None or each.start in running:
            continue
        piece = each.start, each.start + len(each.line.text)
        if each.line.follows and found:
            found[-1] = replace(found[-1], pieces=(*found[-1].pieces, piece))
        else:
            found.append(Block(each.line.kind, (piece,), whole=True))
    return found


def _headed_notes(layout: Layout, levels: dict[int, int]) -> Layout:
    """The layout without notes that begin in the type of a heading: "1. Introduction" is none."""
    headed_at = {block.start for block in layout.blocks if block.kind is Kind.FOOTNOTE and block.start in levels}
    if not headed_at:
        return layout
    blocks = tuple(
        replace(block, kind=Kind.BODY, whole=False) if block.start in headed_at else block for block in layout.blocks
    )
    spans = [(block.start, block.pieces[-1][1]) for block in layout.blocks if block.start in headed_at]
    notes = tuple(note for note in layout.notes if not any(start <= note.start < end for start, end in spans))
    return replace(layout, blocks=blocks, notes=notes)


def _foot_notes(
    placed: Sequence[Placed], pages: Sequence[Page], running: frozenset[int]
) -> dict[tuple[int, ...], Note]:
    """Notes in small type at the foots of pages: each by the starts of its lines."""
    usual = usual_size(each.line for each in placed)
    found: dict[tuple[int, ...], Note] = {}
    by_page: dict[int, list[Placed]] = {}
    for each in placed:
        if (
            usual
            and each.line.kind is None
            and each.start not in running
            and each.line.bottom < 0.45 * (pages[each.page].height or 1.0)
        ):
            by_page.setdefault(each.page, []).append(each)
    for lines in by_page.values():
        note: list[Placed] = []
        for each in sorted(lines, key=lambda each: each.start):
            small = each.line.size < _SMALLER * (usual or 1.0)
            if small and start_of(each.line.text):
                _note(note, found)
                note = [each]
            elif small and note:
                note.append(each)
            else:
                _note(note, found)
                note = []
        _note(note, found)
    return found


def _note(lines: Sequence[Placed], found: dict[tuple[int, ...], Note]) -> None:
    begun = start_of(lines[0].line.text) if lines else None
    if begun is not None:
        words = " ".join((lines[0].line.text[begun[1] :], *(each.line.text for each in lines[1:])))
        start, last = lines[0].start + begun[1], lines[-1]
        note = Note(begun[0], " ".join(words.split()), start, last.start + len(last.line.text))
        found[tuple(each.start for each in lines)] = note


def _full_lines(placed: Sequence[Placed]) -> frozenset[int]:
    """The lines that reach the right edge of their column."""
    edges: dict[tuple[int, int], float] = {}
    for each in placed:
        key = (each.page, each.line.column)
        edges[key] = max(edges.get(key, 0.0), each.line.right)
    return frozenset(
        each.start for each in placed if each.line.right >= edges[each.page, each.line.column] - 1.5 * each.line.size
    )


def _carried_on(blocks: Sequence[Block], text: str, full: frozenset[int], sizes: Mapping[int, float]) -> list[Block]:
    """Paragraphs that go on in the next column or on the next page, in type of the same size, put together again."""
    found: list[Block] = []
    last: int | None = None  # of the last paragraph, if nothing but asides stands after it
    for block in blocks:
        if block.kind is Kind.HEADING:
            last = None
        elif block.kind is Kind.BODY:
            same = last is not None and _alike(found[last], block, sizes)
            if last is not None and same and not block.item and _unfinished(found[last], text, full):
                found[last] = replace(found[last], pieces=found[last].pieces + block.pieces)
                continue
            last = len(found)
        found.append(block)
    return found


def _alike(before: Block, block: Block, sizes: Mapping[int, float]) -> bool:
    """Is a block set in the type of the one before?"""
    first, second = sizes.get(before.pieces[-1][0], 0.0), sizes.get(block.start, 0.0)
    return abs(first - second) <= _OTHER * max(first, second)


def _unfinished(block: Block, text: str, full: frozenset[int]) -> bool:
    start, end = block.pieces[-1]
    return start in full and len(block.pieces) > 1 and (text[end - 1].isalnum() or text[end - 1] in ",-–—(")


def _mended(block: Block, levels: dict[int, int], running: frozenset[int]) -> list[Block]:
    """A block without the lines in it that are headings or running lines; these by themselves."""
    if block.kind not in {Kind.BODY, Kind.HEADING, Kind.FURNITURE}:
        return [block]
    if block.kind is Kind.HEADING and block.start in levels:
        return [replace(block, level=levels[block.start])]
    if block.kind is Kind.HEADING and len(levels) >= _TYPESET:
        block = replace(block, kind=Kind.BODY, level=0, whole=False)  # its type would tell
    found: list[Block] = []
    kept: list[tuple[int, int]] = []
    for piece in block.pieces:
        if piece[0] in running:
            found.append(Block(Kind.FURNITURE, (piece,), whole=True))
        elif piece[0] in levels and block.kind is not Kind.FURNITURE:
            if kept:
                found.append(replace(block, pieces=tuple(kept)))
                kept = []
            found.append(Block(Kind.HEADING, (piece,), levels[piece[0]], whole=True))
        else:
            kept.append(piece)
    if kept:
        found.append(replace(block, pieces=tuple(kept)))
    return sorted(found, key=lambda each: each.start)


def _joined(blocks: Sequence[Block], levels: dict[int, int]) -> list[Block]:
    """Headings of several lines as one."""
    joined: list[Block] = []
    for block in sorted(blocks, key=lambda each: each.start):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.kind is block.kind is Kind.HEADING
            and before.level == block.level
            and before.start in levels
            and block.start in levels
            and block.start - before.pieces[-1][1] <= 2
        ):
            joined[-1] = replace(before, pieces=before.pieces + block.pieces)
        else:
            joined.append(block)
    return joined


def _headings(placed: Sequence[Placed]) -> dict[int, int]:
    """Lines set larger than the text, or in bold by themselves: level by start."""
    usual = usual_size(each.line for each in placed)
    if usual is None:
        return {}
    bold = sum(len(each.line.text) for each in placed if each.line.bold)
    heavy = 2 * bold > sum(len(each.line.text) for each in placed)  # as some fonts say of all that they set
    set_apart = [
        each
        for each in placed
        if len(each.line.text.split()) <= _HEADING_WORDS
        and sum(c.isalpha() for c in each.line.text) >= 3
        and (each.line.size >= _LARGER * usual or (each.line.bold and not heavy and each.line.size >= 0.95 * usual))
    ]
    if sum(len(each.line.text) for each in set_apart) > 0.35 * sum(len(each.line.text) for each in placed):
        return {}  # a poster, or a text that is all bold: size tells nothing
    bold_runs = _running_text(placed, set_apart, usual)
    sizes = sorted({round(each.line.size, 0) for each in set_apart}, reverse=True)
    top = [each for each in set_apart if round(each.line.size, 0) == sizes[0]] if sizes else []
    titled = bool(top) and all(each.page == 0 for each in top) and len(sizes) > 1
    levels: dict[int, int] = {}
    for each in set_apart:
        if each.start not in bold_runs:
            rank = sizes.index(round(each.line.size, 0))
            levels[each.start] = min(rank, 5) if titled else min(rank, 5) + 1
    return levels


def _running_text(placed: Sequence[Placed], set_apart: Sequence[Placed], usual: float) -> frozenset[int]:
    """Bold lines of the text's own size that go on: a paragraph in bold, no heading."""
    starts = {each.start for each in set_apart if each.line.size < _LARGER * usual}
    runs: list[list[Placed]] = []
    for each in placed:
        if each.start not in starts:
            runs.append([])
        elif runs:
            runs[-1].append(each)
        else:
            runs.append([each])
    above = {each.start: before for before, each in pairwise(placed)}
    long = [run for run in runs if len(run) > 3 or (run and _goes_on(run[0], above.get(run[0].start)))]
    ending = [[each] for each in placed if each.start in starts and each.line.text[-1:] in ".;,"]
    return frozenset(each.start for run in (*long, *ending) for each in run)


def _goes_on(each: Placed, before: Placed | None) -> bool:
    """Does a line carry on a sentence of the line above it?"""
    return before is not None and _below(each, before) and before.line.text[-1:].isalnum() and not before.line.bold


def _below(each: Placed, before: Placed) -> bool:
    """Is it the next line of the same paragraph?"""
    same = (each.page, each.line.column) == (before.page, before.line.column)
    step = before.line.bottom - each.line.bottom
    return same and 0 < step < 1.4 * each.line.size and abs(before.line.size - each.line.size) < 0.1 * each.line.size


def _running(placed: Sequence[Placed], pages: Sequence[Page]) -> frozenset[int]:
    """Lines at the edge of a page that come again on another, and page numbers there."""
    if len(pages) < 2:
        return frozenset()
    edges: dict[str, list[Placed]] = {}
    last: Placed | None = None
    for each in placed:
        before, last = last, each
        if before is not None and _below(each, before) and _NUMBER.match(each.line.text):
            continue  # "2021." as a note's last line
        height = pages[each.page].height or 1.0
        if (
            not _EDGE < each.line.bottom / height < 1 - _EDGE
            and len(each.line.text) < 150
            and not _NUMBERED.match(each.line.text)
        ):
            words = re.sub(r"\d+", "#", each.line.text)
            number = _LED.match(each.line.text) if each.line.bottom < height / 2 else None
            if number:  # a page's number goes with its page; that of a note does so by chance
                words += f"{_FOOT}{int(number[1]) - each.page}"
            edges.setdefault(words, []).append(each)
    found: set[int] = set()
    for text, lines in edges.items():
        if len({each.page for each in lines}) >= (min(3, len(pages)) if _FOOT in text else 2) or (
            _NUMBER.match(lines[0].line.text) and "#" in text
        ):
            found.update(each.start for each in lines)
    return frozenset(found)
