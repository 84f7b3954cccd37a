"""Every format is read as a person reads it: words in order, structure, sources, what is stated."""

from __future__ import annotations

import pytest

from bot.corpus.reading import Read, read
from summarizers.models import DocumentId, Kind
from tests.corpus.readers import making
from tests.corpus.readers.making import SENTENCES


def opened(data: bytes, path: str) -> Read:
    found = read(data, path=path, document=DocumentId("x"))
    for sentence in found.sentences:
        assert found.document.text[sentence.start : sentence.end].strip(), "a sentence stands nowhere in the text"
    return found


def bodies(found: Read) -> list[str]:
    return [s.text for s in found.sentences if s.kind is Kind.BODY]


FILES = {
    "a.html": making.PAGE.encode(),
    "a.docx": making.word(),
    "a.odt": making.open_document(),
    "a.epub": making.book(),
    "a.eml": making.mail(),
    "a.pdf": making.pdf(),
}


@pytest.mark.parametrize("path", FILES)
def test_the_sentences_and_their_places_are_right(path: str) -> None:
    """Evidence opens at the wrong place, or a sentence of the document is missing."""
    found = opened(FILES[path], path)
    assert SENTENCES[0] in bodies(found)
    for sentence in found.sentences:
        if sentence.kind is Kind.BODY and "\n" not in found.document.text[sentence.start : sentence.end]:
            quote = found.document.text[sentence.start : sentence.end]
            assert sentence.text.split()[0] in quote and sentence.text.split()[-1][:-1] in quote


@pytest.mark.parametrize("path", [p for p in FILES if p != "a.eml"])
def test_headings_are_sections(path: str) -> None:
    """Evidence cannot say where in the document it stands."""
    found = opened(FILES[path], path)
    assert any(s.kind is Kind.HEADING for s in found.sentences)
    assert any(s.section for s in found.sentences if s.kind is Kind.BODY) or path == "a.epub"


def test_a_page_is_read_without_what_stands_around_it() -> None:
    """Menus and newsletters are briefed as if the article said them."""
    found = opened(FILES["a.html"], "a.html")
    everything = found.document.text
    assert "All our news" not in everything and "newsletter" not in everything
    d = found.document
    assert (d.title, d.author, d.publisher, d.published) == (
        "The port and its owner",
        "Ana Example",
        "Harbor News",
        "2024-05-08",
    )
    assert "2021 | 310" in bodies(found), "a table's row is lost"


@pytest.mark.parametrize("path", ["a.html", "a.odt", "a.epub"])
def test_a_notes_mark_leads_to_its_text(path: str) -> None:
    """A claim does not show whom its source relies on, or the mark sticks to the sentence."""
    first = next(s for s in opened(FILES[path], path).sentences if s.text == SENTENCES[0])
    assert "Port Authority" in first.cites[0].text


def test_what_is_not_stated_stays_unknown() -> None:
    """The day on which a file was saved is shown as the day of publication."""
    assert opened(FILES["a.docx"], "a.docx").document.published is None
    assert opened(FILES["a.pdf"], "a.pdf").document.published is None
    assert opened(FILES["a.odt"], "a.odt").document.author == "Ana Example"


def test_a_letter_is_read_without_what_it_quotes() -> None:
    """What somebody else wrote before is taken for the sender's words."""
    found = opened(FILES["a.eml"], "a.eml")
    assert bodies(found) == list(SENTENCES[:2])
    assert (found.document.title, found.document.author) == ("The port of Čabar", "Ana Example")
    assert found.document.published == "2024-05-07"


