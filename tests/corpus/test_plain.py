"""Plain text: paragraphs put together, headings, notes and furniture told apart."""

from __future__ import annotations

from bot.corpus.reading import read
from summarizers.models import DocumentId, Kind
from tests.corpus.reading_tools import body_of, of_kind, sentences_of

WRAPPED = """ Overview

SERBIA HAS LONG BEEN a market that other powers look at with interest and with some
concern, as this short paper shows in its first part. It says in which fields the other

powers invest. The largest of them is the steel mill, which was sold in the year
2016.1 Since then the co-
owner has paid for govern-
ment projects.2 The high-
level talks go on.3 They will be continued by the powers that have an interest in the

1. Ana Author, ‘A Title of Some Length’, The Paper, 3 May 2016.
2. Ibid.
3. Author, ‘A Title of Some Length’.

https://example.org/a/title
 region and its mines. Nobody knows how long that will take, as was said by the high-level
government of the day, which has other things to do.4

Steel and Copper
Mining is a field in which the powers help each other, unlike in the other fields that
this paper looks at in some detail. That may change.
"""


def test_a_sentence_comes_out_whole_across_page_notes_and_blank_line() -> None:
    """The sentence would be cut at the page, or swallow the notes at its foot."""
    assert body_of(WRAPPED) == [
        "SERBIA HAS LONG BEEN a market that other powers look at with interest and with some concern, as this"
        " short paper shows in its first part.",
        "It says in which fields the other powers invest.",
        "The largest of them is the steel mill, which was sold in the year 2016.",
        "Since then the co-owner has paid for government projects.",
        "The high-level talks go on.",
        "They will be continued by the powers that have an interest in the region and its mines.",
        "Nobody knows how long that will take, as was said by the high-level government of the day, which has"
        " other things to do.",
        "Mining is a field in which the powers help each other, unlike in the other fields that this paper looks"
        " at in some detail.",
        "That may change.",
    ]


def test_pages_sections_and_sources_of_a_sentence() -> None:
    """The evidence would name the wrong page, or not say whom the source relies on."""
    found = [s for s in sentences_of(WRAPPED) if s.kind is Kind.BODY]
    assert [s.page for s in found] == [1, 1, 1, 1, 1, 1, 2, 2, 2]
    assert [s.section for s in found] == ["Overview"] * 7 + ["Overview > Steel and Copper"] * 2
    cites = [[c.text for c in s.cites] for s in found]
    assert cites[2] == ["Ana Author, ‘A Title of Some Length’, The Paper, 3 May 2016."]
    assert cites[3] == ["Ibid.: Ana Author, ‘A Title of Some Length’, The Paper, 3 May 2016."]
    assert cites[4] == [
        "Author, ‘A Title of Some Length’: Ana Author, ‘A Title of Some Length’, The Paper, 3 May 2016."
    ]
    assert cites[6] == ["4"]  # the note is missing from the file
    crossing = found[5]
    assert "1. Ana Author" in WRAPPED[crossing.start : crossing.end]
    assert WRAPPED[crossing.start :].startswith("They will be") and WRAPPED[: crossing.end].endswith("mines.")
    mark = found[6].cites[0]
    assert WRAPPED[mark.start : mark.end] == "4"


def test_notes_and_addresses_have_their_kinds() -> None:
    assert len(of_kind(WRAPPED, Kind.FOOTNOTE)) == 3
    assert of_kind(WRAPPED, Kind.REFERENCE) == ["https://example.org/a/title"]
    assert of_kind(WRAPPED, Kind.HEADING) == ["Overview", "Steel and Copper"]


def test_inline_references_are_kept_beside_the_sentence() -> None:
    """ "(Balkan Insight, May 8, 2024)" would stand in the brief, or be lost."""
    text = "Xi signed 30 papers (Balkan Insight, May 8, 2024). Troops came (, April 30, 2024), then left (see above)."
    found = sentences_of(text)
    assert [s.text for s in found] == ["Xi signed 30 papers.", "Troops came, then left (see above)."]
    assert [c.text for c in found[0].cites] == ["Balkan Insight, May 8, 2024"]
    (cite,) = found[1].cites
    assert text[cite.start : cite.end] == "(, April 30, 2024)"


def test_brackets_that_are_no_references_stay() -> None:
    """Facts in brackets would vanish from quotes."""
    text = "He (born in Niš, May 5, 1970) left. It was dear (63% of all, in May 2024). The EU (founded 1993) paid."
    assert " ".join(body_of(text)) == text


def test_a_numbered_list_is_no_list_of_notes() -> None:
    """The points of a list would never be found."""
    text = (
        "What happened\n\n1. Serbia signed on 8 May 2024.\n2. China paid.\n3. Russia left.\n\nThat was all, it seems.\n"
    )
    assert body_of(text) == ["Serbia signed on 8 May 2024.", "China paid.", "Russia left.", "That was all, it seems."]
    assert of_kind(text, Kind.FOOTNOTE) == []


