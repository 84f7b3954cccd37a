"""Text to sentences: every stretch of a document with its place, kind, section and sources.

Blocks come from the layout (plain text or Markdown). The prose of each is put together from
its lines, footnote marks and references in brackets are taken out and kept as ``cites``, and
what is left is split into sentences; each knows where it began and ended in the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.corpus import markdown as md
from bot.corpus import plain
from bot.corpus.blocks import Block, Layout
from bot.corpus.cleaning import Prose, join, vocabulary_of
from bot.corpus.dating import dated
from bot.corpus.furniture import is_menu, is_promotion
from bot.corpus.linking import owned
from bot.corpus.marks import Mark, find_marks
from bot.corpus.notes import URL
from bot.corpus.references import LABELED, Note, inline_references, is_scholarly
from summarizers.models import Cite, DocumentId, Kind, Sentence
from summarizers.sentences import split


def segment(
    text: str,
    *,
    document: DocumentId,
    version: int = 1,
    markdown: bool = False,
    published: str | None = None,
    structure: Layout | None = None,
) -> list[Sentence]:
    """All stretches of ``text`` in order: sentences, headings, notes, captions, furniture.

    ``published`` (ISO, as precise as known) anchors "last year" and the like. Offsets count in
    ``text``. ``structure`` is the layout where the file's format marks it. Never raises on any text.
    """
    layout = structure or (md.lay_out(text) if markdown else plain.lay_out(text))
    return list(dated(_Segmenter(text, layout, document, version, markdown).sentences(), published))


_MARKED = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,3}\]")
_LONGEST = 20_000
"""Characters from which a stretch without an end is no sentence that anybody quotes: data, or a file without spaces."""


def _is_row(block: Block, text: str) -> bool:
    """A row of a table whose figures are no marks of notes: none is raised, none in brackets."""
    row = block.whole and block.kind is Kind.BODY
    return row and not any(_MARKED.search(text, start, end) for start, end in block.pieces)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch before it has a number: clean text, place and sources."""

    start: int
    end: int
    text: str
    block: Block
    cites: tuple[Cite, ...] = ()


