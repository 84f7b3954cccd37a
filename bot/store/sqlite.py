"""The store on SQLite: ``open_store`` gives it, ``async with`` closes it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from bot.store.briefs import Briefs
from bot.store.connection import Database, open_database
from bot.store.documents import Documents
from bot.store.feedback import Feedback
from bot.store.files import Files
from bot.store.guilds import Guilds
from bot.store.holdings import Holdings
from bot.store.ledger import Ledger
from bot.store.matching import Matching
from bot.store.recalled import Recalled
from bot.store.reported import Reported
from bot.store.sentences import Sentences
from bot.store.subscriptions import Subscriptions
from bot.store.twins import Twins
from bot.store.vectors import VectorsPart
from bot.store.visible import Views


class SqliteStore(
    Documents,
    Sentences,
    VectorsPart,
    Briefs,
    Files,
    Subscriptions,
    Ledger,
    Reported,
    Holdings,
    Twins,
    Guilds,
    Feedback,
    Recalled,
):
    """``bot.store.base.Store`` in one file; each part of it in its own module."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._signs = {}
        self._views = Views(database)
        self._matching = Matching(database)

    @property
    def path(self) -> Path:
        return self._db.path

    @property
    def schema(self) -> int:
        """The schema's version: the number of the last migration."""
        return self._db.schema

    async def check(self) -> list[str]:
        """What is wrong inside the file; empty when it is sound. Reads all of it."""
        rows = await self._db.read("PRAGMA quick_check(10)")
        found = [str(row[0]) for row in rows if row[0] != "ok"]
        rows = await self._db.read("PRAGMA foreign_key_check")
        return found + [f"{row[0]} row {row[1]} points to a missing {row[2]}" for row in rows]

    async def tidy(self) -> None:
        """After much was written: merge the search index, refresh statistics, shrink the log."""
        await self._db.merge_search_index()
        await self._db.maintain("PRAGMA optimize")
        await self._db.maintain("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        await self._db.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def open_store(path: Path, *, patience: float = 10.0) -> SqliteStore:
    """Open the database at ``path``, make it if there is none, and migrate it.

    ``patience`` is how many seconds a statement waits for another program's lock. Raises
    StoreError with a remedy: not a database, damaged, newer, of another program, locked,
    read-only, in a folder that cannot be made or written.
    """
    return SqliteStore(await open_database(path, patience=patience))
