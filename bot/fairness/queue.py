"""The queue of long work: one job a person, a few at once, a bounded number that waits."""

from __future__ import annotations

from asyncio import Event
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.errors import Busy, Stopping

Tell = Callable[[int], Awaitable[None]]
"""Told how many are before one: when one begins to wait, and whenever it changes."""


@dataclass(eq=False, slots=True)
class _Place:
    user: Hashable
    moved: Event


class Queue:
    """First come, first served; ``at_once`` run, ``longest`` wait."""

    def __init__(self, at_once: int = 1, longest: int = 8) -> None:
        self._at_once = max(at_once, 1)
        self._longest = longest
        self._running: list[_Place] = []
        self._waiting: list[_Place] = []
        self._closed = False

    @asynccontextmanager
    async def turn(self, user: Hashable, tell: Tell) -> AsyncIterator[None]:
        """The block runs when it is this person's turn; ``tell`` hears of every change until then.

        Raises Busy where the person has a long job already or too many wait, Stopping where the
        program ends first.
        """
        place = self._join(user)
        try:
            while place not in self._running:
                if self._closed:
                    raise Stopping
                place.moved.clear()
                await tell(self._waiting.index(place) + 1)
                if place not in self._running and not self._closed:
                    await place.moved.wait()
            yield
        finally:
            self._leave(place)

    def close(self) -> None:
        """Nobody's turn comes any more: who waits is told so."""
        self._closed = True
        for place in self._waiting:
            place.moved.set()

    def _join(self, user: Hashable) -> _Place:
        if self._closed:
            raise Stopping
        if any(place.user == user for place in (*self._running, *self._waiting)):
            raise Busy("Your last long job is not done yet.", "One at a time: ask again when it is there.")
        place = _Place(user, Event())
        if len(self._running) < self._at_once:
            self._running.append(place)
        elif len(self._waiting) < self._longest:
            self._waiting.append(place)
        else:
            raise Busy(
                f"The queue of long jobs is full ({len(self._waiting)} waiting).",
                "Try again in a few minutes; briefs by the other methods are made at once.",
            )
        return place

    def _leave(self, place: _Place) -> None:
        (self._running if place in self._running else self._waiting).remove(place)
        while self._waiting and len(self._running) < self._at_once and not self._closed:
            self._running.append(self._waiting.pop(0))
            self._running[-1].moved.set()
        for waiting in self._waiting:
            waiting.moved.set()
