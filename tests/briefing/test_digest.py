"""What a digest tells a channel, and what it does not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answers import Change
from bot.briefing import library, narrowing, news, selecting
from bot.briefing.digest import Composed
from bot.store.base import Scope
from bot.store.digest_rows import CitedRow, PostingRow
from summarizers.models import DocumentId
from tests.channel import Newsdesk, open_newsdesk

OWNERS = (
    "# Energy\n\nGazprom Neft holds 56.15% of the shares of the oil company NIS. The state of Serbia kept 29.87% of "
    "the oil company. The refinery in Pančevo can process 4.8 million tons of oil a year."
)
PIPE = (
    "# Energy\n\nThe Balkan Stream gas pipeline entered service in January 2021 and carries 13.88 billion cubic meters."
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Newsdesk]:
    async with open_newsdesk(tmp_path) as opened:
        yield opened


def told(composed: Composed, kind: str | None = None) -> list[str]:
    return [c.point.text for c in composed.answer.changes if kind is None or c.kind == kind]


def only(composed: Composed) -> Change:
    (change,) = composed.answer.changes
    return change


async def test_the_first_digest_is_the_state_of_things_and_the_next_is_quiet(desk: Newsdesk) -> None:
    """A new channel gets nothing, or the next day gets the same again."""
    await desk.add("owners", OWNERS)
    first = await desk.digest()
    assert any("56.15%" in text for text in told(first))
    assert {c.kind for c in first.answer.changes} == {"new"}
    assert (await desk.digest()).empty


async def test_a_new_document_is_told_and_nothing_else(desk: Newsdesk) -> None:
    """News is buried in what was told before."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    await desk.add("pipe", PIPE)
    change = only(await desk.digest())
    assert "Balkan Stream" in change.point.text and change.kind == "new"
    assert "new document" in change.why


async def test_what_else_a_document_says_is_no_update_of_what_was_told_of_it(desk: Newsdesk) -> None:
    """A channel has a second digest, on all topics: each point reads as an update of one on something else."""
    towns = " ".join(f"Town {n} of the valley has {n} wells and a mill." for n in range(2, 90))
    gas = "# Gas\n\nRussia sold Serbia 2.5 billion cubic meters of natural gas in 2021."
    gifts = "# Gifts\n\nRussia gave Serbia 30 fighters and 30 drones in 2019."
    await desk.add("paper", f"{gas}\n\n# Towns\n\n{towns}\n\n{gifts}")
    await desk.digest()
    second = await desk.digest(topics=("defense",))
    assert told(second) and {c.kind for c in second.answer.changes} == {"new"}


async def test_one_event_in_three_outlets_is_one_point_with_three_citations(desk: Newsdesk) -> None:
    """A wire story fills the digest, once for each paper that took it."""
    for outlet in ("one", "two", "three"):
        await desk.add(outlet, PIPE)
    composed = await desk.digest()
    change = only(composed)
    assert {e.document for e in change.point.evidence} == {"one", "two", "three"}
    assert len(composed.answer.summary.sources) == 3


async def test_a_copy_that_comes_a_day_later_is_no_news(desk: Newsdesk) -> None:
    """The same story is told again whenever another outlet takes it."""
    await desk.add("one", PIPE)
    await desk.digest()
    await desk.add("two", PIPE)
    composed = await desk.digest()
    assert composed.empty
    assert dict(composed.answer.counts)["already reported"] == 1


async def test_an_edited_figure_is_an_update_that_names_the_message(desk: Newsdesk) -> None:
    """A corrected figure goes unnoticed, or the reader is not told which message was wrong."""
    await desk.add("owners", OWNERS)
    first = await desk.digest()
    await desk.add("owners", OWNERS.replace("56.15%", "51.5%"))
    change = only(await desk.digest())
    assert change.kind == "updated" and "51.5%" in change.point.text
    assert [b.brief for b in change.before] == [first.answer.id]
    assert "56.15%" in change.before[0].text
    assert change.before[0].link == f"https://discord.com/channels/1/10/{desk.messages[first.answer.id]}"
    assert (await desk.digest()).empty, "the correction is told twice"


