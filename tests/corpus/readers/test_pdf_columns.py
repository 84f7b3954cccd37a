"""Three columns, columns over a table, text beside a chart: what is read as which column of a page."""

from __future__ import annotations

from tests.corpus.readers.test_pdf_pages import LEFT, RIGHT, Sheet, assert_columns, said

FIRST = (
    "The bridge over the Tara was built",
    "in 1940 and blown up two years later",
    "by the engineer who had drawn it for",
    "the district. It was opened anew in the",
    "spring of 1946, and a toll was taken.",
)
SECOND = (
    "Visitors to the canyon numbered ninety",
    "thousand in 2019, of whom a third went",
    "down the river on rafts. The park takes",
    "three euros of each of them, which pays",
    "for nine guards and for their two boats.",
)
THIRD = (
    "A dam was planned above the bridge in",
    "the year 2004 and given up within months",
    "after the parliament had voted for the",
    "river. No plan for it has been heard of",
    "since then in either of the two states.",
)


def test_three_columns_are_read_one_after_another() -> None:
    sheet = Sheet()
    sheet.font("Times-Roman", 9)
    for x, lines in zip((40, 215, 390), (FIRST, SECOND, THIRD), strict=True):
        sheet.column(x, 780, lines, times=4)
    body = said(sheet.read())
    for whole in (
        "It was opened anew in the spring of 1946, and a toll was taken.",
        "The park takes three euros of each of them, which pays for nine guards and for their two boats.",
        "No plan for it has been heard of since then in either of the two states.",
    ):
        assert body.count(whole) == 4
    assert not any("bridge" in text and "rafts" in text for text in body)


def test_columns_over_a_table_as_wide_as_the_page_are_read_one_by_one() -> None:
    sheet = Sheet()
    y = min(sheet.column(50, 780, LEFT, 2), sheet.column(310, 780, RIGHT, 2)) - 20
    for number in range(30):
        sheet.at(50, y, f"The southern harbor number {number + 1}")
        for x in (250, 300, 350, 400, 450, 500):
            sheet.at(x, y, str(number * x))
        y -= 12
    found = sheet.read()
    assert_columns(found)
    assert "The southern harbor number 3 | 500 | 600 | 700 | 800 | 900 | 1000" in said(found)


def test_text_beside_a_chart_is_read_without_its_labels() -> None:
    sheet = Sheet()
    sheet.column(50, 780, LEFT, 4)
    sheet.font("Helvetica", 7)
    for step in range(9):
        sheet.at(330, 770 - 31 * step, f"{90 - 10 * step}%")
        sheet.at(350 + 20 * step, 505, str(2010 + step))
    body = said(sheet.read())
    assert sum(text.startswith("The railway from the port to the capital was closed") for text in body) == 4
    assert not any("%" in text and "port" in text for text in body)


def test_a_table_of_names_is_not_read_column_by_column() -> None:
    """Its columns stand beside one another as those of a text do, but its lines do not fill them."""
    sheet = Sheet()
    y = 780.0
    names = ("Bar", "Kotor and its three quays", "The new harbor of Ulcinj", "Budva", "Herceg Novi on the bay", "Tivat")
    for number, name in enumerate(names * 2):
        sheet.at(50, y, name)
        sheet.at(220, y, "ships" if number % 3 else "ships, boats and ferries")
        sheet.at(390, y, f"{number + 3} of its own")
        y -= 14
    assert "Kotor and its three quays | ships | 4 of its own" in said(sheet.read())


def test_four_columns_are_read_one_after_another() -> None:
    sheet = Sheet()
    sheet.font("Times-Roman", 7)
    for x, lines in zip((30, 165, 310, 445), (FIRST, SECOND, THIRD, FIRST), strict=True):
        sheet.column(x, 780, lines, times=3)
    body = said(sheet.read())
    assert body.count("It was opened anew in the spring of 1946, and a toll was taken.") == 6
    assert body.count("No plan for it has been heard of since then in either of the two states.") == 3
