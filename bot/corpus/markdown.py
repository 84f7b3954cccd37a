"""Markdown to blocks: headings, paragraphs, list items and table rows, with places in the file.

Only what changes reading is understood: what is marked up is read without its marks, code and
HTML are furniture, notes and link definitions are references.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.corpus import furniture
from bot.corpus.blocks import Block, Layout, mark_sections
from bot.corpus.cleaning import Prose
from bot.corpus.front_matter import front_matter
from bot.corpus.lines import Line, page_starts, read_lines
from bot.corpus.notes import REFERENCE_LIKE, NoteLines, find_notes, is_address, likeness
from bot.corpus.references import Note, read_notes, resolve
from summarizers.models import Cite, Kind

_ATX = re.compile(r"^(?P<hashes>#{1,6})(?:[ \t]+(?P<title>.*?))?(?:[ \t]+#+)?$")
_SETEXT = re.compile(r"^(?:=+|-+)$")
_RULE = re.compile(r"^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})")
_ITEM = re.compile(r"^(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE = re.compile(r"^(?:>[ \t]?)+")
_DELIMITER = re.compile(r"^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$")
_NOTE = re.compile(r"^\[\^(?P<label>[^\]\s]+)\]:[ \t]*")
_LINK = re.compile(r"^\[(?P<label>[^\]^][^\]]*)\]:[ \t]*<?(?P<url>\S+?)>?(?:[ \t]+[\"'(].*[\"')])?$")
_TABLE_CAPTION = re.compile(r"^(?:Table)?:[ \t]+(?=\S)")
_TAGS = re.compile(r"^(?:</?[a-zA-Z][^>]*>\s*)+$")
_MARK = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_IMAGE = re.compile(
    r"!\[(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500}\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,800}(?:\s+[\"'][^\"']*[\"'])?\)"
)
_INLINE_LINK = re.compile(
    r"(?P<open>\[)(?P<words>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,500})(?P<close>\]\(<?(?P<url>(?:[^()\s]|\([^()\s]{0,200}\)){0,800}?)>?"
    r"(?:\s+[\"'][^\"']*[\"'])?\))"
)
_REFERENCE_LINK = re.compile(r"(?P<open>\[)(?P<words>[^\[\]]{1,500})(?P<close>\]\[[^\[\]]{0,200}\])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|<!--.{0,1000}?-->")
_STRONG = re.compile(r"(?P<open>\*\*|__|~~)(?=\S)(?P<words>.{1,500}?)(?<=\S)(?P<close>(?P=open))")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<open>[*_])(?=[^\s*_])(?P<words>.{1,500}?)(?<=[^\s*_\\])(?P<close>(?P=open))(?![\w*])"
)
_CODE = re.compile(r"(?P<open>`{1,5})(?P<words>[^`]{1,500})(?P<close>(?P=open))")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|<>~])")
_ENTITY = re.compile(r"(?<=&)amp;")


def lay_out(text: str) -> Layout:
    """The blocks of a Markdown text, in order, its front matter as furniture."""
    return _Reader(text).layout()


def plain_inline(prose: Prose, named: dict[str, Note]) -> tuple[Prose, list[tuple[int, Cite]]]:
    """The prose without its inline markup, and the sources that it linked, each with its place."""
    cites: list[tuple[int, Cite]] = []
    spans: list[tuple[int, int]] = []
    for match in _MARK.finditer(prose.text):
        place, end = prose.at[match.start()], prose.at[match.end() - 1] + 1
        note = named.get(match["label"])
        cites.append((place, Cite(note.text, note.start, note.end) if note else Cite(match.group(), place, end)))
        spans.append(match.span())
    prose = prose.without(spans)
    prose = prose.without(match.span() for match in _IMAGE.finditer(prose.text))
    spans = []
    for match in _INLINE_LINK.finditer(prose.text):
        if match["url"] and not match["url"].startswith("#"):
            place, end = prose.at[match.start("url")], prose.at[match.end("url") - 1] + 1
            cites.append((prose.at[match.start()], Cite(match["url"], place, end)))
        spans += [match.span("open"), match.span("close")]
    prose = prose.without(spans)
    for pattern in (_REFERENCE_LINK, _CODE, _STRONG, _STRONG, _EMPHASIS, _EMPHASIS):
        spans = [span for m in pattern.finditer(prose.text) for span in (m.span("open"), m.span("close"))]
        prose = prose.without(spans)
    for pattern in (_TAG, _ESCAPE, _ENTITY):
        prose = prose.without([match.span() for match in pattern.finditer(prose.text)])
    return prose.folded(), cites


def _unmarked(words: str) -> str:
    """A note's words without emphasis, code and the brackets of links; addresses stay."""
    for pattern in (_STRONG, _EMPHASIS, _CODE):
        words = pattern.sub(lambda match: match["words"], words)
    return _INLINE_LINK.sub(lambda match: f"{match['words']}, {match['url']}", words)


