"""A brief says what the documents say on a topic, and nothing else."""

from __future__ import annotations

import pytest

from bot.briefing.assembly import point
from bot.briefing.choosing import MOST_OTHERS, others
from bot.briefing.desk import Desk
from bot.briefing.parties import Parties
from bot.briefing.topics import TopicCatalogue
from bot.errors import BadOption, NothingFound, UnknownMethod
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from summarizers import registry
from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Query, Sentence
from summarizers.verification.agreement import tells_the_same


async def test_a_brief_draws_on_every_document_that_speaks_of_it(desk: Desk) -> None:
    """One long paper does not silence the others."""
    summary = (await desk.brief(Scope(), "energy", length="long")).summary
    assert {s.path for s in summary.sources} == {"gas.md", "arms.md", "letter.txt"}
    told = " ".join(p.text for p in summary.points)
    assert "80%" in told and "51%" in told and "wind park" in told
    assert "theatre" not in told and "fighter jets" not in told


async def test_a_brief_on_a_party_looks_for_all_its_names(store: SqliteStore) -> None:
    """Asked for "United States", a brief tells of a new unit of the state, and nothing of what Washington does."""
    parties = Parties({"Grey Theatre": ("Gasco", "Utopia")})
    desk = Desk(store, None, TopicCatalogue({}), new_id=lambda: "b", parties=parties)
    summary = (await desk.brief(Scope(), "grey theatre", length="long")).summary
    told = " ".join(p.text for p in summary.points)
    assert summary.topic == "grey theatre"
    assert "51%" in told and "80% of its gas" in told
    assert "oldest theatre" not in told and "Grey River" not in told


async def test_two_sources_that_tell_the_same_stand_behind_one_point(desk: Desk) -> None:
    """The share of Petarc is told once, with both citations."""
    summary = (await desk.brief(Scope(), "Petarc", length="long")).summary
    owning = [p for p in summary.points if "51%" in p.text]
    assert len(owning) == 1
    assert len({e.document for e in owning[0].evidence}) == 2


def test_a_story_of_a_hundred_outlets_is_cited_from_a_dozen() -> None:
    """A line of a hundred numbers hides the claim, and nobody opens them all."""
    text = "Gasco of Utopia bought the Arcadian oil company Petarc for $40 million in 2025."
    told = tuple(Sentence(DocumentId(f"d{n}"), 1, 0, 0, len(text), text) for n in range(100))
    candidates = Candidates(told, Query("Petarc"), terms=TermMatrix.of([text] * 100))
    assert len(others(candidates, [7])) == MOST_OTHERS


def test_a_source_that_shares_the_names_alone_is_no_second_citation() -> None:
    """Else a brief cites a source for what it does not say."""
    claim = "For Utopia, Arcadia is a key entry point to Elbonia."
    other = "Arcadia's ties with Utopia show that it is a key partner in Elbonia on many issues."
    assert not tells_the_same(claim, other)
    assert tells_the_same(claim, "Arcadia is for Utopia a key point of entry to Elbonia.")


async def test_what_stands_beside_a_point_as_a_citation_is_no_point_of_its_own(desk: Desk) -> None:
    """Else a brief on few facts tells one of them twice, each time with both citations."""
    points = (await desk.brief(Scope(), "Gasco", length="long")).summary.points
    beside = {e.quote for p in points if len(p.evidence) > 1 for e in p.evidence[1:]}
    assert beside
    assert all(p.text not in beside for p in points)


async def test_a_leaning_sentence_brings_what_it_leans_on(desk: Desk) -> None:
    """ "It crosses the Grey River" is told with the pipeline that it is about."""
    summary = (await desk.brief(Scope(), "Grey River", length="short")).summary
    crossing = next(p for p in summary.points if "Grey River" in p.text)
    assert crossing.text.startswith("The pipeline from Utopia")
    assert len(crossing.evidence) == 2


@pytest.mark.parametrize(("length", "most"), [("short", 3), ("standard", 5), ("long", 10)])
async def test_lengths_are_kept(desk: Desk, length: str, most: int) -> None:
    """A short brief is short."""
    sections = {s.name: s.points for s in (await desk.brief(Scope(), "energy", length=length)).summary.sections}
    assert list(sections) == ["bottom_line", "changed", "key_points", "disagreements"]
    assert len(sections["bottom_line"]) in (1, 2)
    assert len(sections["key_points"]) <= most


@pytest.mark.parametrize("method", [m for m in registry.names() if m != "abstractive"])
async def test_every_method_writes_a_cited_brief(desk: Desk, method: str) -> None:
    """Whatever method is chosen, the brief stays on the topic and names the method."""
    summary = (await desk.brief(Scope(), "energy", method=method)).summary
    assert summary.method == method
    assert summary.points
    assert all("theatre" not in p.text for p in summary.points)


