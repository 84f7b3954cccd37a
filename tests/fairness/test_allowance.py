"""How fast one may ask."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.fairness.allowance import Allowance, Rate


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_some_at_once_and_then_at_the_rate() -> None:
    """Somebody who asks five things in a row is refused, or a flood is not."""
    clock = Clock()
    allowance = Allowance(Rate(burst=5, per_minute=20), clock)
    for _ in range(5):
        assert allowance.wait("a") == 0
        allowance.spend("a")
    assert allowance.wait("a") == 3
    assert allowance.wait("b") == 0, "and one person's haste is another's wait"
    clock.now += 3
    assert allowance.wait("a") == 0
    allowance.spend("a")
    assert allowance.wait("a") == 3


def test_a_press_costs_a_part() -> None:
    """Reading a brief passage by passage uses up the day."""
    allowance = Allowance(Rate(burst=2, per_minute=60), Clock())
    for _ in range(8):
        assert allowance.wait("a", 0.25) == 0
        allowance.spend("a", 0.25)
    assert allowance.wait("a", 0.25) == 0.25


def test_no_limit_is_none() -> None:
    allowance = Allowance(Rate(burst=1, per_minute=0), Clock())
    for _ in range(1000):
        allowance.spend("a")
    assert allowance.wait("a") == 0


def test_it_forgets_who_is_idle() -> None:
    """Memory grows with everybody who ever asked."""
    clock = Clock()
    allowance = Allowance(Rate(burst=1, per_minute=60), clock)
    for person in range(10_000):
        allowance.spend(person)
    clock.now += 2
    allowance.spend("a")
    assert len(allowance._full_at) == 1
    assert allowance.wait("a") == 1


@given(st.lists(st.floats(min_value=0, max_value=30), max_size=60))
def test_nobody_ever_gets_more_than_the_rate(pauses: list[float]) -> None:
    """A rhythm of asking gets around the limit."""
    clock = Clock()
    burst, per_minute = 4, 30
    allowance = Allowance(Rate(burst, per_minute), clock)
    granted: list[float] = []
    for pause in pauses:
        clock.now += pause
        if allowance.wait("a") == 0:
            allowance.spend("a")
            granted.append(clock.now)
    for first in range(len(granted)):
        for last in range(first, len(granted)):
            seconds = granted[last] - granted[first]
            assert last - first + 1 <= burst + seconds * per_minute / 60 + 1e-6
