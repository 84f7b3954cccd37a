"""Ingest: the store holds what the folders hold, whatever happens to either."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bot.answers import IngestReport
from bot.corpus import ingest as ingest_module
from bot.corpus.ingest import Progress, ingest
from bot.corpus.placing import document_id
from bot.store.base import SHARED, Scope
from bot.store.sqlite import SqliteStore
from summarizers.embeddings.errors import EncoderUnavailable
from summarizers.embeddings.hashing import HashingEncoder

EVERYBODY = Scope()


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.withdrawn


def reasons(report: IngestReport) -> dict[str, str]:
    return {problem.path: problem.reason for problem in report.problems}


async def paths(store: SqliteStore) -> list[str]:
    return [row.document.path for row in await store.documents(EVERYBODY)]


async def test_a_folder_is_read_once_and_then_only_looked_at(
    store: SqliteStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await ingest(store, [corpus])
    assert counts(first) == (2, 0, 0, 0)
    assert first.sentences > 0
    assert await paths(store) == ["a.txt", "sub/b.md"]
    assert len(await store.match(EVERYBODY, ["pipelines"], 5)) == 1

    def no_reading(*_: object) -> None:
        raise AssertionError("an unchanged file was opened")

    monkeypatch.setattr("bot.corpus.reading_desk.read_file", no_reading)
    revision = await store.revision()
    assert counts(await ingest(store, [corpus])) == (0, 0, 2, 0)
    assert await store.revision() == revision


async def test_touching_a_file_reads_nothing_again(store: SqliteStore, corpus: Path) -> None:
    await ingest(store, [corpus])
    revision = await store.revision()
    os.utime(corpus / "a.txt", (1, 1))
    assert counts(await ingest(store, [corpus])) == (0, 0, 2, 0)
    assert await store.revision() == revision


async def test_a_page_that_is_saved_anew_and_says_the_same_is_no_new_version(
    store: SqliteStore, tmp_path: Path
) -> None:
    """A page has another token in it at every visit: each would be a version, and digests would look at it again."""
    folder = tmp_path / "pages"
    folder.mkdir()
    page = "<html><head><meta name='token' content='{}'></head><body><article><p>{}</p></article></body></html>"
    words = "The port of Bar was sold to a company from the north. Its crane came by rail. "
    (folder / "a.html").write_text(page.format(1, words))
    await ingest(store, [folder])
    (folder / "a.html").write_text(page.format(2, words))
    assert counts(await ingest(store, [folder])) == (0, 0, 1, 0)
    (row,) = await store.documents(EVERYBODY)
    assert row.document.version == 1
    (folder / "a.html").write_text(page.format(2, words.replace("north", "south")))
    assert counts(await ingest(store, [folder])) == (0, 1, 0, 0)


async def test_an_edit_of_the_same_length_and_date_is_noticed(store: SqliteStore, corpus: Path) -> None:
    file = corpus / "a.txt"
    os.utime(file, ns=(10**18, 10**18))
    await ingest(store, [corpus])
    file.write_text(file.read_text().replace("gas", "oil"))
    os.utime(file, ns=(10**18, 10**18))
    assert counts(await ingest(store, [corpus])) == (0, 1, 1, 0)
    assert len(await store.match(EVERYBODY, ["oil"], 5)) == 2
    assert await store.match(EVERYBODY, ["gas"], 5) == []
    id = document_id(SHARED, "a.txt")
    old = await store.document(EVERYBODY, id, version=1)
    assert old is not None
    assert "gas" in old.text


async def test_a_deleted_file_is_withdrawn_and_returns_with_its_vectors(
    store: SqliteStore, corpus: Path, tmp_path: Path
) -> None:
    encoder = HashingEncoder()
    await ingest(store, [corpus], encoder=encoder)
    (corpus / "a.txt").rename(tmp_path / "aside")
    assert counts(await ingest(store, [corpus], encoder=encoder)) == (0, 0, 1, 1)
    assert await paths(store) == ["sub/b.md"]
    (tmp_path / "aside").rename(corpus / "a.txt")
    back = await ingest(store, [corpus], encoder=encoder)
    assert counts(back) == (1, 0, 1, 0)
    assert back.vectors == 0
    assert len(await store.match(EVERYBODY, ["gas"], 5)) == 2


async def test_what_returns_without_vectors_gets_them_though_all_others_have_theirs(
    store: SqliteStore, corpus: Path, tmp_path: Path
) -> None:
    """A document that was taken out before it was embedded is found by its words alone for good."""
    encoder = HashingEncoder()
    await ingest(store, [corpus])
    (corpus / "a.txt").rename(tmp_path / "aside")
    assert (await ingest(store, [corpus], encoder=encoder)).vectors == 1
    assert (await ingest(store, [corpus], encoder=encoder)).vectors == 0
    (tmp_path / "aside").rename(corpus / "a.txt")
    assert (await ingest(store, [corpus], encoder=encoder)).vectors == 2


async def test_an_improved_reader_reads_again_and_an_equal_one_changes_nothing(
    store: SqliteStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ingest(store, [corpus])
    monkeypatch.setattr(ingest_module, "reader_version", lambda: "another")
    assert counts(await ingest(store, [corpus])) == (0, 0, 2, 0)
    monkeypatch.setattr(ingest_module, "reader_version", lambda: "better")
    from bot.corpus import file_reader
    from bot.corpus.reading import Read, read

    def better(*args: object, **options: object) -> Read:
        found = read(*args, **options)  # type: ignore[arg-type]
        return Read(found.document, found.sentences[:1])

    monkeypatch.setattr(file_reader, "read", better)
    assert counts(await ingest(store, [corpus]))[1] >= 1
    (row, *_) = await store.documents(EVERYBODY)
    assert row.document.version == 2


async def test_bad_files_are_named_with_the_reason_and_the_rest_is_read(store: SqliteStore, corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "blank.txt").write_bytes(b" \n\n ")
    (corpus / "binary.txt").write_bytes(b"\x7fELF\0\0\0\x01" * 40)
    (corpus / "huge.txt").write_bytes(b"word " * 300)
    (corpus / "lies.txt").write_bytes(b"\xef\xbb\xbf" + "Đ".encode("utf-16-le") * 3 + b"\xff\xff")
    (corpus / "nowhere.txt").symlink_to(corpus / "gone.txt")
    (corpus / "sub" / "loop").symlink_to(corpus)
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "picture.png").write_bytes(b"x")
    (corpus / ".hidden.txt").write_text("Nobody reads this.")
    report = await ingest(store, [corpus], max_file_bytes=1000)
    assert counts(report) == (2, 0, 0, 0)
    told = reasons(report)
    assert set(told) == {
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "huge.txt",
        "lies.txt",
        "nowhere.txt",
        "sub/loop",
        "pipe.txt",
    }
    assert "empty" in told["empty.txt"]
    assert "1,500 bytes" in told["huge.txt"]
    assert "leads nowhere" in told["nowhere.txt"]
    assert any(".png" in note.reason for note in report.notes)
    again = await ingest(store, [corpus], max_file_bytes=1000)
    assert reasons(again) == told  # said each time, not only the first
    assert counts(again) == (0, 0, 2, 0)


async def test_a_file_that_turns_bad_keeps_what_was_read_of_it(store: SqliteStore, corpus: Path) -> None:
    await ingest(store, [corpus])
    (corpus / "a.txt").write_bytes(b"\0\1\2" * 99)
    report = await ingest(store, [corpus])
    assert list(reasons(report)) == ["a.txt"]
    assert counts(report) == (0, 0, 1, 0)
    assert await paths(store) == ["a.txt", "sub/b.md"]
    (corpus / "a.txt").write_text("It is readable again.")
    assert counts(await ingest(store, [corpus])) == (0, 1, 1, 0)


async def test_a_file_that_vanishes_while_it_is_read_is_reported(
    store: SqliteStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.corpus import ingest as module

    def look_and_lose(roots: list[Path]) -> object:
        found = look(roots)
        (corpus / "a.txt").unlink()
        return found

    look = module.look
    monkeypatch.setattr(module, "look", look_and_lose)
    report = await ingest(store, [corpus])
    assert "vanished" in reasons(report)["a.txt"]
    assert await paths(store) == ["sub/b.md"]


@pytest.mark.parametrize("how", ["gone", "empty"])
async def test_a_corpus_folder_that_is_not_mounted_withdraws_nothing(
    store: SqliteStore, corpus: Path, how: str
) -> None:
    await ingest(store, [corpus])
    shutil.rmtree(corpus)
    if how == "empty":
        corpus.mkdir()  # noqa: ASYNC240
    report = await ingest(store, [corpus])
    assert counts(report) == (0, 0, 0, 0)
    assert "kept" in reasons(report)[str(corpus)]
    assert len(await paths(store)) == 2


async def test_a_mistyped_folder_does_not_empty_the_corpus(store: SqliteStore, corpus: Path, tmp_path: Path) -> None:
    await ingest(store, [corpus])
    report = await ingest(store, [tmp_path / "corpsu"])
    assert str(tmp_path / "corpsu") in reasons(report)
    assert len(await paths(store)) == 2


async def test_another_corpus_on_the_same_database_shows_only_its_own(
    store: SqliteStore, corpus: Path, tmp_path: Path
) -> None:
    encoder = HashingEncoder()
    await ingest(store, [corpus], encoder=encoder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.txt").write_text("Wheat prices fell in June.")
    assert counts(await ingest(store, [other], encoder=encoder)) == (1, 0, 0, 2)
    assert await paths(store) == ["c.txt"]
    back = await ingest(store, [corpus], encoder=encoder)
    assert counts(back) == (2, 0, 0, 1)
    assert back.vectors == 0
    assert await paths(store) == ["a.txt", "sub/b.md"]
    assert [row.document.version for row in await store.documents(EVERYBODY)] == [1, 1]


async def test_files_of_one_path_in_two_folders_are_two_documents(
    store: SqliteStore, corpus: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "a.txt").write_text("Quite another text.")
    assert counts(await ingest(store, [corpus, second, corpus])) == (3, 0, 0, 0)
    assert await paths(store) == ["a.txt", "second/a.txt", "sub/b.md"]
    (corpus / "a.txt").unlink()  # the other one keeps its name and history
    assert counts(await ingest(store, [corpus, second])) == (0, 0, 2, 1)
    assert await paths(store) == ["second/a.txt", "sub/b.md"]


async def test_a_corpus_that_moved_keeps_its_documents(store: SqliteStore, corpus: Path, tmp_path: Path) -> None:
    await ingest(store, [corpus])
    moved = corpus.rename(tmp_path / "moved")  # noqa: ASYNC240
    assert counts(await ingest(store, [moved])) == (0, 0, 2, 0)
    assert len(await paths(store)) == 2


async def test_what_a_guild_added_is_not_touched_by_the_shared_corpus(
    store: SqliteStore, corpus: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.txt").write_text("Only for the guild.")
    await ingest(store, [own], owner="77")
    await ingest(store, [corpus])
    assert len(await store.documents(Scope("77"))) == 3
    assert len(await store.documents(EVERYBODY)) == 2


async def test_an_uploaded_document_that_no_folder_holds_stays(store: SqliteStore, corpus: Path) -> None:
    from tests.store.material import put

    await put(store, "upload", "It came by another way.")
    await ingest(store, [corpus])
    assert "upload.txt" in await paths(store)


async def test_progress_counts_to_its_end(store: SqliteStore, corpus: Path) -> None:
    """Nothing that takes long goes on where nobody sees how far it is."""
    told: list[Progress] = []
    await ingest(store, [corpus], encoder=HashingEncoder(), progress=told.append)
    read = [p for p in told if p.phase == "read"]
    made = [p for p in told if p.phase == "embed"]
    assert [p.done for p in read] == [0, 1, 2]
    assert {p.total for p in read} == {2}
    assert made[0].done == 0
    assert made[-1].done == made[-1].total
    assert [(p.done, p.total) for p in told if p.phase == "compare"] == [(0, 2), (2, 2)]
    told.clear()
    await ingest(store, [corpus], encoder=HashingEncoder(), progress=told.append)
    assert told == []


class FailingEncoder(HashingEncoder):
    """Works for a while."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.batches = batches

    async def encode(self, texts):  # type: ignore[no-untyped-def]
        if not self.batches:
            raise EncoderUnavailable("the process died")
        self.batches -= 1
        return await super().encode(texts)


