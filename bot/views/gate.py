"""What stands before every interaction: none twice, none too fast, none that cannot be finished."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

import discord

from bot.errors import Stopping, TooFast
from bot.fairness.allowance import Allowance, Rate
from bot.fairness.queue import Queue
from bot.messages import count
from bot.settings import Settings

PRESS = 0.25
"""What a press costs beside a command: who reads a brief opens its passages one after the other."""

_REMEMBERED = 1000


class GatedClient(Protocol):
    """A client with a gate."""

    @property
    def gate(self) -> Gate: ...


class Gate:
    """One per client; everything in it is held in memory, so passing it takes no time."""

    def __init__(self, settings: Settings, clock: Callable[[], float]) -> None:
        self.queue = Queue(settings.heavy_at_once, settings.heavy_waiting)
        self.clock = clock
        self.under_way: dict[asyncio.Task[Any], discord.Interaction[Any]] = {}
        """The tasks that answer, each with the interaction that it answers."""
        self._users = Allowance(Rate(settings.user_burst, settings.user_per_minute), clock)
        self._guilds = Allowance(Rate(settings.guild_burst, settings.guild_per_minute), clock)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._closed = False

    def enter(self, interaction: discord.Interaction[Any], cost: float = 1.0) -> bool:
        """Whether it is to be answered: a second copy, as a resumed connection may bring, is not.

        Raises TooFast for who asks more than is fair, Stopping once the program is about to end.
        """
        if interaction.id in self._seen:
            return False
        self._seen[interaction.id] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        if self._closed:
            raise Stopping
        self._spend(interaction.user.id, interaction.guild_id, cost)
        task = asyncio.current_task()
        if task is not None:
            self.under_way[task] = interaction
            task.add_done_callback(self._answered)
        return True

    def close(self) -> None:
        """From now on nothing new is begun, and who waits for a turn is told."""
        self._closed = True
        self.queue.close()

    def _spend(self, user: int, guild: int | None, cost: float) -> None:
        """Both are asked before either pays."""
        wait = self._users.wait(user, cost)
        if wait > 0:
            raise TooFast("That was a little fast.", f"Try again in {_seconds(wait)}.")
        if guild is not None:
            wait = self._guilds.wait(guild, cost)
            if wait > 0:
                raise TooFast("This server asks a lot just now.", f"Try again in {_seconds(wait)}.")
            self._guilds.spend(guild, cost)
        self._users.spend(user, cost)

    def _answered(self, task: asyncio.Task[Any]) -> None:
        self.under_way.pop(task, None)


def _seconds(wait: float) -> str:
    return count(math.ceil(wait), "second")
