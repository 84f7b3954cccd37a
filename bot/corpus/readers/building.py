"""Builds the original text of a format that is no text itself, together with its structure.

Offsets then count in the text that was built, which is stored with the version.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.corpus.blocks import Block, Layout, mark_sections
from bot.corpus.furniture import is_caption, is_furniture
from bot.corpus.notes import REFERENCE_LIKE, likeness
from bot.corpus.references import Note, resolve
from bot.errors import UnreadableDocument
from summarizers.models import Kind

MOST_CHARACTERS = 20_000_000
"""No document is longer than this, however small its file."""

MOST_BLOCKS = 200_000
"""Nor has it more headings, paragraphs and rows: reading them would take minutes."""

_HEAD = 100
"""Characters up to which a line above the text, ended by no stop, is none of its sentences."""

_NAMES = re.compile(r",|;|\band\b|\bi\b|&")
_SHORT = 60
"""Characters up to which a line within a paragraph was broken on purpose."""

_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n[\s]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHOUTED, _LOWEST = 8, 4
_CELLS = " | "
_JOINER = "\u2060"
"""Invisible, and no part of a sentence."""


def raised(number: int | str) -> str:
    """A note's number as its mark in the text: "¹²"."""
    return str(number).translate(_RAISED)


def _is_shouted(words: str) -> bool:
    """A short line in capitals that ends no sentence: an editor's heading, whatever it was set as."""
    few = len(words) > len("USA") and 2 <= len(words.split()) <= _SHOUTED
    return few and words.isupper() and words[-1] not in ".!?:,;" and not any(map(str.isdigit, words[:4]))


