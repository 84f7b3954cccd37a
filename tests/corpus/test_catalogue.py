"""What is known of files from elsewhere reaches them wherever they lie: in folders, archives and letters."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.answers import IngestReport
from bot.corpus import file_reader
from bot.corpus.ingest import ingest
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from summarizers.models import Document
from tests.corpus.readers import making

REPORT = "# The gas report\n\nThe pipeline carries gas to four towns. Two more will follow in May.\n"
OTHER = "# The oil report\n\nThe refinery makes petrol for the whole coast. It was built in 1968.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus folder with nothing in it."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


async def documents(store: SqliteStore) -> dict[str, Document]:
    return {row.document.path: row.document for row in await store.documents(Scope())}


def reasons(report: IngestReport) -> dict[str, str]:
    return {problem.path: problem.reason for problem in report.problems}


async def test_a_catalogue_speaks_of_the_files_beside_and_below_it(store: SqliteStore, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.md").write_text(REPORT)
    (folder / "sub" / "sources.toml").write_text('["a.md"]\npublisher = "The institute"\nauthor = "Ana"\n')
    (folder / "sources.toml").write_text('["sub/a.md"]\npublisher = "The ministry"\n')
    report = await ingest(store, [folder])
    assert (report.problems, report.notes) == ((), ())
    found = (await documents(store))["sub/a.md"]
    assert (found.publisher, found.author) == ("The ministry", "Ana"), "the uppermost wins, key by key"


async def test_a_catalogue_in_an_archive_and_one_on_it_reach_its_files(store: SqliteStore, folder: Path) -> None:
    within = '["a.md"]\nauthor = "Ana"\ngrade = "A1"\n'
    packed = making.archive({"in/a.md": REPORT, "in/b.md": OTHER, "in/sources.toml": within})
    (folder / "all.zip").write_bytes(packed)
    (folder / "sources.toml").write_text('["all.zip"]\ntitle = "All"\npublisher = "The ministry"\ngrade = "B2"\n')
    report = await ingest(store, [folder])
    assert (report.problems, report.notes) == ((), ())
    found = await documents(store)
    assert found["all.zip/in/a.md"].author == "Ana"
    assert found["all.zip/in/a.md"].grade == "B2", "an archive grades itself"
    assert found["all.zip/in/a.md"].title == "The gas report"
    assert found["all.zip/in/b.md"].publisher == "The ministry"


def letter(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "The reports", "Ana <ana@example.org>"
    message.set_content("The reports of the two companies are attached to this letter.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


async def test_an_archive_in_a_letter_is_read_and_what_is_said_of_it_holds(store: SqliteStore, folder: Path) -> None:
    packed = making.archive({"in/a.md": REPORT, "b.md": OTHER, "c.zip": making.archive({"d.md": OTHER}), "e.png": "x"})
    (folder / "a.eml").write_bytes(letter(("all.zip", packed), ("c.md", OTHER.encode())))
    (folder / "sources.toml").write_text(
        '["a.eml/all.zip/in/a.md"]\npublished = "2024-05"\n["a.eml/c.md"]\npublisher = "The ministry"\n'
    )
    report = await ingest(store, [folder])
    assert reasons(report) == {"a.eml/all.zip/c.zip": "An archive within an archive is not opened. Unpack it."}
    found = await documents(store)
    assert set(found) == {"a.eml", "a.eml/all.zip/b.md", "a.eml/all.zip/in/a.md", "a.eml/c.md"}
    assert found["a.eml/all.zip/in/a.md"].published == "2024-05"
    assert found["a.eml/c.md"].publisher == "The ministry"
    again = await ingest(store, [folder])
    assert (again.added, again.updated, again.unchanged, again.withdrawn) == (0, 0, 4, 0)
    (folder / "sources.toml").write_text('["a.eml/c.md"]\npublisher = "The institute"\n')
    assert (await ingest(store, [folder])).updated == 2
    assert (await documents(store))["a.eml/c.md"].publisher == "The institute"


async def test_archives_in_letters_are_read_within_limits(
    store: SqliteStore, folder: Path, monkeypatch: object
) -> None:
    monkeypatch.setattr(file_reader, "MOST_PACKED", 1)  # type: ignore[attr-defined]
    bomb = making.archive({"a.txt": "0" * 12_000_000})
    climbing = making.archive({"../up.md": OTHER, "a.md": REPORT, "b.md": OTHER})
    job = file_reader.Job(
        folder, "a.eml", file_reader.DocumentId("x"), None, 0, 20_000_000,
        data=letter(("bomb.zip", bomb), ("up.zip", climbing)),
    )  # fmt: skip
    found = {each.name: each.problem for each in file_reader.read_file(job).attached}
    assert "decompression bomb" in (found["bomb.zip"] or "")
    assert "leads out of the archive" in (found["up.zip/../up.md"] or "")
    assert found["up.zip/a.md"] is None
    assert "more than 1 files" in (found["up.zip/b.md"] or "")


async def test_a_catalogue_that_breaks_changes_no_document(store: SqliteStore, folder: Path) -> None:
    """A missing quote makes a new, poorer version of every document, and digests tell it."""
    (folder / "a.md").write_text(REPORT)
    (folder / "sources.toml").write_text('["a.md"]\npublisher = "The institute"\n')
    await ingest(store, [folder])
    (folder / "sources.toml").write_text('["a.md"]\npublisher = "The institute\n')
    report = await ingest(store, [folder])
    assert "cannot be used" in reasons(report)["sources.toml"]
    assert (report.updated, report.unchanged) == (0, 1)
    assert (await documents(store))["a.md"].publisher == "The institute"
    (folder / "sources.toml").write_text('["a.md"]\npublisher = "The ministry"\n')
    assert (await ingest(store, [folder])).updated == 1


async def test_a_catalogue_that_speaks_of_no_file_is_told(store: SqliteStore, folder: Path) -> None:
    """Nobody sees that a name was mistyped, and the document stays without its publisher."""
    (folder / "a.md").write_text(REPORT)
    (folder / "sources.toml").write_text('["A.md"]\npublisher = "The institute"\n["a.md"]\nauthor = "Ana"\n')
    report = await ingest(store, [folder])
    assert [(note.path, "“A.md”" in note.reason) for note in report.notes] == [("sources.toml", True)]
