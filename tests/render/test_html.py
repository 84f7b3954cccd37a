"""The archive as pages: complete, harmless, and readable on screen and paper."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from bot.answers import Archived, Before, BriefAnswer, Change, Day, DigestAnswer
from bot.render import digest_pdf
from bot.render.archive import markdown_of, write
from bot.translations import speak
from summarizers.models import DocumentId, Evidence, Point, Section, Source, Summary, Support

NASTY = '<script>document.title="stolen"</script><img src=x onerror=alert(1)> & "quoted"'
LINK = "https://discord.com/channels/1/10/99"


def day(date: str = "2027-05-03", text: str = "NIS sold a refinery.") -> Day:
    evidence = Evidence(DocumentId("a"), 1, 0, 20, f"Quote of {text}")
    point = Point(text, (evidence,))
    source = Source(1, DocumentId("a"), 1, "a.md", NASTY, publisher="Review", url="javascript:alert(1)")
    summary = Summary("Energy", "default", (Section("updated", (point,)),), (source,), Support(1, 1, 1, 1))
    change = Change("updated", point, "Energy", (Before("NIS kept it.", "2027-05-01T08:00:00+00:00", "d0", LINK),))
    answer = DigestAnswer(
        BriefAnswer("d1", "digest", summary, 1), ("Energy",), (change,), quiet=(("Arms", "2027-04-01"),)
    )
    quiet = DigestAnswer(BriefAnswer("d2", "digest", Summary(None, "default", (), (), Support(0, 0, 0, 0)), 1), ())
    return Day(date, tuple(Archived(a, "1", "10", f"{date}T08:00:00+00:00", LINK) for a in (answer, quiet)))


def test_a_day_has_its_points_evidence_sources_and_links(tmp_path: Path) -> None:
    """A page loses a source, the quote behind a claim, or the way to the message."""
    write(tmp_path, [day("2027-05-02"), day(), day("2027-05-04")])
    page = (tmp_path / "2027-05-03.html").read_text(encoding="utf-8")
    for wanted in (
        "Update:",
        "NIS sold a refinery.",
        "Quote of NIS",
        "[1]",
        "NIS kept it.",
        LINK,
        "No material change",
    ):
        assert wanted in page
    assert 'href="2027-05-02.html"' in page and 'href="2027-05-04.html"' in page
    assert 'href="2027-05-03.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    text = (tmp_path / "2027-05-03.md").read_text(encoding="utf-8")
    assert "**Update:** NIS sold a refinery.\N{NO-BREAK SPACE}\\[1\\]" in text and "No material change." in text


def test_an_export_is_in_the_language_of_who_asks() -> None:
    """A Serbian server gets its digest with English words between Serbian headings."""
    answer = day().digests[0].answer
    speak("sr")
    try:
        pages = pypdfium2.PdfDocument(digest_pdf.digest(answer))
        paper = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
        text = markdown_of(answer)
    finally:
        speak("en")
    for exported in (paper, text):
        assert "Izmena:" in exported and "Objavljeno 2027-05-01" in exported and "Utihnulo: Arms" in exported
        assert "Reported" not in exported and "Gone quiet" not in exported
        assert "NIS sold a refinery." in exported, "a source's own words are translated"


def test_a_day_is_a_pdf_too_that_is_made_once_and_names_what_was_corrected(tmp_path: Path) -> None:
    """The archive has no PDF, makes all of them anew each time, or keeps silent on a corrected digest."""
    flagged = dataclasses.replace(day().digests[0], flagged="2027-05-05T08:00:00+00:00")
    write(tmp_path, [Day("2027-05-03", (flagged,))])
    data = (tmp_path / "2027-05-03.pdf").read_bytes()
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    for wanted in (
        "Update:",
        "NIS sold a refinery.",
        "Review",
        "NIS kept it.",
        "changed or withdrawn since (2027-05-05)",
    ):
        assert wanted in " ".join(text.split()), text
    assert "withdrawn since" in (tmp_path / "2027-05-03.html").read_text(encoding="utf-8")
    (tmp_path / "2027-05-03.pdf").write_bytes(b"as it was")
    write(tmp_path, [Day("2027-05-03", (flagged,))])
    assert (tmp_path / "2027-05-03.pdf").read_bytes() == b"as it was"
    write(tmp_path, [day()])
    assert (tmp_path / "2027-05-03.pdf").read_bytes().startswith(b"%PDF")


def test_what_documents_say_is_text_and_nothing_is_loaded(tmp_path: Path) -> None:
    """A document runs a script in the archive, or the page calls somewhere."""
    write(tmp_path, [day(text=NASTY)])
    page = (tmp_path / "2027-05-03.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<img" not in page and "javascript:" not in page
    assert "src=" not in page.replace("img src=x", "") and "@import" not in page and "url(" not in page


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium here to look at the pages with")
    return found


async def test_in_a_browser_evidence_shows_on_hover_and_in_print(tmp_path: Path) -> None:
    """Readers cannot see the quote behind a claim, or a printed page leaves it out."""
    browser_path = chromium()
    playwright = pytest.importorskip("playwright.async_api")
    write(tmp_path, [day()])
    async with playwright.async_playwright() as player:
        browser = await player.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        try:
            page = await browser.new_page(viewport={"width": 390, "height": 800})
            errors: list[str] = []
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
            await page.goto((tmp_path / "2027-05-03.html").as_uri())
            evidence = page.locator(".evidence").first
            assert not await evidence.is_visible()
            await page.locator(".cite").first.hover()
            assert await evidence.is_visible() and "Quote of NIS" in await evidence.inner_text()
            assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                "it scrolls sideways"
            )
            await page.mouse.move(0, 0)
            await page.emulate_media(media="print")
            assert await evidence.is_visible()
            assert not await page.locator("nav").is_visible()
            assert errors == []
        finally:
            await browser.close()


async def test_the_printed_page_is_a_pdf_with_its_evidence(tmp_path: Path) -> None:
    """Printing gives an empty page."""
    path = chromium()
    write(tmp_path, [day()])
    out = tmp_path / "day.pdf"
    command = [path, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += [f"--print-to-pdf={out}", "--no-pdf-header-footer", (tmp_path / "2027-05-03.html").as_uri()]
    await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=120, check=True)
    data = out.read_bytes()
    assert data.startswith(b"%PDF-") and len(data) > 5000
