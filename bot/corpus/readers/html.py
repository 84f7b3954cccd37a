"""Web pages: the article without what stands around it, its headings, tables, notes and metadata."""

from __future__ import annotations

from bot.corpus.readers.article import find_article
from bot.corpus.readers.base import Original
from bot.corpus.readers.building import Text
from bot.corpus.readers.decoding import MAX_BYTES
from bot.corpus.readers.markup import decode_markup, tree_of, write
from bot.corpus.readers.markup_notes import take_notes
from bot.corpus.readers.page_metadata import page_metadata
from bot.errors import UnreadableDocument


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
    scripted = bool(tree.xpath("//script"))
    text = Text(name, stated=stated)
    write(find_article(tree), text)
    for number, words in own_notes:
        text.note(number, words)
    try:
        words, layout = text.done()
    except UnreadableDocument:
        if scripted:
            raise UnreadableDocument(
                f"{name} holds no text; the page writes it with a script.",
                "Save the page from a browser, or print it to a PDF.",
            ) from None
        raise
    return Original(words, stated=stated, notes=notes, layout=layout)
