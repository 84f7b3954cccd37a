"""When digests are due: pure functions of a plan and an instant; nothing is read or kept here.

A daily slot is named by its local date, so that a day has one slot whatever happens to clocks,
zones and plans; an hourly one by its hour of UTC, which never comes twice. A time that a change
of clocks leaves out is moved to the first instant after the gap; of a time that comes twice the
first is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import BadOption

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = re.compile(
    r"(?:at )?(\d{1,2})(?:[:.h](\d{2})|h|(?<=\d\d)(\d{2}))?\s*([ap])?(?:\.?m\.?)?(?: o['’]?clock)?", re.IGNORECASE
)
_CALLED = {"workdays": "weekdays", "weekday": "weekdays", "workday": "weekdays", "weekends": "weekend", "day": "daily"}
_FILLING = frozenset({"", "and", "on", "every"})
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}


class Cadence(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    HOURLY = "hourly"


@dataclass(frozen=True, slots=True)
class Plan:
    """When a subscription is due, in its zone's local time.

    ``days`` (0 is Monday) narrows ``DAILY``, and names the day of ``WEEKLY``; empty is every day,
    or Monday. An hourly plan uses the minute alone.
    """

    zone: str
    at: time
    cadence: Cadence = Cadence.DAILY
    days: tuple[int, ...] = ()

    def on(self, day: date) -> bool:
        """Whether that local day has a slot."""
        weekday = day.weekday()
        match self.cadence:
            case Cadence.WEEKDAYS:
                return weekday < 5
            case Cadence.WEEKLY:
                return weekday == (self.days[0] if self.days else 0)
        return not self.days or weekday in self.days


@dataclass(frozen=True, slots=True)
class Slot:
    """One time at which a digest is due: ``key`` names it for ever, ``at`` is UTC."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A slot whose time has come. ``late``: it was missed, and is caught up now."""

    slot: Slot
    late: bool


def due(
    plan: Plan,
    *,
    since: datetime,
    now: datetime,
    oldest: timedelta = timedelta(hours=12),
    grace: timedelta = timedelta(minutes=10),
) -> Due | None:
    """The newest slot after ``since`` (exclusive) and up to ``now``.

    None where there is none, or where it is older than ``oldest``: what was missed for so long is
    not caught up. Past ``grace`` it is late. Of several that were missed only the newest counts.
    """
    found = previous(plan, now)
    if found is None or found.at <= since or now - found.at > oldest:
        return None
    return Due(found, now - found.at > grace)


def previous(plan: Plan, now: datetime) -> Slot | None:
    """The newest slot at or before ``now``."""
    if plan.cadence is Cadence.HOURLY:
        hour = _hour(now)
        return next((s for s in (_hourly(plan, hour), _hourly(plan, hour - timedelta(hours=1))) if s.at <= now), None)
    today = now.astimezone(ZoneInfo(plan.zone)).date()
    for back in range(-1, 10):
        slot = _daily(plan, today - timedelta(days=back))
        if slot is not None and slot.at <= now:
            return slot
    return None


def upcoming(plan: Plan, now: datetime) -> Slot:
    """The first slot after ``now``."""
    if plan.cadence is Cadence.HOURLY:
        hour = _hour(now)
        return next(s for i in range(3) if (s := _hourly(plan, hour + timedelta(hours=i))).at > now)
    today = now.astimezone(ZoneInfo(plan.zone)).date()
    for ahead in range(-1, 16):
        slot = _daily(plan, today + timedelta(days=ahead))
        if slot is not None and slot.at > now:
            return slot
    raise ValueError(f"{plan} has no slot")


