"""The domain: documents, sentences with their place in the original, and cited points.

Everything is a frozen, slotted value. Offsets count Unicode code points of the document's
original text (line ends as they are, a byte order mark not counted), so that
``original[start:end]`` is always the quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

DocumentId = NewType("DocumentId", str)


class Kind(StrEnum):
    """What a stretch of a document is. Only ``BODY`` is ever retrieved or summarized."""

    BODY = "body"
    HEADING = "heading"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    FURNITURE = "furniture"


class Origin(StrEnum):
    """How a point's text came to be."""

    EXTRACTED = "extracted"
    GENERATED = "generated"
    FALLBACK = "fallback"  # a generated sentence failed verification; this is the extracted one


@dataclass(frozen=True, slots=True)
class Cite:
    """A source that the document itself leans on: a footnote or an inline reference.

    ``text`` is the note or reference as it reads; ``start:end`` is its place in the original.
    For a footnote mark whose note is missing from the file, ``text`` is the bare mark and the
    place is that of the mark.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one source.

    ``published`` is an ISO date as precise as the document states it: ``2020``, ``2020-09``
    or ``2020-09-28``. What the document does not state is ``None``; ``not_before`` is then the
    latest date that it looks back on.
    """

    id: DocumentId
    version: int
    path: str
    title: str
    text: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    kind: str | None = None  # kind of source: paper, article, commentary, note ...
    not_before: str | None = None
    grade: str | None = None  # Admiralty code, as its catalogue states it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as read: cleaned ``text`` and its place ``start:end`` in the original.

    ``section`` is the heading path, outermost first, joined by " > "; ``page`` counts from 1
    where the format has pages; ``paragraph`` counts from 0 within the document.
    """

    document: DocumentId
    version: int
    ordinal: int
    start: int
    end: int
    text: str
    section: str | None = None
    page: int | None = None
    paragraph: int | None = None
    kind: Kind = Kind.BODY
    cites: tuple[Cite, ...] = ()
    date: str | None = None  # ISO date of the event, where the sentence states one


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a point stands: ``original[start:end] == quote`` in that version of the document."""

    document: DocumentId
    version: int
    start: int
    end: int
    quote: str
    section: str | None = None
    page: int | None = None
    paragraph: int | None = None
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One claim, with everything that it rests on. ``date`` is the event's, ISO."""

    text: str
    evidence: tuple[Evidence, ...]
    origin: Origin = Origin.EXTRACTED
    date: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a point without evidence may not exist: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of a summary: ``bottom_line``, ``key_points``, ``answer`` ...

    ``title`` is what people see where that depends on what was asked (the parties of a comparison).
    """

    name: str
    points: tuple[Point, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as numbered ``[n]`` in one summary."""

    n: int
    document: DocumentId
    version: int
    path: str
    title: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    grade: str = "F6"  # Admiralty code, set by analysts; F6 is "cannot be judged"
    not_before: str | None = None  # of an undated one, the latest date that it looks back on
    same_as: int | None = None  # the number of the source before it that says the same: they are one voice

    @classmethod
    def of(cls, n: int, document: Document) -> Source:
        """``document`` as number ``n``."""
        d = document
        return cls(
            n,
            d.id,
            d.version,
            d.path,
            d.title,
            d.author,
            d.publisher,
            d.published,
            d.url,
            d.grade or "F6",
            d.not_before,
        )


@dataclass(frozen=True, slots=True)
class Support:
    """Counts, never a likelihood. ``verified`` of ``points`` follow from their evidence.

    ``independent`` counts voices: documents that say the same are one; None where that is not known.
    """

    documents: int
    publishers: int
    verified: int
    points: int
    independent: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What leaves the bot: sections of cited points and the sources they cite."""

    topic: str | None
    method: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    support: Support
    answered: bool = True
    notes: tuple[str, ...] = ()  # said to the reader: "no model is installed; lexical form"

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point of every section, in order."""
        return tuple(p for s in self.sections for p in s.points)

    def number_of(self, evidence: Evidence) -> int:
        """The ``[n]`` under which this summary lists the evidence's document."""
        for source in self.sources:
            if source.document == evidence.document and source.version == evidence.version:
                return source.n
        raise KeyError(evidence.document)


@dataclass(frozen=True, slots=True)
class Query:
    """What a summary is about.

    ``text`` is the words as asked; ``words`` are further words and phrases to look for
    (a configured topic's), ``name`` what to call it.
    """

    text: str
    words: tuple[str, ...] = ()
    name: str | None = None

    @property
    def label(self) -> str:
        return self.name or self.text


@dataclass(frozen=True, slots=True)
class Budget:
    """How much to say: at most so many sentences, or words, whichever is given."""

    sentences: int | None = None
    words: int | None = None

    def allows(self, chosen: Sequence[str], candidate: str) -> bool:
        """May ``candidate`` still be added to the ``chosen`` texts?"""
        if self.sentences is not None and len(chosen) >= self.sentences:
            return False
        if self.words is not None:
            used = sum(len(t.split()) for t in chosen)
            return used + len(candidate.split()) <= self.words
        return True


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A passage opened: the sentence and what stands right before and after it."""

    before: tuple[Sentence, ...] = field(default=())
    sentence: Sentence | None = None
    after: tuple[Sentence, ...] = field(default=())
