"""PDF: the words of each page in reading order, a form feed between pages.

Running heads, notes and broken words are then found as in any paged text.
"""

from __future__ import annotations

import re
from typing import Any

from bot.corpus.readers.base import Original
from bot.corpus.readers.building import MOST_CHARACTERS
from bot.corpus.readers.decoding import MAX_BYTES
from bot.corpus.readers.pdf_pages import Page, read_page
from bot.corpus.readers.pdf_structure import composed, lay_out
from bot.errors import UnreadableDocument

MOST_PAGES = 5_000

_FEW = 16
"""Characters on a page below which it shows a picture, not text."""

_SCANNED = 0.4
"""The share of a page with hardly any text from which its picture is taken for a scan."""

_PASSWORD, _SECURITY = 4, 5
_NOBODY = re.compile(
    r"^\W*(?:anonymous|unknown|user\d*|admin(?:istrator)?|owner|author|windows user|\w+@\S+)\W*$", re.I
)
"""What programs write where nobody is named."""


class Pdf:
    """``.pdf``."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        import pypdfium2 as pdfium

        if b"%PDF-" not in data[:1024]:
            raise UnreadableDocument(f"{name} is not a PDF, whatever its name says.", "Save it again.")
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _refused(error, name) from error
        try:
            if len(document) > MOST_PAGES:
                raise UnreadableDocument(
                    f"{name} has {len(document):,} pages; the limit is {MOST_PAGES:,}.", "Split it."
                )
            pages, broken = _pages(document)
            stated = _stated(document)
        finally:
            document.close()
        return _original(pages, broken, stated, name)


def _refused(error: Exception, name: str) -> UnreadableDocument:
    code = getattr(error, "err_code", None)
    if code in {_PASSWORD, _SECURITY} or "password" in str(error).lower():
        return UnreadableDocument(f"{name} is locked with a password.", "Save it without one.")
    return UnreadableDocument(f"{name} is damaged and cannot be opened as a PDF.", "Get it again, or print it anew.")


def _pages(document: Any) -> tuple[list[Page], list[int]]:
    """Every page, and the numbers of those that are damaged."""
    import pypdfium2 as pdfium

    pages: list[Page] = []
    broken: list[int] = []
    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            try:
                pages.append(read_page(page))
            finally:
                page.close()
        except (pdfium.PdfiumError, ValueError):
            pages.append(Page())
            broken.append(number + 1)
        length += sum(len(line.text) for line in pages[-1].lines)
        if length > MOST_CHARACTERS:
            raise UnreadableDocument(f"It holds more than {MOST_CHARACTERS:,} characters of text.", "Split it.")
    return pages, broken


def _original(pages: list[Page], broken: list[int], stated: dict[str, str], name: str) -> Original:
    sizes = [sum(len(line.text) for line in page.lines) for page in pages]
    empty = [n for n, size in enumerate(sizes, 1) if size < _FEW and n not in broken]
    if max(sizes, default=0) < _FEW:
        if broken:
            raise UnreadableDocument(f"{name} is damaged: none of its pages can be read.", "Get it again.")
        many = "its page holds" if len(pages) == 1 else f"its {len(pages)} pages hold"
        raise UnreadableDocument(
            f"{name} is a scan without text: {many} pictures only.", "Run text recognition on it first (ocrmypdf)."
        )
    notes = []
    scans = [n for n, page in enumerate(pages, 1) if page.pictured > (0.0 if n in empty else _SCANNED)]
    if scans:
        notes.append(
            f"{name} holds no text, or hardly any, on page {_listed(scans)}: pictures only."
            " Run text recognition on it (ocrmypdf) if they show text."
        )
    if broken:
        notes.append(f"{name} is damaged on page {_listed(broken)}; the rest was read.")
    text, placed = composed(pages)
    return Original(text, stated=stated, notes=tuple(notes), layout=lay_out(text, placed, pages))


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return shown if len(numbers) <= 10 else f"{shown} and {len(numbers) - 10} more"


def _stated(document: Any) -> dict[str, str]:
    """Title and author; the dates in a PDF are those of the file, not of publication."""
    import pypdfium2 as pdfium

    try:
        said = document.get_metadata_dict(skip_empty=True)
    except (pdfium.PdfiumError, ValueError):
        return {}
    stated = {
        key: " ".join(said.get(name, "").replace("\0", "").split())
        for key, name in (("title", "Title"), ("author", "Author"))
    }
    if _NOBODY.match(stated["author"]):
        del stated["author"]
    return {key: value for key, value in stated.items() if value}
