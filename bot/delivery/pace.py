"""So many a second and no more, in turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Pace:
    """Spreads what falls due at the same moment. ``per_second`` 0 is no limit."""

    def __init__(self, per_second: float, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._sleep = sleep
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the next free moment."""
        if not self._gap:
            return
        now = asyncio.get_running_loop().time()
        moment = max(now, self._next)
        self._next = moment + self._gap
        if moment > now:
            await self._sleep(moment - now)
