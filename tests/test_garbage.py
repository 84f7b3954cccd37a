"""Nobody's answer waits for the collector, and garbage goes all the same."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest

from bot.garbage import collected_when_quiet


class Knot:
    """Refers to itself: nothing but a walk through everything finds that nobody needs it."""

    def __init__(self) -> None:
        self.itself = self


def old_knot() -> weakref.ref[Knot]:
    """One that has outlived the collections of the young."""
    knot = Knot()
    gc.collect(1)
    return weakref.ref(knot)


async def turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize(("busy", "gone"), [(0.0, True), (0.5, False)])
async def test_it_is_collected_in_a_quiet_second_only(busy: float, gone: bool) -> None:
    """While the program works, its answer does not stand still for a walk through all that it holds."""
    clock, waited = 0.0, 0.0

    def worked() -> float:
        nonlocal clock
        clock += busy
        return clock

    async def pause(seconds: float) -> None:
        nonlocal waited
        waited += seconds
        if waited > 100:
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    async with collected_when_quiet(every=30, at_latest=600, worked=worked, pause=pause):
        knot = old_knot()
        young = [[] for _ in range(100_000)]  # many times what sets off a collection of everything
        await turns()
        assert (knot() is None) is gone
        del young


async def test_it_is_collected_in_the_end_also_where_there_is_no_quiet() -> None:
    """A program that reads a corpus for hours does not fill the memory meanwhile."""
    clock = 0.0

    def worked() -> float:
        nonlocal clock
        clock += 1.0
        return clock

    async def pause(seconds: float) -> None:
        await asyncio.sleep(0)

    async with collected_when_quiet(every=30, at_latest=5, worked=worked, pause=pause):
        knot = old_knot()
        await turns()
        assert knot() is None


async def test_it_leaves_the_collector_as_it_was() -> None:
    """The next program in this process (a test, another app) is collected as ever."""
    before = gc.get_threshold()
    async with collected_when_quiet():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
