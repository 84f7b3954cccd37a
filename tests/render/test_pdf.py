"""A brief as PDF: readable in any script, its [n] lead to their sources, whatever the documents hold."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw
import pytest

from bot.render import pdf
from bot.render.paper import Paper
from tests.render.material import HOSTILE, brief

LONGEST = "word " * 700 + "x" * 5000


def read(data: bytes) -> str:
    """All text of all pages, lines joined."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def test_a_brief_holds_every_claim_with_its_numbers_and_places() -> None:
    """The printed brief lacks a claim, its source, or where in the source it stands."""
    text = read(pdf.brief(brief()))
    assert "Gas costs 270 dollars. [1][2]" in text
    assert "[1] The Institute · 2020-09-28 · Gas" in text
    assert "event 25 November 2021" in text
    assert "https://example.org/a" in text and "3 of 3 sentences verified" in text


@pytest.mark.parametrize(
    "text", ["Đoko žali čašu ćurećeg šerbeta.", "Ђоко жали чашу ћурећег шербета.", "Ελλάδα ≥ 5 → €"]
)
def test_serbian_in_both_scripts_is_set_in_the_bundled_fonts(text: str) -> None:
    """Letters with carons, or a whole Cyrillic brief, come out as squares."""
    data = pdf.brief(brief(text))
    assert text in read(data)
    assert b"/FontFile2" in data, "the fonts are not inside: another machine shows other letters"


@pytest.mark.parametrize("text", [HOSTILE, "<b>&amp;</b><a href='x'>", LONGEST, "\u4e00\u05d0\U0001f600", "\x00"])
def test_any_text_is_text(text: str) -> None:
    """Markup in a document breaks the export; a runaway word ends it or is cut."""
    data = pdf.brief(brief(text, title=text))
    shown = read(data)
    assert "\x1b" not in shown and "\u202e" not in shown
    if "<b>" in text:
        assert "<b>&amp;</b><a href='x'>" in shown
    if text is LONGEST:
        assert shown.count("word") >= 700 and shown.replace(" ", "").count("x" * 100) >= 40


def test_numbers_lead_to_the_sources_and_only_web_addresses_can_be_clicked() -> None:
    """[1] leads nowhere, or a document's "javascript:" address is a link."""
    paper = Paper("Two")
    for url in ("https://example.org/a", "javascript:alert(1)"):
        paper.title("Gas")
        paper.claim("It costs.", [1])
        paper.source(1, "Review", url)
    data = paper.finish()
    assert data.count(b"/Subtype /Link") == 3, "two numbers and one address"
    assert b"javascript" not in data


def test_the_same_brief_is_the_same_file() -> None:
    assert pdf.brief(brief()) == pdf.brief(brief())