async def test_another_source_with_another_figure_contradicts(desk: Newsdesk) -> None:
    """Sources that disagree are not set against each other."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    await desk.add("rival", "# Energy\n\nGazprom Neft holds 51.5% of the shares of the oil company NIS.")
    change = only(await desk.digest())
    assert change.kind == "contradicted"
    assert "56.15%" in change.before[0].text


async def test_a_passage_that_was_taken_out_is_said_once_with_what_was_posted(desk: Newsdesk) -> None:
    """A source takes back what the channel was told, and nobody says so."""
    await desk.add("owners", OWNERS)
    first = await desk.digest()
    assert any("Pančevo" in text for text in told(first))
    await desk.add("owners", OWNERS.replace("The refinery in Pančevo can process 4.8 million tons of oil a year.", ""))
    change = only(await desk.digest())
    assert change.kind == "removed" and "Pančevo" in change.point.text
    assert "Pančevo" in change.point.evidence[0].quote
    assert (await desk.digest()).empty


async def test_a_withdrawn_document_is_said_once_however_much_it_said(desk: Newsdesk) -> None:
    """The channel goes on relying on a withdrawn source, or hears of it for each of its statements."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    await desk.store.withdraw(DocumentId("owners"), now=desk.now)
    change = only(await desk.digest())
    assert change.kind == "withdrawn" and change.before
    assert (await desk.digest()).empty


async def test_a_brief_posted_on_demand_is_corrected_too(desk: Newsdesk) -> None:
    """Only digests are corrected; what /brief posted stays wrong in the channel."""
    document = await desk.add("owners", OWNERS)
    start = OWNERS.index("Gazprom")
    end = OWNERS.index("NIS.") + 4
    cited = (CitedRow(0, document, 1, start, end, OWNERS[start:end]),)
    await desk.store.save_posting(PostingRow("abrief", "1", "10", "4711", desk.now, cited))
    await desk.digest()
    await desk.add("owners", OWNERS.replace("56.15%", "51.5%"))
    composed = await desk.digest()
    links = {b.link for c in composed.answer.changes for b in c.before}
    assert "https://discord.com/channels/1/10/4711" in links
    assert "abrief" in composed.told.flagged


async def test_what_has_no_room_comes_the_next_day(desk: Newsdesk) -> None:
    """On a busy day news is dropped for good."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    towns = ("Niš", "Novi Sad", "Subotica", "Kragujevac", "Zrenjanin", "Leskovac", "Valjevo", "Šabac")
    for i, town in enumerate(towns):
        await desk.add(
            f"plant{i}", f"# Energy\n\nA gas power plant of {100 + 17 * i} megawatts opened in {town} in 202{i}."
        )
    seen: list[str] = []
    for _ in range(4):
        seen += told(await desk.digest(length="short"))
    for town in towns:
        assert sum(town in text for text in seen) == 1, (town, seen)
    assert (await desk.digest(length="short")).empty


async def test_off_topic_documents_are_named_as_left_out(desk: Newsdesk) -> None:
    """Nobody can find out why a document was not mentioned."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    await desk.add(
        "church", "# Church\n\nBishop Teodosije opened a school for 40 singers in a monastery near Peć in 2027."
    )
    composed = await desk.digest()
    assert composed.empty
    assert [(left.reason, left.title) for left in composed.answer.left_out] == [("off topic", "church")]
    assert not (await desk.digest(topics=())).empty, "all topics must mean all"