def test_a_books_chapters_come_in_their_order() -> None:
    """The second chapter is read before the first."""
    found = opened(FILES["a.epub"], "a.epub")
    assert bodies(found)[0] == SENTENCES[0] and SENTENCES[2] in bodies(found)
    assert (found.document.publisher, found.document.published, found.document.language) == (
        "Harbor Press",
        "2020-05-06",
        "en",
    )


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_is_read_column_by_column_without_its_running_lines(columns: int) -> None:
    """Sentences are mixed from two columns, or carry page numbers and running heads in them."""
    found = opened(making.pdf(columns=columns, times=16), "a.pdf")
    said = bodies(found)
    assert [text for text in said if text in SENTENCES] == list(SENTENCES) * 16
    assert set(said) == set(SENTENCES)
    pages = {s.page for s in found.sentences}
    assert pages == set(range(1, max(pages, key=lambda p: p or 0) + 1)) and len(pages) > 1  # type: ignore[operator]
    headings = [s.text for s in found.sentences if s.kind is Kind.HEADING]
    assert headings[0] == "The port and its owner" and len(headings) == 17
    furniture = [s.text for s in found.sentences if s.kind is Kind.FURNITURE]
    assert sum("Journal of Harbors" in text for text in furniture) == len(pages)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_real_text_set_as_a_pdf_reads_as_it_did(columns: int, raw_seeds: object) -> None:
    """Words are lost, doubled or torn apart on the way through a PDF."""
    from pathlib import Path

    assert isinstance(raw_seeds, Path)
    source = sorted(raw_seeds.glob("004*.txt"))[0]
    original = read(source.read_bytes(), path=source.name, document=DocumentId("o"))
    wanted = [s.text for s in original.sentences if s.kind is Kind.BODY and s.text.isascii()][:60]
    plain = [text.replace("&", "&amp;").replace("<", "&lt;") for text in wanted]
    got = set(bodies(opened(making.pdf(plain, columns=columns, times=1, notes=False), "a.pdf")))
    found = sum(text in got for text in wanted)
    assert found >= 0.95 * len(wanted), f"{found} of {len(wanted)}"


def test_a_words_table_and_list_are_kept() -> None:
    """Rows and list lines run into the paragraph before them."""
    said = bodies(opened(FILES["a.docx"], "a.docx"))
    assert "A line of a list about cranes." in said and "2021 | 310" in said


NEWS = """<!doctype html><html lang="en"><head><title>Port sold | Harbor News</title></head><body class="has-sidebar">
<div id="cookie-consent"><p>We use cookies to give you the best experience of this site. Accept all of them?</p></div>
<div class="site-header"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></div>
<div class="page"><div class="x1"><h1>The port is sold</h1>
<p class="lead">The port of Bar changes hands after three years of talks with seven companies.</p>
<div class="share-buttons"><a href="#">Share</a> <button>Tweet</button></div>
<div class="x2"><p>The port of Bar was sold to a company from the north in March 2021 for 185 million euros, its
owner said.</p>
<p>See also: <a href="/a">Why the cranes of the port stand still and who is to blame for it</a></p>
<h2>What it costs</h2><p>The new owner has promised to invest 40 million euros in cranes and in rails
by the end of 2026.</p>
<ul><li>The first crane was delivered in June 2022.</li><li>The second berth was dredged in December 2023.</li></ul>
<figure><img src="a.jpg"><figcaption>The port in the morning. Photo: Ana Example</figcaption></figure>
<table><tr><td>Year</td><td>Ships</td></tr><tr><td>2023</td><td>310</td></tr></table>
<p>Traffic fell by twelve percent in the first year after the sale, and it grew again in the second one.</p>
<aside class="newsletter-signup">
<p>Get our newsletter with the best stories of the week in your inbox.</p></aside></div>
<div class="related-stories"><h3>More stories</h3>
<ul><li><a href="/1">A bridge is opened over the river at last</a></li>
<li><a href="/2">A railway is closed for the summer</a></li></ul></div></div>
<div class="sidebar">
<p>Most read: the ten things that you have to know of harbors and of the people in them.</p></div></div>
<footer><p>All rights reserved by the publisher of Harbor News.</p></footer></body></html>"""


