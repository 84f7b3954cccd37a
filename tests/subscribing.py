"""Subscriptions and instants for the tests of digests."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store.digest_rows import SubscriptionRow


def subscription(id: str, **changed: Any) -> SubscriptionRow:
    """Energy, every day at eight in Belgrade, since the first of May 2027."""
    row = SubscriptionRow(
        id,
        guild="1",
        channel="10",
        manager="77",
        topics=("Energy",),
        cadence="daily",
        days=(),
        at="08:00",
        zone="Europe/Belgrade",
        created_at="2027-05-01T00:00:00+00:00",
        active_from="2027-05-01T00:00:00+00:00",
    )
    return dataclasses.replace(row, **changed)


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime = datetime(2027, 5, 1, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)
