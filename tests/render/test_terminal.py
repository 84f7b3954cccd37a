"""Answers at a terminal: whole, wrapped, colored there and plain in a pipe; text is only text."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from bot.answers import EvidenceAnswer, Help, TopicInfo, TopicList
from bot.render.terminal import Terminal
from tests.render.material import HOSTILE, brief, opened, report, search
from tests.render.test_as_json import OTHERS


def drawn(answer: object, width: int | None = None, color: bool | None = None) -> str:
    file = io.StringIO()
    Terminal(file, width=width, color=color).show(answer)  # type: ignore[arg-type]
    return file.getvalue()


def test_a_brief_has_its_parts_in_order() -> None:
    text = drawn(brief())
    heads = ["GAS", "BOTTOM LINE", "KEY POINTS", "SUPPORT", "SOURCES"]
    assert [text.index(h) for h in heads] == sorted(text.index(h) for h in heads)
    assert "CHANGED" not in text, "an empty section is not drawn"
    assert "2 documents, 1 publisher, 2020-09" in text
    assert "Gas costs 270 dollars. [1][2]  (2021-11-25)" in text
    assert "1. NIS was sold in 2008. [1]  (single source)" in text
    assert "[1] The Institute, “The paper”, A. Writer, 2020-09-28, in Gas, grade F6" in text
    assert "3 of 3 sentences verified" in text
    assert "lexical form" in text and "41 ms" in text


def test_an_answer_that_is_not_there_says_so_and_what_to_do() -> None:
    text = drawn(brief(answered=False))
    assert "does not hold an answer" in text
    assert "SUPPORT" not in text and "SOURCES" not in text and "id 0a" not in text
    near = drawn(replace(brief(answered=False), nearest=search().passages))
    assert "MAY NOT ANSWER" in near and "Gas costs 270 dollars." in near and "III. Economy" in near


@pytest.mark.parametrize("width", [40, 80, 140])
def test_nothing_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    long = " ".join(f"word{i}" for i in range(60))
    text = drawn(brief(long), width)
    assert max(map(len, text.splitlines())) <= min(width, 100)
    assert " ".join(text.split()).count(long) == 1


def test_a_citation_mark_stays_with_its_claim_in_a_pipe() -> None:
    long = " ".join(f"word{i}" for i in range(60))
    assert f"  {long} [1][2]" in drawn(brief(long)), "one line, so that grep finds it whole"


def test_color_is_for_terminals() -> None:
    assert "\x1b[" in drawn(brief(), 80, color=True)
    assert "\x1b" not in drawn(brief())


@pytest.mark.parametrize(
    "answer", [brief(HOSTILE, HOSTILE), search(HOSTILE), report()], ids=["brief", "search", "report"]
)
def test_text_from_documents_cannot_act_on_the_terminal(answer: object) -> None:
    text = drawn(answer)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert "\u241b" in text, "it is shown as what it is"


def test_a_page_of_passages_says_where_each_stands_and_what_follows() -> None:
    text = drawn(search())
    assert "11 passages, page 1 of 2" in text
    assert "1. Gas costs 270 dollars." in text
    assert "The Institute" in text and "III. Economy" in text
    assert "page 2" in text
    assert "11 passages, 1 with all the words, page 1 of 2" in drawn(replace(search(), whole=1))
    assert "11 passages, none with all the words" in drawn(replace(search(), whole=0))


def test_evidence_shows_the_passage_between_its_neighbors() -> None:
    text = drawn(EvidenceAnswer("x", 1, (opened(),)))
    assert "Before it. »Gas costs 270 dollars.« After it." in text, "a pipe has no bold type to show what is cited"
    assert "»" not in drawn(EvidenceAnswer("x", 1, (opened(),)), 80, color=True)


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_no_table_breaks_a_word_on_a_narrow_terminal(width: int) -> None:
    words = ("surveillance", "telecommunications")
    topics = TopicList((TopicInfo("tech", "Technology and surveillance", words, (), 12, 345),))
    text = drawn(topics, width)
    assert max(map(len, text.splitlines())) <= width
    for word in ("DOCUMENTS", "SENTENCES", "Technology", *words):
        assert re.search(rf"(?<!\w){word}(?!\w)", text), word


@pytest.mark.parametrize("answer", OTHERS, ids=lambda a: type(a).__name__)
@pytest.mark.parametrize("width", [60, None])
def test_every_answer_can_be_drawn(answer: object, width: int | None) -> None:
    text = drawn(answer, width)
    assert text.strip()
    if width:
        assert max(map(len, text.splitlines())) <= width


def test_a_reader_that_leaves_early_is_not_told_as_nothing_found() -> None:
    """``inspect long.txt | head -1`` ends with the status of a command that found nothing."""

    class Left(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Terminal(Left()).show(Help("anything"))
