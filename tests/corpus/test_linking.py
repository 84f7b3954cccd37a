"""Whose note is it? Numbers that begin anew, notes that are lost, marks that come twice, and side by side."""

from __future__ import annotations

import pytest

from bot.answers import cited
from bot.corpus.reading import read
from summarizers.models import Cite, DocumentId, Kind
from tests.corpus.reading_tools import of_kind, sentences_of

CHAPTERS = """Two Rivers: A Study of Small Dams

Chapter One
The dam at Holt was finished in 1961.1 It gave light to four villages, and
the villages gave it their sons.2 No engineer has looked at its gates since
the flood of 1997.3

Notes
1. Holt Water Board, Annual Report (Holt: HWB, 1962), p. 12.
{second}3. Ibid.

Chapter Two
The dam at Wray was never finished. Its wall stands half across the valley,1
and goats sleep under it. The contractor was paid in full in 1974,2 which a
court later called an error.3

Notes
1. Ada Stone, 'A Wall in Wray', Valley Post, 3 May 1999.
2. Court of Wray, Stone v. Contractors, judgment of 8 March 1981.
3. Ibid., para. 40.
"""
INTERVIEW = "2. Interview with M. Carr, 14 June 2008.\n"

PAGE = """<html><body><article><h1>Harran Pass</h1>
<p>Harran Pass is a mountain pass at 2,140 meters.<sup><a href="#cite_note-1">[1]</a></sup> A tunnel under it was
opened in 1988 and carries 4,000 lorries a day.<sup><a href="#cite_note-2">[2]</a></sup><sup>
<a href="#cite_note-3">[3]</a></sup> The road over the top is closed in winter.<sup>[<i>citation needed</i>]</sup>
Snow fell on it for nine days in 2012 and closed the tunnel too.<sup><a href="#cite_note-2">[2]</a></sup>
A chapel stands beside the road.<sup>[a]</sup></p>
<h2>References</h2><ol><li id="cite_note-1"><a href="#cite_ref-1">^</a> Survey Office, Passes, 2004.</li>
<li id="cite_note-2">^ <a href="#r1"><sup>a</sup></a> <a href="#r2"><sup>b</sup></a> Road Agency,
Toll statistics, 2013.</li>
<li id="cite_note-3"><a href="#cite_ref-3">^</a> Per Lind, Tunnels. Alta, 1990.</li></ol></article></body></html>"""

LISTED = """<html><body><article><h1>Salt in the wells</h1><p>The wells of the delta have turned salty since the barrage
was closed.<sup>1</sup> Farmers now buy water from trucks at three times the price of the city.<sup>2</sup> Nobody has
drilled a new well since the fence was painted.<sup>3</sup></p><h2>Endnotes</h2>
<ol><li>Delta Survey, Groundwater Report, 2017.</li><li>Interview with a farmer, Rosh, 4 May 2022.</li></ol></article>
</body></html>"""


def sources_of(text: str) -> list[list[str]]:
    return [[c.text for c in s.cites] for s in sentences_of(text) if s.kind is Kind.BODY]


def of_page(page: str) -> list[tuple[str, list[str]]]:
    known = read(page.encode(), path="page.html", document=DocumentId("d"))
    return [(s.text, [c.text for c in s.cites]) for s in known.sentences if s.kind is Kind.BODY]


def test_notes_that_begin_anew_at_every_chapter() -> None:
    """A claim of the second chapter is shown with a source of the first."""
    text = CHAPTERS.format(second=INTERVIEW)
    found = sources_of(text)
    assert [each[0][:9] for each in found if each] == ["Holt Wate", "Interview", "Ibid.: In", "Ada Stone", "Court of "]
    assert of_kind(text, Kind.HEADING)[1:] == ["Chapter One", "Notes", "Chapter Two", "Notes"]
    assert {s.section for s in sentences_of(text) if s.kind is Kind.BODY} == {"Chapter One", "Chapter Two"}


