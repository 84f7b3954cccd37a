"""Broken, hostile and lying files: each a clear line, the others read, time and memory bounded."""

from __future__ import annotations

import io
import os
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.corpus.ingest import ingest
from bot.corpus.readers import SUFFIXES
from bot.corpus.readers.archive import safe_path
from bot.corpus.reading import read
from bot.corpus.reading_desk import read_apart, run_apart
from bot.errors import UnreadableDocument
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from summarizers.models import DocumentId
from tests.corpus.readers import making
from tests.corpus.readers.test_formats import FILES

BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><x>&j;</x>"
)


def bomb(name: str, size: int = 60_000_000) -> bytes:
    return making.archive({name: b"0" * size})


def pdf_bomb() -> bytes:
    """A page of three million drawing commands, 66 MB, packed twice into a file of 1 KB."""
    inner = zlib.compress(b"BT /F1 1 Tf (x) Tj ET " * 3_000_000)
    stream = zlib.compress(inner)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    xref = b"xref\n0 5\n0000000000 65535 f \n" + table
    return out + xref + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


REFUSED = {
    "empty.pdf": (b"", "not a PDF"),
    "lies.pdf": (b"This is no PDF at all, only text.", "not a PDF"),
    "cut.pdf": (b"%PDF-1.7\n%garbage", "damaged"),
    "locked.pdf": (making.locked_pdf(), "password"),
    "scan.pdf": (making.scanned_pdf(), "scan without text"),
    "bomb.docx": (bomb("word/document.xml"), "decompression bomb"),
    "entities.docx": (making.archive({"word/document.xml": BOMB}), "entities"),
    "entities.odt": (making.archive({"content.xml": BOMB}), "entities"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
    "cut.docx": (making.word()[:2000], "not a sound archive"),
    "other.docx": (making.archive({"a.txt": "x"}), "not a Word document"),
    "none.epub": (making.archive({"a.txt": "x"}), "not an e-book"),
    "missing.odt": (making.archive({"a.txt": "x"}), "not an OpenDocument"),
    "script.html": (b"<html><body><script>write('all')</script></body></html>", "script"),
    "empty.html": (b"   ", "empty"),
    "nul.txt": (b"text\0text", "null bytes"),
    "nul.html": (b"<p>text\xff\xfe\0text</p>", "null bytes"),
    "empty.eml": (b"", "empty"),
    "bare.eml": (b"From: a@example.org\nSubject: nothing\n\n", "no text"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_cannot_be_read_says_why(name: str) -> None:
    """A broken file stops the ingest, or is told as a Python error."""
    data, reason = REFUSED[name]
    with pytest.raises(UnreadableDocument) as caught:
        read(data, path=name, document=DocumentId("x"))
    assert reason in f"{caught.value.message} {caught.value.hint}"
    assert len(caught.value.message) < 300


async def test_one_bad_file_among_good_ones_is_a_line_in_the_report(store: SqliteStore, tmp_path: Path) -> None:
    """One hostile upload keeps everybody's documents from being read."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, (data, _) in REFUSED.items():
        (folder / name).write_bytes(data)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    report = await ingest(store, [folder])
    assert report.added == len(FILES)
    assert {problem.path for problem in report.problems} == set(REFUSED)
    again = await ingest(store, [folder])
    assert (again.added, again.unchanged) == (0, len(FILES))
    assert {problem.path for problem in again.problems} == set(REFUSED), "a fault is told only once"


async def test_a_pdf_bomb_ends_in_bounded_time_and_memory() -> None:
    """A small upload fills the machine's memory, or is read for minutes."""
    with pytest.raises(UnreadableDocument):
        await read_apart(pdf_bomb(), "bomb.pdf", 50_000_000, patience=5)


def greedy() -> int:
    return len(bytearray(8_000_000_000))


def endless() -> None:
    while True:
        pass


def dying() -> None:
    os.abort()


@pytest.mark.parametrize(
    ("hostile", "patience", "said"),
    [(greedy, 60, "too much memory"), (endless, 1, "more than 1 seconds"), (dying, 60, "ended the reading process")],
)
async def test_a_reader_that_chokes_harms_nobody(hostile: Callable[[], object], patience: float, said: str) -> None:
    """A decoder's fault (memory, an endless loop, a crash) takes the bot down, or is told as another one."""
    with pytest.raises(UnreadableDocument, match=said):
        await run_apart(hostile, patience=patience)


async def test_an_archive_is_read_like_a_folder(store: SqliteStore, tmp_path: Path) -> None:
    """Documents in a zip are not found, or keep the old words after the zip was replaced."""
    folder = tmp_path / "zipped"
    folder.mkdir()
    (folder / "all.zip").write_bytes(making.archive({"in/a.html": making.PAGE, "b.eml": making.mail(), "c.xyz": "x"}))
    report = await ingest(store, [folder])
    assert (report.added, report.problems) == (2, ())
    rows = await store.documents(Scope())
    assert [row.document.path for row in rows] == ["all.zip/b.eml", "all.zip/in/a.html"]
    assert (await ingest(store, [folder])).unchanged == 2
    (folder / "all.zip").write_bytes(making.archive({"b.eml": making.mail()}))
    assert (await ingest(store, [folder])).withdrawn == 1


async def test_hostile_archives_are_told_and_left(store: SqliteStore, tmp_path: Path) -> None:
    """A zip writes outside its folder, unpacks without end, or hides another one."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "good.txt").write_text("The good text stays readable. It says so twice.")
    (folder / "bomb.zip").write_bytes(bomb("a.txt"))
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    climbing = {
        "../../up.txt": "Up and away.",
        "/abs.txt": "Root.",
        "C:\\x.txt": "Drive.",
        "ok.txt": "This one is fine.",
    }
    (folder / "climbing.zip").write_bytes(making.archive(climbing))
    (folder / "nested.zip").write_bytes(making.archive({"inner.zip": making.archive({"a.txt": "deep"})}))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as into:
        for number in range(5_100):
            into.writestr(f"{number}.txt", "")
    (folder / "many.zip").write_bytes(many.getvalue())
    report = await ingest(store, [folder])
    assert report.added == 2  # good.txt and climbing.zip/ok.txt
    told = {problem.path: problem.reason for problem in report.problems}
    assert "decompression bomb" in told["bomb.zip"] and "5,100" in told["many.zip"]
    assert "not a sound archive" in told["broken.zip"]
    assert "within an archive" in told["nested.zip/inner.zip"]
    assert sum("leads out" in reason for reason in told.values()) == 3
    assert not (tmp_path.parent / "up.txt").exists()


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../../x", "..\\x", "C:/x", "a\0b", "", "a/\x01b", "//server/x", "x" * 2000]
)
def test_unsafe_names_have_no_path(name: str) -> None:
    """A member of an archive is taken for a file somewhere else."""
    assert safe_path(name) is None


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "no-such-charset"])
def test_an_encoding_that_lies_loses_no_letters(declared: str) -> None:
    """Names come out as question marks because the page says the wrong encoding."""
    words = "Predsednik Vučić je otvorio železničku prugu u Čačku. Gradiće se još dve pruge do đurđevdana. " * 6
    page = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    assert "Vučić" in read(page.encode(), path="a.html", document=DocumentId("x")).document.text
    found = read(page.encode("cp1250"), path="a.html", document=DocumentId("x"))
    assert "Vučić" in found.document.text and found.notes


async def test_a_million_lines_are_told_at_once(store: SqliteStore, tmp_path: Path) -> None:
    """One enormous file holds up everything for two minutes, and then says nothing of its lines."""
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "long.txt").write_text("a\n" * 1_000_000)
    (folder / "b.txt").write_text("The other file is read all the same. Nothing was lost.")
    report = await ingest(store, [folder])
    assert [problem.line for problem in report.problems] == [
        "long.txt has 1,000,000 lines; the limit is 500,000. Split it."
    ]
    assert [row.document.path for row in await store.documents(Scope())] == ["b.txt"]


@pytest.mark.parametrize("element", ["div", "b", "font color=red", "ul><li", "blockquote", "table><tr><td"])
def test_a_deeply_nested_page_is_read_whole(element: str) -> None:
    """A page that never closes its elements is cut off in the middle, and nobody is told."""
    page = f"<h1>The pier</h1>{f'<{element}>' * 600}<p>The harbor was closed in May for repairs of its pier.</p>"
    found = read(page.encode(), path="a.html", document=DocumentId("x"))
    assert any("harbor was closed" in sentence.text for sentence in found.sentences)


def test_a_page_too_deep_to_be_read_whole_says_so() -> None:
    """Half a page passes for a whole one; or fonts that are never closed make it unreadable."""
    said = "<p>The harbor was closed in May for repairs of its pier.</p>"
    with pytest.raises(UnreadableDocument, match="nests its elements too deeply"):
        read(("<div>" * 9000 + said).encode(), path="a.html", document=DocumentId("x"))
    found = read(("<font size=2>" * 9000 + said).encode(), path="a.html", document=DocumentId("x"))
    assert any("harbor was closed" in sentence.text for sentence in found.sentences)


def test_thousands_of_notes_in_one_paragraph_take_no_longer_each() -> None:
    """A page of a million letters holds up the reading for minutes."""

    def seconds(count: int) -> float:
        marks = "".join(f"It is so.<sup><a href='#n{i}'>{i % 900}</a></sup> " for i in range(1, count))
        notes = "".join(f"<li id='n{i}'>See a report of {i}." for i in range(1, count))
        page = f"<h1>Of notes</h1><p>{marks}<ol>{notes}".encode()
        before = time.process_time()
        assert len(read(page, path="a.html", document=DocumentId("x")).sentences) > count
        return time.process_time() - before

    seconds(100)
    assert seconds(6000) < 12 * seconds(1500)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FILES)), st.data())
def test_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    """A few wrong bytes end in a stack trace instead of a line in the report."""
    original = bytearray(FILES[name])
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(original) - 1), st.integers(0, 255)), min_size=1, max_size=30)
    ):
        original[place] = value
    cut = data.draw(st.integers(1, len(original)))
    _read_or_refused(bytes(original[:cut]) if data.draw(st.booleans()) else bytes(original), name)


@settings(max_examples=80)
@given(st.sampled_from(sorted(SUFFIXES)), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    """Noise with a suffix crashes its reader."""
    _read_or_refused(data, f"noise{suffix}")


@settings(max_examples=80)
@given(st.text(alphabet="<>/=&;#\"'ptdivrhsuba1 \n\u0000é", max_size=300))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    """A page with broken tags crashes the reader."""
    _read_or_refused(f"<html><body>{markup}".encode(), "a.html")


def _read_or_refused(data: bytes, name: str) -> None:
    try:
        found = read(data, path=name, document=DocumentId("x"))
    except UnreadableDocument as error:
        assert error.message
        return
    length = len(found.document.text)
    assert all(0 <= s.start < s.end <= length for s in found.sentences)


def test_control_characters_beside_a_notes_mark_are_left_out() -> None:
    """One stray byte in a saved page, and the reader fails on all of it."""
    note = b"<p id=n>1. Report.</p>"
    page = b"<p>The port was sold.\x01<sup>&#1;<a href=#n>1</a></sup>\x02 It has two berths.&#2;</p>" + note
    found = read(page * 3, path="a.html", document=DocumentId("x"))
    assert any("two berths" in s.text for s in found.sentences)
    assert not any(ord(c) < 9 for c in found.document.text)
