"""Search, sources, topics and completion find what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.briefing.desk import Desk
from bot.briefing.topics import Topic, TopicCatalogue, load_topics
from bot.errors import BadOption, ConfigurationError, NothingFound, UnknownSource
from bot.store.base import Scope


async def test_search_finds_passages_with_their_quotes(desk: Desk) -> None:
    """A hit can be opened where it stands."""
    found = await desk.search(Scope(), "Petarc")
    assert found.total == 2
    for passage in found.passages:
        document = await desk.store.document(Scope(), passage.sentence.document)
        assert document is not None
        assert document.text[passage.sentence.start : passage.sentence.end] == passage.quote


async def test_words_in_quotes_are_a_phrase(desk: Desk) -> None:
    """ "wind park" does not find a park and a wind."""
    assert all("wind park" in p.quote for p in (await desk.search(Scope(), '"wind park"')).passages)
    with pytest.raises(NothingFound):
        await desk.search(Scope(), '"park wind"')


async def test_what_holds_all_the_words_comes_first_and_is_counted(desk: Desk) -> None:
    """Five passages on "wind protest", of which four are on something else, look like five answers."""
    found = await desk.search(Scope(), "Arcadia protest wind")
    assert found.total > 2 and found.whole == 0
    told = await desk.search(Scope(), "protest park")
    assert told.whole == 1 and "Fishermen protest" in told.passages[0].quote and told.total > 1
    assert (await desk.search(Scope(), "wind")).whole is None
    assert (await desk.search(Scope(), "Petarcu Merovića")).whole is None, "its other forms were looked for"


async def test_a_serbian_case_finds_the_name(desk: Desk) -> None:
    """An analyst types Merovića or Petarcu, as the sentence in her head has it."""
    for word, held in (("Merovića", "Merović"), ("Petarcu", "Petarc"), ("Petarc", "Petarc")):
        assert all(held in p.quote for p in (await desk.search(Scope(), word)).passages)
    with pytest.raises(NothingFound):
        await desk.search(Scope(), "Xylofonu")


async def test_pages_end_where_they_end(desk: Desk) -> None:
    """A page too far says how many there are."""
    with pytest.raises(BadOption) as refused:
        await desk.search(Scope(), "Arcadia", page=9)
    assert refused.value.hint == "There is one page."
    with pytest.raises(BadOption):
        await desk.search(Scope(), "...")


async def test_a_source_is_found_by_a_part_of_its_name(desk: Desk) -> None:
    """Nobody types a whole title."""
    assert (await desk.source(Scope(), "arms and")).info.path == "arms.md"
    assert (await desk.source(Scope(), "gas.md")).info.title == "Gas in Arcadia"
    sections = [s.name for s in (await desk.source(Scope(), "Gas in Arcadia")).sections]
    assert sections == ["Energy", "Culture"]


async def test_an_unknown_or_ambiguous_source_names_the_nearest(desk: Desk) -> None:
    """A typing mistake in a title costs one more try, not a list of all."""
    with pytest.raises(UnknownSource) as unknown:
        await desk.source(Scope(), "Arms and alies")
    assert "Arms and allies" in unknown.value.hint
    with pytest.raises(UnknownSource, match="any of"):
        await desk.source(Scope(), "a")


async def test_topics_say_how_much_there_is(desk: Desk) -> None:
    """A person sees which topics have something behind them."""
    energy, arms = await desk.topics(Scope())
    assert (energy.name, energy.documents) == ("Energy", 3)
    assert arms.documents == 1


async def test_completion_serves_from_memory(desk: Desk) -> None:
    """What is typed so far narrows the choices; a slip of the finger still finds it."""
    await desk.refresh(Scope())
    assert desk.complete_topic(Scope(), "")[:1] == ["Energy"]
    assert desk.complete_topic(Scope(), "ARMS") == ["Arms and defence"]
    assert desk.complete_topic(Scope(), "enrgy") == ["Energy"]
    assert desk.complete_source(Scope(), "gas") == ["Gas in Arcadia"]
    assert "lex-rank" in desk.complete_method("lex")
    assert len(desk.complete_method("")) <= 25


async def test_a_guild_keeps_its_briefs_to_itself(desk: Desk) -> None:
    """A brief made in one server opens in no other, and not in a private chat."""
    made = await desk.brief(Scope("one"), "energy")
    assert await desk.kept(Scope("one"), made.id) == made
    assert await desk.kept(Scope("two"), made.id) is None
    assert await desk.kept(Scope(), made.id) is None
    assert await desk.opened(Scope("two"), made.id, 1) == []
    assert await desk.opened(Scope("one"), made.id, 1)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[topics.gas]\nwords = ['gas']\n", "topics.gas.name"),
        ("[topics.gas\n", "not valid TOML"),
        ("[topics.gas]\nname = 'Gas'\nwrods = []\n", "wrods"),
    ],
)
def test_a_broken_topics_file_says_where(tmp_path: Path, written: str, said: str) -> None:
    """The operator is told the file and the place, not shown a trace."""
    path = tmp_path / "topics.toml"
    path.write_text(written)
    with pytest.raises(ConfigurationError, match=said):
        load_topics(path)


def test_a_free_text_borrows_the_words_of_the_topic_it_speaks_of(tmp_path: Path) -> None:
    """ "railways and roads" is looked for as transport is; "river fish" is not."""
    path = tmp_path / "topics.toml"
    path.write_text("[topics.t]\nname = 'Transport'\naliases = ['roads', 'railways']\nwords = ['bridge', 'motorway']\n")
    catalogue = load_topics(path)
    akin = catalogue.akin("railways and roads")
    assert akin is not None and akin.name == "Transport"
    assert catalogue.akin("river fish") is None


def test_a_text_that_narrows_a_topic_is_a_subject_of_its_own() -> None:
    """Asked for the sanctions on one man, nobody wants all sanctions; "oil and gas" is still energy."""
    catalogue = TopicCatalogue({"energy": Topic("energy", "Energy", ("gas", "oil"), ("Petarc", "pipeline"))})
    assert catalogue.akin("Petarc gas") is None
    assert catalogue.akin("oil or gas energy") is not None
    assert catalogue.akin("gas and Petarc") is not None
