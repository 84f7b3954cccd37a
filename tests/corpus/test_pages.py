"""What scraped pages carry beside their article (toggles, credits, contacts), and what only looks like it."""

from __future__ import annotations

from bot.corpus.reading import Read, read
from summarizers.models import DocumentId, Kind
from tests.corpus.reading_tools import body_of

LONG = "The town has bought the old brewery for 2.4 million euros and wants to make a library of it by next autumn."


def page(inside: str, head: str = "") -> Read:
    text = f"<html><head>{head}</head><body><article><h1>A brewery for books</h1>{inside}</article></body></html>"
    return read(text.encode(), path="page.html", document=DocumentId("d"))


def of(known: Read, kind: Kind) -> list[str]:
    return [s.text for s in known.sentences if s.kind is kind]


def test_what_a_page_says_of_itself_is_no_sentence() -> None:
    """A brief tells whom to follow, whom to write to, and what a picture shows."""
    aside = (
        "The mayor, left, at the gate of the brewery with ... more",
        "Image copyright",
        "First Published: Tuesday, November 19, 2019 08:38 AM",
        "Posted by Ana Example, editor for towns",
        "Follow the Harbor News on Facebook, Twitter and Instagram.",
        "We are glad to hear what you think. Write to our editors at letters@harbor.example.",
        "(Reporting by Ana Example, editing by Tom Example.)",
        "— Harbor News (@harbornews) November 4, 2019",
        "For more information, please visit",
        "Ana Example 2019-11-20 17:27:46",
        "By",
    )
    known = page(
        f"<p>{LONG}</p>" + "".join(f"<p>{line}</p>" for line in aside) + f"<p>{LONG} Follow us on Twitter @harbor.</p>"
    )
    assert of(known, Kind.BODY) == [LONG, LONG]
    assert known.document.published == "2019-11-19"


def test_a_standfirst_is_a_sentence_and_capitals_are_a_heading() -> None:
    """What an editor set large is lost as a heading, and a heading set as a paragraph is told as a sentence."""
    known = page(f"<h2>{LONG}</h2><p>WHO PAYS FOR IT</p><p>{LONG}</p><p>NATO pays nothing.</p>")
    assert of(known, Kind.HEADING) == ["A brewery for books", "WHO PAYS FOR IT"]
    assert of(known, Kind.BODY) == [LONG, LONG, "NATO pays nothing."]


def test_who_sends_a_press_release_and_where_else_to_look() -> None:
    """A company's praise of itself is told as what the document says; two of its releases are one voice by it."""
    about = "<h2>About Harbor Works</h2><p>Harbor Works is the leading builder of small harbors in the north.</p>"
    links = "<h2>External links</h2><ul><li>The brewery in old pictures</li><li>Plans of the library</li></ul>"
    known = page(f"<p>{LONG}</p>{links}{about}")
    assert of(known, Kind.BODY) == [LONG]
    subject = page(f"<p>{LONG}</p><h2>About the brewery</h2><p>It was built in 1871 by two brothers from Pilsen.</p>")
    assert len(of(subject, Kind.BODY)) == 2


def test_initials_before_a_name() -> None:
    """ "The minister told the U.N." is shown as a sentence."""
    text = "The minister told the U.N. General Assembly so in May. He left the U.S. The talks went on without him."
    assert body_of(text) == [
        "The minister told the U.N. General Assembly so in May.",
        "He left the U.S.",
        "The talks went on without him.",
    ]


def test_an_author_is_named_without_what_stands_beside() -> None:
    """ "By Ana Example | November 18" is cited as a person."""
    known = page(f"<p>{LONG}</p>", '<meta name="author" content="By Ana Example | November 18, 2019">')
    assert known.document.author == "Ana Example"
