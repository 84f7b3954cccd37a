"""Running text in a plain text, told from headings, images and the ends of wrapped lines.

To go on across the end of a line is right where lines are wrapped, and wrong where each line is a
paragraph, a heading or somebody's turn to speak. How many lines begin in lower case tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_WRAPPED = 0.25
"""Share of lines that begin in lower case from which a text counts as wrapped."""

_ONE_EACH = 0.9
"""Share of lines that end as sentences do from which each line is taken by itself."""

_SHORT = 0.6
"""A line of a wrapped text that is shorter than this part of a full one ends its paragraph."""

_HEADING_WORDS = 14
"""A line of more words is no heading, whatever it ends on ..."""

_LABEL_WORDS = 6
"""... nor one of more that ends on a colon."""

_LINE = re.compile(r"[^\n\r]+")
_ENDS = re.compile(r"""[.!?…:;。！？][)\]"'’”»]*(?:\[?\d{1,3}\]?)?$""")
_IMAGE = re.compile(r"!\[.*\]\([^)]*\)$")
_MARKUP = re.compile(r"#{1,6}\s|[=*-]{3,}$")
_ITEM = re.compile(r"[-*•–▪‣]\s|\(?\d{1,3}[.)]\s")
_TURN = re.compile(r"[A-Z#][\w.' #-]{0,30}:\s")
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n[A-Za-z][\w-]*:.*\r?\n(?:(?:[A-Za-z][\w-]*:|[ \t]|#|- ).*\r?\n)*---[ \t]*(?:\r?\n|\Z)"
)
"""What a Markdown file says of itself before it begins."""

_TALK = 3
"""So many lines that open as a speaker's turn does make a conversation."""


@dataclass(frozen=True, slots=True)
class Block:
    """``text[start:end]`` is a paragraph under ``heading``, which is None before the first."""

    start: int
    end: int
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str

    @property
    def goes_on(self) -> bool:
        return self.words[:1].islower()

    @property
    def ends(self) -> bool:
        return bool(_ENDS.search(self.words))


def blocks(text: str) -> list[Block]:
    """The paragraphs of ``text`` in order, without front matter, headings and images.

    Where most of it looks like headings, nothing is taken for one.
    """
    found: list[Block] = []
    heading, left_out = None, 0
    paragraphs = list(_paragraphs(text))
    talk = sum(bool(_TURN.match(lines[0].words)) for lines in paragraphs) >= _TALK
    for lines in paragraphs:
        start, end = lines[0].start, lines[-1].end
        if _is_heading(lines, talk):
            heading = text[start:end].strip("#*=- \t\n\r") or heading
            left_out += end - start
        else:
            found.append(Block(start, end, heading))
    if left_out >= sum(block.end - block.start for block in found):
        return [Block(lines[0].start, lines[-1].end) for lines in paragraphs]
    return found


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    lines = list(_lines(text))
    widths = sorted(len(line.words) for line in lines)
    full = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    following = [b for a, b in pairwise(lines) if _adjoin(text, a, b)]
    wrapped = bool(following) and sum(b.goes_on for b in following) >= _WRAPPED * len(following)
    if sum(line.ends for line in lines) >= _ONE_EACH * len(lines):
        wrapped = False
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and not (_adjoin(text, paragraph[-1], line) and _joins(paragraph[-1], line, full, wrapped)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _lines(text: str) -> Iterator[_Line]:
    front = _FRONT_MATTER.match(text)
    for match in _LINE.finditer(text, front.end() if front else 0):
        words = match[0].strip()
        if words and not _IMAGE.match(words):
            start = match.start() + match[0].index(words)
            yield _Line(start, start + len(words), words)


def _adjoin(text: str, a: _Line, b: _Line) -> bool:
    """Does only the end of one line stand between them?"""
    between = text[a.end : b.start]
    return between.replace("\r\n", "\n").replace("\r", "\n").count("\n") == 1 and not between.strip()


def _joins(line: _Line, following: _Line, full: int, wrapped: bool) -> bool:
    if _ITEM.match(following.words) or _TURN.match(following.words):
        return False
    if _MARKUP.match(following.words) or _MARKUP.match(line.words):
        return False
    if following.goes_on:
        return wrapped or not line.ends
    return wrapped and len(line.words) >= _SHORT * full


def _is_heading(lines: list[_Line], talk: bool) -> bool:
    if _MARKUP.match(lines[0].words):
        return True
    words = sum(len(line.words.split()) for line in lines)
    if _ITEM.match(lines[0].words) or (talk and _TURN.match(lines[0].words)):
        return False
    most = _LABEL_WORDS if lines[-1].words.endswith(":") else _HEADING_WORDS if not lines[-1].ends else 0
    return words <= most
