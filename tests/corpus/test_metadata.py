"""Bibliography: what is stated, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from bot.corpus.reading import Read, read
from summarizers.models import DocumentId


def read_text(text: str, path: str = "notes/a-file.md", catalogue: dict[str, Any] | None = None) -> Read:
    return read(text.encode(), path=path, document=DocumentId("d"), catalogue=catalogue)


def test_front_matter() -> None:
    """Sources would be listed without author, publisher and date."""
    document = read_text(
        "---\ntitle: A Title\nauthors: [A. One, B. Two]\npublisher: The Paper\ndate: 2020-09-28\nlang: en\n"
        "url: https://example.org/a\nkind: commentary\n---\n\nText is here.\n"
    ).document
    assert (document.title, document.author, document.publisher) == ("A Title", "A. One, B. Two", "The Paper")
    assert (document.published, document.language) == ("2020-09-28", "en")
    assert (document.url, document.kind) == ("https://example.org/a", "commentary")


def test_the_catalogue_wins() -> None:
    """What a person wrote beside the documents would be ignored."""
    document = read_text("---\ntitle: Wrong\n---\n\nText.\n", catalogue={"title": "Right", "published": 2021}).document
    assert (document.title, document.published) == ("Right", "2021")


def test_only_the_catalogue_grades_a_source() -> None:
    """A source says of itself that it is reliable; or a slip in the catalogue passes for a grade."""
    boast = "---\ntitle: A\ngrade: A1\n---\n\nText.\n"
    assert read_text(boast).document.grade is None
    assert read_text(boast, catalogue={"grade": "C3"}).document.grade == "C3"
    slip = read_text(boast, catalogue={"grade": "very good"})
    assert slip.document.grade is None and any("A1 to F6" in note for note in slip.notes)


def test_nothing_stated_nothing_known() -> None:
    """The bot would name an author or a date of its own making."""
    document = read_text("Some words stand here in May 2020, said Ana Petrović.\n", "b.txt").document
    assert document.title == "b"
    assert [document.author, document.publisher, document.published, document.url, document.kind] == [None] * 5


@pytest.mark.parametrize("value", ["soon", "32 May 2020", "[1, 2]", "true"])
def test_a_date_that_is_none_is_said(value: str) -> None:
    """A wrong date of publication would anchor "last year"."""
    result = read_text(f"---\ndate: {value}\n---\n\nText.\n")
    assert result.document.published is None
    assert any("published" in note for note in result.notes)


@pytest.mark.parametrize("head", ["title: [broken", "a: &x [1]\nb: *x", "title: {a: b", "- one\n- two: x", "\tt: 1"])
def test_malformed_front_matter_is_said_and_never_read_as_text(head: str) -> None:
    """Half a YAML block would appear in a brief."""
    result = read_text(f"---\n{head}\n---\n\nThe text is read.\n")
    assert [s.text for s in result.sentences if s.kind == "body"] == ["The text is read."]
    assert result.notes and "front matter" in result.notes[0]


def test_a_text_between_rules_is_no_front_matter() -> None:
    """The opening of a text would be lost."""
    result = read_text("---\n\nJust some words.\n\n---\n\nMore words.\n")
    assert [s.text for s in result.sentences if s.kind == "body"] == ["Just some words.", "More words."]


def test_lines_that_state_it() -> None:
    """A publication line and a byline would go unused."""
    document = read_text(
        "Steel and Copper in the Balkans\n\nPublication: Some Daily Monitor Volume: 21 Issue: 73\n\n"
        "By Jane Doe |\n\nPublished: May 2, 2024\n\n"
        "The first sentence of the text is here and it is long enough to be prose.\n",
        "x.txt",
    ).document
    assert (document.title, document.publisher) == ("Steel and Copper in the Balkans", "Some Daily Monitor")
    assert (document.author, document.published) == ("Jane Doe", "2024-05-02")


def test_relative_dates_are_anchored_by_the_day_of_publication() -> None:
    """ "Last year" would stay undated although the document's date is known."""
    dated = read_text("---\ndate: 2025-06-09\n---\n\nHe told the radio last year. In late May, Russia protested.\n")
    assert [s.date for s in dated.sentences if s.kind == "body"] == ["2024", "2025-05"]
    undated = read_text("He told the radio last year. In late May, Russia protested.\n")
    assert [s.date for s in undated.sentences] == [None, None]


@pytest.mark.parametrize(
    "stated",
    ["main.dvi", "Microsoft Word - harbor.docx", "untitled", "Document1", "C:\\texts\\harbor.tex", "harbor_final_v2"],
)
def test_the_name_of_a_file_is_no_title(stated: str) -> None:
    """A source would be cited as "main.dvi" although its first page says what it is called."""
    page = f"<title>{stated}</title><h1>The harbor and its pier</h1><p>The harbor was closed in May 2020.</p>"
    found = read(page.encode(), path="a.html", document=DocumentId("d")).document
    assert found.title == "The harbor and its pier"


@pytest.mark.parametrize("stated", ["1984", "Documents of the harbor", "Unknown soldiers", "Title IX"])
def test_a_title_that_looks_like_none_is_kept(stated: str) -> None:
    """A book would lose its name."""
    page = f"<title>{stated}</title><p>The harbor was closed in May 2020 for repairs.</p>"
    assert read(page.encode(), path="a.html", document=DocumentId("d")).document.title == stated
