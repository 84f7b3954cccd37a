"""The simulated Discord, ready to play in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
import pytest_asyncio
import simcord

from tests.cogs.world import World, open_world


@pytest.fixture(autouse=True)
def read_in_time(read_in_this_process: None) -> None:
    """On a busy machine a reading process takes longer to start than simcord waits."""


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def boss(world: World) -> simcord.MemberActor:
    """Who may manage the first server."""
    role = world.alice.guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    return world.alice.guild.add_member(world.env.create_user("boss"), roles=[role])
