"""E-mail, and web pages that a browser saved as one file, which are built the same way."""

from __future__ import annotations

import email
import email.policy
import re
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from bot.corpus import plain
from bot.corpus.readers.base import Original
from bot.corpus.readers.building import Text, clean
from bot.corpus.readers.decoding import MAX_BYTES, decode
from bot.corpus.readers.html import read_page
from bot.corpus.readers.markup import decode_markup, take_notes, tree_of, write
from bot.errors import UnreadableDocument
from summarizers.models import Kind

_MOST_PARTS = 200
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)


class Email:
    """``.eml``: subject, sender and date; the text, else the HTML."""

    saved_page = False

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        if not data.strip():
            raise UnreadableDocument(f"{name} is empty.", "Remove it, or put its text in.")
        try:
            message = email.message_from_bytes(data, policy=email.policy.default)
            words, markup, others = _parts(message)
            stated = _stated(message)
        except (ValueError, LookupError, TypeError, IndexError, AttributeError, RecursionError) as error:
            raise UnreadableDocument(
                f"{name} is not a sound message ({type(error).__name__}).", "Save it again."
            ) from error
        notes = (
            (f"{name} carries {others} attachments, which were not read; add them by themselves.",) if others else ()
        )
        if markup is not None and (self.saved_page or words is None):
            page, said = decode_markup(markup, name, self._limit)
            if self.saved_page:
                return read_page(page, name, said)
            return _from_markup(page, name, stated, (*notes, *said))
        if words is None:
            raise UnreadableDocument(f"{name} holds no text.", "Save what it carries by itself.")
        text, said = words if isinstance(words, tuple) else decode(words, name, self._limit)
        return _from_plain(text, name, stated, (*notes, *said))


class SavedPage(Email):
    """``.mht``: a page with its pictures in one file."""

    saved_page = True


def _parts(message: EmailMessage) -> tuple[bytes | tuple[str, tuple[str, ...]] | None, bytes | None, int]:
    """The text (decoded where its charset is known), the HTML, and how many attachments there are."""
    text: bytes | tuple[str, tuple[str, ...]] | None = None
    markup: bytes | None = None
    others = 0
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            break
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or part.get_filename():
            others += 1
            continue
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes) or not body.strip():
            continue
        if kind == "text/plain" and text is None:
            text = _decoded(body, part.get_content_charset())
        elif kind == "text/html" and markup is None:
            words = _decoded(body, part.get_content_charset())
            markup = words[0].encode() if isinstance(words, tuple) else body
    return text, markup, others


def _decoded(body: bytes, charset: str | None) -> bytes | tuple[str, tuple[str, ...]]:
    """The words, if they are what the message says; else the bytes, to be looked at."""
    for encoding in ("utf-8", charset or "utf-8"):
        try:
            words = body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in words:
            return words, ()
    return body


def _stated(message: EmailMessage) -> dict[str, str]:
    stated: dict[str, str] = {}
    subject = " ".join(str(message.get("subject", "")).split())
    if subject:
        stated["title"] = subject
    name, address = parseaddr(str(message.get("from", "")))
    if name or address:
        stated["author"] = clean(name or address)
    with suppress(ValueError, TypeError, IndexError, OverflowError):  # not stated, or not as a date
        stated["published"] = parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    language = str(message.get("content-language", "")).split("-")[0].strip().lower()
    if language.isalpha():
        stated["language"] = language
    stated["kind"] = "e-mail"
    return stated


def _from_plain(words: str, name: str, stated: dict[str, str], notes: tuple[str, ...]) -> Original:
    """Read as plain text is; quoted letters and the signature are no statement of this one."""
    words = words.replace("\0", "").replace("\f", "\n")
    if not clean(words):
        raise UnreadableDocument(f"{name} holds no text.", "Save what it carries by itself.")
    signature = _SIGNATURE.search(words)
    signed = signature.start() if signature else len(words)
    layout = plain.lay_out(words)
    blocks = []
    for block in layout.blocks:
        others = block.start >= signed or all(words[start] == ">" for start, _ in block.pieces)
        blocks.append(replace(block, kind=Kind.FURNITURE, whole=True) if others else block)
    return Original(words, stated=stated, notes=notes, layout=replace(layout, blocks=tuple(blocks)))


def _from_markup(page: str, name: str, stated: dict[str, str], notes: tuple[str, ...]) -> Original:
    tree = tree_of(page, name)
    own = take_notes(tree)
    text = Text(name)
    body = tree.find("body")
    write(tree if body is None else body, text)
    for number, words in own:
        text.note(number, words)
    written, layout = text.done()
    return Original(written, stated=stated, notes=notes, layout=layout)
