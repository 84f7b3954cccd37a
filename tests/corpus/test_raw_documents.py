"""The five raw documents, read as a person who marked them by hand reads them.

The marks are places and fingerprints of the expected sentences; the documents are not part of
the project, and without them these tests are skipped.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bot.corpus.notes import URL
from bot.corpus.reading import Read, read
from bot.corpus.segmentation import segment
from summarizers.models import DocumentId, Kind, Sentence

MARKED: dict[str, list[tuple[int, int, str]]] = json.loads(
    (Path(__file__).parent / "marked.json").read_text(encoding="utf-8")
)
LONG_PAPER = next(name for name in MARKED if name.startswith("001"))
WITHOUT_NOTES = next(name for name in MARKED if name.startswith("004"))
INTACT = """G20 COVID-19 FK-3 MiG-29 S-400 S-300 HQ-22 CH-92C FT-8D T-72 17+1 E793 56.15% 350-km 2008–18
    €1.21 $5.2 $11.2 €230-million B3 15261 weaponsits""".split()


def text_of(raw_seeds: Path, name: str) -> str:
    return (raw_seeds / name).read_bytes().decode("utf-8")


def body(text: str) -> list[Sentence]:
    return [s for s in segment(text, document=DocumentId("d")) if s.kind is Kind.BODY]


def reading_of(raw_seeds: Path, name: str) -> Read:
    return read((raw_seeds / name).read_bytes(), path=name, document=DocumentId("d"))


def test_hand_marked_sentences_come_out_whole(raw_seeds: Path) -> None:
    """A quote in a brief would be cut, or run into its neighbor, a note or a heading."""
    whole = total = 0
    for name, marks in MARKED.items():
        found = {
            (s.start, s.end, hashlib.sha256(s.text.encode()).hexdigest()[:16]) for s in body(text_of(raw_seeds, name))
        }
        whole += sum((start, end, mark) in found for start, end, mark in marks)
        total += len(marks)
    assert total >= 250
    assert whole / total >= 0.97, f"{whole} of {total} come out whole"


@pytest.mark.parametrize("name", MARKED)
def test_every_body_sentence_is_its_quote_with_something_left_out(raw_seeds: Path, name: str) -> None:
    """A reader would see letters or figures that the document does not have at that place."""
    text = text_of(raw_seeds, name)
    last = -1
    for sentence in body(text):
        assert sentence.start > last
        last = sentence.start
        quote = iter(text[sentence.start : sentence.end])
        assert all(c in quote for c in sentence.text if c.isalnum()), sentence.text


@pytest.mark.parametrize("name", MARKED)
def test_no_address_and_no_note_in_the_body(raw_seeds: Path, name: str) -> None:
    """References would appear in briefs as if they were facts."""
    for sentence in body(text_of(raw_seeds, name)):
        assert not URL.search(sentence.text)
        assert "accessed" not in sentence.text
        assert not sentence.text.startswith(("Ibid", "1. "))


@pytest.mark.parametrize("name", MARKED)
def test_nothing_is_lost(raw_seeds: Path, name: str) -> None:
    """A passage of the document could never be found: only marks and picture addresses are no stretch's."""
    text = text_of(raw_seeds, name)
    covered = bytearray(len(text))
    for sentence in segment(text, document=DocumentId("d")):
        covered[sentence.start : sentence.end] = b"\1" * (sentence.end - sentence.start)
    left = "".join(c if c.isalpha() and not covered[i] else " " for i, c in enumerate(text))
    outside_pictures = [word for word in left.split() if f"/{word}" not in text and len(word) > 5]
    assert outside_pictures == [] or all("webp" in text or word in "serbia" for word in outside_pictures)


def test_figures_and_names_with_digits_stay_whole(raw_seeds: Path) -> None:
    """A briefing would quote a figure that nobody stated."""
    everything = " ".join(s.text for name in MARKED for s in body(text_of(raw_seeds, name)))
    raw = " ".join(text_of(raw_seeds, name) for name in MARKED)
    assert [token for token in INTACT if token in raw and token not in everything] == []


