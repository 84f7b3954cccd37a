"""Documents and their versions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.store.base import DocumentRow, Scope
from bot.store.connection import Database, Row, Transaction
from bot.store.rows import VERSION, built, document, document_row, sentence_columns
from bot.store.terms import indexed
from summarizers.models import Document, DocumentId, Kind, Sentence


class Documents:
    """The part of the store that keeps documents."""

    _db: Database

    async def revision(self) -> int:
        ((value,),) = await self._db.read("SELECT value FROM state WHERE key = 'revision'")
        return int(value)

    async def documents(self, scope: Scope) -> list[DocumentRow]:
        rows = await self._db.read(
            f"""SELECT {VERSION}, d.owner, v.digest, v.sentences, v.characters, v.ingested_at
            FROM document d JOIN version v ON v.id = d.current
            WHERE d.withdrawn_at IS NULL AND d.owner IN ({marks(scope.owners)})
            ORDER BY d.path, d.id""",
            scope.owners,
        )
        return await built(rows, document_row)

    async def document(self, scope: Scope, id: DocumentId, version: int | None = None) -> Document | None:
        which = "v.id = d.current AND d.withdrawn_at IS NULL" if version is None else "v.number = ?"
        rows = await self._db.read(
            f"""SELECT o.text, {VERSION} FROM document d
            JOIN version v ON v.document = d.id JOIN original o ON o.version = v.id
            WHERE d.id = ? AND d.owner IN ({marks(scope.owners)}) AND {which}""",
            (id, *scope.owners, *(() if version is None else (version,))),
        )
        return document(rows[0][1:], rows[0][0]) if rows else None

    async def put(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        *,
        owner: str,
        digest: str,
        now: str,
        reader: str = "",
    ) -> int:
        """See ``Store.put``. Raises ValueError for a sentence whose place is not in the text."""
        columns, texts = await asyncio.to_thread(_prepared, document.text, sentences)
        async with self._db.transaction() as write:
            rows = await write.run(
                """SELECT v.id, v.number, v.digest, v.reader, d.withdrawn_at, d.owner
                FROM document d JOIN version v ON v.id = d.current WHERE d.id = ?""",
                (document.id,),
            )
            old, number, old_digest, old_reader, withdrawn_at, old_owner = rows[0] if rows else (None,) * 6
            if old is not None and old_owner != owner:
                raise ValueError(f"document {document.id} belongs to another owner")
            if (old_digest, old_reader) == (digest, reader):
                if withdrawn_at is not None:
                    await _restore(write, document.id, old)
                return int(number)
            if old is None:
                await write.run(
                    "INSERT INTO document (id, owner, path) VALUES (?, ?, ?)",
                    (document.id, owner, document.path),
                )
            elif withdrawn_at is None:
                await _leave_search(write, old)
            number = (number or 0) + 1
            version = await _insert_version(write, document, number, texts, digest, reader, now)
            await write.run("INSERT INTO original VALUES (?, ?)", (version, document.text))
            ((last,),) = await write.run("SELECT coalesce(max(key), 0) FROM sentence")
            await write.many(
                "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((last + 1 + i, version, *row) for i, row in enumerate(columns)),
            )
            await write.many(
                "INSERT INTO term (rowid, terms) VALUES (?, ?)",
                ((last + 1 + i, text) for i, text in texts),
            )
            await write.run(
                "UPDATE document SET current = ?, path = ?, withdrawn_at = NULL WHERE id = ?",
                (version, document.path, document.id),
            )
            await write.touch()
        return number

    async def withdraw(self, id: DocumentId, *, now: str) -> None:
        async with self._db.transaction() as write:
            rows = await write.run(
                """UPDATE document SET withdrawn_at = ?
                WHERE id = ? AND withdrawn_at IS NULL RETURNING current""",
                (now, id),
            )
            for (version,) in rows:
                await _leave_search(write, version)
                await write.touch()

    async def restore(self, id: DocumentId) -> None:
        async with self._db.transaction() as write:
            rows = await write.run(
                "SELECT current FROM document WHERE id = ? AND withdrawn_at IS NOT NULL", (id,)
            )
            for (version,) in rows:
                await _restore(write, id, version)


def marks(values: Sequence[object]) -> str:
    """As many placeholders as there are values."""
    return ", ".join("?" * len(values))


def _prepared(text: str, sentences: Sequence[Sentence]) -> tuple[list[Row], list[tuple[int, str]]]:
    """The rows of the sentences, and by index the terms of those that can be found."""
    columns = [sentence_columns(sentence, text) for sentence in sentences]
    return columns, [(i, indexed(s.text)) for i, s in enumerate(sentences) if s.kind is Kind.BODY]


async def _insert_version(
    write: Transaction,
    document: Document,
    number: int,
    body: Sequence[object],
    digest: str,
    reader: str,
    now: str,
) -> int:
    ((version,),) = await write.run(
        """INSERT INTO version (document, number, title, author, publisher, published, language,
            url, kind, digest, reader, sentences, characters, ingested_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        (
            document.id,
            number,
            document.title,
            document.author,
            document.publisher,
            document.published,
            document.language,
            document.url,
            document.kind,
            digest,
            reader,
            len(body),
            len(document.text),
            now,
        ),
    )
    return int(version)


async def _leave_search(write: Transaction, version: int) -> None:
    await write.run(
        "DELETE FROM term WHERE rowid IN (SELECT key FROM sentence WHERE version = ? AND kind = 'body')",
        (version,),
    )


async def _restore(write: Transaction, id: str, version: int) -> None:
    rows = await write.run("SELECT key, text FROM sentence WHERE version = ? AND kind = 'body'", (version,))
    texts = await asyncio.to_thread(lambda: [(key, indexed(text)) for key, text in rows])
    await write.many("INSERT INTO term (rowid, terms) VALUES (?, ?)", texts)
    await write.run("UPDATE document SET withdrawn_at = NULL WHERE id = ?", (id,))
    await write.touch()
