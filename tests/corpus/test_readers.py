"""Bytes to text: what can be read is read, what cannot is refused with a reason."""

from __future__ import annotations

import codecs

import pytest

from bot.corpus.readers import SUFFIXES, reader_for
from bot.corpus.readers.decoding import decode
from bot.corpus.reading import read
from bot.errors import UnreadableDocument
from summarizers.models import DocumentId, Kind

TEXT = "Вучић and Dačić met in Niš. That was all, they said."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_byte_order_marks_are_not_counted(data: bytes) -> None:
    """Every place in the document would be off by one."""
    assert decode(data, "a.txt") == (TEXT, ())


def test_another_encoding_is_read_and_said() -> None:
    """An old file would be refused, or read wrongly without a word."""
    text = "Председник Вучић је рекао да је споразум потписан у Београду и да ће бити спроведен. " * 5
    decoded, notes = decode(text.encode("windows-1251"), "old.txt")
    assert "Вучи" not in decoded or decoded.startswith("Председник")
    assert notes and "old.txt" in notes[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (codecs.BOM_UTF8 + b"\n", "empty"),
        (b"PNG\0\0\1binary", "null"),
        (codecs.BOM_UTF16_LE + b"a", "is not"),
        (codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), "null"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    """The ingest report would not say what is wrong with the file."""
    with pytest.raises(UnreadableDocument) as caught:
        decode(data, "a.txt")
    assert reason in caught.value.message
    assert caught.value.hint


def test_too_large() -> None:
    with pytest.raises(UnreadableDocument, match="too large"):
        decode(b"a" * 11, "a.txt", limit=10)


def test_unknown_suffix_names_the_readable_ones() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        reader_for("a.xyz")
    assert ".md" in caught.value.hint
    assert {".txt", ".md"} <= SUFFIXES


def test_text_without_its_byte_order_mark_and_mixed_text_are_read_and_said() -> None:
    """A file of an old Windows program is refused as binary, or its letters come out as others."""
    words = "Đoković je rekao da će Nišava čekati. Železnica je zatvorena u maju."
    for encoding in ("utf-16-le", "utf-16-be"):
        text, notes = decode(("A plain English text. " * 4 + words).encode(encoding), "a.txt")
        assert text.endswith(words) and encoding.upper() in notes[0]
    text, notes = decode(words.encode() + "Šteta".encode("cp1250") + words.encode(), "a.txt")
    assert text == f"{words}Šteta{words}" and "cp1250" in notes[0]


def test_a_short_text_is_not_read_in_an_encoding_that_nobody_uses() -> None:
    """Four words in a page's title come out as letters of the Baltic."""
    words = "Đoković je rekao da će železnica biti otvorena. Šteta je velika."
    assert decode(words.encode("cp1250"), "a.txt")[0] == words
    words = "Министар је рекао да ће пруга бити отворена у мају."
    assert decode(words.encode("cp1251"), "a.txt")[0] == words
    words = "Le président a été reçu à l’hôtel de la région où il était né."
    assert decode(words.encode("cp1252"), "a.txt")[0] == words


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 1 0 obj", b"PK\x03\x04 word/", b"\xd0\xcf\x11\xe0 old", rb"{\rtf1\ansi The port"]
)
def test_a_file_of_another_format_is_no_text(data: bytes) -> None:
    """The inside of a PDF is read as sentences because somebody named it .txt."""
    with pytest.raises(UnreadableDocument, match="whatever its name says"):
        decode(data, "a.txt")


def test_a_file_without_an_end_of_a_sentence_is_no_sentence() -> None:
    """A megabyte of data is quoted as one sentence."""
    found = read(
        b"The port was sold in May. It was cheap.\n\n" + b"x" * 1_000_000, path="a.txt", document=DocumentId("a")
    )
    assert [s.text for s in found.sentences if s.kind is Kind.BODY] == ["The port was sold in May.", "It was cheap."]
