"""The courier among faults: lost answers, closed channels, sleep, clocks, several at once."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.briefing.news import gather
from bot.briefing.orders import News
from bot.delivery.channels import Busy, Refused, Unsure
from bot.delivery.courier import Courier, Rules
from bot.errors import StoreError
from bot.store.digest_rows import REMOVED
from bot.store.sqlite import SqliteStore, open_store
from tests.channel import new_desk, put
from tests.delivery.mailboxes import Mailboxes
from tests.subscribing import Clock, subscription

TEXT = "# Energy\n\nGazprom Neft holds 56.15% of the shares of the oil company NIS."


@dataclass(slots=True)
class Post:
    """A courier with its clock, its store and the channels that it posts to."""

    store: SqliteStore
    clock: Clock
    boxes: Mailboxes
    courier: Courier

    async def look(self, *times: str) -> None:
        """What the courier does at these times of UTC."""
        for time in times or (None,):
            if time is not None:
                self.clock.now = datetime.fromisoformat(time).replace(tzinfo=UTC)
            await self.courier.tick()
            await self.courier.settled()

    async def subscribe(self, id: str = "s", **changed: Any) -> None:
        await self.store.save_subscription(subscription(id, **changed))

    async def states(self) -> list[str]:
        return [row.state for row in await self.store.ledger("")]


@asynccontextmanager
async def post_office(folder: Path, **rules: Any) -> AsyncIterator[Post]:
    clock, boxes, ids = Clock(), Mailboxes(folder / "channels"), itertools.count(1)
    async with await open_store(folder / "precis.sqlite3") as store:
        await put(store, "owners", TEXT, clock().isoformat())
        courier = Courier(
            new_desk(store, clock).digests,
            boxes,
            holder="one",
            new_id=lambda: f"d{next(ids)}",
            rules=Rules(**{"per_second": 0, **rules}),
        )
        yield Post(store, clock, boxes, courier)


@pytest_asyncio.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with post_office(tmp_path) as opened:
        yield opened


async def test_a_lost_answer_is_looked_for_before_anything_is_posted_again(post: Post) -> None:
    """The network breaks after Discord took the message, and the channel gets it twice."""
    await post.subscribe()
    post.boxes.after["10"] = [Unsure("connection reset")]
    await post.look("2027-05-03T06:00", "2027-05-03T06:01", "2027-05-03T06:03")
    assert len(post.boxes.read()) == 1 and post.boxes.looks == 1
    assert await post.states() == ["posted"]


async def test_an_attempt_that_surely_failed_is_repeated(post: Post) -> None:
    """A busy minute at Discord costs the digest of the day."""
    await post.subscribe()
    post.boxes.before["10"] = [Busy("slow down"), Unsure("no answer")]
    await post.look("2027-05-03T06:00", "2027-05-03T06:02", "2027-05-03T06:05")
    assert len(post.boxes.read()) == 1


async def test_where_nobody_can_look_nothing_is_posted_again(post: Post) -> None:
    """Without a view of the channel a doubtful digest is posted a second time."""
    await post.subscribe()
    post.boxes.after["10"] = [Unsure("connection reset")]
    post.boxes.unreadable["10"] = Refused("I may not read the history")
    await post.look("2027-05-03T06:00", "2027-05-03T06:02", "2027-05-03T06:05")
    assert len(post.boxes.read()) == 1
    assert await post.states() == ["failed"] and len(post.boxes.told) == 1


async def test_a_closed_channel_holds_up_no_other_and_is_paused_after_three(post: Post) -> None:
    """One server's mistake stops everybody's digests, or its manager is told every morning."""
    await post.subscribe("closed", channel="9")
    await post.subscribe("open", channel="10")
    post.boxes.before["9"] = [Refused("no permission") for _ in range(9)]
    for day in range(3, 8):
        await post.look(f"2027-05-0{day}T06:00")
    assert len(post.boxes.read("10")) == 5
    row = await post.store.subscription("closed")
    assert row is not None and row.state == "paused" and row.reason == "no permission"
    assert len(post.boxes.told) == 1 and len(post.boxes.before["9"]) == 6


async def test_a_fault_while_it_is_composed_costs_no_digest(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """One odd document or a busy store, and the channel gets nothing that day, or the same fault for ever."""
    faults: list[Exception] = [StoreError("The database is busy."), LookupError("odd")]

    async def failing(*what: Any) -> News:
        if faults:
            raise faults.pop()
        return await gather(*what)

    monkeypatch.setattr("bot.briefing.digest.gather", failing)
    await post.subscribe()
    await post.look("2027-05-03T06:00", "2027-05-03T06:11", "2027-05-03T06:22")
    assert faults == [] and len(post.boxes.read()) == 1
    assert await post.states() == ["posted"]


async def test_a_deleted_channel_is_paused_at_once(post: Post) -> None:
    """A deleted channel is tried for days."""
    await post.subscribe()
    post.boxes.before["10"] = [Refused("gone", gone=True)]
    await post.look("2027-05-03T06:00", "2027-05-04T06:00")
    row = await post.store.subscription("s")
    assert row is not None and row.state == "paused" and post.boxes.read() == []


async def test_what_failed_is_told_the_next_time(post: Post) -> None:
    """News of a day on which nothing could be posted is lost."""
    await post.subscribe()
    post.boxes.before["10"] = [Refused("no permission")]
    await post.look("2027-05-03T06:00", "2027-05-04T06:00")
    (message,) = post.boxes.read()
    assert message["kinds"] == ["new"]
    row = await post.store.subscription("s")
    assert row is not None and (row.failures, row.told) == (0, False)


async def test_a_laptop_that_slept_for_a_week_posts_one_digest_and_calls_it_late(post: Post) -> None:
    """On waking seven digests come, or one that passes for punctual."""
    await post.subscribe()
    await post.look("2027-05-03T06:00", "2027-05-10T10:30", "2027-05-10T10:31", "2027-05-11T06:00")
    assert [(m["slot"], m["late"]) for m in post.boxes.read()] == [
        ("2027-05-03", False),
        ("2027-05-10", True),
        ("2027-05-11", False),
    ]


async def test_what_was_missed_for_too_long_is_not_caught_up(post: Post) -> None:
    """The morning's digest comes in the middle of the night."""
    await post.subscribe()
    await post.look("2027-05-03T06:00", "2027-05-04T18:30")
    assert [m["slot"] for m in post.boxes.read()] == ["2027-05-03"]


