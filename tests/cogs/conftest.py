"""The simulated Discord, ready to play in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
import simcord

from bot.corpus.calls import called
from bot.corpus.file_reader import Job, read_file
from tests.cogs.world import World, open_world


@pytest.fixture(autouse=True)
def read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a reading process takes longer to start than simcord waits; tests/corpus and
    tests/process have it started."""

    async def do(_: object, job: Job | Callable[[], Any]) -> Any:
        return await asyncio.to_thread(lambda: read_file(job) if isinstance(job, Job) else called(job))

    monkeypatch.setattr("bot.corpus.reading_desk._Worker.do", do)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def boss(world: World) -> simcord.MemberActor:
    """Who may manage the first server."""
    role = world.alice.guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    return world.alice.guild.add_member(world.env.create_user("boss"), roles=[role])
