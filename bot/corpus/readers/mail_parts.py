"""A message taken apart: its words, and the files that it carries, each as a part of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from pathlib import PurePosixPath

from bot.corpus.readers.base import Part
from bot.errors import UnreadableDocument

MOST_PARTS = 200
_DEEPEST = 20
_NAMED = {
    "application/pdf": "attachment.pdf",
    "message/rfc822": "message.eml",
    "application/zip": "attachment.zip",
    "application/epub+zip": "attachment.epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "attachment.docx",
    "application/vnd.oasis.opendocument.text": "attachment.odt",
}
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_SILENT = re.compile(r"^(?:image/.*|text/calendar|application/(?:ics|pgp-(?:signature|keys)|(?:x-)?pkcs7-signature))$")
"""What no one misses: pictures in the text, invitations beside it, signatures."""

Words = bytes | tuple[str, tuple[str, ...]]
"""Decoded with notes, where the message says rightly how; else the bytes."""


@dataclass(slots=True)
class Parts:
    """``left_out`` are the names of what is in no readable format or beyond the limit."""

    text: Words | None = None
    markup: bytes | None = None
    attached: list[Part] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def taken_apart(message: EmailMessage, name: str, readable: frozenset[str]) -> Parts:
    """The parts of ``message``; what has a suffix of ``readable`` is attached, a message in it too.

    Raises UnreadableDocument where it is encrypted.
    """
    found = Parts()
    for number, part in enumerate(_leaves(message)):
        if number >= MOST_PARTS:
            found.left_out.append(f"all after the first {MOST_PARTS} parts")
            break
        kind = part.get_content_type()
        if kind in _LOCKED:
            raise UnreadableDocument(f"{name} is encrypted.", "Save it unlocked from the mail program.")
        called = _name_of(part)
        apart = part.get_content_disposition() == "attachment" or (
            called is not None and (not kind.startswith("text/") or found.text is not None)
        )
        if apart or kind in _NAMED:
            _attach(part, called or _NAMED.get(kind, ""), kind, found, readable)
            continue
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes) or not body.strip():
            continue
        if kind == "text/plain" and found.text is None:
            found.text = _decoded(body, part.get_content_charset())
        elif kind == "text/html" and found.markup is None:
            words = _decoded(body, part.get_content_charset())
            found.markup = words[0].encode("utf-8", "replace") if isinstance(words, tuple) else body
    return found


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something, in order; a message within is one part."""
    whole = message.get_content_type() in _LOCKED or message.get_content_maintype() == "message"
    if whole or not message.is_multipart():
        yield message
    elif depth < _DEEPEST:
        inside = message.get_payload()
        for part in inside if isinstance(inside, list) else ():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)


def _name_of(part: Message) -> str | None:
    """What the sender calls the file, whichever way it is written."""
    named = part.get_filename()
    if not named:
        return None
    try:
        return str(make_header(decode_header(named)))
    except (ValueError, LookupError):
        return named


def _attach(part: Message, called: str, kind: str, found: Parts, readable: frozenset[str]) -> None:
    inside = part.get_payload()
    if kind == "message/rfc822" and isinstance(inside, list) and inside and isinstance(inside[0], Message):
        subject = " ".join(str(inside[0].get("subject", "")).split())[:80]
        called = called if called.lower().endswith(".eml") and called != _NAMED[kind] else f"{subject or 'message'}.eml"
        data: object = inside[0].as_bytes()
    else:
        data = part.get_payload(decode=True)
    if PurePosixPath(called.lower()).suffix in readable and isinstance(data, bytes):
        found.attached.append(Part(called, data))
    elif not _SILENT.match(kind) and (called or isinstance(data, bytes)):
        found.left_out.append(called or kind)


def _decoded(body: bytes, charset: str | None) -> Words:
    """The words, if they are what the message says; else the bytes, to be looked at."""
    for encoding in ("utf-8", charset or "utf-8"):
        try:
            words = body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in words:
            return words, ()
    return body