def apart(before: str, mark: str) -> str:
    """``mark`` as it stands after ``before``: two marks side by side are not one number."""
    return f"{_JOINER}{mark}" if before[-1:] and before[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else mark


def clean(words: str) -> str:
    """White space folded, line ends within kept, control characters and half surrogates out."""
    words = _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").replace("\v", "\n"))
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", words)).strip()


@dataclass(slots=True)
class Text:
    """A text under construction: blocks are added in reading order.

    ``stated`` is what the format says of the document, to know its title and authors by.
    """

    name: str
    limit: int = MOST_CHARACTERS
    stated: Mapping[str, str] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _notes: list[Note] = field(default_factory=list)
    _spoken: bool = False

    def __len__(self) -> int:
        return self._length

    def heading(self, words: str, level: int) -> None:
        """``level`` 0 is the document's title."""
        self._add(Kind.HEADING, " ".join(clean(words).split("\n")), level=level, whole=True)

    def paragraph(self, words: str, *, item: bool = False) -> None:
        """Prose, or the line of a list; what is plainly a byline, a notice or a credit is no prose."""
        if not self._spoken and self._head(words):
            return
        said = " ".join(clean(words).split())
        if not item and _is_shouted(said):
            self.heading(said, _LOWEST)
            return
        if said and said.casefold() == self._authors.casefold():
            self._add(Kind.FURNITURE, said, whole=True)
            return
        run: list[str] = []  # the lines of one kind so far
        kind = Kind.BODY
        for line in clean(words).split("\n"):
            alone = not run or kind is not Kind.BODY or len(run[-1]) < _SHORT or run[-1][-1:] in ".!?:"
            said = Kind.BODY
            if alone and line:
                said = Kind.CAPTION if is_caption(line) else Kind.FURNITURE if is_furniture(line) else Kind.BODY
            if said is not kind and run:
                self._add(kind, "\n".join(run), item=item, whole=kind is not Kind.BODY)
                run.clear()
            kind = said
            run.append(line)
        self._add(kind, "\n".join(run), item=item, whole=kind is not Kind.BODY)

    def _head(self, words: str) -> bool:
        """Add the title or an author that stands above the text as a paragraph of its own."""
        said = " ".join(clean(words).split())
        if said and said.casefold() == self.stated.get("title", "").casefold():
            self.heading(words, 0)
        elif said and said.casefold() in {each.strip().casefold() for each in _NAMES.split(self._authors)}:
            self._add(Kind.FURNITURE, said, whole=True)
        else:
            self._spoken = len(said) > _HEAD or said[-1:] in ".!?"
            return False
        return True

    @property
    def _authors(self) -> str:
        return self.stated.get("author", "")

    def caption(self, words: str) -> None:
        self._add(Kind.CAPTION, clean(words), whole=True)

    def row(self, cells: Sequence[str], *, head: bool = False) -> None:
        """A table's row, cells set apart by bars; column titles are no statement."""
        words = [" ".join(clean(cell).split("\n")) for cell in cells]
        if any(words):
            line = _CELLS.join(words).strip(" |")
            self._add(Kind.FURNITURE if head else Kind.BODY, line, whole=True)

    def note(self, number: int, words: str) -> None:
        """A footnote or endnote; it is printed after its number, and found by it."""
        words = " ".join(clean(words).split())
        if not words:
            return
        mark = f"{number}. "
        self._add(Kind.FOOTNOTE, mark + words, whole=True)
        start, end = self._blocks[-1].pieces[-1]
        self._notes.append(Note(number, words, start + len(mark), end))

    def _add(self, kind: Kind, words: str, *, level: int = 0, whole: bool = False, item: bool = False) -> None:
        if not words:
            return
        if len(self._blocks) == MOST_BLOCKS:
            raise UnreadableDocument(f"{self.name} has more than {MOST_BLOCKS:,} paragraphs.", "Split it into parts.")
        if self._parts:
            self._put("\n" if item and self._blocks[-1].item else "\n\n")
        pieces: list[tuple[int, int]] = []
        for line in words.split("\n"):
            if pieces:
                self._put("\n")
            start = self._length
            self._put(line)
            pieces.append((start, self._length))
        self._blocks.append(Block(kind, tuple(pieces), level, whole, item))

    def _put(self, words: str) -> None:
        self._length += len(words)
        if self._length > self.limit:
            raise UnreadableDocument(
                f"{self.name} holds more than {self.limit:,} characters of text.", "Split it into parts."
            )
        self._parts.append(words)

    def done(self) -> tuple[str, Layout]:
        """The text and its structure. Raises UnreadableDocument where there is none."""
        text = "".join(self._parts)
        if not any(character.isalnum() for character in text):
            raise UnreadableDocument(f"{self.name} holds no text.", "Remove it, or put its text in.")
        blocks = headed(_titled(self._blocks), text)
        texts = {i: " ".join(text[a:b] for a, b in block.pieces) for i, block in enumerate(blocks)}
        like = {i: likeness(words) >= REFERENCE_LIKE for i, words in texts.items()}
        return text, Layout(tuple(mark_sections(blocks, texts, like)), (), tuple(resolve(self._notes)))


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """The one heading of the first level at the top is the title, not a section."""
    tops = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING and b.level <= 1]
    spoken = [i for i, b in enumerate(blocks) if b.kind in {Kind.HEADING, Kind.BODY}]
    found = list(blocks)
    if len(tops) == 1 and spoken and tops[0] == spoken[0]:
        block = found[tops[0]]
        found[tops[0]] = Block(block.kind, block.pieces, 0, block.whole)
    return found


def headed(blocks: Sequence[Block], text: str) -> list[Block]:
    """Short lines between the title and the text (authors, an address) say nothing by themselves."""
    found = list(blocks)
    titled = False
    for i, block in enumerate(blocks):
        start, end = block.pieces[0][0], block.pieces[-1][1]
        titled = titled or block.kind is Kind.HEADING
        sections = block.kind is Kind.HEADING and block.level > 0
        if sections or (block.kind is Kind.BODY and (block.item or block.whole)):
            break
        if block.kind is Kind.BODY:
            if not titled or end - start > _HEAD or text[end - 1] in '.!?:”"’»…':
                break
            found[i] = Block(Kind.FURNITURE, block.pieces, whole=True)
    return found if any(b.kind is Kind.BODY for b in found) else list(blocks)