def test_bullets_are_items() -> None:
    """Bullets would be fused, or a label would name a section that is not its own."""
    text = (
        "Key points:\n\n  • Serbia buys gas from Russia.\n  • China builds a railway.\n\nThe year was long and dear.\n"
    )
    found = [s for s in sentences_of(text) if s.kind is Kind.BODY]
    assert [(s.text, s.section) for s in found] == [
        ("Serbia buys gas from Russia.", "Key points"),
        ("China builds a railway.", "Key points"),
        ("The year was long and dear.", None),
    ]


def test_news_article_furniture() -> None:
    """A byline or a picture's credit would be retrieved as a fact."""
    text = (
        "Minister opens new power plant\nBy Jane Doe |\n![The minister. [AFP]](/a/b.webp)\n"
        "The minister opened the plant on Monday, and many guests came to see it.\n"
        "Angry words\nBut the people in the town were not pleased with it at all.\n"
        "All rights reserved.\nExplore our related content\n"
    )
    assert body_of(text) == [
        "The minister opened the plant on Monday, and many guests came to see it.",
        "But the people in the town were not pleased with it at all.",
    ]
    assert of_kind(text, Kind.HEADING) == ["Minister opens new power plant", "Angry words"]
    assert of_kind(text, Kind.CAPTION) == ["The minister. [AFP]"]
    assert of_kind(text, Kind.FURNITURE) == ["By Jane Doe |", "All rights reserved.", "Explore our related content"]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    """A running head would stand in the middle of a sentence."""
    pages = [
        f"Some Journal of Things {n}\n{word} text of this page begins and goes on for a line or two until it\n"
        f"reaches {word.lower()} end of page and then goes on to the next, where it is\n{n}\n"
        for n, word in enumerate(["one", "my", "your", "his"], 1)
    ]
    text = "\f".join(pages) + "which ends here.\n"
    body = " ".join(body_of(text))
    assert "Journal" not in body
    assert "where it is my text of this page" in body
    assert {s.page for s in sentences_of(text)} == {1, 2, 3, 4}


def test_lines_without_punctuation_are_read_line_by_line() -> None:
    """A list of short lines would become one endless sentence."""
    text = "serbia buys gas\nchina builds rails\nthe eu pays\n"
    assert body_of(text) == ["serbia buys gas", "china builds rails", "the eu pays"]


def test_crlf_and_one_line_files() -> None:
    """Places would be off by one for every line."""
    text = "First line of a letter that goes on\r\nfor two lines and ends. Second one\r\nis here.\r\n\r\nThird.\r\n"
    found = sentences_of(text)
    assert [s.text for s in found] == [
        "First line of a letter that goes on for two lines and ends.",
        "Second one is here.",
        "Third.",
    ]
    assert text[found[1].start : found[1].end] == "Second one\r\nis here."
    assert body_of("Only one line") == ["Only one line"]


def test_a_transcript_keeps_its_speakers() -> None:
    """Who said it would be lost, or speakers would become headings."""
    text = (
        "JOHN SMITH: Good evening.\n\nMARY JONES: Serbia bought six MiG-29s.\n\n"
        "JOHN SMITH: Is that so?\n\nMARY JONES: Yes.\n"
    )
    assert body_of(text)[2] == "JOHN SMITH: Is that so?"
    assert of_kind(text, Kind.HEADING) == []


def test_cyrillic() -> None:
    """Serbian text would be cut at abbreviations and ordinals."""
    text = (
        "Председник г. Вучић је 8. маја 2024. године потписао споразум. "
        "Вредан је 2 млрд. евра, каже др. Ана Петровић.\n"
    )
    found = sentences_of(text)
    assert [s.text for s in found] == [
        "Председник г. Вучић је 8. маја 2024. године потписао споразум.",
        "Вредан је 2 млрд. евра, каже др. Ана Петровић.",
    ]
    assert found[0].date == "2024-05-08"


def test_endnotes_under_a_heading() -> None:
    """A bibliography would be retrieved."""
    text = (
        "The long report begins here and says many things about steel.\n\nReferences\n\n"
        "Smith, J., ‘A study of steel’, Journal of Metal, 2019.\n\nDoe, A., Copper (London: Press, 2010).\n"
    )
    assert body_of(text) == ["The long report begins here and says many things about steel."]
    assert len(of_kind(text, Kind.REFERENCE)) == 2


def test_a_table_of_contents_is_furniture_and_its_headings_are_sections() -> None:
    """Lines of a table of contents would be quoted, and numbered headings read as a list."""
    text = (
        "Contents\n\n1. Steel ........ 3\n2. Copper ........ 5\n\n"
        "1. Steel\n\nThe text on steel is here and goes on.\n\n2. Copper\n\nThe text on copper is here. It ends.\n"
    )
    assert [(s.text, s.section) for s in sentences_of(text) if s.kind is Kind.BODY] == [
        ("The text on steel is here and goes on.", "1. Steel"),
        ("The text on copper is here.", "2. Copper"),
        ("It ends.", "2. Copper"),
    ]


