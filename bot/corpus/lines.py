"""The lines of a text with their places and pages, and whether the text is hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*(\r\n|[\r\n\f\v\x85\u2028\u2029]|\Z)")
_FINISHED = re.compile(r"[.!?…](?:\[\^?\w{1,20}\]|[)\]’”\"'»*_]|[⁰¹²³⁴⁵⁶⁷⁸⁹]|\d{1,3}(?!\d))*$")
_HANGING = re.compile(
    r"(?:[,;:(–—/-]|\b(?:a|an|the|of|and|or|to|in|on|for|by|with|from|at|as|that|which|its|their|is|are|was|were))$",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"\S+")
_RAISED_LINES = 2
FULL = 0.75
"""A line counts as full when the next word would have taken it past this share of the width."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``start:end`` without the white space around it; blank when they are equal."""

    start: int
    end: int
    text: str
    indent: int
    page: int
    after_break: bool = False  # the first line of a page

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def finished(self) -> bool:
        """Does it end as a sentence ends, a note's mark and closing quotes allowed?"""
        return bool(_FINISHED.search(self.text))

    @property
    def continues(self) -> bool:
        """Does it begin as the middle of a sentence does?"""
        return bool(self.text) and (self.text[0].islower() or self.text[0] in ",;)")

    @property
    def hanging(self) -> bool:
        """Does it end as no sentence and no heading does?"""
        return bool(_HANGING.search(self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """What we know of a text's layout as a whole."""

    wrapped: bool
    paged: bool


def read_lines(text: str) -> tuple[list[Line], Page]:
    """The lines of ``text`` in order, and what they show of its layout.

    A form feed starts a page. Text taken from a PDF may instead show a page's first line by a
    single leading space; that counts only where a hard-wrapped text has few indented lines.
    """
    raw: list[tuple[int, int, bool]] = []
    position, fed = 0, False
    while position < len(text):
        match = _LINE.match(text, position)
        assert match is not None  # the pattern matches the empty string
        raw.append((position, match.start(1), fed))
        fed = match.group(1) == "\f"
        position = match.end()
    lines: list[Line] = []
    page = 1
    for start, end, after_feed in raw:
        page += after_feed
        lines.append(_line(text, start, end, page, after_feed))
    wrapped = _wrapped(lines)
    if "\f" in text.rstrip():
        return lines, Page(wrapped, paged=True)
    if wrapped and _marked_by_spaces(text, lines):
        return _by_spaces(text, lines, raw), Page(wrapped, paged=True)
    return lines, Page(wrapped, paged=False)


def _line(text: str, start: int, end: int, page: int, after_break: bool) -> Line:
    piece = text[start:end]
    stripped = piece.strip("\ufeff\u200b" + " \t\u00a0\u3000")
    if not stripped or not stripped.strip():
        return Line(start, start, "", 0, page, after_break)
    first = start + piece.index(stripped)
    return Line(first, first + len(stripped), stripped, first - start, page, after_break)


def page_starts(lines: Sequence[Line], page: Page) -> tuple[int, ...]:
    """Where each page begins; empty for a text that shows no pages."""
    if not page.paged:
        return ()
    starts: dict[int, int] = {}
    for line in lines:
        starts.setdefault(line.page, line.start)
    return (0, *(starts[number] for number in sorted(starts)[1:]))


def width(lines: Sequence[Line], index: int, reach: int = 8) -> int:
    """How wide the text is set around a line: the longest line near it on its page."""
    page = lines[index].page
    near = lines[max(0, index - reach) : index + reach + 1]
    return max((len(line.text) for line in near if line.page == page), default=0)


def full(lines: Sequence[Line], index: int, following: int, share: float = FULL) -> bool:
    """Was the line broken because the next word did not fit?"""
    word = _FIRST_WORD.match(lines[following].text)
    length = len(lines[index].text) + 1 + (len(word.group()) if word else 0)
    return length >= share * width(lines, index)


def _wrapped(lines: Sequence[Line]) -> bool:
    """Is a sentence usually broken over several lines?

    Judged by pairs of neighboring lines: in wrapped text most first lines are unfinished and
    full. Where no line at all is finished, lines are all the structure there is.
    """
    pairs = broken = finished = 0
    for index in range(len(lines) - 1):
        line, following = lines[index], lines[index + 1]
        if line.blank or following.blank or line.text.startswith(("http", "|", "#", "![")):
            continue
        pairs += 1
        if line.finished:
            finished += 1
        elif (following.continues or line.hanging) and full(lines, index, index + 1):
            broken += 1
    finished += sum(line.finished for line in lines)
    return pairs > 0 and finished > 0 and broken >= 0.25 * pairs


def _marked_by_spaces(text: str, lines: Sequence[Line]) -> bool:
    single = sum(line.indent == 1 and text[line.start - 1] == " " for line in lines)
    deeper = sum(line.indent > 1 for line in lines)
    written = sum(not line.blank for line in lines)
    if sum(below.indent == 1 and above.text.isdigit() for above, below in pairwise(lines)) >= _RAISED_LINES:
        return False  # after a raised number on a line of its own, a space is left over
    return 0 < single <= max(2, 0.1 * written) and deeper <= 0.02 * written


def _by_spaces(text: str, lines: Sequence[Line], raw: Sequence[tuple[int, int, bool]]) -> list[Line]:
    paged: list[Line] = []
    page, pending = 1, False
    for line, (start, end, _) in zip(lines, raw, strict=True):
        alone = line.blank and text[start:end] == " "
        breaks = pending or (line.indent == 1 and not line.blank)
        if line.blank:
            pending = pending or alone
            paged.append(Line(line.start, line.end, "", 0, page))
            continue
        pending = False
        if breaks and any(not before.blank for before in paged[-200:]):
            page += 1
        paged.append(Line(line.start, line.end, line.text, line.indent, page, breaks))
    return paged
