"""Bytes to text: UTF-8, UTF-16/32 by their byte order mark, else a guess that is said."""

from __future__ import annotations

import codecs

from bot.errors import UnreadableDocument

MAX_BYTES = 20_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableDocument(f"{name} is not a text file in any encoding that we know.", "Save it as UTF-8.")
    return str(best), (f"{name} is not UTF-8; read as {best.encoding}.",)
