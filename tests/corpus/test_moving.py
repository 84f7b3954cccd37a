"""A file that is renamed or moved stays the document that it was: nothing is told as withdrawn or new."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

from bot.answers import IngestReport
from bot.corpus.ingest import ingest
from bot.corpus.placing import document_id
from bot.store.base import SHARED, Scope
from bot.store.sqlite import SqliteStore
from summarizers.embeddings.hashing import HashingEncoder

EVERYBODY = Scope()
REPORT = "# The gas report\n\nThe pipeline carries gas to four towns. Two more will follow in May.\n"
OTHER = "# The oil report\n\nThe refinery makes petrol for the whole coast. It was built in 1968.\n"


def counts(report: IngestReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.withdrawn, report.moved


async def places(store: SqliteStore) -> dict[str, str]:
    return {row.document.path: row.document.id for row in await store.documents(EVERYBODY)}


def written(root: Path, **files: str) -> Path:
    root.mkdir(exist_ok=True)
    for name, text in files.items():
        (root / f"{name}.md").write_text(text)
    return root


async def test_a_renamed_file_keeps_its_document_versions_and_vectors(store: SqliteStore, tmp_path: Path) -> None:
    root = written(tmp_path / "c", a=REPORT, b=OTHER)
    await ingest(store, [root], encoder=HashingEncoder())
    before = await places(store)
    (root / "new").mkdir()
    (root / "a.md").rename(root / "new" / "gas.md")
    report = await ingest(store, [root], encoder=HashingEncoder())
    assert counts(report) == (0, 0, 2, 0, 1)
    assert report.vectors == 0
    assert await places(store) == {"b.md": before["b.md"], "new/gas.md": before["a.md"]}
    (row,) = [row for row in await store.documents(EVERYBODY) if row.document.path == "new/gas.md"]
    assert row.document.version == 1
    assert counts(await ingest(store, [root])) == (0, 0, 2, 0, 0)  # and is known there from then on
    (root / "new" / "gas.md").write_text(REPORT.replace("four", "five"))
    assert counts(await ingest(store, [root])) == (0, 1, 1, 0, 0)
    assert (await places(store))["new/gas.md"] == before["a.md"]


async def test_another_file_at_the_old_place_is_another_document(store: SqliteStore, tmp_path: Path) -> None:
    root = written(tmp_path / "c", a=REPORT)
    await ingest(store, [root])
    before = await places(store)
    (root / "a.md").rename(root / "b.md")
    assert counts(await ingest(store, [root])) == (0, 0, 1, 0, 1)
    written(root, a=OTHER)
    assert counts(await ingest(store, [root])) == (1, 0, 1, 0, 0)
    after = await places(store)
    assert after["b.md"] == before["a.md"]
    assert after["a.md"] != before["a.md"]
    assert counts(await ingest(store, [root])) == (0, 0, 2, 0, 0)
    assert await places(store) == after
    (root / "b.md").rename(root / "c.md")
    assert counts(await ingest(store, [root])) == (0, 0, 2, 0, 1)
    assert await places(store) == {"a.md": after["a.md"], "c.md": after["b.md"]}


async def test_the_copy_that_stays_is_not_taken_for_the_one_that_went(store: SqliteStore, tmp_path: Path) -> None:
    root = written(tmp_path / "c", a=REPORT, copy=REPORT)
    await ingest(store, [root])
    before = await places(store)
    (root / "a.md").unlink()
    assert counts(await ingest(store, [root])) == (0, 0, 1, 1, 0)
    assert await places(store) == {"copy.md": before["copy.md"]}
    (root / "d").mkdir()
    written(root / "d", x=REPORT, a=REPORT)  # it comes back at the place of its old name; the other is new
    assert counts(await ingest(store, [root])) == (2, 0, 1, 0, 0)
    assert (await places(store))["d/a.md"] == before["a.md"]


async def test_a_name_that_is_the_title_gives_the_document_its_new_title(store: SqliteStore, tmp_path: Path) -> None:
    root = written(tmp_path / "c", scan0001="The pipeline carries gas to four towns. Two more will follow.\n")
    await ingest(store, [root])
    (root / "scan0001.md").rename(root / "Gas in 2024.md")
    assert counts(await ingest(store, [root])) == (0, 1, 0, 0, 1)
    (row,) = await store.documents(EVERYBODY)
    assert (row.document.title, row.document.version) == ("Gas in 2024", 2)
    assert row.document.id == document_id(SHARED, "scan0001.md")


async def test_what_moves_within_an_archive_or_with_it_is_recognized(store: SqliteStore, tmp_path: Path) -> None:
    root = tmp_path / "c"
    root.mkdir()

    def packed(name: str, **files: str) -> None:
        with zipfile.ZipFile(root / name, "w") as archive:
            for path, text in files.items():
                archive.writestr(f"{path}.md", text)

    packed("all.zip", a=REPORT, b=OTHER)
    await ingest(store, [root])
    before = await places(store)
    packed("all.zip", gas=REPORT, b=OTHER)
    assert counts(await ingest(store, [root])) == (0, 0, 2, 0, 1)
    assert (await places(store))["all.zip/gas.md"] == before["all.zip/a.md"]
    (root / "all.zip").rename(root / "every.zip")
    assert counts(await ingest(store, [root])) == (0, 0, 2, 0, 2)
    (root / "every.zip").unlink()
    written(root / "every", a=REPORT, b=OTHER)  # unpacked
    assert counts(await ingest(store, [root])) == (0, 0, 2, 0, 2)
    assert await places(store) == {"every/a.md": before["all.zip/a.md"], "every/b.md": before["all.zip/b.md"]}


def letter(text: str, attached: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "The report", "Ana <ana@example.org>"
    message.set_content(text)
    message.add_attachment(attached.encode(), maintype="text", subtype="markdown", filename="report.md")
    return message.as_bytes()


async def test_a_letter_takes_along_what_it_carries(store: SqliteStore, tmp_path: Path) -> None:
    root = tmp_path / "c"
    root.mkdir()
    (root / "old.eml").write_bytes(letter("The report of the gas company is attached to this letter.", REPORT))
    await ingest(store, [root])
    before = await places(store)
    assert set(before) == {"old.eml", "old.eml/report.md"}
    (root / "old.eml").rename(root / "moved.eml")
    assert counts(await ingest(store, [root])) == (0, 0, 2, 0, 2)
    (root / "old.eml").write_bytes(letter("And here is what the refinery has sent us this week.", OTHER))
    assert counts(await ingest(store, [root])) == (2, 0, 2, 0, 0)
    after = await places(store)
    assert after["moved.eml"] == before["old.eml"]
    assert after["moved.eml/report.md"] == before["old.eml/report.md"]
    assert len(set(after.values())) == 4
    assert counts(await ingest(store, [root])) == (0, 0, 4, 0, 0)
    assert await places(store) == after


async def test_files_of_a_folder_that_cannot_be_seen_have_not_moved(store: SqliteStore, tmp_path: Path) -> None:
    one, two = written(tmp_path / "one", a=REPORT), written(tmp_path / "two", b=OTHER)
    await ingest(store, [one, two])
    before = await places(store)
    one.rename(tmp_path / "unmounted")
    written(two, copy=REPORT)
    assert counts(await ingest(store, [one, two])) == (1, 0, 1, 0, 0)
    (tmp_path / "unmounted").rename(one)
    assert counts(await ingest(store, [one, two])) == (0, 0, 3, 0, 0)
    assert (await places(store))["a.md"] == before["a.md"]
