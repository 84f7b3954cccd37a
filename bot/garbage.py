"""Garbage is collected between answers, and not during one.

Python's collector walks through everything that lives whenever enough was made since the last time:
in the middle of a digest on a thousand documents that is a hundred thousand objects, and all threads
stand still for as long as it takes. Here the young are collected as ever, which takes a millisecond;
the walk through everything waits for a quiet second.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

EVERY = 30.0
"""Seconds between two walks through everything ..."""

AT_LATEST = 600.0
"""... of which so many may pass without a quiet one."""

QUIET = 0.1
"""The share of a second's processor time up to which the program counts as quiet."""

NEVER = 1_000_000_000


@asynccontextmanager
async def collected_when_quiet(
    *,
    every: float = EVERY,
    at_latest: float = AT_LATEST,
    worked: Callable[[], float] = time.process_time,
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncIterator[None]:
    """While the block runs. What lives when it begins is taken to stay, and is not walked through at all."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(before[0], before[1], NEVER)
    task = asyncio.create_task(_collect(every, at_latest, worked, pause), name="garbage")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        gc.set_threshold(*before)
        gc.unfreeze()


async def _collect(
    every: float, at_latest: float, worked: Callable[[], float], pause: Callable[[float], Awaitable[object]]
) -> None:
    while True:
        await pause(every)
        waited = 0.0
        while waited < at_latest:
            done = worked()
            await pause(1.0)
            waited += 1.0
            if worked() - done <= QUIET:
                break
        gc.collect()
