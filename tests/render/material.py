"""Answers to draw, as small as they can be."""

from __future__ import annotations

from bot.answers import BriefAnswer, IngestProblem, IngestReport, Opened, Passage, SearchAnswer
from summarizers.models import (
    Cite,
    DocumentId,
    Evidence,
    Kind,
    Neighbours,
    Point,
    Section,
    Sentence,
    Source,
    Summary,
    Support,
)

PAPER, NOTE = DocumentId("paper"), DocumentId("note")
HOSTILE = "\x1b[2J\x1b]0;owned\x07red \x1b[31m\u202eevil\r\x00"


def evidence(document: DocumentId, start: int, quote: str, section: str | None = None) -> Evidence:
    cites = (Cite("(Balkan Insight, May 8, 2024)", 40, 69),) if document == NOTE else ()
    return Evidence(document, 1, start, start + len(quote), quote, section, None, 2, cites)


def brief(text: str = "Gas costs 270 dollars.", title: str = "The paper", *, answered: bool = True) -> BriefAnswer:
    """A brief on gas from two sources: a bottom line that both state, a key point of one."""
    both = (evidence(PAPER, 10, "Gas\ncosts 270 dollars.", "III. Economy > Gas"), evidence(NOTE, 0, "Gas costs 270."))
    sections = (
        Section("bottom_line", (Point(text, both, date="2021-11-25"),)),
        Section("changed", ()),
        Section("key_points", (Point("NIS was sold in 2008.", both[:1]), Point("It is Russian.", both[1:]))),
    )
    sources = (
        Source(1, PAPER, 1, "paper.txt", title, "A. Writer", "The Institute", "2020-09-28", "https://example.org/a"),
        Source(2, NOTE, 1, "note.md", "A note", None, None, None, None),
    )
    return BriefAnswer(
        "0a1b2c3d4e",
        "brief",
        Summary(
            "Gas",
            "default",
            sections if answered else (Section("answer"),),
            sources if answered else (),
            Support(2, 1, 3, 3) if answered else Support(0, 0, 0, 0),
            answered,
            ("lexical form",),
        ),
        41,
        "standard",
    )


def sentence(text: str, start: int = 0, kind: Kind = Kind.BODY) -> Sentence:
    return Sentence(PAPER, 1, 0, start, start + len(text), text, "III. Economy", None, 2, kind)


def search(text: str = "Gas costs 270 dollars.") -> SearchAnswer:
    source = brief().summary.sources[0]
    return SearchAnswer("gas", (Passage(sentence(text), source, 3.25, text),), 11, 1, 2)


def opened() -> Opened:
    around = Neighbours((sentence("Before it."),), sentence("Gas costs 270 dollars.", 11), (sentence("After it."),))
    return Opened(brief().summary.sources[0], "Gas\ncosts 270 dollars.", around)


def report() -> IngestReport:
    return IngestReport(
        2,
        1,
        0,
        1,
        90,
        90,
        (IngestProblem("bad\x1b[31m.txt", "it is empty"),),
        seconds=1.25,
        notes=(IngestProblem("b.txt", "Read as windows-1250."),),
        moved=3,
    )