@dataclass
class _Segmenter:
    text: str
    layout: Layout
    document: DocumentId
    version: int
    markdown: bool
    vocabulary: frozenset[str] = frozenset()
    marks: Sequence[Mark] = ()
    mark_starts: Sequence[int] = ()
    note_of: Mapping[tuple[int, int], Note] = field(default_factory=dict)
    scholarly: bool = False

    def sentences(self) -> list[Sentence]:
        self.vocabulary = vocabulary_of(self.text)
        spoken = [b for b in self.layout.blocks if b.kind in {Kind.BODY, Kind.HEADING}]
        spans = [piece for block in spoken for piece in block.pieces if not _is_row(block, self.text)]
        numbers = [note.number for note in self.layout.notes]
        self.marks = find_marks(self.text, spans, numbers, raised=self.layout.raised)
        self.mark_starts = [mark.start for mark in self.marks]
        self.note_of = owned(self.marks, self.layout.notes)
        self.scholarly = is_scholarly(self.text)
        return self._numbered()

    def _numbered(self) -> list[Sentence]:
        """Sentences in order of place: a paragraph may go on after the notes of its first page."""
        found: list[tuple[_Piece, str | None, int]] = []
        path: list[tuple[int, str]] = []
        paragraph = -1
        label = listed = False
        for block in self.layout.blocks:
            pieces = self._pieces(block)
            if not pieces:
                continue
            paragraph += 1
            if block.kind is Kind.HEADING:
                path = [step for step in path if step[0] < block.level]
                if block.level:
                    path.append((block.level, pieces[0].text.rstrip(": ")))
                label = pieces[0].text.endswith(":")
            elif label and listed and block.kind is Kind.BODY and not block.item:
                path, label = path[:-1], False  # "Summary:" names its list, not what follows
            listed = block.item
            section = " > ".join(name for _, name in path if name) or None
            found += ((piece, section, paragraph) for piece in pieces)
        found.sort(key=lambda each: each[0].start)
        return [
            Sentence(
                document=self.document,
                version=self.version,
                ordinal=ordinal,
                start=piece.start,
                end=piece.end,
                text=piece.text,
                section=section,
                page=self._page(piece.start),
                paragraph=paragraph,
                kind=piece.block.kind if piece.end - piece.start <= _LONGEST else Kind.FURNITURE,
                cites=piece.cites,
            )
            for ordinal, (piece, section, paragraph) in enumerate(found)
        ]

    def _pieces(self, block: Block) -> list[_Piece]:
        if block.kind is Kind.BODY:
            return self._spoken(block)
        cites: tuple[Cite, ...] = ()
        marks: list[Mark] = []
        if block.kind is Kind.HEADING:
            marks = self._marks_in(block)
            cites = tuple(self._cite(mark) for mark in marks)
        prose = join(self.text, block.pieces, self.vocabulary, [(m.start, m.end) for m in marks])
        if self.markdown and block.kind in {Kind.HEADING, Kind.CAPTION}:
            prose, _ = md.plain_inline(prose, self.layout.named)
        if not prose.text:
            return []
        return [_Piece(prose.at[0], prose.at[-1] + 1, prose.text, block, cites)]

    def _page(self, place: int) -> int | None:
        pages = self.layout.page_starts
        return bisect_right(pages, place) if pages else None

    def _marks_in(self, block: Block) -> list[Mark]:
        found: list[Mark] = []
        for start, end in block.pieces:
            first = bisect_left(self.mark_starts, start)
            last = bisect_left(self.mark_starts, end)
            found += self.marks[first:last]
        return found

    def _cite(self, mark: Mark) -> Cite:
        """The note that the mark stands for; the bare mark where it is lost, or may be another's."""
        note = self.note_of.get((mark.number, mark.run))
        if note is None:
            return Cite(self.text[mark.start : mark.end], mark.start, mark.end)
        return Cite(note.text, note.start, note.end)

    def _spoken(self, block: Block) -> list[_Piece]:
        marks = self._marks_in(block)
        prose = join(self.text, block.pieces, self.vocabulary, [(m.start, m.end) for m in marks])
        cites = [(mark.start, self._cite(mark)) for mark in marks]
        if self.markdown:
            prose, linked = md.plain_inline(prose, self.layout.named)
            cites += linked
        prose, referred = self._without_references(prose)
        cites = sorted(cites + referred, key=lambda cite: cite[0])
        places = [place for place, _ in cites]
        if not any(character.isalnum() for character in prose.text):
            return []
        spans = [(0, len(prose.text))] if block.whole else split(prose.text)
        pieces: list[_Piece] = []
        for number, (first, last) in enumerate(spans):
            start, end = prose.at[first], prose.at[last - 1] + 1
            until = prose.at[spans[number + 1][0]] if number + 1 < len(spans) else block.pieces[-1][1] + 1
            since = start if number else block.start
            own = tuple(cite for _, cite in cites[bisect_left(places, since) : bisect_left(places, until)])
            sentence = prose.text[first:last]
            if any(character.isalnum() for character in sentence):
                aside = is_promotion(sentence) or is_menu(sentence)
                said = replace(block, kind=Kind.FURNITURE) if aside else block
                pieces.append(_Piece(start, end, sentence, said, own))
        return pieces

    def _without_references(self, prose: Prose) -> tuple[Prose, list[tuple[int, Cite]]]:
        """The prose without references in brackets and web addresses, and these as cites."""
        cites: list[tuple[int, Cite]] = []
        spans: list[tuple[int, int]] = []
        for labeled in LABELED.finditer(prose.text):
            spans.append(labeled.span())
            place = prose.at[labeled.start()]
            cites.append((place, Cite(labeled.group(), place, prose.at[labeled.end() - 1] + 1)))
        for inline in inline_references(prose.text, scholarly=self.scholarly):
            spans.append((inline.start, inline.end))
            place = prose.at[prose.text.index("(", inline.start)]
            cites.append((place, Cite(inline.text, place, prose.at[inline.end - 1] + 1)))
        prose = prose.without(spans)
        spans = []
        for match in URL.finditer(prose.text):
            start, end = match.span()
            end -= len(match.group()) - len(match.group().rstrip(".,;:!?)]>’”\"'»"))
            place = prose.at[start]
            cites.append((place, Cite(prose.text[start:end], place, prose.at[end - 1] + 1)))
            before = start - 1
            while before >= 0 and prose.text[before].isspace():
                before -= 1
            if before >= 0 and prose.text[before] in "<([" and prose.text[end : end + 1] in {">", ")", "]"}:
                spans.append((before, end + 1))
            else:
                spans.append((before + 1, end))
        return (prose.without(spans).folded() if cites else prose), cites
