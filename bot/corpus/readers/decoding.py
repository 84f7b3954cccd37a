"""Bytes to text: UTF-8, UTF-16/32 by their byte order mark, else a guess that is said."""

from __future__ import annotations

import codecs
from contextlib import suppress

from bot.errors import UnreadableDocument

MAX_BYTES = 20_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_OTHERS = (
    (b"%pdf-", "PDF"),
    (b"pk\x03\x04", "ZIP, DOCX, ODT, EPUB"),
    (b"\xd0\xcf\x11\xe0", "DOC, XLS, PPT"),
    (b"{\\rtf", "RTF"),
)
"""What files begin with that are no text."""

_SOUTH_SLAVIC = frozenset("čćžšđČĆŽŠĐ")
_WESTERN = frozenset("àâäáçéèêëíîïñóôöùúûüæœßÀÂÄÁÇÉÈÊËÍÎÏÑÓÔÖÙÚÛÜÆŒ¿¡ªº")
_PRINTED = frozenset("„“”‘’‚–—…«»•€§°´·×\xa0©®™")
_USUAL = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "iso8859_1", "iso8859_2", "iso8859_5", "iso8859_7"),
    *("iso8859_9", "iso8859_15", "koi8_r", "koi8_u", "mac_roman", "mac_latin2", "cp852", "cp866"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
"""Encodings that documents have; a short text may be read in rarer ones too, as other letters."""


def decode(data: bytes, name: str, limit: int = MAX_BYTES) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` without its byte order mark, and notes on how it was decoded.

    Raises UnreadableDocument for an empty, binary, over-long or undecodable file.
    """
    if len(data) > limit:
        raise UnreadableDocument(
            f"{name} is too large ({len(data):,} bytes; the limit is {limit:,}).",
            "Split it, or raise max_file_bytes in the configuration.",
        )
    if not data.strip():
        raise UnreadableDocument(f"{name} is empty.", "Remove it, or put its text in.")
    for sign, what in _OTHERS:
        if data[:1024].lstrip().lower().startswith(sign):
            raise UnreadableDocument(
                f"{name} is no text, whatever its name says ({what}).",
                "Name it as what it is; save it as .docx where that is no readable format.",
            )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name), ()
    if b"\0" in data and (unmarked := _unmarked(data)) is not None:
        return _strict(data, unmarked, name), (f"{name} has no byte order mark; read as {unmarked.upper()}.",)
    if b"\0" in data:
        raise UnreadableDocument(
            f"{name} is not a text file (it holds null bytes).",
            "Convert it to text, or save it with a suffix that names its format.",
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data, name)


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without its byte order mark: nearly every other byte is null, on the same side throughout."""
    sample = data[:20_000]
    if len(data) % 2 or len(sample) < 20:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few, many = sorted((even, odd))
    if few or many < 0.6 * (len(sample) // 2):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with some bytes of an older encoding in it, as files have that were put together: the text, and which.

    None where there is more of the older encoding than of UTF-8's letters.
    """
    spared = data.decode("utf-8", "surrogateescape")
    strange = sum("\udc80" <= character <= "\udcff" for character in spared)
    if not strange or 4 * strange > sum("\x7f" < c < "\ud800" for c in spared):
        return None
    encoding = "cp1250" if any(letter in spared for letter in "čćšžđČĆŠŽĐ") else "cp1252"
    if any("\u0400" <= c <= "\u04ff" for c in spared):
        encoding = "cp1251"
    table = {0xDC00 + byte: bytes([byte]).decode(encoding, "replace") for byte in range(0x80, 0x100)}
    return spared.translate(table), encoding


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{name} says that it is {encoding.upper()} and is not (byte {error.start}).",
            "Save it as UTF-8.",
        ) from error
    if not text.strip():
        raise UnreadableDocument(f"{name} is empty.", "Remove it, or put its text in.")
    if "\0" in text:
        raise UnreadableDocument(f"{name} is not a text file (it holds null characters).", "Save it as UTF-8.")
    return text


def _guess(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if (mixed := _mixed(data)) is not None:
        return mixed[0], (f"{name} is UTF-8 with bytes of {mixed[1]} in it; these were read as such.",)
    from charset_normalizer import from_bytes

    for encoding, letters in (("cp1250", _SOUTH_SLAVIC), ("cp1252", _WESTERN)):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if {c for c in text if c > "\x7f"} <= letters | _PRINTED:
                return text, (f"{name} is not UTF-8; read as {encoding}.",)
    best = from_bytes(data, cp_isolation=_USUAL).best() or from_bytes(data).best()
    if best is None:
        raise UnreadableDocument(f"{name} is not a text file in any encoding that we know.", "Save it as UTF-8.")
    return str(best), (f"{name} is not UTF-8; read as {best.encoding}.",)
