"""E-mail, and web pages that a browser saved as one file, which are built the same way."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from lxml.html import HtmlElement

from bot.corpus import plain
from bot.corpus.blocks import Block
from bot.corpus.dates import parse_date
from bot.corpus.readers.base import Original
from bot.corpus.readers.building import Text, clean
from bot.corpus.readers.decoding import MAX_BYTES, decode
from bot.corpus.readers.html import read_page
from bot.corpus.readers.mail_parts import Parts, taken_apart
from bot.corpus.readers.markup import decode_markup, tree_of, write
from bot.corpus.readers.markup_notes import take_notes
from bot.corpus.readers.quoting import find_quoting
from bot.errors import UnreadableDocument
from summarizers.models import Kind

_BLANK = "\u3000"
"""Put over what is set aside, so that every other character keeps its place."""

_STUB = 0.6
"""The share of the HTML's letters below which the text beside it is but a hint at it."""

_HIDDEN = re.compile(r"display\s*:\s*none|max-height\s*:\s*0|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.IGNORECASE)
_REPLIES = (
    "//blockquote[@type='cite']|//*[@id='divRplyFwdMsg' or @id='appendonsend']"
    "|//*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]"
    "|//*[contains(@class, 'moz-cite-prefix') or contains(@class, 'yahoo_quoted') or contains(@class, 'gmail_attr')]"
)
_CLOCK = re.compile(r"^\w+,\s+|,?\s+(?:at|um|à|u)?\s*\d{1,2}[:.]\d\d\b.*$")
_PASSED_ON = re.compile(r"Forwarded message|Weitergeleitete Nachricht|Begin forwarded", re.IGNORECASE)


class Email:
    """``.eml``: subject, sender and date; the text, or the HTML where that says more; what is attached."""

    saved_page = False

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        from bot.corpus.readers import ARCHIVES, SUFFIXES

        if not data.strip():
            raise UnreadableDocument(f"{name} is empty.", "Remove it, or put its text in.")
        try:
            message = email.message_from_bytes(data, policy=email.policy.default)
            parts = taken_apart(message, name, frozenset() if self.saved_page else SUFFIXES | ARCHIVES)
            stated = _stated(message)
        except (ValueError, LookupError, TypeError, IndexError, AttributeError, RecursionError) as error:
            raise UnreadableDocument(
                f"{name} is not a sound message ({type(error).__name__}).", "Save it again."
            ) from error
        if self.saved_page:
            return self._page(parts, name)
        found = self._letter(parts, name, stated)
        said = []
        if parts.attached:
            said.append(f"{name} carries {_listed([p.name for p in parts.attached])}: documents of their own.")
        if parts.left_out:
            said.append(f"{name} carries what is not read: {_listed(parts.left_out)}.")
        return replace(found, parts=tuple(parts.attached), notes=(*found.notes, *said))

    def _page(self, parts: Parts, name: str) -> Original:
        if parts.markup is None:
            raise UnreadableDocument(f"{name} holds no page.", "Save the page again, as HTML.")
        page, said = decode_markup(parts.markup, name, self._limit)
        return read_page(page, name, said)

    def _letter(self, parts: Parts, name: str, stated: dict[str, str]) -> Original:
        plain_text = None
        if parts.text is not None:
            plain_text = parts.text if isinstance(parts.text, tuple) else decode(parts.text, name, self._limit)
        if parts.markup is not None:
            page, said = decode_markup(parts.markup, name, self._limit)
            tree = _body_of(tree_of(page, name))
            letters = sum(c.isalnum() for c in "".join(tree.itertext()))
            if plain_text is None or sum(c.isalnum() for c in plain_text[0]) < _STUB * letters:
                with suppress(UnreadableDocument):  # nothing but pictures
                    return _from_markup(tree, name, stated, said)
        if plain_text is not None and clean(plain_text[0]):
            return _from_plain(plain_text[0], name, stated, plain_text[1])
        if parts.attached and "title" in stated:
            text = Text(name)
            text.heading(stated["title"], 0)
            words, layout = text.done()
            return Original(words, stated=stated, layout=layout)
        raise UnreadableDocument(f"{name} holds no text.", "Save what it carries by itself.")


class SavedPage(Email):
    """``.mht``: a page with its pictures in one file."""

    saved_page = True


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(each[:60] for each in names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"


def _stated(message: EmailMessage) -> dict[str, str]:
    stated: dict[str, str] = {}
    subject = " ".join(str(message.get("subject", "")).split())
    if subject:
        stated["title"] = clean(subject)
    _sender(str(message.get("from", "")), stated)
    _day(str(message.get("date", "")), stated)
    language = str(message.get("content-language", "")).split("-")[0].strip().lower()
    if language.isalpha():
        stated["language"] = language
    stated["kind"] = "e-mail"
    return stated


def _sender(said: str, stated: dict[str, str]) -> None:
    name, address = parseaddr(said)
    if name or address:
        stated["author"] = clean(name or address)


def _day(said: str, stated: dict[str, str]) -> None:
    with suppress(ValueError, TypeError, IndexError, OverflowError):  # not stated, or not as a date
        stated["published"] = parsedate_to_datetime(said).date().isoformat()
        return
    day = parse_date(_CLOCK.sub("", said))
    if day:
        stated["published"] = day


def _from_plain(words: str, name: str, stated: dict[str, str], notes: tuple[str, ...]) -> Original:
    """Read as plain text is; quoted letters and the signature are no statement of this one."""
    words = words.replace("\0", "").replace("\f", "\n")
    quoting = find_quoting(words, stated.get("author", ""))
    if quoting.forwarded is not None:
        stated = _as_forwarded(stated, quoting.forwarded)
    layout = plain.lay_out(_without(words, quoting.aside))
    aside = [Block(Kind.FURNITURE, lines, whole=True) for span in quoting.aside if (lines := _lines(words, *span))]
    blocks = sorted([*layout.blocks, *aside], key=lambda block: block.start)
    return Original(words, stated=stated, notes=notes, layout=replace(layout, blocks=tuple(blocks)))


def _without(words: str, spans: Sequence[tuple[int, int]]) -> str:
    kept: list[str] = []
    place = 0
    for start, end in spans:
        kept += (words[place:start], re.sub(r"[^\r\n]", _BLANK, words[start:end]))
        place = end
    return "".join((*kept, words[place:]))


def _lines(words: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    found = re.compile(r"\S(?:[^\r\n]*\S)?").finditer(words, start, end)
    return tuple(match.span() for match in found)


def _as_forwarded(stated: dict[str, str], fields: dict[str, str]) -> dict[str, str]:
    """Who wrote a letter that was passed on, and when, as it says itself."""
    stated = dict(stated)
    stated.pop("author", None)
    stated.pop("published", None)
    _sender(fields.get("from", ""), stated)
    _day(fields.get("date") or fields.get("sent") or "", stated)
    if fields.get("subject"):
        stated["title"] = clean(fields["subject"])
    return stated


def _body_of(tree: HtmlElement) -> HtmlElement:
    """The letter's own words: hidden ones and quoted letters out, but not one that is passed on."""
    for element in tree.xpath("//*[@style]"):
        if _HIDDEN.search(element.get("style") or "") and element.getparent() is not None:
            element.drop_tree()
    body = tree.find("body")
    body = tree if body is None else body
    for element in body.xpath(_REPLIES):
        if element.getparent() is None or _PASSED_ON.search("".join(element.itertext())[:300]):
            continue
        if element.get("id") in {"divRplyFwdMsg", "appendonsend"}:
            for later in list(element.itersiblings()):
                later.drop_tree()
        element.drop_tree()
    return body


def _from_markup(body: HtmlElement, name: str, stated: dict[str, str], notes: tuple[str, ...]) -> Original:
    own = take_notes(body)
    text = Text(name)
    write(body, text)
    for number, words in own:
        text.note(number, words)
    written, layout = text.done()
    return Original(written, stated=stated, notes=notes, layout=layout)
