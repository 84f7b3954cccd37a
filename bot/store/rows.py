"""Rows to domain values and back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.store.base import DocumentRow, StoredSentence
from bot.store.connection import Row
from summarizers.models import Cite, Document, DocumentId, Kind, Sentence

T = TypeVar("T")

AT_ONCE = 1000
"""More rows than this are built in a thread: some 5 µs each would hold up the event loop."""

VERSION = """v.document, v.number, d.path, v.title, v.author, v.publisher, v.published, v.language, v.url, v.kind,
    v.not_before, v.grade"""
"""The columns of ``document``, of document d and version v."""

SENTENCE = """s.key, v.document, v.number, s.ordinal, s.start, s.end, s.text, s.quote, s.section, s.page,
    s.paragraph, s.kind, s.cites, s.date"""
"""The columns of ``stored_sentence``, of version v and sentence s."""

VERSION_COLUMNS = "title, author, publisher, published, language, url, kind, not_before, grade"
"""What ``version_columns`` gives."""

SENTENCE_COLUMNS = "ordinal, start, end, text, quote, section, page, paragraph, kind, cites, date"
"""What ``sentence_columns`` gives."""

_KINDS = {kind.value: kind for kind in Kind}


def document(row: Row, text: str = "") -> Document:
    id, number, path, title, author, publisher, published, language, url, kind, not_before, grade = row
    return Document(
        id=DocumentId(id),
        version=number,
        path=path,
        title=title,
        text=text,
        author=author,
        publisher=publisher,
        published=published,
        language=language,
        url=url,
        kind=kind,
        not_before=not_before,
        grade=grade,
    )


def document_row(row: Row) -> DocumentRow:
    """From VERSION, then owner, digest, sentences, characters, ingested_at."""
    *version, owner, digest, sentences, characters, ingested_at = row
    return DocumentRow(document(tuple(version)), owner, digest, sentences, characters, ingested_at)


def stored_sentence(row: Row) -> StoredSentence:
    key, id, number, ordinal, start, end, text, quote, section, page, paragraph, kind, cites, date = row
    sentence = Sentence(
        id,
        number,
        ordinal,
        start,
        end,
        text,
        section,
        page,
        paragraph,
        _KINDS[kind],
        tuple(Cite(*cite) for cite in json.loads(cites)) if cites else (),
        date,
    )
    return StoredSentence(key, sentence, text if quote is None else quote)


def version_columns(document: Document) -> Row:
    return (
        document.title,
        document.author,
        document.publisher,
        document.published,
        document.language,
        document.url,
        document.kind,
        document.not_before,
        document.grade,
    )


def sentence_columns(sentence: Sentence, original: str) -> Row:
    """The row of a sentence of ``original``. Raises ValueError where its place is not in it."""
    quote = original[sentence.start : sentence.end]
    if not 0 <= sentence.start < sentence.end <= len(original):
        raise ValueError(f"sentence {sentence.ordinal} lies outside of its document")
    cites = [[c.text, c.start, c.end] for c in sentence.cites]
    return (
        sentence.ordinal,
        sentence.start,
        sentence.end,
        sentence.text,
        None if quote == sentence.text else quote,
        sentence.section,
        sentence.page,
        sentence.paragraph,
        sentence.kind.value,
        json.dumps(cites, ensure_ascii=False) if cites else None,
        sentence.date,
    )


async def built(rows: Sequence[Row], build: Callable[[Row], T]) -> list[T]:
    """``build`` of every row, without holding up the event loop."""
    if len(rows) <= AT_ONCE:
        return [build(row) for row in rows]
    return await asyncio.to_thread(lambda: [build(row) for row in rows])
