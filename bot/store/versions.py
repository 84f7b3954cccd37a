"""Writing a version of a document: its bibliography, original, sentences, terms and vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.connection import Row, Transaction
from bot.store.rows import SENTENCE_COLUMNS, VERSION_COLUMNS, sentence_columns, version_columns
from bot.store.terms import indexed
from summarizers.models import Document, DocumentId, Kind, Sentence


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version as the rows that hold it; ``terms`` by index of those sentences that are found."""

    document: DocumentId
    text: str
    version: Row
    sentences: list[Row]
    terms: list[tuple[int, str]]


def prepare(document: Document, sentences: Sequence[Sentence]) -> Prepared:
    """All the work that needs no database; some 50 µs a sentence, so not for the event loop."""
    return Prepared(
        document.id,
        document.text,
        version_columns(document),
        [sentence_columns(sentence, document.text) for sentence in sentences],
        [(i, indexed(s.text)) for i, s in enumerate(sentences) if s.kind is Kind.BODY],
    )


async def reads_the_same(write: Transaction, version: int, new: Prepared) -> bool:
    """Whether the stored version has the very same text, bibliography and sentences."""
    if await write.run("SELECT 1 FROM original WHERE version = ? AND text = ?", (version, new.text)) == []:
        return False
    if await write.run(f"SELECT {VERSION_COLUMNS} FROM version WHERE id = ?", (version,)) != [new.version]:
        return False
    stored = await write.run(f"SELECT {SENTENCE_COLUMNS} FROM sentence WHERE version = ? ORDER BY ordinal", (version,))
    return stored == new.sentences


async def insert(write: Transaction, new: Prepared, number: int, *, digest: str, reader: str, now: str) -> int:
    """Write the rows of version ``number``; its key. The document's row must be there."""
    ((version,),) = await write.run(
        f"""INSERT INTO version (document, number, digest, reader, sentences, characters, ingested_at,
            {VERSION_COLUMNS})
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        (new.document, number, digest, reader, len(new.terms), len(new.text), now, *new.version),
    )
    await write.run("INSERT INTO original (version, text) VALUES (?, ?)", (version, new.text))
    ((last,),) = await write.run("SELECT coalesce(max(key), 0) FROM sentence")
    await write.many(
        f"""INSERT INTO sentence (key, version, {SENTENCE_COLUMNS})
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        ((last + 1 + i, version, *row) for i, row in enumerate(new.sentences)),
    )
    await write.many("INSERT INTO term (rowid, terms) VALUES (?, ?)", ((last + 1 + i, terms) for i, terms in new.terms))
    if number > 1:
        await _inherit_vectors(write, new.document, version)
    return int(version)


INHERITED = """INSERT OR IGNORE INTO vector (model, sentence, data)
    SELECT x.model, n.key, x.data FROM version v CROSS JOIN sentence o ON o.version = v.id
    JOIN (SELECT key, text FROM sentence WHERE version = ?1 AND kind = 'body') n ON n.text = o.text
    CROSS JOIN model m CROSS JOIN vector x ON x.model = m.id AND x.sentence = o.key
    WHERE v.document = ?2 AND v.id <> ?1"""
"""A vector is found by model and sentence: without the model all of them would be read, seconds of a million."""


async def _inherit_vectors(write: Transaction, document: DocumentId, version: int) -> None:
    """An edit changes few sentences: the others' vectors are known from earlier versions."""
    await write.run(INHERITED, (version, document))
