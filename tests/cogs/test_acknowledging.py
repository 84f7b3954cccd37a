"""Whoever asks is acknowledged before anything that may take time: Discord waits three seconds, we one."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path
from typing import Any

import discord

from bot.store.sqlite import SqliteStore, open_store
from tests.cogs.test_hostile_walk import PLAIN, _play
from tests.cogs.world import World, new_desk, open_world

BY_KEY = frozenset(
    {"settings", "brief", "get", "subscription", "report", "entry", "digest", "report_states", "judgments"}
)
"""A row by its key, or what one guild has set: read first, to know who may do it and who is to see the answer."""

ANSWERING = ("CommandTree-invoker", "discord-ui-")


class Watched:
    """The store, which notes what is asked of it by a task that has not yet answered its interaction."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self.world: World | None = None
        self.calls = 0
        self.early: list[tuple[discord.Interaction[Any], str]] = []

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._store, name)
        if not inspect.iscoroutinefunction(value) or self.world is None:
            return value
        task = asyncio.current_task()
        if task is not None and task.get_name().startswith(ANSWERING):
            self.calls += 1
            interaction = self.world.bot.gate.under_way.get(task)
            if interaction is not None and not interaction.response.is_done() and name not in BY_KEY:
                self.early.append((interaction, name))
        return value

    @property
    def too_early(self) -> set[str]:
        """What was asked for before the acknowledgment; a form cannot be shown after one."""
        return {
            f"{name} before {(interaction.data or {}).get('custom_id') or (interaction.data or {}).get('name')}"
            for interaction, name in self.early
            if interaction.response.type is not discord.InteractionResponseType.modal
        }


async def test_nothing_is_looked_for_before_the_acknowledgment(tmp_path: Path) -> None:
    """While a large corpus is read or the model loads, people are told "did not respond"."""
    async with await open_store(tmp_path / "precis.sqlite3") as store:
        watched = Watched(store)
        async with open_world(tmp_path, new_desk(watched)) as world:  # type: ignore[arg-type]
            watched.world = world
            await _play(world, tmp_path, PLAIN)
            assert watched.calls > 100
            assert watched.too_early == set()
