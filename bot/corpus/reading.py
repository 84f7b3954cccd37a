"""From the bytes of one file to a document with its sentences: pure, one call.

It runs no coroutine and keeps no state, so it may run in a worker thread or process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.corpus.dating import dated
from bot.corpus.metadata import describe
from bot.corpus.readers import reader_for
from bot.corpus.readers.base import Part
from bot.corpus.recency import not_before
from bot.corpus.segmentation import segment
from summarizers.models import Document, DocumentId, Sentence


@dataclass(frozen=True, slots=True)
class Read:
    """A document as read: ``sentences`` in order, ``notes`` for the person who reads the report.

    ``parts`` are the files that it carries, not read yet.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def called(self, id: DocumentId) -> Read:
        """The same as the document ``id``."""
        sentences = tuple(replace(sentence, document=id) for sentence in self.sentences)
        return replace(self, document=replace(self.document, id=id), sentences=sentences)


def read(
    data: bytes,
    *,
    path: str,
    document: DocumentId,
    version: int = 1,
    catalogue: Mapping[str, Any] | None = None,
) -> Read:
    """Read the file ``path`` (relative to its corpus folder) whose content is ``data``.

    ``catalogue`` is this file's entry of ``sources.toml``, if it has one; it wins over what the
    document says of itself. Raises UnreadableDocument with the reason and what to do.
    """
    original = reader_for(path).read(data, path)
    sentences = segment(
        original.text,
        document=document,
        version=version,
        markdown=original.markdown,
        structure=original.layout,
    )
    metadata = describe(
        original.text,
        path=path,
        markdown=original.markdown,
        sentences=sentences,
        stated=original.stated,
        catalogue=catalogue,
    )
    return Read(
        Document(
            id=document,
            version=version,
            path=path,
            title=metadata.title,
            text=original.text,
            author=metadata.author,
            publisher=metadata.publisher,
            published=metadata.published,
            language=metadata.language,
            url=metadata.url,
            kind=metadata.kind,
            grade=metadata.grade,
            not_before=None if metadata.published else not_before(sentences),
        ),
        dated(sentences, metadata.published) if metadata.published else tuple(sentences),
        (*original.notes, *metadata.notes),
        original.parts,
    )
