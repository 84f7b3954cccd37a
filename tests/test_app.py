"""What is done beside the answers while the program serves."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import load


async def test_an_unforeseen_fault_does_not_end_the_watching_of_folders_and_feeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After one odd file nothing new is read until somebody restarts the bot, and no log says so."""
    settings = load(corpus=(tmp_path,), database=tmp_path / "data" / "x.sqlite3", encoder=False, generator="none")
    tried: Counter[str] = Counter()
    twice = asyncio.Event()

    async def noticed(_: Sequence[Path]) -> AsyncIterator[bool]:
        for _ in range(2):
            yield True

    async def failing(what: str) -> None:
        tried[what] += 1
        if min(tried["folders"], tried["feeds"]) == 2:
            twice.set()
        raise LookupError("odd")

    monkeypatch.setattr("bot.app.changes", noticed)
    monkeypatch.setattr("bot.app._FEEDS_EVERY", 0.01)
    async with open_app(settings) as app:
        monkeypatch.setattr(app.collection, "reload", lambda: failing("folders"))
        monkeypatch.setattr(app.collection, "visit_due", lambda: failing("feeds"))
        keeping_up = asyncio.create_task(app.keep_up())
        await asyncio.wait_for(twice.wait(), 30)
        keeping_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping_up
    assert "could not be brought up to date" in caplog.text and "feeds could not be visited" in caplog.text
