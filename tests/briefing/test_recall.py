"""The same question again: at once and with its age, and never when something has changed."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.briefing.recall import Recall
from bot.briefing.topics import Topic, TopicCatalogue
from bot.errors import Busy, NothingFound
from bot.store import recalled
from bot.store.base import Scope
from bot.store.guild_rows import SOURCES, Entry
from bot.store.sqlite import SqliteStore, open_store
from tests.channel import TOPICS, put
from tests.subscribing import Clock

HERE, THERE = Scope("1"), Scope("2")


@dataclass(slots=True)
class Room:
    """A desk whose answers are counted."""

    store: SqliteStore
    clock: Clock
    topics: TopicCatalogue = TOPICS
    made: int = 0
    ids: Any = field(default_factory=lambda: itertools.count(1))
    desk: Desk = field(init=False)
    recall: Recall = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """As after a restart."""
        new_id = lambda: f"id{next(self.ids)}"  # noqa: E731
        self.desk = Desk(self.store, None, self.topics, new_id=new_id, clock=self.clock, schema=1)
        self.recall = Recall(self.desk, new_id=new_id)

    async def ask(self, question: str = "Who owns NIS?", scope: Scope = HERE, **options: Any) -> BriefAnswer:
        fresh = options.pop("fresh", False)
        make = options.pop("make", None) or self.making(scope, question)
        return await self.recall.answer(scope, "ask", {"question": question, **options}, make, fresh=fresh)

    async def waiting(self, people: int) -> None:
        """Until so many wait for answers."""
        async with asyncio.timeout(30):
            while sum(f.waiting for f in self.recall._flights.values()) < people:  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    def making(self, scope: Scope, question: str) -> Callable[[], Any]:
        async def make() -> BriefAnswer:
            self.made += 1
            return await self.desk.ask(scope, question)

        return make

    async def add(self, name: str, text: str, **options: str) -> None:
        await put(self.store, name, text, self.clock.now.isoformat(), **options)


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with await open_store(tmp_path / "precis.sqlite3") as store:
        made = Room(store, Clock())
        await made.add("gas", "The oil company NIS has been majority owned by Gazprom Neft since 2009.")
        yield made


async def test_the_same_question_is_answered_from_what_was_kept_with_its_age(room: Room) -> None:
    """In a meeting everybody asks the same, and everybody waits; or an old answer looks new."""
    first = await room.ask("Who owns NIS?")
    asked_at = room.clock.now.isoformat(timespec="seconds")
    room.clock.advance(minutes=4)
    again = await room.ask("  who   owns NIS ")
    assert room.made == 1
    assert first.made_at is None and again.made_at == asked_at
    assert again.summary == first.summary and again.id != first.id
    assert await room.desk.kept(HERE, again.id) == again, "its buttons would find nothing"


async def test_it_can_be_answered_anew(room: Room) -> None:
    await room.ask()
    room.clock.advance(minutes=4)
    anew = await room.ask(fresh=True)
    assert room.made == 2 and anew.made_at is None
    made_at = room.clock.now.isoformat(timespec="seconds")
    room.clock.advance(minutes=1)
    assert (await room.ask()).made_at == made_at, "the new one is the kept one now"


async def test_another_question_option_or_command_is_another_answer(room: Room) -> None:
    """Somebody gets the answer to another question."""
    await room.ask("Who owns NIS?")
    await room.ask("Who owned NIS?")
    await room.ask("Who owns NIS?", since="2024")
    assert room.made == 3


async def test_it_survives_a_restart(room: Room) -> None:
    await room.ask()
    room.open()
    assert (await room.ask()).made_at is not None
    assert room.made == 1


async def test_no_server_gets_anothers_answer(room: Room) -> None:
    """What one server's own document says is told in another, or in a direct message."""
    await room.add("lake", "The lake depot of NIS holds 40 tanks of gas.", owner="1")
    await room.add("town", "The town depot of NIS holds 3 tanks of gas.")
    question = "How many tanks of gas do depots of NIS hold?"
    mine = await room.ask(question, scope=HERE)
    for other in (THERE, Scope()):
        theirs = await room.ask(question, scope=other)
        assert theirs.made_at is None
        assert "lake" not in str(theirs.summary)
    assert room.made == 3 and "lake" in str(mine.summary)


