"""Web pages: the article without what stands around it, its headings, tables, notes and metadata."""

from __future__ import annotations

import copy

from lxml.html import HtmlElement

from bot.corpus.readers.base import Original
from bot.corpus.readers.building import Text
from bot.corpus.readers.decoding import MAX_BYTES
from bot.corpus.readers.markup import decode_markup, take_notes, tree_of, write
from bot.corpus.readers.page_metadata import page_metadata
from bot.errors import UnreadableDocument

_ENOUGH = 250
"""Characters from which what was taken for the article is believed."""

_AROUND = (
    "//nav|//header[not(ancestor::article)]|//footer|//aside|//form|//*[@role='navigation']|//*[@aria-hidden='true']"
)


class Html:
    """``.html``: a saved page."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        markup, notes = decode_markup(data, name, self._limit)
        return read_page(markup, name, notes)


def read_page(markup: str, name: str, notes: tuple[str, ...] = ()) -> Original:
    """The article of a page, with what the page states of itself."""
    tree = tree_of(markup, name)
    stated = page_metadata(tree)
    own_notes = take_notes(tree)
    whole = _article(copy.deepcopy(tree))
    text = _written(whole, name) if whole is not None else None
    around = _written(_without_surroundings(tree), name)
    if text is None or (len(text) < _ENOUGH and len(around) > 2 * len(text)):
        text = around
    for number, words in own_notes:
        text.note(number, words)
    try:
        words, layout = text.done()
    except UnreadableDocument:
        if tree.xpath("//script"):
            raise UnreadableDocument(
                f"{name} holds no text; the page writes it with a script.",
                "Save the page from a browser, or print it to a PDF.",
            ) from None
        raise
    return Original(words, stated=stated, notes=notes, layout=layout)


def _article(tree: HtmlElement) -> HtmlElement | None:
    """The part of the page that is read, as trafilatura finds it."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(tree, include_comments=False, include_tables=True, include_formatting=True)
    return found.body if isinstance(found, Document) else None


def _without_surroundings(tree: HtmlElement) -> HtmlElement:
    for element in tree.xpath(_AROUND):
        if element.getparent() is not None:
            element.drop_tree()
    body = tree.find("body")
    return tree if body is None else body


def _written(element: HtmlElement, name: str) -> Text:
    text = Text(name)
    write(element, text)
    return text
