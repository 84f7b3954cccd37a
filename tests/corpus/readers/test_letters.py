"""E-mail: the sender's own words are read, what others wrote before is not, and attachments are documents."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.answers import IngestReport
from bot.briefing.library import Library
from bot.briefing.listings import source
from bot.corpus import ingest as ingest_module
from bot.corpus.ingest import ingest
from bot.corpus.reading import Read, read
from bot.errors import UnreadableDocument
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from summarizers.models import DocumentId, Kind
from tests.corpus.readers import making

EVERYBODY = Scope()
NEWSLETTER = """<html><body><div style="display:none">A line for the list of letters only.</div>
<table role="presentation"><tr><td><a href="https://harbor.example/w">View this email in your browser</a></td></tr>
<tr><td><h1>Harbor weekly</h1><h2>Cranes</h2>
<p>The port bought two cranes for 40 million euros. <a href="https://harbor.example/1">Read more</a></p>
<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2023</td><td>310</td></tr></table>
<p>The railway was closed in early May.<br>It opens again in June.</p></td></tr>
<tr><td>You are receiving this email because you signed up.<br>
<a href="https://harbor.example/u">Unsubscribe</a> now<br>
© 2024 Harbor Weekly, Quay 1</td></tr></table></body></html>"""


def letter(body: str, *, subject: str = "The port", html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana Example <ana@example.org>"
    message["Subject"] = subject
    message["Date"] = "Tue, 07 May 2024 10:00:00 +0200"
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def opened(message: EmailMessage) -> Read:
    return read(message.as_bytes(), path="a.eml", document=DocumentId("x"))


def said(found: Read) -> list[str]:
    for sentence in found.sentences:
        assert found.document.text[sentence.start : sentence.end].strip(), "a sentence stands nowhere"
    return [s.text for s in found.sentences if s.kind is Kind.BODY]


@pytest.mark.parametrize(
    ("body", "own"),
    [
        (
            "Dear Bob,\n\nthe port was sold in March.\n> Was it sold in April?\nIt was not.\n\n"
            "On Mon, May 6, 2024 at 9:12 AM Bob <bob@example.org>\nwrote:\n\n> It was sold in April.\n> Bob\n",
            ["the port was sold in March.", "It was not."],
        ),
        (
            "The railway opens in June.\n\nBest regards,\nAna Example\nHarbor desk\n\n"
            "-----Original Message-----\nFrom: Bob <bob@example.org>\nSent: Monday, May 6, 2024 9:12 AM\n"
            "To: Ana\nSubject: The port\n\nIt opens in July, I hear.\n",
            ["The railway opens in June."],
        ),
        ("It rains in Bar.\n\nAna\n\n-- \nAna Example, Harbor desk. We write of ports.\n", ["It rains in Bar."]),
        ("On Monday the mayor wrote:\nThe port is closed.\n", ["On Monday the mayor wrote: The port is closed."]),
    ],
)
def test_only_the_senders_own_words_are_read(body: str, own: list[str]) -> None:
    """An analyst is told that the sender said what the sender denied."""
    assert said(opened(letter(body))) == own


def test_a_letter_that_is_passed_on_is_its_writers() -> None:
    """A newsletter is lost because a colleague forwarded it, or goes by the colleague's name."""
    body = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Harbor Weekly <news@harbor.example>\n"
        "Date: Mon, May 6, 2024 at 6:00 AM\nSubject: Harbor weekly\nTo: <ana@example.org>\n\n"
        "The port of Bar bought two cranes last year. They cost 40 million euros.\n"
    )
    found = opened(letter(body, subject="Fwd: Harbor weekly"))
    assert said(found) == ["The port of Bar bought two cranes last year.", "They cost 40 million euros."]
    d = found.document
    assert (d.title, d.author, d.published) == ("Harbor weekly", "Harbor Weekly", "2024-05-06")


def test_a_newsletter_is_read_by_its_page_where_its_text_is_but_a_link() -> None:
    """Of a newsletter one line is read, or its menus and its small print too."""
    found = opened(letter("View this online: https://harbor.example/w", html=NEWSLETTER))
    assert said(found) == [
        "The port bought two cranes for 40 million euros.",
        "2023 | 310",
        "The railway was closed in early May.",
        "It opens again in June.",
    ]
    assert "for the list of letters" not in found.document.text


