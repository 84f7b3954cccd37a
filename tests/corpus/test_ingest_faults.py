"""Ingest under real faults: killed, run twice at once, readers that hang or die."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot.corpus import reading_desk
from bot.corpus.file_reader import Job
from bot.corpus.ingest import ingest
from bot.corpus.placing import document_id
from bot.corpus.reading_desk import ReadingDesk
from bot.store.base import SHARED, Scope
from bot.store.sqlite import SqliteStore, open_store

EVERYBODY = Scope()

EACH = 50
"""Sentences in a file."""

INGEST = textwrap.dedent(
    """
    import asyncio, sys
    from pathlib import Path
    from bot.corpus.ingest import ingest
    from bot.store.sqlite import open_store

    async def main():
        async with await open_store(Path(sys.argv[1])) as store:
            report = await ingest(store, [Path(sys.argv[2])], progress=lambda p: print(p.done, flush=True))
            print("report", report.added, report.updated, len(report.problems), flush=True)

    asyncio.run(main())
    """
)


def start(database: Path, corpus: Path) -> subprocess.Popen[str]:
    return run(INGEST, database, corpus)


def run(code: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def fill(corpus: Path, word: str, files: int = 40) -> None:
    for number in range(files):
        sentences = [f"The {word} number {i} of file {number} was counted." for i in range(EACH)]
        paragraphs = (" ".join(sentences[i : i + 10]) for i in range(0, EACH, 10))
        (corpus / f"f{number:02}.txt").write_text("\n\n".join(paragraphs))


async def assert_whole(store: SqliteStore) -> list[int]:
    """Every document is one version or the other, never a mixture. Their versions."""
    assert await store.check() == []
    versions = []
    for row in await store.documents(EVERYBODY):
        word = "barrel" if row.document.version == 1 else "crate"
        sentences = [s.sentence for s in await store.sentences(EVERYBODY, [row.document.id])]
        assert len(sentences) == row.sentences == EACH
        assert all(f"The {word} number" in s.text and s.version == row.document.version for s in sentences)
        versions.append(row.document.version)
    found = {word: len(await store.match(EVERYBODY, [word], 100_000)) for word in ("barrel", "crate")}
    assert found == {"barrel": EACH * versions.count(1), "crate": EACH * versions.count(2)}
    return versions


async def test_an_ingest_killed_half_way_leaves_the_old_corpus_whole(tmp_path: Path) -> None:
    corpus, database = tmp_path / "corpus", tmp_path / "x.sqlite3"
    corpus.mkdir()
    fill(corpus, "barrel")
    async with await open_store(database) as store:
        assert (await ingest(store, [corpus])).added == 40
    fill(corpus, "crate")
    process = start(database, corpus)
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    while int(next(lines)) < 12:
        pass
    process.send_signal(signal.SIGKILL)
    await asyncio.to_thread(process.wait)
    process.stdout.close()
    async with await open_store(database) as store:
        versions = await assert_whole(store)
        assert versions.count(2) >= 12
        assert versions.count(1) > 0, "it was done before it was killed; the test shows nothing"
        rest = await ingest(store, [corpus])
        assert rest.updated == versions.count(1)
        assert set(await assert_whole(store)) == {2}


async def test_two_programs_that_ingest_at_once_store_every_file_once(tmp_path: Path) -> None:
    corpus, database = tmp_path / "corpus", tmp_path / "x.sqlite3"
    corpus.mkdir()
    fill(corpus, "barrel", files=20)
    processes = [start(database, corpus) for _ in range(2)]
    ends = await asyncio.gather(*(asyncio.to_thread(p.communicate, timeout=120) for p in processes))
    reports = [end[0].splitlines()[-1].split() for end in ends]
    assert [r[0] for r in reports] == ["report", "report"]
    assert [r[3] for r in reports] == ["0", "0"]
    async with await open_store(database) as store:
        assert len(await store.documents(EVERYBODY)) == 20
        assert set(await assert_whole(store)) == {1}
        again = await ingest(store, [corpus])
        assert (again.unchanged, again.added, again.updated) == (20, 0, 0)


def job(file: Path, text: str) -> Job:
    file.write_text(text)
    return Job(file, file.name, document_id(SHARED, file.name), None, 10, 1_000_000)


async def test_files_read_in_processes_come_back_in_order(tmp_path: Path) -> None:
    jobs = [job(tmp_path / f"{n}.txt", f"Sentence {n} is here.") for n in range(9)]
    async with ReadingDesk(10**9) as desk:
        done = [(j, o) async for j, o in desk.outcomes(jobs)]
    assert [j for j, _ in done] == jobs
    assert [o.read.document.text for _, o in done if o.read] == [f"Sentence {n} is here." for n in range(9)]


async def test_a_file_whose_reading_hangs_is_given_up(tmp_path: Path) -> None:
    hanging = tmp_path / "hangs.txt"
    os.mkfifo(hanging)
    async with ReadingDesk(10**9, patience=1.5) as desk:
        lost = await desk.read(Job(hanging, "hangs.txt", document_id(SHARED, "h"), None, 0, 100))
        assert lost.problem is not None
        assert "more than" in lost.problem
    async with ReadingDesk(10**9) as desk:
        assert (await desk.read(job(tmp_path / "a.txt", "A sentence."))).read is not None


async def test_a_reading_process_that_dies_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_desk, "_cores", lambda: 1)
    async with ReadingDesk(10**9) as desk:
        assert (await desk.read(job(tmp_path / "a.txt", "A sentence."))).read is not None
        (worker,) = desk._workers
        assert worker._process is not None
        worker._process.kill()
        lost = await desk.read(job(tmp_path / "b.txt", "A sentence."))
        assert lost.problem is not None
        assert "ended the reading process" in lost.problem
        assert (await desk.read(job(tmp_path / "c.txt", "A sentence."))).read is not None


async def test_reading_processes_end_with_the_program_however_it_dies(tmp_path: Path) -> None:
    code = textwrap.dedent(
        """
        import asyncio, sys
        from pathlib import Path
        from bot.corpus.file_reader import Job
        from bot.corpus.reading_desk import ReadingDesk

        async def main():
            async with ReadingDesk(10**9) as desk:
                await desk.read(Job(Path(sys.argv[1]), "a.txt", "id", None, 0, 100))
                print(next(w._process.pid for w in desk._workers if w._process), flush=True)
                await asyncio.sleep(60)

        asyncio.run(main())
        """
    )
    (tmp_path / "a.txt").write_text("A sentence.")
    program = run(code, tmp_path / "a.txt")
    assert program.stdout is not None
    reader = int(await asyncio.to_thread(program.stdout.readline))
    program.kill()
    program.wait()
    program.stdout.close()
    for _ in range(100):
        if not alive(reader):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the reading process outlived its program")


def alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


async def test_a_cancelled_ingest_ends_its_processes_and_keeps_what_is_stored(
    tmp_path: Path, store: SqliteStore
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    fill(corpus, "barrel")
    reached = asyncio.Event()
    task = asyncio.create_task(ingest(store, [corpus], progress=lambda p: reached.set() if p.done > 5 else None))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    versions = await assert_whole(store)
    assert 5 < len(versions) < 40
    assert (await ingest(store, [corpus])).added == 40 - len(versions)
