"""A real store in a temporary file, and tiny documents to put in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.store.sqlite import SqliteStore, open_store


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    async with await open_store(tmp_path / "precis.sqlite3") as opened:
        yield opened