async def test_vectors_that_were_made_before_the_model_failed_are_kept(
    store: SqliteStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.corpus.embedding.BATCH", 1)
    broken = await ingest(store, [corpus], encoder=FailingEncoder(1))
    assert broken.vectors == 1
    assert "model failed" in broken.problems[0].reason
    rest = await ingest(store, [corpus], encoder=FailingEncoder(99))
    assert rest.vectors == await store.count(EVERYBODY) - 1
    assert await store.missing_vectors(HashingEncoder().name, 9) == []


async def test_a_catalogue_is_no_document_and_its_edit_reads_the_file_again(store: SqliteStore, corpus: Path) -> None:
    (corpus / "sources.toml").write_text('["a.txt"]\ntitle = "One"\n')
    assert counts(await ingest(store, [corpus])) == (2, 0, 0, 0)
    (corpus / "sources.toml").write_text('["a.txt"]\ntitle = "Two"\n')
    report = await ingest(store, [corpus])
    assert report.problems == ()
    assert report.added + report.withdrawn == 0
    (corpus / "sources.toml").write_text("not toml [")
    assert "sources.toml" in reasons(await ingest(store, [corpus]))


async def test_names_that_are_no_text_are_read_too(store: SqliteStore, corpus: Path) -> None:
    try:
        (corpus / os.fsdecode(b"caf\xe9.txt")).write_text("A file with an old name.")
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    report = await ingest(store, [corpus])
    assert report.added == 3
    assert report.problems == ()


@pytest.mark.parametrize("closed", ["sub", "a.txt"])
async def test_what_may_not_be_read_is_named_and_what_was_read_of_it_is_kept(
    store: SqliteStore, corpus: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    await ingest(store, [corpus])
    (corpus / "a.txt").write_text("An edit that nobody may see.")
    scandir, opened = os.scandir, Path.open

    def refusing_scandir(place: Path) -> object:
        if Path(place).name == closed:
            raise PermissionError(13, "Permission denied")
        return scandir(place)

    def refusing_open(file: Path, *args: object, **options: object) -> object:
        if file.name == closed:
            raise PermissionError(13, "Permission denied")
        return opened(file, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("bot.corpus.folders.os.scandir", refusing_scandir)
    monkeypatch.setattr(Path, "open", refusing_open)
    report = await ingest(store, [corpus])
    assert "may not be read by this user" in reasons(report)[closed]
    assert report.withdrawn == 0
    assert await paths(store) == ["a.txt", "sub/b.md"]
