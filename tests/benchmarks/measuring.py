"""Times, memory, and how long the event loop was held up."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Watch:
    """Seconds by which a timer of one millisecond came late, each time.

    ``working`` is how much of each this program was at work (in any thread): on a busy machine the
    rest is other programs' doing.
    """

    late: list[float] = field(default_factory=list)
    working: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        """Milliseconds at most, and in brackets those of its own work at most."""
        return f"{max(self.late) * 1000:.0f} ({max(self.working) * 1000:.0f})"


@asynccontextmanager
async def loop_watched() -> AsyncIterator[Watch]:
    """How long the event loop is held up while the block runs."""
    seen = Watch()

    async def watch() -> None:
        while True:
            started, worked = time.perf_counter(), time.process_time()
            await asyncio.sleep(0.001)
            late = time.perf_counter() - started - 0.001
            seen.late.append(late)
            seen.working.append(min(late, time.process_time() - worked))

    task = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    try:
        yield seen
    finally:
        task.cancel()


async def times(action: Callable[[], Awaitable[object]], rounds: int) -> list[float]:
    """Seconds of each of ``rounds`` calls."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        await action()
        taken.append(time.perf_counter() - started)
    return taken


def percentile(taken: Sequence[float], share: float) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def megabytes() -> float:
    """Resident memory now; the peak where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return peak_megabytes()
    return pages * resource.getpagesize() / 1e6


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def row(name: str, value: str) -> None:
    print(f"{name:<58} {value:>16}", flush=True)
