"""What is done beside the answers while the program serves."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import load
from bot.store.base import BriefRow


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


async def test_old_briefs_are_dropped_at_the_start_and_while_it_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database of a bot, or of somebody who asks at the command line, grows for ever."""
    settings = load(corpus=(tmp_path,), database=tmp_path / "data" / "x.sqlite3", encoder=False, generator="none")
    old = BriefRow("old", None, None, None, "2020-01-01T00:00:00+00:00", {})
    monkeypatch.setattr("bot.app._DROPPED_EVERY", 0.01)
    async with open_app(settings) as app:
        fresh = BriefRow("fresh", None, None, None, app.desk.digests.now(), {})
        await app.store.save_brief(fresh)
        await app.store.save_brief(old)
        await app.bring_up_to_date()
        assert await app.store.brief("old") is None and await app.store.brief("fresh") == fresh
        await app.store.save_brief(old)
        looked = asyncio.Event()

        async def drop(**instants: str) -> int:
            dropped = await type(app.store).drop_old(app.store, **instants)
            looked.set()
            return dropped

        monkeypatch.setattr(app.store, "drop_old", drop)
        keeping_up = asyncio.create_task(app.keep_up())
        await asyncio.wait_for(looked.wait(), 30)
        assert await app.store.brief("old") is None and await app.store.brief("fresh") == fresh
        keeping_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping_up
