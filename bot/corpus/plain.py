"""Plain text to blocks: paragraphs put together again, headings and notes told apart.

A paragraph may be broken by a page, by the notes at its foot, by a running head or by a stray
blank line; it goes on where its last line does not end a sentence and the next line carries on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.corpus import furniture
from bot.corpus.blocks import Block, Layout, mark_sections
from bot.corpus.columns import side_by_side
from bot.corpus.headings import Outline, find_headings
from bot.corpus.lines import Line, Page, full, page_starts, read_lines
from bot.corpus.marks import find_marks
from bot.corpus.notes import REFERENCE_LIKE, ending_numbers, find_notes, likeness
from bot.corpus.references import read_notes, resolve
from summarizers.models import Kind

_BULLET = re.compile(r"^(?:[•●▪◦‣∙■□➢➤✓✔►▶]\s*|[·*–—-]\s+|o\s{2,})(?=\S)")
_DASH = re.compile(r"^[·*–—-]\s")
_OPENING = 4
"""Paragraphs among which a note on the author may stand at the top."""

_CAPTION_LINES = 4
_NUMBERED = re.compile(r"^\(?(?P<n>\d{1,2})[.)]\s+(?=\S)")


def lay_out(text: str) -> Layout:
    """The blocks of a plain text, in order of their first lines."""
    lines, page = read_lines(text)
    reader = _Reader(lines, page, text)
    return reader.layout()


@dataclass
class _Reader:
    """One pass over the lines: every line gets a role, then body lines are joined."""

    lines: Sequence[Line]
    page: Page
    text: str
    roles: dict[int, Kind] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)  # line -> length of its list marker

    def layout(self) -> Layout:
        lines = self.lines
        for index in furniture.running_lines(lines):
            self.roles[index] = Kind.FURNITURE
        self.roles.update(dict.fromkeys(side_by_side(lines), Kind.FURNITURE))
        self.roles.update(dict.fromkeys(furniture.menu_lines(lines), Kind.FURNITURE))
        self.roles.update(dict.fromkeys(furniture.captions_told_twice(lines), Kind.CAPTION))
        body = [line for i, line in enumerate(lines) if not line.blank and i not in self.roles]
        ending = sorted(ending_numbers(lines))
        marked = {mark.number for mark in find_marks(self.text, ((b.start, b.end) for b in body), ending)}
        notes = find_notes(lines, marked)
        blocks: list[Block] = []
        for note in notes:
            kind = Kind.REFERENCE if note.number is None else Kind.FOOTNOTE
            self.roles.update(dict.fromkeys(note.lines, kind))
            blocks.append(self._block(kind, note.lines, whole=True))
        self._find_furniture()
        self._find_items()
        outline = find_headings(lines, self.page.wrapped, self.roles, self.items)
        blocks += self._assemble(outline)
        blocks.sort(key=lambda block: block.start)
        blocks = self._first_words(self._last_words(blocks))
        texts = {i: self._text(block) for i, block in enumerate(blocks)}
        like = {i: likeness(t) >= REFERENCE_LIKE for i, t in texts.items()}
        blocks = mark_sections(blocks, texts, like)
        return Layout(tuple(blocks), page_starts(lines, self.page), tuple(resolve(read_notes(lines, notes))))

    def _text(self, block: Block) -> str:
        return " ".join(self.text[start:end] for start, end in block.pieces)

    def _block(self, kind: Kind, indices: Sequence[int], level: int = 0, whole: bool = False) -> Block:
        pieces = [(self.lines[i].start, self.lines[i].end) for i in indices]
        marker = self.items.get(indices[0], 0)
        pieces[0] = (pieces[0][0] + marker, pieces[0][1])
        return Block(kind, tuple(pieces), level, whole, item=indices[0] in self.items)

    def _find_items(self) -> None:
        """List items: bullets, and numbers that count upwards from 1 at the heads of paragraphs."""
        expected: dict[int, list[tuple[int, int]]] = {}
        last: tuple[int, int] | None = None
        before: Line | None = None
        for index, line in enumerate(self.lines):
            if line.blank or index in self.roles:
                continue
            fresh = before is None or before.finished or self.lines[index - 1].blank or last is not None
            bullet = _BULLET.match(line.text)
            numbered = _NUMBERED.match(line.text)
            if bullet and (fresh or not _DASH.match(line.text)):
                self.items[index] = bullet.end()
                last = last or (0, index)
            elif numbered and fresh:
                n = int(numbered["n"])
                if n == 1:
                    expected[index] = [(index, numbered.end())]
                    last = (1, index)
                elif last is not None and n == last[0] + 1:
                    expected[last[1]].append((index, numbered.end())) if last[1] in expected else None
                    last = (n, last[1])
            before = line
        for group in expected.values():
            if len(group) > 1 and not self._are_headings([index for index, _ in group]):
                self.items.update(dict(group))

    def _are_headings(self, group: Sequence[int]) -> bool:
        """Numbered lines that end no sentence and have text of their own below are headings."""
        for index in group:
            below = (i for i in range(index + 1, len(self.lines)) if not self.lines[i].blank)
            following = next((i for i in below if i not in self.roles), None)
            if self.lines[index].finished or following is None or following in group:
                return False
            if not self.lines[following].finished and len(self.lines[following].text) < 60:
                return False
        return True

    def _find_furniture(self) -> None:
        for index, line in enumerate(self.lines):
            if line.blank or index in self.roles:
                continue
            if self.page.wrapped and furniture.begins_caption(line.text) and self._begins(index):
                self.roles.update(dict.fromkeys(self._caption(index), Kind.CAPTION))
                continue
            alone = not self.page.wrapped or self._stands_alone(index)
            if furniture.image_alt(line.text) is not None or (alone and furniture.is_caption(line.text)):
                self.roles[index] = Kind.CAPTION
            elif (alone and furniture.is_furniture(line.text)) or furniture.is_rule(line.text):
                self.roles[index] = Kind.FURNITURE

    def _begins(self, index: int) -> bool:
        return index == 0 or self.lines[index - 1].blank or self.lines[index - 1].finished

    def _caption(self, index: int) -> list[int]:
        """The lines of the caption that begins at ``index``: to where it ends as a sentence does, or a gap."""
        taken = [index]
        while len(taken) < _CAPTION_LINES and index + 1 < len(self.lines):
            wide = full(self.lines, index, index + 1) or self.lines[index].hanging
            index += 1
            if not wide or self.lines[index].blank or index in self.roles or self.lines[index - 1].finished:
                break
            taken.append(index)
        return taken

    def _stands_alone(self, index: int) -> bool:
        lines = self.lines
        above = index == 0 or lines[index - 1].blank or lines[index - 1].finished
        below = index + 1 == len(lines) or lines[index + 1].blank or not lines[index + 1].continues
        return above and below

    def _assemble(self, outline: Outline) -> list[Block]:
        blocks: list[Block] = []
        current: list[int] = []

        def close() -> None:
            if current:
                blocks.append(self._block(Kind.BODY, tuple(current)))
                current.clear()

        for index, line in enumerate(self.lines):
            if line.blank or index in outline.continuations:
                continue
            role = self.roles.get(index)
            if index in outline.headings:
                close()
                heading = outline.headings[index]
                blocks.append(self._block(Kind.HEADING, heading.lines, heading.level, whole=True))
            elif role in {Kind.FURNITURE, Kind.CAPTION}:
                blocks.append(self._aside(index, role))
            elif role is None:
                if current and not self._joins(current[-1], index):
                    close()
                current.append(index)
        close()
        return blocks

    def _aside(self, index: int, role: Kind | None) -> Block:
        line = self.lines[index]
        alt = furniture.image_alt(line.text)
        pieces = ((line.start, line.end),)
        if alt:
            start = self.text.index(alt, line.start)
            pieces = ((start, start + len(alt)),)
        return Block(role or Kind.FURNITURE, pieces, whole=True)

    def _joins(self, before: int, index: int) -> bool:
        """Does line ``index`` carry on the paragraph whose last line is ``before``?"""
        last, line = self.lines[before], self.lines[index]
        if index in self.items:
            return False
        apart = index - before > 1
        hanging = last.hanging
        if not self.page.wrapped:
            broken = line.page != last.page or (not apart and len(last.text) >= 40)
            return not last.finished and line.continues and (broken or hanging)
        wide = full(self.lines, before, index)
        if apart or line.after_break:
            return not last.finished and (line.continues or hanging or wide)
        if last.finished:
            return wide or line.continues
        return line.continues or hanging or wide

    def _first_words(self, blocks: list[Block]) -> list[Block]:
        """Nor are notes on the author before it begins, who is then not spoken of in it."""
        body = [i for i, block in enumerate(blocks) if block.kind is Kind.BODY]
        headings = " ".join(self._text(block) for block in blocks if block.kind is Kind.HEADING)
        for index in body[:_OPENING]:
            text = self._text(blocks[index])
            name = furniture.bio_of(text)
            surname = name.split()[-1] if name else ""
            if not name or (name not in headings and self.text.count(surname) > text.count(surname)):
                continue
            if any(surname in self._text(blocks[i]) for i in body if i != index):
                continue
            blocks[index] = Block(Kind.FURNITURE, blocks[index].pieces, whole=True)
        return blocks

    def _last_words(self, blocks: list[Block]) -> list[Block]:
        """Notes on the author at the document's end are no part of what it says."""
        body = [i for i, block in enumerate(blocks) if block.kind is Kind.BODY]
        bylines = (furniture.byline_of(self._text(b)) for b in blocks if b.kind is Kind.FURNITURE)
        authors = [names for names in bylines if names]
        for index in reversed(body[-3:]):
            text = self._text(blocks[index])
            name = furniture.bio_of(text)
            signed = any(name in each for each in authors) if name else False
            if not furniture.is_about_author(text) and not signed and (name is None or len(body) < 4):
                break
            if name and self.text.count(name.split()[-1]) > text.count(name.split()[-1]) + 2:
                break
            blocks[index] = Block(Kind.FURNITURE, blocks[index].pieces, whole=True)
        return blocks
