"""What a fetched page is taken for."""

from __future__ import annotations

import pytest

from bot.corpus.fetching import Fetched
from bot.corpus.page_kinds import suffix_of
from bot.errors import UserError


def page(type: str, path: str = "", data: bytes = b"text", status: int = 200) -> Fetched:
    return Fetched(status, f"https://harbor.example/{path}", data, type)


@pytest.mark.parametrize(
    ("fetched", "suffix"),
    [
        (page("text/html", "report"), ".html"),
        (page("text/html", "report.pdf", b"%PDF-1.7"), ".pdf"),
        (page("application/octet-stream", "report.docx?download=1"), ".docx"),
        (page("text/plain", "notes.md"), ".md"),
        (page("text/plain", "notes"), ".txt"),
        (page("application/xml", "page.xhtml"), ".xhtml"),
    ],
)
def test_a_page_is_read_as_what_it_is(fetched: Fetched, suffix: str) -> None:
    """A PDF behind a wrong header is read as a web page, a Markdown file as plain text."""
    assert suffix_of(fetched) == suffix


@pytest.mark.parametrize(
    ("fetched", "said"),
    [
        (page("text/html", status=404), "status 404"),
        (page("application/rss+xml", "feed.xml"), "a feed, not a page"),
        (page("image/png", "harbor.png"), "cannot be read (image/png)"),
        (page("", "harbor"), "cannot be read (unknown)"),
    ],
)
def test_what_is_no_page_is_told(fetched: Fetched, said: str) -> None:
    """A picture, a feed or an error page becomes a document of nonsense."""
    with pytest.raises(UserError) as caught:
        suffix_of(fetched)
    assert said in caught.value.message