async def test_a_clock_set_back_repeats_nothing_and_one_set_far_ahead_stops_nothing(post: Post) -> None:
    """After a wrong clock was set right the channel gets digests again, or none for a year."""
    await post.subscribe()
    await post.look("2027-05-03T06:00", "2027-05-04T06:00", "2027-05-03T05:00", "2027-05-03T06:00", "2027-05-04T06:30")
    assert [m["slot"] for m in post.boxes.read()] == ["2027-05-03", "2027-05-04"]
    await post.look("2028-05-04T06:00", "2027-05-05T06:00", "2027-05-06T06:00")
    assert [m["slot"] for m in post.boxes.read()][2:] == ["2028-05-04", "2027-05-05", "2027-05-06"]


async def test_nights_on_which_clocks_change_have_one_digest_each(post: Post) -> None:
    """At half past two in March there is no digest, and in October there are two."""
    for day in ("2027-03-28", "2027-10-31"):
        await post.subscribe(at="02:30", active_from=f"{day}T00:00:00+00:00")
        for hour in range(5):
            for minute in (0, 15, 30, 45):
                await post.look(f"{day}T{hour:02d}:{minute:02d}")
    assert [m["slot"] for m in post.boxes.read()] == ["2027-03-28", "2027-10-31"]


async def test_moving_the_time_or_the_zone_gives_no_second_digest_that_day(post: Post) -> None:
    """A manager moves the digest from eight to ten and gets it again."""
    await post.subscribe()
    await post.look("2027-05-03T06:00")
    await post.subscribe(at="10:00", active_from="2027-05-03T07:00:00+00:00")
    await post.look("2027-05-03T08:00")
    await post.subscribe(zone="America/New_York", active_from="2027-05-03T09:00:00+00:00")
    await post.look("2027-05-03T12:00", "2027-05-03T18:00", "2027-05-04T12:00")
    assert [m["slot"] for m in post.boxes.read()] == ["2027-05-03", "2027-05-04"]


