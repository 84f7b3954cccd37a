"""What ingest remembers of files."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.base import FileState
from bot.store.connection import Database, Transaction
from bot.store.rows import built
from summarizers.models import DocumentId


class Files:
    """The part of the store that remembers files."""

    _db: Database

    async def files(self, owner: str) -> list[FileState]:
        rows = await self._db.read(
            """SELECT document, owner, root, path, size, changed_ns, digest, reader, problem
            FROM file WHERE owner = ? ORDER BY root, path""",
            (owner,),
        )
        return await built(rows, lambda row: FileState(*row))

    async def remember(self, files: Sequence[FileState]) -> None:
        async with self._db.transaction() as write:
            for file in files:
                await remember(write, file)

    async def forget(self, documents: Sequence[DocumentId]) -> None:
        async with self._db.transaction() as write:
            await write.many("DELETE FROM file WHERE document = ?", [(id,) for id in documents])


async def remember(write: Transaction, file: FileState) -> None:
    """Write one file state, in somebody's transaction."""
    await write.run(
        """INSERT OR REPLACE INTO file
            (document, owner, root, path, size, changed_ns, digest, reader, problem)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            file.document,
            file.owner,
            file.root,
            file.path,
            file.size,
            file.changed_ns,
            file.digest,
            file.reader,
            file.problem,
        ),
    )