async def test_a_topic_that_gives_nothing_for_long_is_said_to_be_quiet_once(desk: Newsdesk) -> None:
    """A story dies and nobody notices; or its silence is announced every day."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    desk.clock.advance(days=15)
    composed = await desk.digest()
    assert [topic for topic, _ in composed.answer.quiet] == ["Energy"]
    desk.clock.advance(days=3)
    assert (await desk.digest()).empty


async def test_another_guilds_document_is_not_in_it(desk: Newsdesk) -> None:
    """A digest tells what only another server may read."""
    await desk.add("owners", OWNERS)
    await desk.add(
        "secret", "# Energy\n\nSerbia keeps 40 tanks of gas in a secret depot near Niš since 2023.", owner="2"
    )
    assert not any("depot" in text for text in told(await desk.digest()))
    at_home = await desk.digests.compose(desk.wanted(Scope("2"), channel="20"), "x")
    assert any("depot" in text for text in told(at_home))


async def test_channels_in_the_same_position_share_the_work_and_not_the_links(desk: Newsdesk) -> None:
    """Five hundred digests take five hundred times as long; or one points into another's channel."""
    await desk.add("owners", OWNERS)
    one, two = await desk.digest(), await desk.digest(channel="20")
    await desk.add("owners", OWNERS.replace("56.15%", "51.5%"))
    first, second = only(await desk.digest()), only(await desk.digest(channel="20"))
    assert [b.brief for b in first.before] == [one.answer.id]
    assert [b.brief for b in second.before] == [two.answer.id]
    assert len(desk.digests._shared) == 2, "the same position was worked out twice"


