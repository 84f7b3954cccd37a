"""Documents and their versions."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.store.base import DocumentRow, FileState, Scope
from bot.store.connection import Database, Transaction
from bot.store.files import remember
from bot.store.rows import VERSION, built, document, document_row
from bot.store.sight import current, owned
from bot.store.terms import indexed
from bot.store.versions import insert, prepare, reads_the_same
from summarizers.models import Document, DocumentId, Sentence


class Documents:
    """The part of the store that keeps documents."""

    _db: Database

    async def revision(self) -> int:
        ((value,),) = await self._db.read("SELECT value FROM state WHERE key = 'revision'")
        return int(value)

    async def documents(self, scope: Scope, ids: Iterable[DocumentId] | None = None) -> list[DocumentRow]:
        named = "" if ids is None else "AND d.id IN (SELECT value FROM json_each(?))"
        seen, values = current(scope)
        rows = await self._db.read(
            f"""SELECT {VERSION}, d.owner, v.digest, v.sentences, v.characters, v.ingested_at
            FROM document d JOIN version v ON v.id = d.current
            WHERE {seen} {named} ORDER BY d.path, d.id""",
            (*values, *(() if ids is None else (json.dumps(list(ids)),))),
        )
        return await built(rows, document_row)

    async def document(self, scope: Scope, id: DocumentId, version: int | None = None) -> Document | None:
        seen, values = current(scope) if version is None else owned(scope)
        which = "v.id = d.current" if version is None else "v.number = ?"
        rows = await self._db.read(
            f"""SELECT o.text, {VERSION} FROM document d
            JOIN version v ON v.document = d.id JOIN original o ON o.version = v.id
            WHERE d.id = ? AND {seen} AND {which}""",
            (id, *values, *(() if version is None else (version,))),
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
        file: FileState | None = None,
    ) -> int:
        """See ``Store.put``. Raises ValueError for a sentence whose place is not in the text."""
        new = await asyncio.to_thread(prepare, document, sentences)
        async with self._db.transaction() as write:
            if file is not None:
                await remember(write, file)
            old = await _last(write, document.id)
            if old is not None and old.owner != owner:
                raise ValueError(f"document {document.id} belongs to another owner")
            if old is not None and (
                (old.digest, old.reader, old.path) == (digest, reader, document.path)
                or await reads_the_same(write, old.version, new)
            ):
                await write.run("UPDATE version SET reader = ?, digest = ? WHERE id = ?", (reader, digest, old.version))
                if old.path != document.path:
                    await write.run("UPDATE document SET path = ? WHERE id = ?", (document.path, document.id))
                    await write.touch(document.id)
                if old.withdrawn:
                    await _bring_back(write, document.id, old.version)
                return old.number
            if old is None:
                await write.run(
                    "INSERT INTO document (id, owner, path) VALUES (?, ?, ?)",
                    (document.id, owner, document.path),
                )
            elif not old.withdrawn:
                await _leave_search(write, old.version)
            number = 1 if old is None else old.number + 1
            version = await insert(write, new, number, digest=digest, reader=reader, now=now)
            await write.run(
                "UPDATE document SET current = ?, path = ?, withdrawn_at = NULL WHERE id = ?",
                (version, document.path, document.id),
            )
            await write.touch(document.id)
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
                await write.touch(id)

    async def restore(self, id: DocumentId, *, digest: str, reader: str) -> bool:
        async with self._db.transaction() as write:
            last = await _last(write, id)
            if last is None or (last.digest, last.reader) != (digest, reader):
                return False
            if last.withdrawn:
                await _bring_back(write, id, last.version)
        return True


@dataclass(frozen=True, slots=True)
class _Last:
    """The newest version of a document, as far as a writer must know it."""

    version: int
    number: int
    digest: str
    reader: str
    withdrawn: bool
    owner: str
    path: str


async def _last(write: Transaction, id: str) -> _Last | None:
    rows = await write.run(
        """SELECT v.id, v.number, v.digest, v.reader, d.withdrawn_at IS NOT NULL, d.owner, d.path
        FROM document d JOIN version v ON v.id = d.current WHERE d.id = ?""",
        (id,),
    )
    return _Last(*rows[0]) if rows else None


async def _leave_search(write: Transaction, version: int) -> None:
    await write.run(
        "DELETE FROM term WHERE rowid IN (SELECT key FROM sentence WHERE version = ? AND kind = 'body')",
        (version,),
    )


async def _bring_back(write: Transaction, id: str, version: int) -> None:
    rows = await write.run("SELECT key, text FROM sentence WHERE version = ? AND kind = 'body'", (version,))
    texts = await asyncio.to_thread(lambda: [(key, indexed(text)) for key, text in rows])
    await write.many("INSERT INTO term (rowid, terms) VALUES (?, ?)", texts)
    await write.run("UPDATE document SET withdrawn_at = NULL WHERE id = ?", (id,))
    await write.touch(id)
