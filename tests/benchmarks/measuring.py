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
    """Seconds by which a timer of one millisecond came late, each time, and how long the loop's own calls took.

    On a busy machine a timer comes late by other programs' doing. ``working`` is how much of each
    delay this program was at work, in any thread; ``calls`` is processor time in the loop's thread alone.
    """

    late: list[float] = field(default_factory=list)
    working: list[float] = field(default_factory=list)
    calls: float = 0.0  # the longest one

    def __str__(self) -> str:
        """Milliseconds late at most (at work meanwhile at most, longest call of the loop itself)."""
        return f"{max(self.late) * 1000:.0f} ({max(self.working) * 1000:.0f}, {self.calls * 1000:.0f})"


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

    run = asyncio.Handle._run  # type: ignore[attr-defined]

    def timed(handle: asyncio.Handle) -> None:
        started = time.thread_time()
        run(handle)
        seen.calls = max(seen.calls, time.thread_time() - started)

    task = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    asyncio.Handle._run = timed  # type: ignore[attr-defined]
    try:
        yield seen
    finally:
        asyncio.Handle._run = run  # type: ignore[attr-defined]
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
    print(f"{name:<66} {value:>16}", flush=True)
