"""When digests are due, through years, zones, changes of clocks, sleep and second thoughts."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.briefing.schedule import (
    Cadence,
    Plan,
    described,
    due,
    instant,
    parse_days,
    parse_time,
    previous,
    upcoming,
)
from bot.errors import BadOption

ZONES = ("Europe/Belgrade", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
TIMES = (time(0, 0), time(1, 45), time(2, 15), time(2, 30), time(8, 0), time(23, 59))
HOUR = timedelta(hours=1)
YEAR = (datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def run(plan: Plan, begin: datetime, end: datetime, step: timedelta = HOUR) -> dict[str, datetime]:
    """Slots as a program finds them that looks once an hour and remembers their keys."""
    posted: dict[str, datetime] = {}
    now = begin
    while now <= end:
        found = due(plan, since=begin, now=now)
        if found is not None:
            posted.setdefault(found.slot.key, found.slot.at)
        now += step
    return posted


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", TIMES, ids=str)
def test_2027_hour_by_hour_has_one_slot_a_local_day(zone: str, at: time) -> None:
    """Around a change of clocks a day has no digest, or two."""
    posted = run(Plan(zone, at), *YEAR)
    local = Counter(when.astimezone(ZoneInfo(zone)).date().isoformat() for when in posted.values())
    days = {(date(2027, 1, 1) + timedelta(days=i)).isoformat() for i in range(365)}
    # the first and the last local day may lie across the edge of the year in UTC
    assert days - set(local) <= {"2027-01-01", "2027-12-31"}
    assert set(local.values()) == {1}
    assert all(when.astimezone(ZoneInfo(zone)).date().isoformat() == key for key, when in posted.items())


@pytest.mark.parametrize("zone", ZONES)
def test_2027_hourly_has_one_slot_for_every_hour_that_passes(zone: str) -> None:
    """A real hour goes by without its digest when the clocks change, or gets two."""
    posted = run(Plan(zone, time(0, 20), Cadence.HOURLY), *YEAR, step=timedelta(minutes=20))
    assert abs(len(posted) - 365 * 24) <= 1
    when = sorted(posted.values())
    gaps = Counter(b - a for a, b in pairwise(when))
    unusual = {gap: n for gap, n in gaps.items() if gap != HOUR}
    assert unusual == ({timedelta(minutes=30): 1, timedelta(minutes=90): 1} if "Lord" in zone else {})
    for moment in when[:: 24 * 7]:
        assert moment.astimezone(ZoneInfo(zone)).minute == 20


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/Belgrade", date(2027, 3, 28), time(2, 30), "2027-03-28T01:00"),  # 02:00 became 03:00
        ("Europe/Belgrade", date(2027, 10, 31), time(2, 30), "2027-10-31T00:30"),  # the first of two
        ("America/New_York", date(2027, 3, 14), time(2, 0), "2027-03-14T07:00"),
        ("America/New_York", date(2027, 11, 7), time(1, 30), "2027-11-07T05:30"),
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 10), "2027-10-02T15:30"),  # half an hour
        ("Australia/Lord_Howe", date(2027, 4, 4), time(1, 45), "2027-04-03T14:45"),
        ("Asia/Kathmandu", date(2027, 5, 1), time(8, 0), "2027-05-01T02:15"),
        ("Africa/Cairo", date(2027, 4, 30), time(0, 30), "2027-04-29T22:00"),  # the day begins at one
    ],
)
def test_a_time_that_is_left_out_or_comes_twice(zone: str, day: date, at: time, utc: str) -> None:
    """The digest of that night comes an hour off, or not at all."""
    assert instant(day, at, ZoneInfo(zone)) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_day_that_a_zone_skipped_has_no_slot() -> None:
    """Samoa went from the 29th to the 31st: the 30th is made up, and the 31st has two digests."""
    assert instant(date(2011, 12, 30), time(8), ZoneInfo("Pacific/Apia")) is None
    plan = Plan("Pacific/Apia", time(8))
    found = run(plan, datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 2, tzinfo=UTC))
    assert "2011-12-30" not in found and {"2011-12-29", "2011-12-31"} <= set(found)


def test_after_a_week_asleep_the_newest_slot_alone_is_caught_up_and_is_late() -> None:
    """A laptop that wakes posts seven digests, or one of last week's, or does not say it is late."""
    plan = Plan("Europe/Belgrade", time(8))
    asleep = datetime(2027, 5, 3, 6, 0, tzinfo=UTC)
    found = due(plan, since=asleep, now=datetime(2027, 5, 10, 9, 0, tzinfo=UTC))
    assert found is not None and found.slot.key == "2027-05-10" and found.late
    on_time = due(plan, since=asleep, now=datetime(2027, 5, 10, 6, 0, 5, tzinfo=UTC))
    assert on_time is not None and not on_time.late


def test_a_slot_missed_for_too_long_is_let_go() -> None:
    """Yesterday morning's digest is posted at midnight."""
    plan = Plan("Europe/Belgrade", time(8))
    since = datetime(2027, 5, 1, tzinfo=UTC)
    assert due(plan, since=since, now=datetime(2027, 5, 3, 18, 0, 1, tzinfo=UTC)) is None
    assert due(plan, since=since, now=datetime(2027, 5, 3, 18, 0, tzinfo=UTC)) is not None
    assert due(plan, since=since, now=datetime(2027, 5, 3, 1, 0, tzinfo=UTC), oldest=timedelta(days=2)) is not None


