"""Short ways to read a text in tests."""

from __future__ import annotations

from bot.corpus.segmentation import segment
from summarizers.models import DocumentId, Kind, Sentence


def sentences_of(text: str, *, markdown: bool = False, published: str | None = None) -> list[Sentence]:
    return segment(text, document=DocumentId("d"), markdown=markdown, published=published)


def body_of(text: str, *, markdown: bool = False) -> list[str]:
    return [s.text for s in sentences_of(text, markdown=markdown) if s.kind is Kind.BODY]


def of_kind(text: str, kind: Kind, *, markdown: bool = False) -> list[str]:
    return [s.text for s in sentences_of(text, markdown=markdown) if s.kind is kind]
