"""PDF pages as they are set: what is as wide as the page, what runs over, what only looks like something else.

A page that is read across its columns gives sentences that nobody wrote.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from bot.corpus.reading import Read, read
from summarizers.models import DocumentId, Kind

LEFT = (
    "The port of Bar was sold to a company from",
    "the north in March 2021, and its new owner",
    "promised to invest forty million euros there.",
    "The railway from the port to the capital was",
    "closed for repairs in the summer of 2022, as",
    "the ministry of transport had announced then.",
)
RIGHT = (
    "Traffic fell by twelve percent in the first",
    "year after the sale, and grew again in the",
    "second when the new cranes had been put up.",
    "The workers of the port went on strike twice",
    "over their pay, and the union signed a new",
    "agreement with the owner in November of 2023.",
)
ON_THE_LEFT = "The railway from the port to the capital was closed for repairs in the summer of 2022"
ON_THE_RIGHT = "The workers of the port went on strike twice over their pay, and the union signed a new agreement"


class Sheet:
    """One page, written line by line in ten points."""

    def __init__(self) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file)
        self.font("Times-Roman")

    def font(self, name: str, size: float = 10) -> None:
        self.name, self.size = name, size
        self.canvas.setFont(name, size)

    def at(self, x: float, y: float, words: str) -> None:
        self.canvas.drawString(x, y, words)

    def column(self, x: float, y: float, lines: Sequence[str], times: int = 1) -> float:
        for line in [*lines] * times:
            self.at(x, y, line)
            y -= 12
        return y

    def read(self) -> Read:
        self.canvas.showPage()
        self.canvas.save()
        return read(self.file.getvalue(), path="page.pdf", document=DocumentId("page"))


def said(found: Read, kind: Kind = Kind.BODY) -> list[str]:
    return [s.text for s in found.sentences if s.kind is kind]


def assert_columns(found: Read) -> None:
    body = said(found)
    assert any(text.startswith(ON_THE_LEFT) for text in body)
    assert any(text.startswith(ON_THE_RIGHT) for text in body)
    assert not any("sold" in text and "Traffic" in text for text in body)


def test_columns_under_a_summary_as_wide_as_the_page_are_read_one_by_one() -> None:
    sheet = Sheet()
    sheet.font("Times-Bold", 17)
    sheet.at(200, 780, "The port and its owner")
    sheet.font("Times-Roman")
    summary = (
        "This study looks at what became of the port of Bar, of its railway and of those who work there since it was "
    )
    y = 750.0
    for year in range(1, 12):
        sheet.at(
            60,
            y,
            summary
            if year == 11
            else f"Year {year}, as the port of Bar had no owner, nobody who works there had been paid",
        )
        y -= 12
    sheet.at(60, y, "sold in 2021.")
    sheet.column(60, y - 30, LEFT, 4)
    sheet.column(320, y - 30, RIGHT, 4)
    found = sheet.read()
    assert_columns(found)
    assert any(text.endswith("since it was sold in 2021.") for text in said(found))


def test_a_table_as_wide_as_two_columns_is_read_row_by_row() -> None:
    sheet = Sheet()
    y = sheet.column(50, 780, LEFT, 3)
    sheet.column(310, 780, RIGHT, 3)
    y -= 20
    for row in (("Port", "Ships", "Tons", "Euros"), ("Bar", "310", "1,055", "29.8"), ("Kotor", "412", "988", "31.2")):
        for x, cell in zip((60, 190, 330, 460), row, strict=True):
            sheet.at(x, y, cell)
        y -= 14
    sheet.column(50, y - 20, LEFT, 3)
    sheet.column(310, y - 20, RIGHT, 3)
    found = sheet.read()
    assert_columns(found)
    assert "Bar | 310 | 1,055 | 29.8" in said(found)
    assert "Kotor | 412 | 988 | 31.2" in said(found)


def test_a_table_that_runs_over_the_next_column_spoils_neither() -> None:
    sheet = Sheet()
    y = sheet.column(50, 780, LEFT, 2)
    for row in (("Port", "Ships in the year", "Tons"), ("Bar", "310 of the coast", "1,055"), ("Kotor", "412", "988")):
        for x, cell in zip((60, 190, 345), row, strict=True):
            sheet.at(x, y, cell)
        y -= 12
    sheet.column(50, y, LEFT, 2)
    sheet.column(310, 780, RIGHT, 5)
    found = sheet.read()
    assert_columns(found)
    prose = [text for text in said(found) if "|" not in text]
    assert not any(figure in text for text in prose for figure in ("1,055", "988", "412"))


def test_a_bold_word_makes_no_heading_of_its_line() -> None:
    sheet = Sheet()
    sheet.column(60, 780, LEFT)
    sheet.font("Times-Bold")
    sheet.at(60, 708, "Not")
    sheet.font("Times-Roman")
    sheet.at(79, 708, "one of the cranes was new, and the old ones")
    sheet.column(60, 696, ("stood where they had stood for thirty years.", *RIGHT))
    found = sheet.read()
    assert said(found, Kind.HEADING) == []
    assert "Not one of the cranes was new, and the old ones stood where they had stood for thirty years." in said(found)


def test_numbers_of_parts_are_no_notes_and_no_marks() -> None:
    """A part's number as a mark cites whatever note has that number."""
    sheet = Sheet()
    y = 780.0
    for part in range(1, 6):
        sheet.font("Times-Bold", 14)
        sheet.at(60, y, f"2.{part} Of the port in year {part}")
        sheet.font("Times-Roman")
        y = sheet.column(60, y - 20, (*LEFT, f"See Section 2.{part} For the rest of it.")) - 10
    for note in range(1, 6):
        sheet.font("Times-Roman", 7)
        sheet.at(60, 90 - 9 * note, f"{note}. Port Authority, yearly report, 8 May 202{note}.")
    found = sheet.read()
    assert [s.cites for s in found.sentences if s.cites] == []
    assert [text for text in said(found, Kind.HEADING) if text.startswith("2.")] == [
        f"2.{part} Of the port in year {part}" for part in range(1, 6)
    ]