async def test_quiet_days_are_as_they_were_chosen(post: Post) -> None:
    """Who wanted silence is told that nothing happened, or who wanted a word hears none."""
    await post.subscribe("talks", channel="10")
    await post.subscribe("silent", channel="11", quiet="silent")
    await post.look("2027-05-03T06:00", "2027-05-04T06:00")
    assert [m["kinds"] for m in post.boxes.read("10")] == [["new"], []]
    assert [m["kinds"] for m in post.boxes.read("11")] == [["new"]]
    assert sorted(await post.states()) == ["posted", "posted", "posted", "skipped"]


async def test_two_subscriptions_of_a_channel_do_not_tell_each_other_s_points(post: Post) -> None:
    """The morning's points come again in the evening's digest."""
    await post.subscribe("morning")
    await post.subscribe("evening", at="18:00", topics=())
    await post.look("2027-05-03T06:00", "2027-05-03T16:00")
    assert [m["kinds"] for m in post.boxes.read()] == [["new"], []]


async def test_two_digests_of_a_channel_at_the_same_minute_share_the_news(post: Post) -> None:
    """Two digests at eight tell the same points one below the other."""
    await post.subscribe("energy")
    await post.subscribe("all", topics=())
    post.boxes.delay = 0.05
    await post.look("2027-05-03T06:00")
    assert sorted(m["kinds"] for m in post.boxes.read()) == [[], ["new"]]


async def test_while_one_digest_is_in_doubt_no_other_tells_its_points(post: Post) -> None:
    """The answer of Discord is lost, and the channel's other digest says the same again."""
    await post.subscribe("energy")
    await post.subscribe("all", topics=(), at="08:01")
    post.boxes.after["10"] = [Unsure("connection reset")]
    post.boxes.unreadable["10"] = Unsure("no answer")
    await post.look("2027-05-03T06:00", "2027-05-03T06:01")
    assert len(post.boxes.read()) == 1, "it was told again while nobody knew whether it had been"
    post.boxes.unreadable.clear()
    await post.look("2027-05-03T06:05", "2027-05-03T06:06")
    assert [m["kinds"] for m in post.boxes.read()] == [["new"], []]


async def test_a_digest_that_had_to_wait_is_made_anew_and_called_late(post: Post) -> None:
    """What was composed before a long fault at Discord is posted after it, without a word."""
    await post.subscribe()
    post.boxes.before["10"] = [Busy("slow down")]
    await post.look("2027-05-03T06:00")
    await put(post.store, "owners", TEXT.replace("56.15%", "51.5%"), post.clock().isoformat())
    await post.look("2027-05-03T06:30")
    (message,) = post.boxes.read()
    assert "51.5%" in message["texts"][0] and message["late"]


async def test_a_subscription_that_ends_while_its_digest_is_in_doubt_is_settled_without_a_post(post: Post) -> None:
    """Something is posted for a subscription that was removed."""
    await post.subscribe()
    post.boxes.before["10"] = [Unsure("no answer")]
    await post.look("2027-05-03T06:00")
    await post.subscribe(state=REMOVED)
    await post.look("2027-05-03T06:05")
    assert post.boxes.read() == [] and await post.states() == ["failed"]


async def test_many_at_once_are_spread_and_all_arrive(tmp_path: Path) -> None:
    """Sixty digests at the same minute go out in one burst, or some are forgotten."""
    async with post_office(tmp_path, per_second=200.0, at_once=4) as post:
        for i in range(60):
            await post.subscribe(f"s{i}", channel=f"{100 + i}")
        await post.look("2027-05-03T06:00")
        assert all(len(post.boxes.read(f"{100 + i}")) == 1 for i in range(60))
