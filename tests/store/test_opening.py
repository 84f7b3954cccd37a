"""Opening the database: what is wrong is said in one sentence, with what to do."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.errors import StoreError
from bot.store.base import Scope
from bot.store.failures import told
from bot.store.migrate import APPLICATION_ID, Migration, migrations
from bot.store.sqlite import open_store
from tests.store.material import put

EVERYBODY = Scope()


async def refused(path: Path, patience: float = 0.2) -> StoreError:
    with pytest.raises(StoreError) as caught:
        await open_store(path, patience=patience)
    assert str(path.name) in caught.value.message or str(path.parent) in caught.value.message
    assert caught.value.hint
    assert_no_thread_is_left()
    return caught.value


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Unlike tmp_path, within reach of another user than the one that runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o700)


def assert_no_thread_is_left() -> None:
    """A connection's thread that is not ended keeps the program from ending."""
    for thread in threading.enumerate():
        if "connection_worker" in thread.name:
            thread.join(2)
            assert not thread.is_alive()


async def test_a_new_database_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "there.sqlite3"
    async with await open_store(path) as store:
        assert store.schema == len(migrations())
        await put(store, "a", "One gas.")
    assert_no_thread_is_left()
    async with await open_store(path) as store:
        assert await store.count(EVERYBODY) == 1
        assert await store.check() == []