def test_a_news_page_is_its_article_with_its_structure() -> None:
    """Cookie banners, related stories and buttons are briefed; or the headings, lists and tables are lost."""
    found = opened(NEWS.encode(), "a.html")
    assert bodies(found) == [
        "The port of Bar changes hands after three years of talks with seven companies.",
        "The port of Bar was sold to a company from the north in March 2021 for 185 million euros, its owner said.",
        "The new owner has promised to invest 40 million euros in cranes and in rails by the end of 2026.",
        "The first crane was delivered in June 2022.",
        "The second berth was dredged in December 2023.",
        "2023 | 310",
        "Traffic fell by twelve percent in the first year after the sale, and it grew again in the second one.",
    ]
    assert [s.text for s in found.sentences if s.kind is Kind.HEADING] == ["The port is sold", "What it costs"]
    assert [s.text for s in found.sentences if s.kind is Kind.CAPTION] == [
        "The port in the morning. Photo: Ana Example"
    ]


MARKS = {
    "around": '<a href="#fn1" role="doc-noteref"><sup>1</sup></a>',
    "within": '<sup><a href="#fn1">[1]</a></sup>',
    "word processor": '<a href="#_ftn1" name="_ftnref1"><span><span>[1]</span></span></a>',
}


@pytest.mark.parametrize("mark", MARKS)
def test_every_way_to_set_a_notes_mark_leads_to_its_text(mark: str) -> None:
    """Pages of word processors and converters lose whom they rely on, and their notes are briefed as text."""
    place = "_ftn1" if mark == "word processor" else "fn1"
    words = f"The port was sold in March 2021.{MARKS[mark]} Its new owner promised to invest 40 million euros."
    back = f'<a href="#{place.replace("n1", "nref1")}" name="{place}">[1]</a>'
    note = f"<div><p>{back} Port Authority, yearly report.</p></div>"
    body = (
        f"<p>{words}</p><p>Traffic fell by twelve percent in the first year, and it grew again in the second.</p>{note}"
    )
    found = opened(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert [c.text for c in found.sentences[0].cites] == ["Port Authority, yearly report."]
    assert not any("Authority" in text or "[1]" in text for text in bodies(found))


def test_what_stands_above_the_text_is_read_as_what_it_is() -> None:
    """The authors are briefed as sentences, and the day under the title is not known."""
    import io

    import docx

    document = docx.Document()
    document.core_properties.author = ""
    document.add_heading("The port and its owner", 0)
    for line in ("Ana Example", "Institute of Harbors, Bar", "8 May 2024"):
        document.add_paragraph(line)
    document.add_paragraph(SENTENCES[0])
    file = io.BytesIO()
    document.save(file)
    found = opened(file.getvalue(), "a.docx")
    assert bodies(found) == [SENTENCES[0]]
    assert found.document.published == "2024-05-08"


def test_a_printed_paper_is_read_as_it_was_written() -> None:
    """Two columns are mixed, a table runs into the text, notes and their marks stick to sentences."""
    found = opened(making.paper(), "a.pdf")
    wanted: list[str] = []
    for year in range(2011, 2019):
        wanted += [
            f"In {year} the port of Bar was sold.",
            "Its new owner promised to invest 40 million euros in efficient cranes and in the office of the harbor "
            "master, and the whole coast was told of it by the newspapers of the capital.",
        ]
        wanted += ["2021 | 1,055 | 29.8", "2022 | 1,112 | 33.4"] if year == 2012 else []
        wanted.append("Traffic fell by twelve percent, and nobody knew why it did so.")
        wanted += SENTENCES[1:]
    assert bodies(found) == wanted
    sold = [s for s in found.sentences if s.text.endswith("was sold.")]
    assert [[c.text for c in s.cites] for s in sold] == [
        [f"Port Authority, ‘Report {n}’, 8 May 2021."] for n in range(1, 9)
    ]
    assert [(s.page, s.section) for s in sold] == [
        ((n + 1) // 2, f"{'ABCDEFGH'[n - 1]}. Of the year {2010 + n}") for n in range(1, 9)
    ]
    assert found.document.author is None, "what a program writes of nobody is taken for an author"
