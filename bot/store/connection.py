"""Connections to one database file: one that writes, a few that only read.

In write-ahead mode readers never wait for the writer. A transaction belongs to one task at a
time; statements run in aiosqlite's threads, never in the event loop.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import aiosqlite

from bot.errors import StoreError
from bot.store.failures import telling
from bot.store.migrate import migrate

Row = tuple[Any, ...]

Parameters = Sequence[Any] | Mapping[str, Any]

READERS = 2

MERGE_PAGES = 1000


class Database:
    """The open database. Made by ``open_database``; must be closed, or its threads live on."""

    def __init__(
        self, path: Path, schema: int, writer: aiosqlite.Connection, readers: Sequence[aiosqlite.Connection]
    ) -> None:
        self.path = path
        self.schema = schema
        self._writer = writer
        self._readers = tuple(readers)
        self._asked = [0] * len(self._readers)
        self._lock = asyncio.Lock()

    async def close(self) -> None:
        for connection in (*self._readers, self._writer):
            await connection.close()

    async def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query. What SQLite cannot even represent is in no row."""
        reader = self._asked.index(min(self._asked))  # not behind a query of seconds, if the other has less to do
        self._asked[reader] += 1
        try:
            with telling(self.path):
                return _rows(await self._readers[reader].execute_fetchall(sql, parameters))
        except (UnicodeEncodeError, OverflowError):  # half a surrogate pair; a huge integer
            return []
        finally:
            self._asked[reader] -= 1

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Everything in the block, or nothing. Holds the write lock from its beginning."""
        async with self._lock:
            with telling(self.path):
                try:
                    # Inside the try: a task cancelled here has its BEGIN in the queue already.
                    await self._writer.execute_fetchall("BEGIN IMMEDIATE")
                    yield Transaction(self._writer)
                    await self._writer.commit()
                except BaseException:
                    # Queued behind whatever still runs; does nothing if there is nothing to undo.
                    await asyncio.shield(asyncio.ensure_future(self._writer.rollback()))
                    raise

    async def merge_search_index(self) -> None:
        """Step by step, so that no other writer waits for more than a moment."""
        pages = -MERGE_PAGES  # negative once: begin to merge everything into one
        while True:
            before = self._writer.total_changes
            await self.maintain(f"INSERT INTO term (term, rank) VALUES ('merge', {pages})")
            if self._writer.total_changes - before < 2:  # as FTS5 tells that nothing is left
                return
            pages = MERGE_PAGES

    async def maintain(self, sql: str) -> list[Row]:
        """Run one statement on the writer, outside a transaction."""
        async with self._lock:
            with telling(self.path):
                return _rows(await self._writer.execute_fetchall(sql))


class Transaction:
    """The writer while its transaction is open."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        return _rows(await self._connection.execute_fetchall(sql, parameters))

    async def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        await (await self._connection.executemany(sql, rows)).close()

    async def touch(self, document: str | None = None) -> None:
        """Say that vectors changed, or what is seen of a document: ``Store.revision`` grows."""
        await self.run("UPDATE state SET value = value + 1 WHERE key = 'revision'")
        if document is not None:
            now = "(SELECT value FROM state WHERE key = 'revision')"
            await self.run(f"UPDATE document SET changed = {now} WHERE id = ?", (document,))


def _rows(fetched: object) -> list[Row]:
    """aiosqlite says Iterable[Row]; it is the list of tuples that sqlite3 makes."""
    return cast(list[Row], fetched)


def marks(values: Sequence[object]) -> str:
    """As many placeholders as there are values."""
    return ", ".join("?" * len(values))


async def open_database(path: Path, *, patience: float = 10.0) -> Database:
    """Open (or make) and migrate the database at ``path``.

    ``patience`` is how many seconds a statement waits for another program's lock. Raises
    StoreError, with the remedy, for what cannot be opened.
    """
    _make_folder(path)
    opened: list[aiosqlite.Connection] = []
    try:
        with telling(path):
            # First without aiosqlite, whose thread outlives a file that cannot be opened.
            sqlite3.connect(path).close()
            writer = await _connect(path, patience, opened)
            await _write_ahead(writer)
            schema = await migrate(writer, path)
            await _check_writable(writer)
            for _ in range(READERS):
                reader = await _connect(path, patience, opened)
                await reader.execute_fetchall("PRAGMA query_only = ON")
        return Database(path, schema, writer, opened[1:])
    except BaseException:
        for connection in opened:
            await connection.close()
        raise


async def _connect(path: Path, patience: float, opened: list[aiosqlite.Connection]) -> aiosqlite.Connection:
    # isolation_level None: transactions begin and end where we say, not where Python guesses.
    connecting = asyncio.ensure_future(_connected(aiosqlite.connect(path, timeout=patience, isolation_level=None)))
    try:
        opened.append(await asyncio.shield(connecting))
    except asyncio.CancelledError:  # its thread would outlive the event loop, and complain when that is gone
        await (await connecting).close()
        raise
    connection = opened[-1]
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -16000", "temp_store = MEMORY"):
        await connection.execute_fetchall(f"PRAGMA {pragma}")
    return connection


async def _connected(connection: aiosqlite.Connection) -> aiosqlite.Connection:
    return await connection


async def _write_ahead(writer: aiosqlite.Connection) -> None:
    """Switch to write-ahead logging; kept in the file, so this costs only the first time."""
    for attempt in range(20):
        try:
            await writer.execute_fetchall("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait here when two programs switch a new file at the same moment.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or attempt == 19:
                raise
            await asyncio.sleep(0.05)


async def _check_writable(writer: aiosqlite.Connection) -> None:
    """Find out now, not at the first answer, that the file or its folder is read-only."""
    await writer.execute_fetchall("BEGIN IMMEDIATE")
    await writer.rollback()


def _make_folder(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a database.", "Name a file with --database.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} for the database cannot be made: {error.strerror}.",
            "Name a file in a folder that this user may write with --database.",
        ) from error
