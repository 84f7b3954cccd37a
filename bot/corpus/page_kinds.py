"""What a page is that was fetched: as its server calls it, as its address ends, as its bytes begin."""

from __future__ import annotations

from pathlib import PurePosixPath

from bot.corpus.fetching import Fetched, Unfetchable
from bot.corpus.readers import ARCHIVES, SUFFIXES
from bot.errors import UnreadableDocument

READABLE = frozenset(SUFFIXES | ARCHIVES)
"""Suffixes of what can be handed in."""

_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "message/rfc822": ".eml",
    "multipart/related": ".mht",
    "application/zip": ".zip",
}
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")


def suffix_of(answer: Fetched) -> str:
    """The suffix under which a page is kept, and so read. Raises Unfetchable or UnreadableDocument for what is none."""
    if answer.status != 200:
        raise Unfetchable(f"The page answers with status {answer.status}.", "Check its address.")
    named = PurePosixPath(answer.url.partition("?")[0]).suffix.lower()
    if answer.type in _FEED_TYPES and named not in READABLE:
        raise Unfetchable("That is a feed, not a page.", "Follow it with 'corpus feed add'.")
    if answer.data.startswith(b"%PDF-"):
        return ".pdf"
    suffix = _TYPES.get(answer.type)
    if suffix in {None, ".txt"} and named in READABLE:
        suffix = named
    if suffix is None:
        raise UnreadableDocument(f"The page is of a kind that cannot be read ({answer.type or 'unknown'}).", "")
    return suffix
