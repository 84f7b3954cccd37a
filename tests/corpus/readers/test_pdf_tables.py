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