@dataclass
class _Reader:
    """One pass over the lines of a Markdown file."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    paragraph: list[tuple[int, int]] = field(default_factory=list)
    named: dict[str, Note] = field(default_factory=dict)

    def layout(self) -> Layout:
        head = front_matter(self.text).end
        every, page = read_lines(self.text)
        if head:
            self._add(Kind.FURNITURE, [(line.start, line.end) for line in every if not line.blank and line.end <= head])
        lines = [line for line in every if line.start >= head]
        noted = find_notes(lines)
        numbered = [n for n in noted if n.number is not None] if self._are_notes(lines, noted) else []
        taken = {index for note in numbered for index in note.lines}
        for note in numbered:
            self._add(Kind.FOOTNOTE, [(lines[i].start, lines[i].end) for i in note.lines])
        index = 0
        while index < len(lines):
            index = index + 1 if index in taken else self._read(lines, index)
        self._close()
        self.blocks.sort(key=lambda block: block.start)
        self._set_title()
        texts = {i: " ".join(self.text[a:b] for a, b in block.pieces) for i, block in enumerate(self.blocks)}
        like = {i: likeness(t) >= REFERENCE_LIKE or t.startswith("[") for i, t in texts.items()}
        blocks = mark_sections(self.blocks, texts, like)
        notes = tuple(resolve(read_notes(lines, numbered)))
        self._resolve_named()
        return Layout(tuple(blocks), page_starts(every, page) if "\f" in self.text else (), notes, self.named)

    def _resolve_named(self) -> None:
        """The labeled notes without their markup, "Ibid." and short forms followed, in the order of their marks."""
        order = dict.fromkeys(m["label"] for m in _MARK.finditer(self.text) if m["label"] in self.named)
        bare = [
            replace(self.named[label], number=number, text=_unmarked(self.named[label].text))
            for number, label in enumerate(order, 1)
        ]
        self.named.update(zip(order, resolve(bare), strict=True))

    def _are_notes(self, lines: Sequence[Line], noted: Sequence[NoteLines]) -> bool:
        """Numbered lines are list items in Markdown, unless they read like notes or follow such a heading."""
        starts = [note.lines[0] for note in noted if note.number is not None]
        if not starts:
            return False
        read = [" ".join(lines[i].text for i in note.lines) for note in noted if note.number is not None]
        if len(read) >= 3 and sum(likeness(text) >= REFERENCE_LIKE for text in read) >= 0.6 * len(read):
            return True
        before = [line.text for line in lines[: starts[0]] if not line.blank]
        return bool(before) and bool(re.search(r"\b(?:notes|references|sources|напомене|napomene)\b", before[-1], re.I))

    def _add(self, kind: Kind, pieces: Sequence[tuple[int, int]], level: int = 0, whole: bool = True) -> None:
        kept = tuple((start, end) for start, end in pieces if start < end)
        if kept:
            self.blocks.append(Block(kind, kept, level, whole))

    def _close(self) -> None:
        self._add(Kind.BODY, self.paragraph, whole=False)
        self.paragraph = []

    def _read(self, lines: Sequence[Line], index: int) -> int:
        """Take what begins at ``index``; the index of the next line to read."""
        line = lines[index]
        if line.blank:
            self._close()
            return index + 1
        quote = _QUOTE.match(line.text)
        start = line.start + (quote.end() if quote else 0)
        text = self.text[start : line.end]
        if not text.strip():
            self._close()
            return index + 1
        fence = _FENCE.match(text)
        if fence:
            return self._code(lines, index, fence["fence"])
        if text.startswith("<!--"):
            return self._comment(lines, index)
        if self._heading(text, start, line.end) or self._setext(text):
            return index + 1
        if "|" in text and self._begins_table(lines, index):
            return self._table(lines, index)
        if _NOTE.match(text):
            return self._note(lines, index, start)
        if self._aside(text, start, line.end):
            return index + 1
        item = _ITEM.match(text)
        if item:
            self._close()
            start += item.end()
        elif not self.paragraph and line.indent >= 4 and not quote and self._is_code(lines, index):
            self._add(Kind.FURNITURE, [(line.start, line.end)])
            return index + 1
        self.paragraph.append((start, line.end))
        return index + 1

    def _is_code(self, lines: Sequence[Line], index: int) -> bool:
        """Indented text is code, unless it goes on a list item."""
        for before in reversed(lines[max(0, index - 30) : index]):
            if not before.blank and before.indent < 4:
                return not _ITEM.match(before.text)
        return False

    def _code(self, lines: Sequence[Line], index: int, fence: str) -> int:
        self._close()
        pieces = [(lines[index].start, lines[index].end)]
        for later in range(index + 1, len(lines)):
            pieces.append((lines[later].start, lines[later].end))
            if lines[later].text.startswith(fence) and not lines[later].text.strip(fence[0]):
                self._add(Kind.FURNITURE, pieces)
                return later + 1
        self._add(Kind.FURNITURE, pieces)
        return len(lines)

    def _comment(self, lines: Sequence[Line], index: int) -> int:
        self._close()
        for later in range(index, len(lines)):
            if "-->" in lines[later].text:
                self._add(Kind.FURNITURE, [(line.start, line.end) for line in lines[index : later + 1]])
                return later + 1
        self._add(Kind.FURNITURE, [(lines[index].start, lines[index].end)])
        return index + 1

    def _heading(self, text: str, start: int, end: int) -> bool:
        match = _ATX.match(text)
        if match is None:
            return False
        self._close()
        if match["title"]:
            first = start + match.start("title")
            self._add(Kind.HEADING, [(first, first + len(match["title"]))], level=len(match["hashes"]))
        return True

    def _setext(self, text: str) -> bool:
        """An underline makes the paragraph above it a heading; alone it is a rule."""
        if self.paragraph and _SETEXT.match(text) and len(text) > 1 and len(self.paragraph) <= 2:
            self._add(Kind.HEADING, self.paragraph, level=1 if text[0] == "=" else 2)
            self.paragraph = []
            return True
        if _RULE.match(text):
            self._close()
            return True
        return False

    def _begins_table(self, lines: Sequence[Line], index: int) -> bool:
        return index + 1 < len(lines) and bool(_DELIMITER.match(lines[index + 1].text))

    def _table(self, lines: Sequence[Line], index: int) -> int:
        self._close()
        self._add(Kind.FURNITURE, [(lines[index].start, lines[index].end)])
        index += 2
        while index < len(lines) and "|" in lines[index].text:
            line = lines[index]
            start = line.start + (len(line.text) - len(line.text.lstrip("| \t")))
            end = line.end - (len(line.text) - len(line.text.rstrip("| \t")))
            self._add(Kind.BODY, [(start, end)])
            index += 1
        return index

    def _note(self, lines: Sequence[Line], index: int, start: int) -> int:
        """A labeled note: its paragraph, and what is indented below it; the index of the next line."""
        self._close()
        found = _NOTE.match(self.text[start : lines[index].end])
        assert found is not None
        pieces, later, gap = [(start, lines[index].end)], index + 1, False
        while later < len(lines):
            line = lines[later]
            begins = (
                _NOTE.match(line.text) or _ATX.match(line.text) or _FENCE.match(line.text) or _LINK.match(line.text)
            )
            if not line.blank and (begins or (gap and line.indent < 2)):
                break
            gap = line.blank
            if not gap:
                pieces.append((line.start, line.end))
            later += 1
        first = start + found.end()
        words = " ".join([self.text[first : pieces[0][1]], *(self.text[a:b] for a, b in pieces[1:])]).strip()
        if words:
            place = first if first < pieces[0][1] else pieces[1][0]
            self.named.setdefault(found["label"], Note(0, words, place, pieces[-1][1]))
        self._add(Kind.FOOTNOTE, pieces)
        return later

    def _aside(self, text: str, start: int, end: int) -> bool:
        """Link definitions, pictures, captions of tables, bare addresses and HTML, each a line of its own."""
        link = _LINK.match(text)
        line = Line(start, end, text, 0, 1)
        if link or is_address(line):
            self._close()
            self._add(Kind.REFERENCE, [(start, end)])
            return True
        alt = furniture.image_alt(text)
        if alt is not None:
            self._close()
            first = start + text.index("[") + 1
            self._add(Kind.CAPTION, [(first, first + len(alt))] if alt else [(start, end)])
            return True
        titled = _TABLE_CAPTION.match(text)
        if titled and not self.paragraph:
            self._add(Kind.CAPTION, [(start + titled.end(), end)])
            return True
        if _TAGS.match(text):
            self._close()
            self._add(Kind.FURNITURE, [(start, end)])
            return True
        return False

    def _set_title(self) -> None:
        """The one heading of the first level at the top is the title, not a section."""
        tops = [i for i, b in enumerate(self.blocks) if b.kind is Kind.HEADING and b.level == 1]
        content = [i for i, b in enumerate(self.blocks) if b.kind in {Kind.HEADING, Kind.BODY}]
        if len(tops) == 1 and content and tops[0] == content[0]:
            block = self.blocks[tops[0]]
            self.blocks[tops[0]] = Block(block.kind, block.pieces, 0, block.whole)
