"""What stands on a PDF page between its sentences and is none: captions, formulas, labels, lists of references."""

from __future__ import annotations

from bot.corpus.bibliography import with_bibliography
from bot.corpus.blocks import Block
from summarizers.models import Kind
from tests.corpus.readers.test_pdf_pages import LEFT, RIGHT, Sheet, said

LAST = "promised to invest forty million euros there."


def test_a_caption_goes_on_to_the_gap_below_it() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT, 2) - 90
    caption = (
        "Figure 3. The port seen from the hill above the",
        "town, as it was in the first year after its sale",
        "and before",
    )
    y = sheet.column(60, y, caption) - 10
    sheet.column(60, y, RIGHT, 2)
    found = sheet.read()
    assert said(found, Kind.CAPTION) == [" ".join(caption)]
    assert not any("hill" in text or "before" in text for text in said(found))


def test_a_sentence_on_a_figure_is_no_caption() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT) - 12
    sheet.at(60, y, "Figure 3 shows how the traffic of the port grew.")
    sheet.column(60, y - 24, RIGHT)
    found = sheet.read()
    assert "Figure 3 shows how the traffic of the port grew." in said(found)
    assert said(found, Kind.CAPTION) == []


def test_a_label_alone_takes_the_words_below_it() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT, 2) - 20
    sheet.font("Helvetica-Bold", 8)
    sheet.at(60, y, "Table 2-A.")
    sheet.font("Helvetica-Bold", 11)
    sheet.at(60, y - 13, "Ships in the harbors of the coast")
    sheet.font("Times-Roman")
    sheet.column(60, y - 40, RIGHT, 2)
    assert said(sheet.read(), Kind.CAPTION) == ["Table 2-A. Ships in the harbors of the coast"]


def test_a_displayed_formula_is_no_sentence() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT, 2) - 18
    sheet.at(150, y, "c = m + 3 (x - 1) / k2,")
    sheet.at(300, y, "(4)")
    sheet.at(165, y - 12, "2")
    y = sheet.column(60, y - 32, RIGHT, 2) - 12
    sheet.at(60, y, "The toll was the same in every month (n = 12) of the year.")
    found = sheet.read()
    assert not any("3 (x" in text or "(4)" in text for text in said(found))
    assert "The toll was the same in every month (n = 12) of the year." in said(found)
    assert sum(LAST in text for text in said(found)) == 2


def test_labels_in_a_chart_are_no_sentences() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT, 3) - 20
    sheet.font("Helvetica", 7)
    for number, label in enumerate(("Harbor office", "sends", "Customs house", "checks", "Freight yard", "Rail link")):
        sheet.at(80 + 55 * number, y - 25 * (number % 3) - 9 * number, label)
    sheet.font("Times-Roman")
    sheet.column(60, y - 140, RIGHT, 3)
    found = sheet.read()
    assert not any("yard" in text or "Customs" in text for text in said(found))
    assert sum(LAST in text for text in said(found)) == 3


def test_small_sentences_are_no_labels() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, LEFT, 3) - 20
    sheet.font("Helvetica", 7)
    for number in range(6):
        sheet.at(60, y - 20 * number, f"The harbor of town {number + 1} was closed.")
    sheet.column(
        60,
        y - 140,
        ("An order of the ministry on the", "harbors of the bay closed the", "quays there for nine months."),
        3,
    )
    body = said(sheet.read())
    assert sum("was closed." in text for text in body) >= 6
    assert body.count("An order of the ministry on the harbors of the bay closed the quays there for nine months.") == 3


def test_a_list_of_references_goes_on_whatever_parts_it() -> None:
    """Its last entries stand on the next page, below a running head; one goes on in a paragraph of its own."""
    parts = [f"[{n}] A. Harbor and B. Quay. The ports of the coast." for n in range(11, 17)]
    parts[3:3] = ["Ports and Owners 14", "and their owners. Journal of Ports."]
    text = "\n\n".join(["It was said of the ports.", *parts, "It was not said again."])
    blocks = []
    for part in text.split("\n\n"):
        start = text.index(part)
        kind = Kind.FURNITURE if part.startswith("Ports and") else Kind.BODY
        blocks.append(Block(kind, ((start, start + len(part)),)))
    kinds = [block.kind for block in with_bibliography(blocks, text)]
    assert kinds == [Kind.BODY, *[Kind.REFERENCE] * 3, Kind.FURNITURE, *[Kind.REFERENCE] * 4, Kind.BODY]


def test_one_bracket_at_the_head_of_a_paragraph_begins_no_list() -> None:
    text = "[1] This says a lawyer. [2] That says another. The third says nothing."
    blocks = [Block(Kind.BODY, ((0, 23),)), Block(Kind.BODY, ((24, 46),)), Block(Kind.BODY, ((47, len(text)),))]
    assert with_bibliography(blocks, text) == blocks


def test_figures_on_the_line_are_no_marks_where_marks_are_raised() -> None:
    sheet = Sheet()
    y = 780.0
    names = ("town", "bay", "islands", "river", "district")
    for number in range(1, 6):
        words = f"The ministry sold the port of the {names[number - 1]}."
        sheet.at(60, y, words)
        width = sheet.canvas.stringWidth(words, "Times-Roman", 10)
        sheet.font("Times-Roman", 6)
        sheet.at(60 + width, y + 4, str(number))
        sheet.font("Times-Roman")
        sheet.at(60, y - 12, f"Its cranes lift v{number} and its quays bear model{number + 5}, as was said.")
        y -= 40
    body = said(sheet.read())
    assert [text for text in body if "model8," in text and "v3 " in text]
    assert "The ministry sold the port of the islands." in body


def test_bullets_of_word_processors_part_a_list() -> None:
    from bot.corpus.readers.pdf_pages import _character

    assert [_character(code) for code in (0xF0B7, 0xF0A7, 0xF06E, 0xF0D8)] == ["•"] * 4
    assert _character(0xF03D) == ""
