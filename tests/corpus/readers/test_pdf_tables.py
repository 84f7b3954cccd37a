"""Tables on PDF pages: names over several lines, rows that go on below, gaps that not every row leaves."""

from __future__ import annotations

from collections.abc import Sequence

from summarizers.models import Kind
from tests.corpus.readers.test_pdf_pages import LEFT, RIGHT, Sheet, said

COLUMNS = (60, 300, 380, 460)


def rows(sheet: Sheet, y: float, table: Sequence[Sequence[str]], step: float = 14) -> float:
    for row in table:
        for x, cell in zip(COLUMNS, row, strict=False):
            if cell:
                sheet.at(x, y, cell)
        y -= step
    return y


def test_names_of_columns_over_several_lines_spoil_no_row() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT) - 20
    y = rows(
        sheet, y, [("", "2019 and later"), ("", "Ships that", "", "Tons"), ("Harbor", "called", "Crew", "landed")], 11
    )
    rows(sheet, y, [("Bar", "310", "41", "1,055"), ("Kotor", "412", "52", "988"), ("Tivat", "77", "9", "54")])
    found = sheet.read()
    assert {"Bar | 310 | 41 | 1,055", "Kotor | 412 | 52 | 988", "Tivat | 77 | 9 | 54"} <= set(said(found))
    assert "Harbor | called | Crew | landed" in said(found, Kind.FURNITURE)


def test_a_cell_of_several_lines_is_one() -> None:
    sheet = Sheet()
    table = [
        ("Ships that called at the harbor", "310", "412", "77"),
        ("of the town and of its islands",),
    ]
    y = 780.0
    for number in range(3):
        y = rows(sheet, y, [(f"{number}. {table[0][0]}", *table[0][1:]), table[1]], 11) - 12
    sheet.column(60, y - 20, RIGHT)
    assert "2. Ships that called at the harbor of the town and of its islands | 310 | 412 | 77" in said(sheet.read())


def test_text_above_a_table_and_beside_its_names_names_no_column() -> None:
    sheet = Sheet()
    for number, line in enumerate(("A ship of the line was seen from the quay of the", "islands twice")):
        sheet.at(250, 780 - 12 * number, line)
    rows(sheet, 756, [("Bar", "310", "41", "1,055"), ("Kotor", "412", "52", "988"), ("Tivat", "77", "9", "54")], 12)
    found = sheet.read()
    assert "A ship of the line was seen from the quay of the islands twice" in said(found)
    assert "Bar | 310 | 41 | 1,055" in said(found)


def test_a_bold_name_of_two_lines_is_one() -> None:
    sheet = Sheet()
    y = 780.0
    for number in range(3):
        sheet.font("Times-Bold")
        sheet.at(60, y, f"{number}. Boats registered in the town")
        sheet.at(60, y - 11, "and on its islands")
        sheet.font("Times-Roman")
        for x in COLUMNS[1:]:
            sheet.at(x, y, str(number + x))
        y -= 25
    assert "2. Boats registered in the town and on its islands | 302 | 382 | 462" in said(sheet.read())


def test_a_name_over_rows_that_stand_as_close_is_no_part_of_the_row_above() -> None:
    sheet = Sheet()
    rows(
        sheet,
        780,
        [("Cranes", "3", "4", "5"), ("Quays", "2", "2", "2"), ("Of the islands",), ("Boats", "7", "9", "8")],
        11,
    )
    body = said(sheet.read())
    assert {"Quays | 2 | 2 | 2", "Of the islands", "Boats | 7 | 9 | 8"} <= set(body)


def test_the_scale_of_a_chart_is_no_row() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT) - 20
    rows(sheet, y, [("90", "0.5"), ("80", "0.4"), ("70", "0.3"), ("60", "0.2")])
    rows(sheet, y - 100, [("2019", "10", "11", "12"), ("2020", "13", "14", "15"), ("2021", "16", "17", "18")])
    found = sheet.read()
    assert "80 | 0.4" in said(found, Kind.FURNITURE)
    assert "2020 | 13 | 14 | 15" in said(found)


def test_a_figure_in_a_row_is_no_mark_of_a_note() -> None:
    sheet = Sheet()
    y = 780.0
    table = [
        (name, f"{n}.5", f"{n}0", f"8.{n}") for n, name in enumerate(("Bar", "Kotor", "Tivat", "Budva", "Ulcinj"), 1)
    ]
    for n, place in enumerate(("quay", "bay", "islands", "river", "town"), 1):
        sheet.at(60, y, f"The ministry sold the port of the {place}.{n} It was glad.")
        y -= 24
    rows(sheet, y - 20, table)
    assert "Tivat | 3.5 | 30 | 8.3" in said(sheet.read())
