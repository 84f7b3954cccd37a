"""Who wrote it and when it was published, as lines above a text say it; never when a copy was made."""

from __future__ import annotations

import pytest

from bot.corpus.credits import credits_of, dateline_of
from bot.corpus.reading import read
from summarizers.models import Document, DocumentId, Kind

WORDS = (
    "The minister for energy told reporters that the country would consider joining in autumn. The pipeline carries "
    "gas to four towns, and two more will follow in May. Nobody knew why the refinery had been closed.\n"
)


def document(*above: str) -> Document:
    text = "\n\n".join(("New Incentives for the Coast", "\n".join(above), WORDS))
    return read(text.encode(), path="a.txt", document=DocumentId("a")).document


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("Written by Marko Marić,", "Marko Marić", None),
        ("By Ana Petrović and John P. Smith | March 17, 2017", "Ana Petrović and John P. Smith", "2017-03-17"),
        ("By Ana Petrović, Marko Marić and John P. Smith", "Ana Petrović, Marko Marić and John P. Smith", None),
        ("Wednesday, 8 May 2024 | By ANA PETROVIĆ", "Ana Petrović", "2024-05-08"),
        ("Posted on May 8, 2024 by Ana Petrović", "Ana Petrović", "2024-05-08"),
        ("Ana Petrović - 7 January, 2020", None, "2020-01-07"),
        ("6 min readApr 11, 2021", None, "2021-04-11"),
        ("Updated: 3 Feb 2021 | Published: 1 Feb 2021", None, "2021-02-01"),
        ("Last updated: 12.03.2021", None, "2021-03-12"),
        ("Updated on March 12, 2021 at 10:31 AM", None, "2021-03-12"),
        ("First published on Wed 8 May 2024 06.00 BST", None, "2024-05-08"),
        ("Published 05/28/2024", None, "2024-05-28"),
        ("Published 28/05/2024", None, "2024-05-28"),
        ("Published 05/06/2024", None, None),
        ("2024-05-08T10:00:00Z", None, "2024-05-08"),
        ("Policy Brief No. 12, May 2024", None, "2024-05"),
        ("Objavljeno: 8. maj 2024. | Autor: Ana Petrović", "Ana Petrović", "2024-05-08"),
        ("Датум: 08.05.2024.", None, "2024-05-08"),
        ("Downloaded on 8 May 2024 from example.org", None, None),
        ("Accessed 9 May 2024", None, None),
        ("Printed: 8 May 2024", None, None),
        ("Retrieved May 9, 2024", None, None),
        ("© 2019 The Institute. All rights reserved.", None, None),
        ("Author Note", None, None),
    ],
)
def test_a_line_above_the_text_says_who_and_when(line: str, author: str | None, published: str | None) -> None:
    """A source is shown without its author or with the day on which somebody printed it."""
    found = document(line)
    assert (found.author, found.published, found.title) == (author, published, "New Incentives for the Coast")


@pytest.mark.parametrize(
    "line",
    [
        "By May 2024 the port was sold",
        "Serbia and China in 2020",
        "By Land and Sea",
        "In May 2024",
        "Protests of 8 May 2024",
    ],
)
def test_words_with_a_date_in_them_are_no_credits(line: str) -> None:
    """A heading or a sentence is lost as if it were a byline."""
    assert credits_of(line) is None


def test_the_dateline_of_a_report_is_its_date() -> None:
    assert dateline_of("BELGRADE, October 19, 2022 (Wire) - The minister said so.") == "2022-10-19"
    assert dateline_of("Belgrade/Brussels, 19 October 2022, – The minister said so.") == "2022-10-19"
    assert dateline_of("On October 19, 2022 - a Wednesday - the port was sold.") is None
    assert (
        document("BELGRADE, October 19, 2022 (Wire) - The minister said that gas was cheap.").published == "2022-10-19"
    )


def test_a_credit_is_neither_a_sentence_nor_a_section() -> None:
    text = f"New Incentives for the Coast\n\nPublished 05/28/2024 by Ana Petrović\n\n{WORDS}"
    found = read(text.encode(), path="a.txt", document=DocumentId("a"))
    (line,) = [s for s in found.sentences if "05/28" in s.text]
    assert line.kind is Kind.FURNITURE
    assert {s.section for s in found.sentences if s.kind is Kind.BODY} == {None}


PAGE = """<html lang="en"><head><title>The port and its crane | A site</title>{}</head><body><article>
<h1>The port and its crane</h1><p>{}</p></article></body></html>"""


@pytest.mark.parametrize(
    ("head", "author", "published"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "May 8, 2024",'
            '"author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Ana Example"}]}</script>',
            "Ana Example",
            "2024-05-08",
        ),
        (
            '<meta name="citation_publication_date" content="2024/05/08"><meta name="citation_author" '
            'content="Example, Ana"><meta name="citation_author" content="Other, Jo">',
            "Ana Example, Jo Other",
            "2024-05-08",
        ),
        ('<meta name="pubdate" content="Wed, 08 May 2024 10:00:00 GMT">', None, "2024-05-08"),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', None, None),
        ('<meta property="article:modified_time" content="2024-05-08T00:00:00Z">', None, None),
    ],
)
def test_a_page_says_who_and_when(head: str, author: str | None, published: str | None) -> None:
    page = PAGE.replace("{}", head, 1).replace("{}", WORDS)
    found = read(page.encode(), path="a.html", document=DocumentId("a")).document
    assert (found.author, found.published, found.title) == (author, published, "The port and its crane")
