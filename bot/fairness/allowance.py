"""How fast somebody may ask: a token bucket for each key, kept as one number.

The generic cell rate algorithm (ITU-T I.371, 1996): of each key only the moment is kept at
which its bucket is full again, so an idle key costs nothing and may be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

_MOST = 10_000
"""Keys beyond which those whose buckets are full again are forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` requests at once, and ``per_minute`` in the long run; no limit where that is 0."""

    burst: int
    per_minute: int


class Allowance:
    """The buckets of one kind of key. ``clock`` gives seconds that never go back."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._limited = rate.per_minute > 0
        self._every = 60.0 / rate.per_minute if self._limited else 0.0
        self._depth = max(rate.burst, 1) * self._every
        self._clock = clock
        self._full_at: dict[Hashable, float] = {}

    def wait(self, key: Hashable, cost: float = 1.0) -> float:
        """Seconds until ``cost`` requests of ``key`` are allowed; 0 when they are now."""
        now = self._clock()
        return max(0.0, max(self._full_at.get(key, now), now) + cost * self._every - self._depth - now)

    def spend(self, key: Hashable, cost: float = 1.0) -> None:
        """Note that ``key`` made them."""
        if not self._limited:
            return
        now = self._clock()
        if len(self._full_at) >= _MOST:
            self._full_at = {k: at for k, at in self._full_at.items() if at > now}
        self._full_at[key] = max(self._full_at.get(key, now), now) + cost * self._every
