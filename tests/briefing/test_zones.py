"""Time zones as people name them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.briefing.zones import complete_zone, parse_zone
from bot.errors import BadOption

NOW = datetime(2027, 5, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/Belgrade", "Europe/Belgrade"),
        ("europe/belgrade", "Europe/Belgrade"),
        ("Belgrade", "Europe/Belgrade"),
        (" belgrade time ", "Europe/Belgrade"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Serbia", "Europe/Belgrade"),
        ("Nepal", "Asia/Kathmandu"),
        ("uk", "Europe/London"),
        ("Beijing", "Asia/Shanghai"),
        ("Kyiv", "Europe/Kyiv"),
        ("lord howe", "Australia/Lord_Howe"),
        ("utc", "UTC"),
        ("Etc/GMT-2", "Etc/GMT-2"),
    ],
)
def test_a_place_is_enough(typed: str, meant: str) -> None:
    """People must know the database's spelling to subscribe."""
    assert parse_zone(typed) == meant


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("CET", "does not say when clocks change", "Belgrade"),
        ("CEST", "does not say when clocks change", "Berlin"),
        ("EST", "does not say when clocks change", "New York"),
        ("CST", "several places", "Shanghai or Chicago"),
        ("UTC+2", "does not say when clocks change", "Belgrade (in summer)"),
        ("+2", "does not say", "Etc/GMT-2"),
        ("gmt +05:45", "does not say", "Kathmandu"),
        ("UTC-5", "does not say", "Etc/GMT+5"),
        ("United States", "time zones", "New York"),
        ("Belgrad", "no time zone", "Belgrade"),
        ("Qqqq", "no time zone", "Belgrade"),
        ("", "no time zone", "Belgrade"),
        ("../etc/passwd", "no time zone", "city"),
        ("+99", "does not say", "city"),
    ],
)
def test_what_would_be_an_hour_off_in_half_the_year_is_explained(typed: str, message: str, hint: str) -> None:
    """``CET`` is refused without a word of what to write, or taken for a clock that never changes."""
    with pytest.raises(BadOption) as told:
        parse_zone(typed)
    assert message in told.value.message and hint in told.value.hint, told.value.hint


def test_zones_are_offered_while_they_are_typed_with_the_time_there() -> None:
    """The list has no such city, or nobody can tell which of two zones is meant."""
    assert complete_zone("belg", NOW) == [
        ("Europe/Belgrade · 14:00 now", "Europe/Belgrade"),
        ("Europe/Brussels · 14:00 now", "Europe/Brussels"),
    ]
    assert complete_zone("", NOW, "Asia/Kathmandu")[0] == ("Asia/Kathmandu · 17:45 now", "Asia/Kathmandu")
    assert "Europe/Belgrade" in dict.fromkeys(z for _, z in complete_zone("cet", NOW))
    assert all(label.endswith("14:00 now") for label, _ in complete_zone("UTC+2", NOW))
    assert [z for _, z in complete_zone("serbia", NOW)] == ["Europe/Belgrade"]
    assert complete_zone("united st", NOW) == [] or len(complete_zone("united states", NOW)) == 25
    assert complete_zone("zzzz", NOW) == []
    for typed in ("a", "america", "/", "e"):
        assert 0 < len(complete_zone(typed, NOW)) <= 25
