"""The dated events of a topic, in order."""

from __future__ import annotations

import numpy as np
import pytest

from bot.briefing.desk import Desk
from bot.briefing.timeline import events
from bot.briefing.topics import TopicCatalogue
from bot.corpus.reading import read
from bot.errors import BadOption, NothingFound
from bot.render import as_json
from bot.render.markdown import brief as markdown
from bot.store.base import SHARED, Scope
from bot.store.sqlite import SqliteStore
from summarizers.base import Candidates
from summarizers.models import DocumentId, Query

HARBOR = """The harbor of Port Amber was closed by ice in January 1999. As of 2021, the harbor is the largest.
The harbor tariff rises every year. The new harbor crane of Port Amber was opened on 5 May 2019 by the mayor.
The harbor law of 2004 was passed in 2004. The harbor workers of Port Amber went on strike in May 2019.
The harbor sent ships home after the storm of 2011."""
CRANE = "The new harbor crane was opened in May 2019 by the mayor."


@pytest.fixture
async def harbor(store: SqliteStore) -> Desk:
    for name, text in (("harbor", HARBOR), ("gazette", CRANE)):
        found = read(text.encode(), path=f"{name}.txt", document=DocumentId(name))
        await store.put(found.document, found.sentences, owner=SHARED, digest=name, now="2026-01-01T00:00:00+00:00")
    return Desk(store, None, TopicCatalogue({}), new_id=lambda: "t1")


async def test_events_stand_in_order_by_what_their_sentences_state(harbor: Desk) -> None:
    """The order is that of the file or of publication; what has no date, or only says how things stand, fills up."""
    answer = await harbor.timeline(Scope(), "harbor")
    (section,) = answer.summary.sections
    assert section.name == "timeline"
    assert [p.date for p in section.points] == ["1999-01", "2004", "2019-05", "2019-05-05"]
    said = " ".join(p.text for p in section.points)
    assert "tariff" not in said and "As of 2021" not in said and "storm" not in said
    assert all(p.evidence for p in section.points)


def candidates(text: str, query: Query, near: str) -> Candidates:
    """The sentences of ``text``, of which those with the word ``near`` are near to the query in meaning."""
    sentences = read(text.encode(), path="a.txt", document=DocumentId("a")).sentences
    meanings = np.eye(len(sentences) + 1, dtype=np.float32)
    vectors = np.array([meanings[0 if near in s.text else n] for n, s in enumerate(sentences, 1)])
    return Candidates(sentences, query, vectors, meanings[0])


def test_what_is_only_near_to_a_topic_is_no_event_of_it() -> None:
    """A river's flood in the timeline of the harbor, because floods and harbors are near in meaning."""
    text = (
        "The harbor of Port Amber was closed by ice in January 1999. Port Amber sold its old ferries in 2003. "
        "The flood of the Grey River took 12 houses in Nova in 2007. The harbor mole of Port Amber was built in 2011."
    )
    chosen = events(candidates(text, Query("Harbors", ("harbor", "ferries"), "Harbors"), "flood"), 12)
    assert [e.date for e in chosen] == ["1999-01", "2003", "2011"]


def test_events_of_one_year_stand_as_their_source_tells_them() -> None:
    text = (
        "Port Amber asked three firms for a harbor crane in 2019. The harbor crane came by ship in 2019. "
        "Port Amber's harbor paid for the harbor crane and the harbor mole in 2019."
    )
    chosen = events(candidates(text, Query("harbor"), "mole"), 12)
    assert [e.unit[-1] for e in chosen] == [0, 1, 2]


def test_what_happens_again_in_nearly_the_same_words_is_told_each_time() -> None:
    """A rate that is raised every month is one event, since its sentences are alike."""
    months = ("January", "March", "May", "July")
    text = " ".join(f"The bank of Nova raised its rate to {n}.5% in {m} 2023." for n, m in enumerate(months, 2))
    assert [e.date for e in events(candidates(text, Query("rate"), "rate"), 12)] == [
        "2023-01",
        "2023-03",
        "2023-05",
        "2023-07",
    ]


async def test_one_event_of_two_sources_is_one_with_both_citations(harbor: Desk) -> None:
    """The crane is opened twice, or the second source is lost, or the day is given up for the month."""
    answer = await harbor.timeline(Scope(), "harbor crane")
    crane = [p for p in answer.summary.points if "crane" in p.text]
    assert len(crane) == 1
    assert len({e.document for e in crane[0].evidence}) == 2
    assert crane[0].date == "2019-05-05"


async def test_the_json_has_points_with_dates_in_order(harbor: Desk) -> None:
    found = as_json.answer(await harbor.timeline(Scope(), "harbor"))
    assert found["command"] == "timeline"
    dates = [p["date"] for p in found["sections"][0]["points"]]
    assert len(dates) == 4 and dates == sorted(dates)


async def test_a_written_timeline_begins_each_line_with_its_date(harbor: Desk) -> None:
    text = markdown(await harbor.timeline(Scope(), "harbor"))
    assert "- **January 1999** The harbor of Port Amber was closed" in text
    assert "- **5 May 2019** The new harbor crane" in text


async def test_lengths_hold_and_nothing_dated_is_told_so(harbor: Desk) -> None:
    assert len((await harbor.timeline(Scope(), "harbor", length="short")).summary.points) <= 6
    with pytest.raises(BadOption):
        await harbor.timeline(Scope(), "harbor", length="endless")
    with pytest.raises(NothingFound, match="dates an event"):
        await harbor.timeline(Scope(), "herring")