def test_the_note_on_the_author_is_furniture() -> None:
    """Who wrote it would be retrieved as a fact about the subject."""
    text = (
        "Title of the Piece Is Here\n\nBy John Smith and Mary Jones\nMay 3, 2024\n\n"
        "The text begins here. It ends here.\n\n"
        "John Smith is a senior fellow at the Institute. Mary Jones is a professor of law.\n"
    )
    assert body_of(text) == ["The text begins here.", "It ends here."]


SCRAPED = """Skip to main content
Supported by Harbor Engineers
The port seen from the sea, with the new cranes of the second quay in the background, May 4, 2024. Photo: B. Lens/AFP

Latest stories

A Second Quay for the Old Port

Ana Perić holds a Ph.D in geography. Her work is on ports. Currently she is a research fellow at the institute.

This paper may be quoted or reprinted for academic purposes, provided that the source is named.

The city will build a second quay by 2027. It costs 5 million euros.

3

The old one stands since 1910 and takes only small ships.

About the author

She has written four books on harbors.
"""


def test_what_a_web_page_carries_besides_its_text_is_not_read_as_text() -> None:
    """Else a caption, a sponsor's line or a note on the author is quoted as what the source says."""
    sentences = read(SCRAPED.encode(), path="port.txt", document=DocumentId("d")).sentences
    assert [s.text for s in sentences if s.kind is Kind.BODY] == [
        "The city will build a second quay by 2027.",
        "It costs 5 million euros.",
        "The old one stands since 1910 and takes only small ships.",
    ]


def test_the_title_is_the_documents_and_not_the_series_or_the_site() -> None:
    told = read(SCRAPED.encode(), path="port.txt", document=DocumentId("d")).document
    assert (told.title, told.author) == ("A Second Quay for the Old Port", "Ana Perić")


def test_an_article_about_a_person_is_no_note_on_its_author() -> None:
    text = (
        "A Life at Sea\n\nAna Perić is a professor of geography in Split. She studies harbors.\n\n"
        "Perić began in 1990 with small boats.\n\nIn 2005 Perić went to Rotterdam.\n"
    )
    sentences = read(text.encode(), path="sea.txt", document=DocumentId("d")).sentences
    assert sum(s.kind is Kind.BODY for s in sentences) == 4


def test_two_columns_side_by_side_give_no_sentence_that_nobody_wrote() -> None:
    """Read across, the columns would make a quotation of halves; the report says what was left out."""
    text = (
        "The port was widened in the spring of 2019.\n\n"
        "The city has paid for the new quay        Ships of up to nine meters can enter\n"
        "from its own means, and the state         now at any hour, which the old basin\n"
        "gave a loan of five million euros         did not allow. The harbor office has\n"
        "for the cranes that were bought in        counted 300 ships since, which is twice\n"
        "the year after.                           as many as in 2018.\n"
    )
    told = read(text.encode(), path="port.txt", document=DocumentId("d"))
    assert [s.text for s in told.sentences if s.kind is Kind.BODY] == ["The port was widened in the spring of 2019."]
    assert any("Two columns" in note for note in told.notes)


def test_a_table_of_words_is_not_taken_for_columns_of_prose() -> None:
    rows = "".join(f"Country number {n}          Imports from its neighbor\n" for n in "abcdef")
    told = read(f"The table shows it.\n\n{rows}".encode(), path="table.txt", document=DocumentId("d"))
    assert not told.notes


def test_menus_and_pictures_told_twice_are_no_text_and_a_dateline_dates_it() -> None:
    text = (
        "Harbor News\n\n  • NEWS\n  • OPINION\n  • ABOUT US\n  • SRB\n\n"
        "A second quay is to be built\n\nHarbor News August 14, 2025 5 min read\nShare the news\n\n"
        "The mayor shakes hands with the builder at the old quay on May 4\n"
        "The mayor shakes hands with the builder at the old quay on May 4. B. Lens for the city\n\n"
        "The city will build it by 2027. It costs 5 million euros.\n"
    )
    told = read(text.encode(), path="news.txt", document=DocumentId("d"))
    assert [s.text for s in told.sentences if s.kind is Kind.BODY] == [
        "The city will build it by 2027.",
        "It costs 5 million euros.",
    ]
    assert (told.document.title, told.document.published) == ("A second quay is to be built", "2025-08-14")


def test_a_menu_run_into_one_line_is_no_text() -> None:
    """A page saved as text opens with every name of its site; none of them belongs in a brief."""
    menu = (
        "Main Menu About the Bank Board Members Advisory Councils Careers News and Events Press Releases Speeches"
        " Testimony Photo Gallery Conferences Policy Reports Bank of the U.S. Regional Institutions Review Letters."
    )
    names = "Belgrade, Novi Sad, Niš, Kragujevac, Subotica, Zrenjanin, Pančevo, Čačak, Kraljevo, Leskovac, Valjevo,"
    said = f"{names} Vranje, Zaječar, Sombor, Kikinda and Pirot voted."
    text = f"{menu} Thank you for the invitation to speak here today. {said}"
    assert body_of(text) == ["Thank you for the invitation to speak here today.", said]