def test_fused_years_are_years(raw_seeds: Path) -> None:
    """ "In 201922" would date a claim to a year that never was."""
    for name in (LONG_PAPER, WITHOUT_NOTES):
        for sentence in body(text_of(raw_seeds, name)):
            for word in sentence.text.replace(",", " ").split():
                digits = word.strip(".;:()’”").removesuffix("’s")
                assert not (digits.isdigit() and len(digits) > 4), sentence.text


def test_every_footnote_mark_is_found_and_linked_where_its_note_exists(raw_seeds: Path) -> None:
    """An analyst could not see whom the paper relies on, or would be shown a guess."""
    text = text_of(raw_seeds, LONG_PAPER)
    cites = [cite for sentence in body(text) for cite in sentence.cites]
    missing = [cite for cite in cites if cite.text.isdigit()]
    assert len(cites) == 229
    assert len(missing) == 138
    assert sorted(int(cite.text) for cite in missing) == [*range(88, 206), *range(208, 213), *range(215, 230)]
    for cite in cites:
        assert 0 <= cite.start < cite.end <= len(text)


def test_short_forms_are_resolved(raw_seeds: Path) -> None:
    """ "Ibid." tells an analyst nothing."""
    cites = [cite for sentence in body(text_of(raw_seeds, LONG_PAPER)) for cite in sentence.cites]
    assert not any(cite.text in {"Ibid.", "Ibid"} for cite in cites)
    short = [cite.text for cite in cites if cite.text.startswith("Le Corre and Vuksanovic")]
    assert len(short) == 2
    assert all("The Diplomat, 1 January 2019" in text for text in short)


def test_sections_of_the_long_paper(raw_seeds: Path) -> None:
    """A heading fused into a sentence, or a section that does not exist."""
    sections = dict.fromkeys(s.section for s in body(text_of(raw_seeds, LONG_PAPER)))
    tops = list(dict.fromkeys((name or "").split(" > ")[0] for name in sections))
    assert tops == [
        "Executive Summary",
        "Introduction",
        "I. Politics",
        "II. Defence and Security Cooperation",
        "III. Economics and the Art of Balance",
        "IV. Culture and Education",
        "Conclusion",
    ]
    assert "III. Economics and the Art of Balance > Gas and Electricity" in sections
    assert len(sections) == 18


def test_headings_of_the_paper_without_notes(raw_seeds: Path) -> None:
    """Two-line headings and headings without a line of their own would be read as sentences."""
    headings = [
        s.text for s in segment(text_of(raw_seeds, WITHOUT_NOTES), document=DocumentId("d")) if s.kind is Kind.HEADING
    ]
    assert headings == [
        "Russia Gives but Does Not Get",
        "Russia in the Balkans",
        "All Roads Lead to Kosovo",
        "How Much Does Moscow Trust Aleksandar Vučić?",
        "Conclusion – Exit Moscow, Enter Beijing",
    ]


def test_only_what_is_stated_is_known_of_the_documents(raw_seeds: Path) -> None:
    """The bot would name an author or a date that the document does not give."""
    known = {
        name[:3]: (r.author, r.publisher, r.published, r.url)
        for name in MARKED
        for r in [reading_of(raw_seeds, name).document]
    }
    assert known == {
        "000": (None, "Eurasia Daily Monitor", None, None),
        "001": (None, None, None, None),
        "002": ("Robert Stanley", None, None, None),
        "003": ("Vuk Vuksanovic", None, None, None),
        "004": (None, None, None, None),
    }


def test_furniture_is_told_apart(raw_seeds: Path) -> None:
    """Bylines, credits and notices would be retrieved as facts."""
    for name in MARKED:
        for sentence in body(text_of(raw_seeds, name)):
            for sign in ("By Robert Stanley", "Courtesy of", "Publication:", "Explore our", "![", "Xinhua]", "(Source"):
                assert sign not in sentence.text