def test_ligatures_without_a_name_are_letters() -> None:
    """Old TeX files give the bare code of a ligature: "modi ed" is found by nobody."""
    stream = b"BT /F 10 Tf 60 700 Td (The modi\\034ed agree\\033ments of the \\035eet were signed in May.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    data = b"%PDF-1.4\n"
    for number, each in enumerate(objects, 1):
        data += b"%d 0 obj%s endobj\n" % (number, each)
    data += b"trailer<</Root 1 0 R/Size 6>>\n"
    found = read(data, path="old.pdf", document=DocumentId("old"))
    assert said(found) == ["The modified agreeffments of the fleet were signed in May."]


def test_a_picture_caption_of_two_lines_is_no_sentence() -> None:
    """The end of a caption is read as if the text said it."""
    for first in (
        "Photo: The harbor of Bar in the spring of the year in",
        "Figure 2: The harbor of Bar in the year in",
    ):
        sheet = Sheet()
        y = sheet.column(50, 780, LEFT)
        sheet.font("Times-Italic", 8)
        sheet.column(50, y - 30, (first, "which it was sold. Ana Example / The Wire"))
        sheet.font("Times-Roman")
        sheet.column(50, y - 90, RIGHT)
        found = sheet.read()
        assert not any("Photo" in text or "which it was sold" in text or "Wire" in text for text in said(found))
        assert_columns(found)


def test_notes_that_say_the_same_on_every_page_are_no_running_lines() -> None:
    """“12 Ibid.” at the foot of each page is taken for the page's foot, and its mark leads nowhere."""
    file = io.BytesIO()
    canvas = Canvas(file)
    years = iter(range(2011, 2023))
    for page in range(4):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 810, "The Harbor Review")
        y = 740
        for number in range(3 * page + 1, 3 * page + 4):
            canvas.setFont("Times-Roman", 10)
            words = f"In {next(years)} the owner of the port had paid for the crane"
            canvas.drawString(50, y, words)
            canvas.setFont("Times-Roman", 6)
            width = canvas.stringWidth(words, "Times-Roman", 10)
            canvas.drawString(50 + width, y + 3.5, str(number))
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(50 + width + 7, y, "and for the rails.")
            y -= 30
            canvas.setFont("Times-Roman", 7.5)
            cited = "Port Authority, Yearly Report, p. 5." if number == 1 else f"Ibid., p. {number}."
            canvas.drawString(50, 70 - 9 * ((number - 1) % 3), f"{number} {cited}")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 30, f"{page + 1} Ana Example")
        canvas.showPage()
    canvas.save()
    found = read(file.getvalue(), path="p.pdf", document=DocumentId("p"))
    assert [len(s.cites) for s in found.sentences if s.kind is Kind.BODY] == [1] * 12
    assert all("Yearly Report" in s.cites[0].text for s in found.sentences if s.kind is Kind.BODY)
    assert sum(s.text.endswith("Ana Example") for s in found.sentences if s.kind is Kind.FURNITURE) == 4
