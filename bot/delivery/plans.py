"""A subscription's row and its plan."""

from __future__ import annotations

from datetime import time

from bot.briefing.schedule import Cadence, Plan
from bot.store.digest_rows import SubscriptionRow


def plan_of(row: SubscriptionRow) -> Plan:
    """When it is due."""
    return Plan(row.zone, time.fromisoformat(row.at), Cadence(row.cadence), row.days)