def test_a_lost_note_is_not_taken_from_another_chapter() -> None:
    """A wrong source is worse than none."""
    found = sources_of(CHAPTERS.format(second=""))
    assert found[1] == ["2"] and cited(Cite("2", 0, 1)) == "note 2 (its text is not in the file)"
    assert found[2] == ["Ibid."], "it repeats a note that is lost"
    assert found[-1][0].startswith("Court of Wray")


def test_marks_of_a_wiki() -> None:
    """Two marks side by side are read as note 23, and a second mark of one note stays in the text."""
    found = of_page(PAGE)
    assert [sources for _, sources in found] == [
        ["Survey Office, Passes, 2004."],
        ["Road Agency, Toll statistics, 2013.", "Per Lind, Tunnels. Alta, 1990."],
        [],
        ["Road Agency, Toll statistics, 2013."],
        [],
    ]
    assert found[1][0].endswith("4,000 lorries a day.") and found[2][0].endswith("closed in winter.")
    assert found[-1][0] == "A chapel stands beside the road."


def test_endnotes_that_no_mark_leads_to() -> None:
    """The notes of a page stand under it and are linked to nothing; one of them is missing."""
    assert [sources for _, sources in of_page(LISTED)] == [
        ["Delta Survey, Groundwater Report, 2017."],
        ["Interview with a farmer, Rosh, 4 May 2022."],
        ["³"],
    ]
    assert cited(Cite("³", 0, 1)) == "note 3 (its text is not in the file)"


def test_a_label_without_its_note() -> None:
    """ "[^lost]" stands in a brief, or a reader does not learn that a source is missing."""
    for markdown in (True, False):
        (sentence,) = sentences_of("Nobody counted the losses of the fish market.[^lost]", markdown=markdown)
        assert sentence.text == "Nobody counted the losses of the fish market."
        assert cited(sentence.cites[0]) == "note lost (its text is not in the file)"


FROM_PDF = """The owner of the quays asked a bank in the capital for a loan when
the summer had not begun, and the bank said that it would answer
before the cranes were ordered.1 The union of dockers struck for a
week, because the crane that had fallen in the winter was still
lying across the second berth, where no ship could be unloaded.2
 An auditor signed for four patrol boats without a public tender near the
1
 Ana Berg, ‘Quays and Kings’, Coast Review 1, 2005, pp. 1–9.
2
 Ibid.
{page}old lighthouse. The regional council sold half of the grain silos to a friend.3
Prices rose by 12% in the spring, which nobody at the ministry had foreseen.4
3
 Coast News, ‘Silos go’, 4 May 2019, https://coast.example/silos.
4
 Interview with a docker, Bar, 1 March 2019."""


@pytest.mark.parametrize("page", ["\f", "\n"])
def test_numbers_of_notes_on_lines_of_their_own(page: str) -> None:
    """What a program took from a PDF has its notes in the middle of sentences, and their sources are lost."""
    text = FROM_PDF.format(page=page)
    assert [s[:9] for each in sources_of(text) for s in each] == ["Ana Berg,", "Ibid.: An", "Coast New", "Interview"]
    body = [s.text for s in sentences_of(text) if s.kind is Kind.BODY]
    assert body[2] == "An auditor signed for four patrol boats without a public tender near the old lighthouse."
    assert len(body) == 5


def test_notes_at_the_end_glued_to_their_numbers() -> None:
    """A scraped chapter whose notes go on from the one before has them read as its last sentences."""
    text = (
        "Tickets are sorted by hand into alerts, mails and pages.22 A page wakes somebody up, and a mail does not.\n\n"
        "One request in a hundred takes five seconds on a busy evening.23 Rules ask whether somebody can act.24\n\n"
        "A machine without a spare counts as broken already.25\n\n"
        '22Sometimes known as "spam," as they are rarely read.\n\n23If some are slow, the rest are twice as fast.\n\n'
        "24See the chapter on alarms in hospitals.\n\n25So does a disk that is nearly full!"
    )
    assert sources_of(text) == [
        ['Sometimes known as "spam," as they are rarely read.'],
        [],
        ["If some are slow, the rest are twice as fast."],
        ["See the chapter on alarms in hospitals."],
        ["So does a disk that is nearly full!"],
    ]
