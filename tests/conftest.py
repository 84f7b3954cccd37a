"""Fixtures that every test may use."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.shell import Shell

ROOT = Path(__file__).resolve().parent.parent


settings.register_profile("any machine", deadline=None)  # how fast a test is says nothing of what it tests
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The starter corpus."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def raw_seeds() -> Path:
    """The raw documents, which live outside the project; the test is skipped where they are absent."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the raw documents (../shared/seeds) are not here")
    return folder


@pytest.fixture
def read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and feeds are read in a thread: for tests that ask not how they are read, but what becomes of it."""
    from bot.corpus.calls import called
    from bot.corpus.file_reader import Job, read_file

    async def do(_: object, job: Any) -> Any:
        return await asyncio.to_thread(lambda: read_file(job) if isinstance(job, Job) else called(job))

    monkeypatch.setattr("bot.corpus.reading_desk._Worker.do", do)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line over a small corpus, without a model."""
    monkeypatch.setenv("PRECIS_ENCODER", "false")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return Shell(tmp_path, capsys)