async def test_whatever_it_rests_on_changes_it_is_made_anew(room: Room) -> None:
    """A new document, a hidden source or another topic list is ignored by a stale answer."""

    async def add() -> None:
        await room.add("news", "NIS has been owned by a fund since 2026.")

    async def hide() -> None:
        await room.store.change(
            Entry(0, "1", "9", "2027-01-01", SOURCES, "hidden", subject="news", label="News", before=None, after="yes")
        )

    async def grade() -> None:
        await room.store.change(
            Entry(0, "1", "9", "2027-01-01", SOURCES, "grade", subject="gas", label="Gas", before=None, after="B2")
        )

    async def other_topics() -> None:
        room.topics = TopicCatalogue({"trade": Topic("trade", "Trade", (), ("exports",))})
        room.open()

    await room.ask()
    for number, change in enumerate((add, hide, grade, other_topics), 2):
        await change()
        assert (await room.ask()).made_at is None, change.__name__
        assert room.made == number
        assert (await room.ask()).made_at is not None


async def test_what_was_not_answered_is_not_kept(room: Room) -> None:
    """ "Not in the corpus" is repeated though it is looked for again at no cost."""
    for _ in range(2):
        assert not (await room.ask("Who won the football World Cup?")).summary.answered
    assert room.made == 2


async def test_an_answer_without_the_model_that_was_still_loading_is_not_kept(room: Room) -> None:
    """The first answer after a start, made without the model, stays the answer for good."""

    class Loading:
        name = "model"
        ready = False

        async def encode(self, texts: Any) -> Any:
            raise TimeoutError

    room.desk.encoder = room.desk._library._encoder = Loading()  # type: ignore[assignment]
    for _ in range(2):
        assert "lexical form" in str((await room.ask()).summary.notes)
    assert room.made == 2


async def test_those_who_ask_at_once_share_one_answer(room: Room) -> None:
    """Ten people in a meeting ask the same, and it is worked out ten times."""
    go = asyncio.Event()

    async def make() -> BriefAnswer:
        room.made += 1
        await go.wait()
        return await room.desk.ask(HERE, "Who owns NIS?")

    asking = [asyncio.create_task(room.ask(make=make)) for _ in range(10)]
    await room.waiting(10)
    asking[0].cancel()  # who asked first goes away
    await asyncio.sleep(0)
    go.set()
    answers = await asyncio.gather(*asking[1:])
    assert room.made == 1
    assert len({a.id for a in answers}) == 9, "each is shown under an id of its own"


async def test_a_fault_reaches_everybody_and_is_not_kept(room: Room) -> None:
    """One failure is remembered as the answer."""
    go = asyncio.Event()

    async def fail() -> BriefAnswer:
        room.made += 1
        await go.wait()
        raise NothingFound("Nothing.")

    asking = [asyncio.create_task(room.ask(make=fail)) for _ in range(3)]
    await room.waiting(3)
    go.set()
    results = await asyncio.gather(*asking, return_exceptions=True)
    assert [type(r) for r in results] == [NothingFound] * 3 and room.made == 1
    assert (await room.ask()).summary.answered


async def test_a_refused_turn_is_refused_to_one_person(room: Room) -> None:
    """Somebody is told that their last job is not done, and they have none."""
    go = asyncio.Event()

    async def refused() -> BriefAnswer:
        await go.wait()
        raise Busy("Your last long job is not done yet.")

    first = asyncio.create_task(room.ask(make=refused))
    await room.waiting(1)
    second = asyncio.create_task(room.ask())
    await room.waiting(2)
    go.set()
    with pytest.raises(Busy):
        await first
    assert (await second).summary.answered


async def test_what_nobody_waits_for_is_broken_off(room: Room) -> None:
    """Work goes on for people who have left."""
    ended: list[str] = []

    async def forever() -> BriefAnswer:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("it")
        raise AssertionError

    asking = asyncio.create_task(room.ask(make=forever))
    await room.waiting(1)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await asyncio.sleep(0)
    assert ended == ["it"]


async def test_it_is_bounded(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database grows with every question ever asked."""
    monkeypatch.setattr(recalled, "MOST", 3)
    for number in range(6):
        await room.store.note_recall(f"k{number}", "1", "s", f"b{number}", f"2027-01-0{number + 1}")
    found = [await room.store.recall(f"k{number}", "1", "s") is not None for number in range(6)]
    assert found == [False, False, False, True, True, True]
