"""The event loop has its turn while threads compute."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path
from statistics import median

from bot.app import open_app
from bot.settings import load
from bot.turns import TURN, short_turns
from tests.benchmarks.measuring import loop_watched


async def test_timers_come_sooner_while_threads_compute() -> None:
    """Buttons and completion wait behind answers that are being made."""
    done = threading.Event()

    def compute() -> None:
        while not done.is_set():
            sum(range(50))

    threads = [threading.Thread(target=compute) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        async with loop_watched() as before:
            await asyncio.sleep(0.5)
        with short_turns():
            async with loop_watched() as within:
                await asyncio.sleep(0.5)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert median(within.late) < median(before.late) / 2


async def test_turns_are_short_while_the_program_is_open(tmp_path: Path) -> None:
    settings = load(corpus=(tmp_path,), database=tmp_path / "x.sqlite3", encoder=False, generator="none")
    before = sys.getswitchinterval()
    async with open_app(settings):
        assert abs(sys.getswitchinterval() - TURN) < 1e-6
    assert sys.getswitchinterval() == before
