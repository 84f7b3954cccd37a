"""Since when: a day, or how long ago, as people type it. One reading for every command that asks it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bot.errors import BadOption
from summarizers.words import fold

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_AGO = re.compile(r"(?:pre )?(\d{1,4})\s*(h|d|w|hours?|days?|weeks?|sati?|sata|dana?|nedelj[aeu])(?: ago)?")
_UNITS = {"h": "hours", "s": "hours", "d": "days", "w": "weeks", "n": "weeks"}
_DAYS_BACK = {"today": 0, "danas": 0, "yesterday": 1, "juce": 1}


def instant(text: str, now: datetime) -> datetime:
    """``2027-05``, ``yesterday``, ``3 days``, in Serbian too (``juče``, ``3 dana``); UTC. Raises BadOption."""
    typed = fold(text.strip())
    if typed in _DAYS_BACK:
        return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=_DAYS_BACK[typed])
    if ago := _AGO.fullmatch(typed):
        return now - timedelta(**{_UNITS[ago[2][0]]: int(ago[1])})
    if date := _DATE.fullmatch(typed):
        try:
            return datetime(int(date[1]), int(date[2] or 1), int(date[3] or 1), tzinfo=UTC)
        except ValueError:
            pass
    raise BadOption(f"“{text[:40]}” is not a date.", "Write it as 2024, 2024-05, 2024-05-08, yesterday, or 3 days.")


def day(text: str, now: datetime) -> str:
    """The first day that is meant, as precise as it was typed: ``2024-05`` stays so. Raises BadOption."""
    begun = instant(text, now)
    typed = text.strip()
    return typed if _DATE.fullmatch(typed) else begun.date().isoformat()