def test_a_new_subscription_does_not_owe_what_was_before_it() -> None:
    """Somebody subscribes at nine for eight o'clock, and is posted to at once."""
    plan = Plan("Europe/Belgrade", time(8))
    begun = datetime(2027, 5, 3, 7, 0, tzinfo=UTC)
    assert due(plan, since=begun, now=begun + timedelta(minutes=5)) is None
    found = due(plan, since=begun, now=begun + timedelta(hours=23))
    assert found is not None and found.slot.key == "2027-05-04"


@pytest.mark.parametrize("zones", [("America/New_York", "Asia/Kathmandu"), ("Asia/Kathmandu", "America/New_York")])
@pytest.mark.parametrize("edited", range(0, 48, 3))
def test_moving_to_another_zone_gives_no_day_two_digests(zones: tuple[str, str], edited: int) -> None:
    """The team moves, changes the zone, and gets the same day's digest again."""
    begin = datetime(2027, 5, 3, tzinfo=UTC)
    change = begin + timedelta(hours=edited)
    posted = Counter[str]()
    now, since, plan = begin, begin, Plan(zones[0], time(8))
    while now < begin + timedelta(days=5):
        if now == change:
            plan, since = Plan(zones[1], time(8)), now
        found = due(plan, since=since, now=now)
        if found is not None and found.slot.key not in posted:  # as the ledger's unique key does
            posted[found.slot.key] += 1
        now += timedelta(minutes=15)
    assert set(posted.values()) == {1}
    assert len(posted) in (4, 5)


def test_weekdays_weekly_and_chosen_days() -> None:
    """A weekday digest comes on Sunday, or the weekly one on another day."""
    begin, end = datetime(2027, 5, 2, 12, tzinfo=UTC), datetime(2027, 5, 30, 12, tzinfo=UTC)
    weekdays = run(Plan("Europe/Belgrade", time(8), Cadence.WEEKDAYS), begin, end)
    assert len(weekdays) == 20 and all(date.fromisoformat(k).weekday() < 5 for k in weekdays)
    weekly = run(Plan("Europe/Belgrade", time(8), Cadence.WEEKLY, (1,)), begin, end)
    assert list(weekly) == ["2027-05-04", "2027-05-11", "2027-05-18", "2027-05-25"]
    chosen = run(Plan("Europe/Belgrade", time(8), days=(5, 6)), begin, end)
    assert {date.fromisoformat(k).weekday() for k in chosen} == {5, 6}


def test_the_next_slot_is_the_one_that_then_falls_due() -> None:
    """The time that /subscriptions promises is not the time at which the digest comes."""
    for zone in ZONES:
        for plan in (Plan(zone, time(2, 30)), Plan(zone, time(0, 10), Cadence.HOURLY), Plan(zone, time(9), days=(2,))):
            now = datetime(2027, 3, 27, tzinfo=UTC)
            for _ in range(20):
                following = upcoming(plan, now)
                assert following.at > now
                assert previous(plan, following.at) == following
                now = following.at


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", time(8)),
        ("08:00", time(8)),
        ("8.30", time(8, 30)),
        ("7:15 pm", time(19, 15)),
        ("12 am", time(0)),
        ("7:30", time(7, 30)),
        ("07.30", time(7, 30)),
        ("7am", time(7)),
        ("0730", time(7, 30)),
        ("at 9 p.m.", time(21)),
        ("19h", time(19)),
        ("7h30", time(7, 30)),
        ("noon", time(12)),
        ("8 o’clock", time(8)),
    ],
)
def test_times_as_people_write_them(typed: str, meant: time) -> None:
    """A plain way to write a time is refused, or read as another time."""
    assert parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "25", "8:75", "soon", "8:00 tomorrow", "-1", "13pm", "0 am", "123", "7:3"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    """A slip of the finger subscribes for another hour."""
    with pytest.raises(BadOption) as told:
        parse_time(typed)
    assert "08:00" in told.value.hint


def test_cadences_as_people_write_them() -> None:
    """``mon, wed`` or ``weekly tue`` is read as every day."""
    assert parse_days(None) == (Cadence.DAILY, ())
    assert parse_days("Mon, Wednesday fri") == (Cadence.DAILY, (0, 2, 4))
    assert parse_days("weekly tue") == (Cadence.WEEKLY, (1,))
    assert parse_days("hourly") == (Cadence.HOURLY, ())
    assert parse_days("mon-thu") == parse_days("Monday to Thursday") == (Cadence.DAILY, (0, 1, 2, 3))
    assert parse_days("fri - mon") == (Cadence.DAILY, (0, 4, 5, 6))
    assert parse_days("every day") == parse_days("mon-sun") == (Cadence.DAILY, ())
    assert parse_days("Tuesdays and Thursdays") == (Cadence.DAILY, (1, 3))
    assert parse_days("workdays") == (Cadence.WEEKDAYS, ()) and parse_days("weekends") == (Cadence.DAILY, (5, 6))
    for wrong in ("fortnightly", "weekly mon tue", "hourly mon", "mo", "money", "mon-", "mon-tue-wed"):
        with pytest.raises(BadOption):
            parse_days(wrong)
    assert (
        described(Plan("Europe/Belgrade", time(8), Cadence.WEEKLY, (1,))) == "every Tuesday at 08:00 (Europe/Belgrade)"
    )