async def test_since_leaves_out_what_is_older_or_undated(desk: Desk) -> None:
    """Asked for what is new since 2022, nobody reads a text of 2021."""
    summary = (await desk.brief(Scope(), "energy", since="2022")).summary
    assert {s.path for s in summary.sources} == {"arms.md"}
    assert "1 source left out, for it states no date" in summary.notes
    assert not (await desk.brief(Scope(), "energy")).summary.notes[1:], "only where a day was asked for"


async def test_the_topic_is_called_as_it_was_asked(desk: Desk) -> None:
    """The answer repeats the question's words, so that scripts can match them."""
    assert (await desk.brief(Scope(), "energy")).summary.topic == "energy"
    assert (await desk.brief(Scope(), "oil and gas")).summary.topic == "oil and gas"


async def test_what_is_not_there_is_said(desk: Desk) -> None:
    """A subject that no document knows gives one calm sentence, not an empty brief."""
    with pytest.raises(NothingFound, match="volcanoes"):
        await desk.brief(Scope(), "volcanoes of Io")


@pytest.mark.parametrize("subject", ["energy and volcanoes", "volcanoes, energy", "Arcadia wind park revisited"])
async def test_of_a_subject_that_is_partly_there_the_rest_is_said_to_be_missing(desk: Desk, subject: str) -> None:
    """Of two things one is enough, and of four words three; what no document says is named."""
    summary = (await desk.brief(Scope(), subject)).summary
    assert summary.points
    assert any(word in note for note in summary.notes for word in ("volcanoes", "revisited"))


async def test_what_a_topic_does_not_cover_is_said_to_be_missing_too(desk: Desk) -> None:
    """Words that are mostly a configured topic's borrow from it; of the rest a brief must not seem to be."""
    summary = (await desk.brief(Scope(), "oil and gas volcanoes")).summary
    assert summary.points and any("volcanoes" in note for note in summary.notes)


async def test_one_thing_of_which_half_is_missing_is_not_there(desk: Desk) -> None:
    """A brief on energy is not one on its volcanoes."""
    with pytest.raises(NothingFound, match="volcanoes"):
        await desk.brief(Scope(), "energy volcanoes")


async def test_wrong_options_name_the_right_ones(desk: Desk) -> None:
    """A typing mistake is met with what was probably meant."""
    with pytest.raises(UnknownMethod) as method:
        await desk.brief(Scope(), "energy", method="lexrank")
    assert "lex-rank" in method.value.hint
    with pytest.raises(BadOption) as length:
        await desk.brief(Scope(), "energy", length="huge")
    assert "long" in length.value.hint
    with pytest.raises(BadOption):
        await desk.brief(Scope(), "energy", since="the other day")
    with pytest.raises(BadOption):
        await desk.brief(Scope(), " \n ")


async def test_support_counts_what_is_cited(desk: Desk) -> None:
    """The support line says how many documents and publishers stand behind the brief."""
    summary = (await desk.brief(Scope(), "energy", length="long")).summary
    assert summary.support.documents == len(summary.sources)
    assert summary.support.publishers == 2
    assert summary.support.points == len(summary.points) == summary.support.verified


@pytest.mark.parametrize(
    ("text", "date", "label"),
    [
        ("In 2017, the bank signed with a card system, which started in 2018.", "2017", "2017"),
        ("From 2008–18, Elbonia was the second donor.", "2008", None),
        ("Arcadia joined in 2017 and Elbonia followed in 2020.", "2017", None),
    ],
)
def test_a_point_on_several_times_has_no_date(text: str, date: str, label: str | None) -> None:
    """Nobody reads "2017" beside what happened in 2020."""
    told = Sentence(DocumentId("a"), 1, 0, 0, len(text), text, date=date)
    made = point([told], {DocumentId("a"): Document(DocumentId("a"), 1, "a.txt", "A", text)})
    assert made is not None and made.date == label


@pytest.mark.parametrize(("after", "label"), [("It opened the same year.", "2012"), ("It lent more in 2010.", None)])
def test_a_point_whose_other_sentence_states_another_year_has_no_date(after: str, label: str | None) -> None:
    """The date of what leads up to an answer is not that of the answer."""
    text = f"Since 2012, the bank has promised loans. {after}"
    end = text.index(after) - 1
    told = [
        Sentence(DocumentId("a"), 1, 0, 0, end, text[:end], date="2012"),
        Sentence(DocumentId("a"), 1, 1, end + 1, len(text), after),
    ]
    made = point(told, {DocumentId("a"): Document(DocumentId("a"), 1, "a.txt", "A", text)})
    assert made is not None and made.date == label