def _hour(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _hourly(plan: Plan, hour: datetime) -> Slot:
    """The slot of that hour of UTC: where the zone's clocks show the plan's minute."""
    offset = hour.astimezone(ZoneInfo(plan.zone)).utcoffset() or timedelta()
    minute = (plan.at.minute - int(offset.total_seconds() // 60)) % 60
    return Slot(hour.strftime("%Y-%m-%dT%HZ"), hour + timedelta(minutes=minute))


def _daily(plan: Plan, day: date) -> Slot | None:
    """The slot of that local day; None where the plan or the calendar has no such day."""
    if not plan.on(day):
        return None
    at = instant(day, plan.at, ZoneInfo(plan.zone))
    return None if at is None else Slot(day.isoformat(), at)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """When clocks in ``zone`` show that time, in UTC; None where the zone skipped the whole day."""
    wall = datetime.combine(day, at)
    meant = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if meant.astimezone(zone).replace(tzinfo=None) == wall:
        return meant
    # In a gap the two readings enclose the change: before it by the later offset, after it by the earlier.
    low, high = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), meant
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    change = high.replace(microsecond=0)
    last = (change - timedelta(seconds=1)).astimezone(zone).date()
    return None if last < day < change.astimezone(zone).date() else change


# what people type -------------------------------------------------------------------------


def parse_time(text: str) -> time:
    """``8``, ``08:00``, ``8.30``, ``0830``, ``7am``, ``7:15 p.m.``, ``noon``. Raises BadOption."""
    typed = " ".join(text.casefold().split())
    if typed in _NAMED:
        return _NAMED[typed]
    found = _TIME.fullmatch(typed)
    if found is not None:
        hour, minute, half = int(found[1]), int(found[2] or found[3] or 0), found[4] or ""
        if half and 1 <= hour <= 12:
            hour, half = hour % 12 + (12 if half == "p" else 0), ""
        if hour < 24 and minute < 60 and not half:
            return time(hour, minute)
    raise BadOption(f"“{text[:40]}” is not a time of day.", "Write it as 08:00, 17:30 or 7am.")


def parse_days(text: str | None) -> tuple[Cadence, tuple[int, ...]]:
    """A cadence, or days as in ``mon wed fri`` or ``mon-thu``; ``weekly tue`` is both. Raises BadOption."""
    typed = " ".join((text or "daily").strip().casefold().replace("every day", "daily").split())
    words = [
        _CALLED.get(w, w) for w in re.split(r"[\s,;&]+", re.sub(r"\s*[-–]\s*| to ", "-", typed)) if w not in _FILLING
    ]
    days: set[int] = set()
    others = []
    for word in words:
        found = _day_span(word)
        days |= found
        others += [] if found else [word]
    chosen = tuple(sorted(days))
    if not others and chosen:
        return Cadence.DAILY, () if len(chosen) == 7 else chosen
    if len(others) == 1 and others[0] in list(Cadence):
        cadence = Cadence(others[0])
        if cadence is Cadence.WEEKLY and len(chosen) <= 1:
            return cadence, chosen or (0,)
        if not chosen:
            return cadence, ()
    raise BadOption(
        f"“{(text or '')[:60]}” is not a cadence.",
        "Say daily, weekdays, weekly tue, hourly, or days as in: mon wed fri.",
    )


def _day_span(word: str) -> set[int]:
    """The days that ``tue``, ``Tuesdays`` or ``mon-thu`` names; none where it is something else."""
    if word == "weekend":
        return {5, 6}
    ends = [_day(part) for part in word.split("-")]
    if len(ends) > 2 or None in ends:
        return set()
    first, last = ends[0] or 0, ends[-1] or 0
    return {(first + i) % 7 for i in range((last - first) % 7 + 1)}


def _day(word: str) -> int | None:
    name = word.removesuffix("s") if word.endswith("days") else word
    return next((i for i, d in enumerate(_DAY_NAMES) if len(name) >= 3 and d.casefold().startswith(name)), None)


def described(plan: Plan) -> str:
    """``every day at 08:00 (Europe/Belgrade)``."""
    clock = plan.at.strftime("%H:%M")
    match plan.cadence:
        case Cadence.HOURLY:
            return f"every hour at :{plan.at.minute:02d} ({plan.zone})"
        case Cadence.WEEKDAYS:
            days = "Monday to Friday"
        case Cadence.WEEKLY:
            days = f"every {_DAY_NAMES[plan.days[0] if plan.days else 0]}"
        case _:
            days = ", ".join(_DAY_NAMES[d] for d in plan.days) if plan.days else "every day"
    return f"{days} at {clock} ({plan.zone})"
