"""Feeds as the web has them: in any order, encoding and form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.corpus.feed_parsing import MOST_ITEMS, parse_feed
from bot.corpus.feeds import _retry_after
from bot.corpus.fetching import Fetched
from bot.errors import UnreadableDocument

URL = "https://example.org/news/feed.xml"


def rss(items: str, head: str = '<?xml version="1.0"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>Luka i železnica</title>{items}</channel></rss>'


def item(number: int, day: str = "") -> str:
    date = f"<pubDate>{day}</pubDate>" if day else ""
    return f"<item><title>Story {number}</title><link>/story/{number}</link>{date}</item>"


def test_links_are_told_from_where_the_feed_came_and_no_date_is_made_up() -> None:
    (found,) = parse_feed(rss(item(1)).encode(), URL).items
    assert (found.url, found.published) == ("https://example.org/story/1", None)


def test_of_very_many_items_the_newest_are_taken() -> None:
    """A feed that lists its oldest item first never tells anything new."""
    days = [f"{1 + n % 28:02} May {1980 + n // 28}" for n in range(1_000)]
    old_first = rss("".join(item(n, f"{day} 10:00:00 GMT") for n, day in enumerate(days)))
    found = parse_feed(old_first.encode(), URL).items
    assert len(found) == MOST_ITEMS
    assert {i.title for i in found} == {f"Story {n}" for n in range(1_000 - MOST_ITEMS, 1_000)}


@pytest.mark.parametrize("said", ["²", "9" * 5_000, "-5", "soon", "0"])
def test_a_period_that_is_no_number_is_none(said: str) -> None:
    """A feed with an odd figure in its head cannot be followed, and all that is told is an unknown fault."""
    head = f"<ttl>{said}</ttl>"
    sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    assert parse_feed(rss(head + item(1)).encode(), URL).minutes is None
    hourly = f"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>{said}</sy:updateFrequency>"
    data = rss(hourly + item(1)).replace("<rss ", f"<rss {sy} ").encode()
    assert parse_feed(data, URL).minutes is None
    assert _retry_after(Fetched(429, URL, headers={"retry-after": said}), datetime.now(UTC)) == timedelta(0)


def test_a_period_is_told_in_minutes() -> None:
    assert parse_feed(rss("<ttl>45</ttl>" + item(1)).encode(), URL).minutes == 45


def test_the_encoding_that_the_answer_names_is_used() -> None:
    data = rss(item(1), head="").encode("cp1250")
    assert parse_feed(data, URL, "application/rss+xml; charset=windows-1250").title == "Luka i železnica"


def test_an_item_looks_different_when_the_feed_says_something_else_of_it() -> None:
    def looks(words: str) -> str:
        body = f"<item><title>A</title><link>/a</link><guid>1</guid><description>{words}</description></item>"
        return parse_feed(rss(body).encode(), URL).items[0].looks

    assert looks("One crane.") == looks("&lt;p&gt;One crane.&lt;/p&gt;") != looks("Two cranes.")


def test_an_atom_feed_with_markup_in_it_is_read() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example.org/a/"><title>Harbor</title><entry>
    <id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <b>crane</b></div></title>
    <link href="b"/><updated>2024-05-08T10:00:00Z</updated><content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml"><p>It was sold.</p></div></content></entry></feed>"""
    (found,) = parse_feed(atom.encode(), URL).items
    assert found.url == "https://other.example.org/a/b"
    assert "crane" in found.title and "<p>It was sold.</p>" in found.markup


@pytest.mark.parametrize("data", [b"", b"<html><body>No feed.</body></html>", b"\x00\x01\x02" * 50])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not an RSS or Atom feed"):
        parse_feed(data, URL)