async def test_in_a_corpus_too_large_to_be_looked_at_whole_nothing_new_is_missed(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past some size the one new document is not among those that are looked at."""
    monkeypatch.setattr(library, "SMALL", 10)
    monkeypatch.setattr(narrowing, "WHOLE", 12)
    monkeypatch.setattr(narrowing, "PASSAGES", 0)
    monkeypatch.setattr(news, "MANY", 20)
    for i in range(30):
        await desk.add(
            f"plant{i}", f"# Energy\n\nThe gas plant of Niš sold {100 + i} barrels of oil and gas in 20{i:02d}."
        )
    assert len(told(await desk.digest())) > 0
    await desk.add("odd", "# Roads\n\nGazprom paid 40 euros for a pipeline in Peć in 2027.")
    assert any("Peć" in text for text in told(await desk.digest()))
    assert (await desk.digest()).empty


BLAST = (
    "# Energy\n\nAn explosion at the gas compressor station at Malošište near Niš on Sunday halted deliveries through "
    "the Balkan Stream pipeline, the operator Gastrans said. Three workers were injured at the gas station in "
    "Malošište. Gastrans said that gas would be drawn from the Banatski Dvor storage, which holds 450 million cubic "
    "meters. The prosecutor in Niš opened an inquiry into the gas station."
)
OWN_WORDS = (
    "# Energy\n\nGas stopped flowing through the Balkan Stream pipeline after a blast in a compressor station at "
    "Malošište near Niš on Sunday, Gastrans said. Hungary, which gets its gas through Serbia, has gas for 90 days."
)


async def test_one_event_does_not_fill_a_digest_and_names_all_outlets(desk: Newsdesk) -> None:
    """The day's accident takes all the room, once in each outlet's words."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    await desk.add("wire", BLAST)
    await desk.add("copy", BLAST.replace("An explosion", "(Morava Wire) - An explosion"))
    await desk.add("radio", OWN_WORDS)
    await desk.add(
        "loan", "# Energy\n\nParliament approved a loan of 620 million euros for a gas power plant in Kragujevac."
    )
    composed = await desk.digest()
    said = told(composed)
    assert said[0].startswith("An explosion"), said
    assert {e.document for e in composed.answer.changes[0].point.evidence} >= {"wire", "copy"}
    assert sum("Malošište" in text for text in said) <= 3 and any("Kragujevac" in text for text in said)
    assert not any("Gas stopped flowing" in text for text in said)
    cited = {e.document for c in composed.answer.changes for e in c.point.evidence}
    assert "radio" in cited or composed.answer.changes[0].also == ("“radio”",)


async def test_a_story_goes_on_as_an_update_with_what_was_told_of_it(desk: Newsdesk) -> None:
    """The next day's development comes as if nothing had been told before."""
    await desk.add("wire", BLAST)
    first = await desk.digest()
    await desk.add(
        "flow",
        "# Energy\n\nGas flows again through the Balkan Stream pipeline at half pressure, the operator Gastrans said.",
    )
    change = only(await desk.digest())
    assert change.kind == "updated" and change.before[0].brief == first.answer.id and change.before[0].link


async def test_a_sentence_that_an_older_document_has_is_not_new_whenever_it_is_printed(desk: Newsdesk) -> None:
    """An article that repeats what has been known for years is the news of the day."""
    await desk.add("owners", OWNERS)
    await desk.digest(length="short", topics=("defense",))  # nothing of it was told
    fresh = (
        "The refinery in Pančevo can process 4.8 million tons of oil a year. Its director sold 40 shares of NIS in Peć."
    )
    await desk.add("essay", f"# Energy\n\n{fresh}")
    composed = await desk.digest(topics=("defense",))
    assert composed.empty
    await desk.add("essay2", f"# Army\n\nThe army bought 12 drones for the refinery. {fresh}")
    composed = await desk.digest(topics=("defense", "energy"))
    await desk.add("essay3", "# Energy\n\nThe refinery in Pančevo can process 4.8 million tons of oil a year.")
    assert (await desk.digest(topics=("defense", "energy"))).empty


async def test_an_article_reworded_by_its_editor_is_no_news(desk: Newsdesk) -> None:
    """Edited articles are posted again."""
    await desk.add("pipe", PIPE)
    await desk.digest()
    anew = (
        "Since January 2021 the Balkan Stream gas pipeline has been in service; it carries 13.88 billion cubic meters."
    )
    await desk.add("pipe", f"# Energy\n\n{anew}")
    assert (await desk.digest()).empty


async def test_what_waits_for_room_and_is_edited_meanwhile_is_still_told_whole(desk: Newsdesk) -> None:
    """An article that had no room yesterday, and gets a comma today, is never told."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    towns = ("Niš", "Novi Sad", "Subotica", "Kragujevac", "Zrenjanin")
    plants = {t: f"A gas power plant of {100 + 17 * i} megawatts opened in {t} in 202{i}." for i, t in enumerate(towns)}
    for town, text in plants.items():
        await desk.add(town, f"# Energy\n\n{text}")
    seen = told(await desk.digest(length="short"))
    (late,) = [t for t in towns if not any(t in text for text in seen)][:1]
    await desk.add(late, f"# Energy\n\n{plants[late]} It is a large gas plant.")
    seen += told(await desk.digest(length="short"))
    assert any(late in text for text in seen), seen


async def test_a_withdrawn_source_is_named_with_each_of_its_statements(desk: Newsdesk) -> None:
    """The channel cannot see which of what it read no longer has a source."""
    await desk.add("owners", OWNERS)
    first = await desk.digest()
    await desk.store.withdraw(DocumentId("owners"), now=desk.now)
    change = only(await desk.digest())
    assert change.point.text in told(first) and change.before[0].text == change.point.text
    assert {b.text for b in change.before} == set(told(first)) and all(b.link for b in change.before)


async def test_nothing_that_is_told_is_listed_as_left_out(desk: Newsdesk) -> None:
    """ "Why these" says of a point that stands above that it was left out."""
    await desk.add("owners", OWNERS)
    await desk.add("arms", "# Arms\n\nThe army received six drones paid for with gas and oil in 2027.")
    answer = (await desk.digest(topics=())).answer
    assert not {left.text for left in answer.left_out} & {c.point.text for c in answer.changes}


async def test_every_topic_has_its_turn_before_one_has_all(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first topic of the list takes all the room of a digest on several."""
    monkeypatch.setattr(news, "SHORT", 0)  # as documents of many pages are looked at
    monkeypatch.setattr(selecting, "IN_ALL", 1)
    towns = ("Niš", "Novi Sad", "Subotica", "Kragujevac", "Zrenjanin", "Leskovac")
    for i, town in enumerate(towns):
        await desk.add(town, f"# Energy\n\nA gas power plant of {100 + 17 * i} megawatts opened in {town} in 202{i}.")
    await desk.add("arms", "# Arms\n\nThe army received six drones and 40 missiles from China in 2027.")
    topics = {c.topic for c in (await desk.digest(topics=("energy", "defense"))).answer.changes}
    assert topics == {"Energy", "Defense and arms"}
