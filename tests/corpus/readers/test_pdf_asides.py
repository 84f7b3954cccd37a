"""Which way the letters of a PDF page stand, and what is written across its text."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from bot.corpus.reading import read
from summarizers.models import DocumentId, Kind
from tests.corpus.readers.test_pdf_pages import LEFT, ON_THE_LEFT, Sheet, said

TURNS = [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0), (-1, 0, 0, 1), (1, 0, 0, -1)]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("shown", [0, 90, 270])
def test_a_page_is_read_as_its_letters_stand(turn: tuple[int, int, int, int], shown: int) -> None:
    """A page printed on its side, on its head or in a mirror gives letters in no order."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 600))
    canvas.setPageRotation(shown)
    canvas.translate(300, 300)
    canvas.transform(*turn, 0, 0)
    for row, line in enumerate(LEFT):
        canvas.drawString(-200, 200 - 12 * row, line)
    canvas.save()
    found = read(file.getvalue(), path="page.pdf", document=DocumentId("page"))
    assert any(text.startswith(ON_THE_LEFT) for text in said(found))


def test_a_stamp_at_the_margin_is_no_part_of_the_lines_beside_it() -> None:
    """Letters of a note that is written upwards stand in the sentences that it runs beside."""
    sheet = Sheet()
    sheet.column(60, 700, LEFT, times=3)
    sheet.canvas.saveState()
    sheet.canvas.translate(40, 520)
    sheet.canvas.rotate(90)
    sheet.at(0, 0, "preprint:2104.01234v2 [ports] for review only")
    sheet.canvas.restoreState()
    sheet.canvas.saveState()
    sheet.canvas.translate(200, 600)
    sheet.canvas.rotate(45)
    sheet.at(0, 0, "DRAFT")
    sheet.canvas.restoreState()
    found = sheet.read()
    assert sum(text.startswith(ON_THE_LEFT) for text in said(found)) == 3
    assert any("preprint" in text for text in said(found, Kind.FURNITURE))
    assert any("DRAFT" in text for text in said(found, Kind.FURNITURE))


def test_a_page_that_is_all_written_aslant_is_read_in_words() -> None:
    """A sheet that lay askew in the scanner is not lost, nor its words run together."""
    sheet = Sheet()
    sheet.canvas.translate(150, 100)
    sheet.canvas.rotate(30)
    sheet.at(0, 0, "The port of Amber was sold in the spring.")
    assert said(sheet.read()) == ["The port of Amber was sold in the spring."]