def test_an_encrypted_letter_says_so() -> None:
    """A letter that nobody can read is read as noise."""
    raw = b"From: a@example.org\nSubject: x\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nMIIB\n"
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read(raw, path="a.eml", document=DocumentId("x"))


def carrying() -> EmailMessage:
    """A letter with a good file, a hostile name, a broken file, a letter with a file of its own, and a picture."""
    message = letter("The report is attached. It says that traffic fell.")
    message.add_attachment(making.book(), maintype="application", subtype="epub+zip", filename="Izveštaj.epub")
    message.add_attachment(making.word(), maintype="application", subtype="octet-stream", filename="../../up.docx")
    message.add_attachment(b"no document", maintype="application", subtype="pdf", filename="broken.pdf")
    inner = letter("The crane was sold in April.", subject="An earlier letter")
    inner.add_attachment(making.open_document(), maintype="application", subtype="x", filename="deep.odt")
    message.add_attachment(inner)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="all.zip")
    return message


ATTACHED = ["An earlier letter.eml", "An earlier letter.eml/deep.odt", "Izveštaj.epub", "up.docx"]


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.withdrawn


async def test_attachments_are_documents_of_their_own_linked_to_the_letter(store: SqliteStore, tmp_path: Path) -> None:
    """The report that a letter brings is never read, or nobody sees where it came from."""
    folder = tmp_path / "post"
    folder.mkdir()
    (folder / "a.eml").write_bytes(carrying().as_bytes())
    report = await ingest(store, [folder])
    assert counts(report) == (5, 0, 0, 0)
    assert [problem.path for problem in report.problems] == ["a.eml/broken.pdf", "a.eml/all.zip"]
    assert any("all.zip" in note.reason and "logo.png" not in note.reason for note in report.notes)
    rows = await store.documents(EVERYBODY)
    assert [row.document.path for row in rows] == ["a.eml", *(f"a.eml/{name}" for name in ATTACHED)]

    detail = await source(store, Library(store, None), EVERYBODY, "a.eml")
    assert [info.path for info in detail.attached] == [f"a.eml/{name}" for name in ATTACHED]
    inner = await source(store, Library(store, None), EVERYBODY, "a.eml/An earlier letter.eml/deep.odt")
    assert inner.letter is not None and inner.letter.path == "a.eml/An earlier letter.eml"

    again = await ingest(store, [folder])
    assert counts(again) == (0, 0, 5, 0)
    assert {problem.path for problem in again.problems} == {"a.eml/all.zip", "a.eml/broken.pdf"}, (
        "a fault is told only once"
    )


async def test_attachments_come_and_go_with_their_letter(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deleted letter's report is still briefed, or is lost for good when the letter comes back."""
    folder = tmp_path / "post"
    folder.mkdir()
    (folder / "b.txt").write_text("The port is open all year. It never closes.")
    (folder / "a.eml").write_bytes(carrying().as_bytes())
    await ingest(store, [folder])
    (folder / "a.eml").rename(tmp_path / "a.eml")
    assert counts(await ingest(store, [folder])) == (0, 0, 1, 5)
    (tmp_path / "a.eml").rename(folder / "a.eml")
    assert counts(await ingest(store, [folder])) == (5, 0, 1, 0)
    (folder / "a.eml").write_bytes(letter("It says that traffic fell.").as_bytes())
    assert counts(await ingest(store, [folder])) == (0, 1, 1, 4)

    class Killed(Exception):
        pass

    put = store.put
    taken: list[str] = []

    async def dying(document: object, *rest: object, **more: object) -> int:
        if len(taken) == 2:
            raise Killed
        taken.append(str(document))
        return await put(document, *rest, **more)  # type: ignore[arg-type]

    (folder / "a.eml").write_bytes(carrying().as_bytes())
    monkeypatch.setattr(store, "put", dying)
    with pytest.raises(Killed):
        await ingest_module.ingest(store, [folder])
    monkeypatch.undo()
    await ingest(store, [folder])
    assert len(await store.documents(EVERYBODY)) == 6, "what a killed run left out is not made up for"
