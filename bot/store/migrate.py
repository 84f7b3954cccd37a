"""Numbered, append-only migrations, each in one transaction together with its ``user_version``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import aiosqlite

from bot.errors import StoreError
from bot.store.failures import ELSEWHERE

APPLICATION_ID = 0x50524543  # "PREC", in the file's header: tells our databases from others


@dataclass(frozen=True, slots=True)
class Migration:
    """``migrations/NNN_name.sql``: how version NNN is made from the one before."""

    number: int
    name: str
    sql: str

    @property
    def statements(self) -> Iterator[str]:
        """Its statements one by one (a script run whole would commit by itself)."""
        pending = ""
        for line in self.sql.splitlines(keepends=True):
            pending += line
            if sqlite3.complete_statement(pending):
                yield pending
                pending = ""
        if any(line.strip() and not line.lstrip().startswith("--") for line in pending.splitlines()):
            raise ValueError(f"migration {self.number} ends in the middle of a statement")


def migrations() -> list[Migration]:
    """All that this version of the program knows, in order."""
    folder = files("bot.store") / "migrations"
    found = []
    for entry in folder.iterdir():
        number, _, name = entry.name.removesuffix(".sql").partition("_")
        if entry.name.endswith(".sql") and number.isdigit():
            found.append(Migration(int(number), name, entry.read_text(encoding="utf-8")))
    found.sort(key=lambda m: m.number)
    if [m.number for m in found] != list(range(1, len(found) + 1)):
        raise ValueError("migrations must be numbered 001, 002, ... without gaps")
    return found


async def _pragma(connection: aiosqlite.Connection, name: str) -> int:
    rows = await connection.execute_fetchall(f"PRAGMA {name}")
    return int(next(iter(rows))[0])


async def migrate(connection: aiosqlite.Connection, path: Path) -> int:
    """Bring the database up to date; the schema's version.

    Raises StoreError for a database of another program or of a newer Precis. Two programs that
    open a new database at once are safe: the version is read again under the write lock.
    """
    known = migrations()
    # In this order: what another process makes of a new file in between is then seen as ours.
    tables = next(iter(await connection.execute_fetchall("SELECT count(*) FROM sqlite_schema")))[0]
    version = await _pragma(connection, "user_version")
    if (tables or version) and await _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreError(f"{path} is the database of another program.", ELSEWHERE)
    if version > len(known):
        raise StoreError(
            f"{path} was written by a newer version of Precis (schema {version}; this one knows {len(known)}).",
            "Update Precis, or name another file with --database.",
        )
    for migration in known[version:]:
        await _apply(connection, migration)
    return len(known)


async def _apply(connection: aiosqlite.Connection, migration: Migration) -> None:
    await connection.execute_fetchall("BEGIN IMMEDIATE")
    try:
        if await _pragma(connection, "user_version") < migration.number:
            for statement in migration.statements:
                await connection.execute_fetchall(statement)
            await connection.execute_fetchall(f"PRAGMA application_id = {APPLICATION_ID}")
            await connection.execute_fetchall(f"PRAGMA user_version = {migration.number}")
        await connection.commit()
    except BaseException:
        await connection.rollback()
        raise
