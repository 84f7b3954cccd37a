"""A corpus folder and a store beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store.sqlite import SqliteStore, open_store


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    async with await open_store(tmp_path / "data" / "precis.sqlite3") as opened:
        yield opened


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("The gas pipeline opened in May. It carries gas to the north.\n")
    (folder / "sub").mkdir()
    (folder / "sub" / "b.md").write_text("# Trade\n\nTrade with the east grew by four percent.\n")
    return folder
