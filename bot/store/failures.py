"""What SQLite reports, told as a StoreError with a remedy."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError

_SIDE_FILES = 64_000
"""Bytes that SQLite's files beside the database need at least."""

ELSEWHERE = "Move it away or name another file with --database; ingest fills it from the corpus."

_TOLD: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_NOTADB: ("{path} is not a database.", ELSEWHERE),
    sqlite3.SQLITE_CORRUPT: (
        "The database {path} is damaged.",
        "Restore a copy of it, or move it away: ingest makes a new one from the corpus.",
    ),
    sqlite3.SQLITE_BUSY: (
        "The database {path} is in use by another program and did not become free.",
        "Wait until the other ingest or bot is done, or stop it, and try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "The database {path} is locked by another task.",
        "Try again in a moment.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The database {path} cannot be written.",
        "Give this user the right to write the file and its folder, or name another with --database.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The database {path} cannot be opened.",
        "Check that the path is a file in a folder that this user may write, or name another with --database.",
    ),
    sqlite3.SQLITE_PERM: (
        "This user may not open the database {path}.",
        "Give it the right to, or name another file with --database.",
    ),
    sqlite3.SQLITE_FULL: (
        "There is no room left on the disk for the database {path}.",
        "Free some space and try again; what was stored before is whole.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk failed while the database {path} was used.",
        "Check the disk; on a network drive, move the database to a local one.",
    ),
}


def told(error: sqlite3.Error, path: Path) -> StoreError:
    """The StoreError that says what happened to the database at ``path`` and what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF == sqlite3.SQLITE_IOERR and _full(path):
        code = sqlite3.SQLITE_FULL  # as SQLite says it where only its side files found no room
    if code is not None and code & 0xFF in _TOLD:  # the low byte; the rest is detail
        message, hint = _TOLD[code & 0xFF]
        return StoreError(message.format(path=path), hint)
    if "no such module: fts5" in str(error):
        return StoreError(
            "This Python's SQLite has no full-text search (FTS5).",
            "Use the Python of Debian, Ubuntu or python.org.",
        )
    return StoreError(f"The database {path} failed: {error}.", "Run `python -m bot doctor`.")


def _full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _SIDE_FILES
    except OSError:
        return False


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn every SQLite error of the block into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise told(error, path) from error
