"""Fair use, played: who is too fast is told when to ask again; long work has turns and says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.client import Precis
from bot.errors import Busy, PrecisError, Stopping, TooFast
from bot.settings import Settings
from tests.cogs.world import TOPICS, UNHURRIED, World, button, open_world, texts


@asynccontextmanager
async def hurried(folder: Path, **limits: int) -> AsyncIterator[World]:
    """The world with limits, whose clock is the simulation's."""
    async with open_world(folder) as world:
        settings = Settings(_env_file=None, **limits)
        clock = lambda: world.env.now().timestamp()  # noqa: E731
        await world.env.restart_bot(Precis(world.desk, settings, clock=clock))
        yield world


def refused(world: World, kind: type[PrecisError]) -> int:
    """How many were refused for that reason, looked at so that they count as expected."""
    return sum(isinstance(getattr(e, "original", e), kind) for e in world.env.errors)


async def test_who_asks_too_fast_is_told_when_to_ask_again(tmp_path: Path) -> None:
    """One person's script keeps the bot from everybody else, or the refusal does not say for how long."""
    async with hurried(tmp_path, user_burst=2, user_per_minute=20) as world:
        for _ in range(2):
            result = await world.alice.slash(world.channel, "topics")
            assert "Topics" in texts(result.response)
        third = await world.alice.slash(world.channel, "topics")
        assert "Try again in 3 seconds" in texts(third.response)
        assert third.response.flags.ephemeral
        assert "Topics" in texts((await world.bob.slash(world.channel, "topics")).response)
        assert refused(world, TooFast) == 1
        await world.env.advance_time(3)
        again = await world.alice.slash(world.channel, "topics")
        assert "Topics" in texts(again.response)


async def test_a_server_has_a_limit_of_its_own(tmp_path: Path) -> None:
    """One large server takes all of the machine."""
    async with hurried(tmp_path, guild_burst=2, guild_per_minute=60) as world:
        for person in (world.alice, world.bob):
            assert "Topics" in texts((await person.slash(world.channel, "topics")).response)
        assert "This server asks a lot" in texts((await world.alice.slash(world.channel, "topics")).response)
        assert "Topics" in texts((await world.carol.slash(world.far_channel, "topics")).response)
        assert refused(world, TooFast) == 1


async def test_presses_count_less_and_are_limited_too(tmp_path: Path) -> None:
    """Opening the passages of one brief is refused; or buttons get around the limit."""
    async with hurried(tmp_path, user_burst=2, user_per_minute=20) as world:
        asked = await world.alice.slash(world.channel, "brief", topic="energy")
        said = []
        for _ in range(5):
            pressed = await world.alice.click(asked.response, custom_id=button(asked.response, "[1]"))
            said.append(texts(pressed.response))
        assert all("energy" in text.casefold() or "gas" in text.casefold() for text in said[:4])
        assert "a little fast" in said[4]
        refused(world, TooFast)


class SlowDesk(Desk):
    """Its written briefs end when the test says so."""

    env: Any
    ends: list[asyncio.Event]

    async def brief(self, scope: Any, topic: str, **options: Any) -> BriefAnswer:
        if options.get("method") == "abstractive":
            end = asyncio.Event()
            self.ends.append(end)
            await self.env.external_wait(end.wait(), reason="a model that writes")
            options["method"] = "default"
        return await super().brief(scope, topic, **options)


@asynccontextmanager
async def slow(folder: Path, monkeypatch: pytest.MonkeyPatch, **limits: int) -> AsyncIterator[tuple[World, SlowDesk]]:
    """The world where abstractive briefs take as long as the test wants."""

    class Turn(asyncio.Event):
        async def wait(self) -> Any:
            return await world.env.external_wait(super().wait(), reason="a turn")

    async with hurried(folder, **limits) as world:
        desk = SlowDesk(world.store, None, TOPICS, new_id=lambda: f"slow{len(desk.ends)}", schema=1)
        desk.env, desk.ends = world.env, []
        settings = Settings(_env_file=None, **{**UNHURRIED, **limits})
        clock = lambda: world.env.now().timestamp()  # noqa: E731
        await world.env.restart_bot(Precis(desk, settings, clock=clock))
        monkeypatch.setattr("bot.fairness.queue.Event", Turn)
        # simcord waits, in real time, for what is due within its five seconds
        monkeypatch.setattr("bot.views.working._FIRST", 20.0)
        yield world, desk