async def test_text_in_place_of_a_database(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    path.write_text("This is a letter, not a database. " * 40)
    assert "not a database" in (await refused(path)).message


async def test_a_folder_in_place_of_a_database(tmp_path: Path) -> None:
    assert "folder" in (await refused(tmp_path)).message


async def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "cannot be made" in (await refused(tmp_path / "data" / "x.sqlite3")).message


async def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    assert "another program" in (await refused(path)).message
    with sqlite3.connect(path) as other:
        assert [r[0] for r in other.execute("SELECT name FROM sqlite_schema")] == ["bookmarks"]
    other.close()


async def test_a_newer_database_asks_for_an_update(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    await (await open_store(path)).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    error = await refused(path)
    assert "newer version" in error.message
    assert "Update" in error.hint


async def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    async with await open_store(path) as store:
        for i in range(30):
            await put(store, f"a{i}", f"Gas number {i} is here. " * 40)
        await store.tidy()
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        async with await open_store(path) as store:
            await store.documents(EVERYBODY)


async def test_a_truncated_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    async with await open_store(path) as store:
        for i in range(30):
            await put(store, f"a{i}", f"Gas number {i} is here. " * 40)
        await store.tidy()
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(StoreError, match="damaged"):
        async with await open_store(path) as store:
            await store.sentences(EVERYBODY)


async def test_a_database_that_another_program_holds(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    await (await open_store(path)).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert "in use" in (await refused(path)).message
    holder.execute("ROLLBACK")
    holder.close()
    await (await open_store(path, patience=0.2)).close()


def test_a_disk_that_is_full_is_not_told_as_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite reports an I/O error where only its side files find no room, and people check the disk."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR | (19 << 8)
    assert "disk failed" in told(error, tmp_path / "x.sqlite3").message
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    assert "no room left" in told(error, tmp_path / "x.sqlite3").message


@pytest.mark.parametrize("what", ["file", "folder"])
async def test_a_read_only_database_is_said_to_be_so(public_folder: Path, what: str) -> None:
    path = public_folder / "x.sqlite3"
    await (await open_store(path)).close()
    path.chmod(0o444)
    if what == "folder":
        path.parent.chmod(0o555)
    code = textwrap.dedent(
        """
        import asyncio, os, sys
        from pathlib import Path
        from bot.errors import StoreError
        from bot.store.sqlite import open_store
        if os.getuid() == 0:  # the rights of files mean nothing to root
            os.setgid(65534); os.setuid(65534)
        async def main():
            try:
                Path(sys.argv[1]).stat()
            except OSError:
                return print("out of reach")
            try:
                await open_store(Path(sys.argv[1]), patience=0.2)
            except StoreError as error:
                print(error.message, error.hint)
        asyncio.run(main())
        """
    )
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    if "out of reach" in done.stdout:
        pytest.skip("no folder here is within reach of another user")
    assert "cannot be written" in done.stdout, done.stderr
    assert "--database" in done.stdout


async def test_two_programs_that_open_a_new_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    stores = await asyncio.gather(*(open_store(path) for _ in range(6)))
    for number, store in enumerate(stores):
        await put(store, f"a{number}", "One gas.")
    assert [await store.count(EVERYBODY) for store in stores] == [6] * 6
    for store in stores:
        await store.close()


def test_migrations_split_into_statements_and_are_numbered() -> None:
    known = migrations()
    assert [m.number for m in known] == list(range(1, len(known) + 1))
    for migration in known:
        statements = list(migration.statements)
        assert statements
        assert not any("user_version" in s or "COMMIT" in s for s in statements)
    with pytest.raises(ValueError, match="middle"):
        list(Migration(1, "x", "CREATE TABLE a (b);\nCREATE TABLE").statements)


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.sqlite3"
    async with await open_store(path) as store:
        await put(store, "a", "One gas.")
    known = migrations()
    broken = Migration(len(known) + 1, "broken", "CREATE TABLE late (a);\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr("bot.store.migrate.migrations", lambda: [*known, broken])
    with pytest.raises(StoreError):
        await open_store(path)
    monkeypatch.undo()
    async with await open_store(path) as store:
        assert store.schema == len(known)
        assert await store.count(EVERYBODY) == 1
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (len(known),)
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert not plain.execute("SELECT 1 FROM sqlite_schema WHERE name = 'late'").fetchall()
    plain.close()


def test_what_is_given_up_while_it_opens_says_nothing_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the program starts: no thread is left that misses the event loop, and prints so."""
    complaints: list[object] = []
    monkeypatch.setattr(threading, "excepthook", complaints.append)

    async def given_up(pauses: int) -> None:
        task = asyncio.create_task(open_store(tmp_path / f"{pauses}.sqlite3"))
        for _ in range(pauses):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    for pauses in range(1, 6):
        asyncio.run(given_up(pauses))
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and "_connection_worker" in thread.name:
                thread.join(10)
    assert complaints == []
    assert_no_thread_is_left()


async def test_every_statement_survives_a_cancelled_caller(tmp_path: Path) -> None:
    """A command that is given up in the middle of a write must not lock the next one out."""
    async with await open_store(tmp_path / "x.sqlite3") as store:
        for pause in (0, 0.0005, 0.001, 0.002, 0.004):
            task = asyncio.create_task(put(store, "a", f"Gas {pause}. " * 200))
            await asyncio.sleep(pause)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        assert await put(store, "b", "Other gas.") == 1
        (found,) = [r for r in await store.documents(EVERYBODY) if r.document.id == "b"]
        assert found.sentences == 1
        assert await store.check() == []


async def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "x.sqlite3") as store:
        await put(store, "a", "One gas.")
        async with store._db.transaction() as write:
            await write.run("UPDATE document SET path = 'changed'")
            async with asyncio.timeout(30):
                (row,) = await store.documents(EVERYBODY)
            assert row.document.path == "a.txt"


async def test_readers_do_not_wait_for_one_that_takes_long(tmp_path: Path) -> None:
    """A search stands behind a count of seconds, though the other reader has nothing to do."""
    async with await open_store(tmp_path / "x.sqlite3") as store:
        await put(store, "a", "One gas.")
        forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        long = asyncio.create_task(store._db.read(forever))
        await asyncio.sleep(0)
        async with asyncio.timeout(30):
            for _ in range(4):
                assert await store.count(EVERYBODY) == 1
        assert not long.done()
        for reader in store._db._readers:
            await reader.interrupt()
        with pytest.raises(StoreError):
            await long


async def test_of_an_older_database_nothing_counts_as_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the program before had not embedded yet is never embedded, for nobody knows that it came."""
    path, known = tmp_path / "x.sqlite3", migrations()
    monkeypatch.setattr("bot.store.migrate.migrations", lambda: known[:11])
    async with await open_store(path) as store, store._db.transaction() as write:
        await write.run("UPDATE state SET value = '7' WHERE key = 'revision'")
        await write.run("INSERT INTO document (id, owner, path) VALUES ('a', '', 'a.txt')")
    monkeypatch.undo()
    async with await open_store(path) as store:
        assert await store._db.read("SELECT changed FROM document") == [(7,)]
