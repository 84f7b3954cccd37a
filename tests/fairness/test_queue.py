"""The queue of long work."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import Busy, Stopping
from bot.fairness.queue import Queue


class Job:
    """A long job of ``user``: ``told`` is what it heard, ``finish`` ends it."""

    def __init__(self, queue: Queue, user: str) -> None:
        self.told: list[int] = []
        self.running = asyncio.Event()
        self._end = asyncio.Event()
        self.task = asyncio.create_task(self._run(queue, user))

    async def _tell(self, ahead: int) -> None:
        self.told.append(ahead)

    async def _run(self, queue: Queue, user: str) -> None:
        async with queue.turn(user, self._tell):
            self.running.set()
            await self._end.wait()

    async def finish(self) -> None:
        self._end.set()
        await self.task


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_one_after_the_other_and_each_is_told_how_many_are_before() -> None:
    """The waiting do not know that they wait, or somebody overtakes."""
    queue = Queue(at_once=1, longest=8)
    first, second, third = (Job(queue, name) for name in "abc")
    await settle()
    assert first.running.is_set() and first.told == []
    assert second.told == [1] and third.told == [2]
    await first.finish()
    await settle()
    assert second.running.is_set() and not third.running.is_set()
    assert third.told == [2, 1]
    await second.finish()
    await third.finish()


async def test_who_gives_up_makes_room() -> None:
    """A cancelled job blocks those behind it for good."""
    queue = Queue(at_once=1, longest=8)
    first, second, third = (Job(queue, name) for name in "abc")
    await settle()
    second.task.cancel()
    await settle()
    assert third.told == [2, 1]
    first.task.cancel()
    await settle()
    assert third.running.is_set()
    await third.finish()
    await Job(queue, "b").finish()


async def test_one_job_a_person() -> None:
    """One person keeps everybody else waiting."""
    queue = Queue(at_once=1, longest=8)
    first = Job(queue, "a")
    await settle()
    with pytest.raises(Busy, match="not done yet"):
        await Job(queue, "a").task
    waiting = Job(queue, "b")
    await settle()
    with pytest.raises(Busy):
        await Job(queue, "b").task
    await first.finish()
    await waiting.finish()
    await Job(queue, "a").finish()


async def test_past_the_bound_is_a_clear_refusal() -> None:
    """The queue grows until nobody's answer comes in time."""
    queue = Queue(at_once=1, longest=2)
    jobs = [Job(queue, name) for name in "abc"]
    await settle()
    with pytest.raises(Busy, match="2 waiting"):
        await Job(queue, "d").task
    for job in jobs:
        await job.finish()


async def test_the_waiting_are_told_when_the_program_ends() -> None:
    """Whoever waits for a turn is left waiting forever by a restart."""
    queue = Queue(at_once=1, longest=8)
    running, waiting = Job(queue, "a"), Job(queue, "b")
    await settle()
    queue.close()
    with pytest.raises(Stopping):
        await waiting.task
    with pytest.raises(Stopping):
        await Job(queue, "c").task
    await running.finish()


async def test_several_at_once() -> None:
    queue = Queue(at_once=2, longest=8)
    jobs = [Job(queue, name) for name in "abcd"]
    await settle()
    assert [job.running.is_set() for job in jobs] == [True, True, False, False]
    assert jobs[3].told == [2]
    for job in jobs:
        await job.finish()