async def test_long_work_has_turns_and_shows_that_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The waiting do not know how many are before them, or a long answer looks like a dead bot."""
    written = {"topic": "energy", "method": "abstractive"}
    async with slow(tmp_path, monkeypatch) as (world, desk):
        dora = world.alice.guild.add_member(world.env.create_user("dora"))
        first = await world.alice.slash(world.channel, "brief", **written)
        second = await world.bob.slash(world.channel, "brief", topic="defense", method="abstractive", private=True)
        same = await dora.slash(world.channel, "brief", **written)
        far = await world.carol.slash(world.far_channel, "brief", **written)
        assert "1 long job before you" in texts(second.response)
        assert "2 long jobs before you" in texts(far.response)
        assert "Topics" in texts((await world.bob.slash(world.channel, "topics")).response), "short ones do not wait"
        await world.env.advance_time(20)
        assert "20 seconds so far" in texts(first.response) and "20 seconds so far" in texts(same.response)

        desk.ends[0].set()
        await world.env.settle()
        assert "Gazprom" in texts(first.response) and "so far" not in texts(first.response)
        assert "Gazprom" in texts(same.response), "the same question takes no turn of its own"
        assert "1 long job before you" in texts(far.response), "it is told that it moved up"
        desk.ends[1].set()
        await world.env.settle()
        assert "China" in texts(second.response)
        desk.ends[2].set()
        await world.env.settle()
        assert "Balkan Stream" in texts(far.response)
        await world.env.advance_time(60)
        assert all("so far" not in texts(each.response) for each in (first, second, far)), (
            "a sign came after the answer"
        )


async def test_long_work_after_a_press_says_beside_the_message_that_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who picks the writing method under a brief looks at the old one for a minute, or a sign stays for ever."""
    async with slow(tmp_path, monkeypatch) as (world, desk):
        asked = await world.alice.slash(world.channel, "brief", topic="energy", private=True)
        offered = await world.alice.click(asked.response, custom_id=button(asked.response, "Other method"))
        pressed = await world.alice.click(offered.response, custom_id=button(offered.response, "abstractive"))
        await world.env.advance_time(20)
        (beside,) = pressed.followups
        assert beside.flags.ephemeral and "20 seconds so far" in texts(beside)
        await world.env.advance_time(10)
        assert "30 seconds so far" in texts(beside), "the same message says so again"
        desk.ends[0].set()
        await world.env.settle()
        assert "Gazprom" in texts(offered.response)
        gone = [r.path for r in world.env.http_requests if r.method == "DELETE"]
        assert len(gone) == 1 and gone[0].endswith(str(beside.id))


async def test_files_of_many_points_take_a_turn_and_of_few_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A digest of hundreds of points keeps the machine from all others; or a short brief's files wait for nothing."""
    async with slow(tmp_path, monkeypatch) as (world, desk):
        asked = await world.bob.slash(world.channel, "brief", topic="energy")
        await world.alice.slash(world.channel, "brief", topic="defense", method="abstractive")
        few = await world.bob.click(asked.response, custom_id=button(asked.response, "Export"))
        assert [a.filename for a in few.response.attachments] == ["energy.pdf", "energy.md"]
        monkeypatch.setattr("bot.views.working.MANY_POINTS", 1)
        many = await world.bob.click(asked.response, custom_id=button(asked.response, "Export"))
        assert "1 long job before you" in texts(many.response)
        desk.ends[0].set()
        await world.env.settle()
        assert [a.filename for a in many.response.attachments] == ["energy.pdf", "energy.md"]


async def test_one_long_job_a_person_and_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One person keeps the machine; or the queue grows until no answer comes in time."""
    written = {"topic": "energy", "method": "abstractive"}
    async with slow(tmp_path, monkeypatch, heavy_waiting=1) as (world, desk):
        await world.alice.slash(world.channel, "brief", **written)
        again = await world.alice.slash(world.channel, "brief", topic="defense", method="abstractive")
        assert "not done yet" in texts(again.followups[-1])
        await world.bob.slash(world.channel, "brief", topic="defense", method="abstractive")
        third = await world.carol.slash(world.far_channel, "brief", **written)
        assert "queue of long jobs is full" in texts(third.followups[-1]) and third.followups[-1].flags.ephemeral
        assert refused(world, Busy) == 2
        for number in (0, 1):
            desk.ends[number].set()
            await world.env.settle()


async def test_who_waits_is_told_when_the_bot_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restart leaves a message that waits forever."""
    written = {"topic": "energy", "method": "abstractive"}
    async with slow(tmp_path, monkeypatch) as (world, desk):
        first = await world.alice.slash(world.channel, "brief", private=True, **written)
        second = await world.bob.slash(world.channel, "brief", topic="defense", method="abstractive", private=True)
        world.bot.gate.close()
        await world.env.settle()
        assert "I am being restarted" in texts(second.response), "in the place where it said that it waits"
        late = await world.carol.slash(world.far_channel, "topics")
        assert "I am being restarted" in texts(late.response)
        desk.ends[0].set()
        await world.env.settle()
        assert "Gazprom" in texts(first.response)
        assert refused(world, Stopping) == 2
