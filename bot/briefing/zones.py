"""Time zones by the names that people use: a city, a country, the database's own name.

An abbreviation ("CET") or an offset ("UTC+2") does not say when clocks change, so that a digest
would come an hour off for half of the year: these are refused with the places that are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.errors import BadOption
from bot.messages import did_you_mean, either
from summarizers.words import fold

EXAMPLES = "Write a large city or a country, as Belgrade, New York or Japan."
_WIDELY_USED = (
    "Europe/Belgrade Europe/Berlin Europe/London Europe/Athens Europe/Istanbul Europe/Moscow Asia/Dubai "
    "Asia/Jerusalem Africa/Cairo Africa/Johannesburg Africa/Lagos Asia/Karachi Asia/Kolkata Asia/Kathmandu "
    "Asia/Bangkok Asia/Shanghai Asia/Tokyo Australia/Sydney Pacific/Auckland America/New_York America/Chicago "
    "America/Denver America/Los_Angeles America/Halifax America/Sao_Paulo Atlantic/Azores Pacific/Honolulu "
    "Europe/Lisbon America/Bogota Asia/Tehran"
).split()
_CITIES = {  # large ones for which the database has no name of their own
    "abu dhabi": "Asia/Dubai",
    "ankara": "Europe/Istanbul",
    "barcelona": "Europe/Madrid",
    "beijing": "Asia/Shanghai",
    "bern": "Europe/Zurich",
    "boston": "America/New_York",
    "delhi": "Asia/Kolkata",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "islamabad": "Asia/Karachi",
    "milan": "Europe/Rome",
    "mumbai": "Asia/Kolkata",
    "munich": "Europe/Berlin",
    "new delhi": "Asia/Kolkata",
    "pristina": "Europe/Belgrade",
    "rio de janeiro": "America/Sao_Paulo",
    "san francisco": "America/Los_Angeles",
    "the hague": "Europe/Amsterdam",
    "washington": "America/New_York",
}
_COUNTRIES = {"england": "GB", "great britain": "GB", "uk": "GB", "usa": "US", "uae": "AE", "turkiye": "TR"}
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?")
_FIXED = re.compile(r"etc/(?:utc|gmt(?:[+-]\d{1,2})?)", re.IGNORECASE)
_SEASONS = (datetime(2027, 1, 15, tzinfo=UTC), datetime(2027, 7, 15, tzinfo=UTC))
MOST = 25


def parse_zone(text: str) -> str:
    """The zone's name as the time zone database spells it. Raises BadOption that says which are near."""
    typed = " ".join(text.replace("_", " ").split())
    wanted = fold(typed).removesuffix(" time")
    names = _names()
    if found := names.get(wanted):
        return found
    if _FIXED.fullmatch(typed) and _exists(exact := _spelled(typed)):
        return exact
    if offset := _OFFSET.fullmatch(wanted):
        raise BadOption(f"“{typed[:20]}” does not say when clocks change.", _with_offset(offset))
    if sharing := _called(typed):
        raise BadOption(
            f"“{typed[:20]}” is the time of several places, and does not say when clocks change.",
            f"Name a place: {either(_seasonal(sharing)[:4])}.",
        )
    if inside := _by_country().get(_code(wanted)):
        raise BadOption(
            f"{typed[:60]} has {len(inside)} time zones.", f"Name a city in it, as {either(_seasonal(inside)[:3])}."
        )
    raise BadOption(f"There is no time zone “{typed[:60]}”.", f"{did_you_mean(wanted, _display())} {EXAMPLES}".strip())


def complete_zone(typed: str, now: datetime, usual: str | None = None) -> list[tuple[str, str]]:
    """At most 25 zones for what is typed so far, each as what to show (with its time now) and its name."""
    wanted = fold(" ".join(typed.replace("_", " ").split()))
    if not wanted:
        found = dict.fromkeys([*([usual] if usual else []), "UTC", *_WIDELY_USED])
    elif offset := _OFFSET.fullmatch(wanted):
        found = dict.fromkeys(z for z in _WIDELY_USED if ZoneInfo(z).utcoffset(now) == _delta(offset))
    else:
        names = _names()
        starting = [z for key, z in names.items() if key.startswith(wanted)]
        holding = [z for key, z in names.items() if wanted in key]
        country = _by_country().get(_code(wanted), ())
        found = dict.fromkeys([*_called(typed.strip()), *sorted(starting, key=_rank), *country, *holding])
    return [(f"{name} · {now.astimezone(ZoneInfo(name)):%H:%M} now", name) for name in found][:MOST]


def _rank(zone: str) -> int:
    return _WIDELY_USED.index(zone) if zone in _WIDELY_USED else len(_WIDELY_USED)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """What a zone may be called, folded: its name, its city, its country where that has only one zone."""
    places = sorted(z for z in available_timezones() if "/" in z and not z.startswith(("Etc/", "posix", "right")))
    found = {"utc": "UTC", **_CITIES}
    for codes in _tables()[0].values():  # the names of the day win over old ones for the same city
        found.update((fold(zone.rsplit("/", 1)[-1].replace("_", " ")), zone) for zone in codes)
    for zone in places:
        found.setdefault(fold(zone.rsplit("/", 1)[-1].replace("_", " ")), zone)
        found[fold(zone.replace("_", " "))] = zone
    for code, country in _tables()[1].items():
        zones = _tables()[0].get(code, ())
        if len(zones) == 1:
            found.setdefault(fold(country), zones[0])
    for name, code in _COUNTRIES.items():
        if len(_tables()[0].get(code, ())) == 1:
            found.setdefault(name, _tables()[0][code][0])
    return found


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Zones by country code, and the countries' names, as the database lists them."""
    folder = files("tzdata.zoneinfo")
    zones: dict[str, tuple[str, ...]] = {}
    for code, _, zone, *_ in _lines(folder.joinpath("zone.tab").read_text("utf-8")):
        zones[code] = (*zones.get(code, ()), zone)
    names = {code: name for code, name, *_ in _lines(folder.joinpath("iso3166.tab").read_text("utf-8"))}
    return zones, names


def _lines(table: str) -> Iterable[list[str]]:
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))


def _by_country() -> dict[str, list[str]]:
    """Zones by country code, those of many people first, as people call them."""
    return {code: sorted(zones, key=_rank) for code, zones in _tables()[0].items()}


def _code(wanted: str) -> str:
    return next((c for c, name in _tables()[1].items() if fold(name) == wanted), _COUNTRIES.get(wanted, ""))


def _display() -> list[str]:
    return [*(z for z in _names().values() if "/" in z), *(k.title() for k in _names() if "/" not in k)]


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return False
    return True


def _spelled(fixed: str) -> str:
    area, _, rest = fixed.partition("/")
    return f"{area.title()}/{rest.upper()}"


def _delta(offset: re.Match[str]) -> timedelta:
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return ahead if offset[1] == "+" else -ahead


def _with_offset(offset: re.Match[str]) -> str:
    """Places that are so far from UTC, and the clock that never changes."""
    delta = _delta(offset)
    places = [
        z for z in _WIDELY_USED if any(ZoneInfo(z).utcoffset(day.replace(tzinfo=None)) == delta for day in _SEASONS)
    ]
    fixed = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}"
    said = [f"Name a place: {either(_seasonal(places, delta)[:4])}."] if places else [EXAMPLES]
    if not int(offset[3] or 0) and _exists(fixed):
        said.append(f"For a clock that never changes write {fixed}.")
    return " ".join(said)


def _called(abbreviation: str) -> list[str]:
    """Widely used zones whose clocks go by that abbreviation in winter or summer."""
    if not (2 <= len(abbreviation) <= 5 and abbreviation.isalpha()):
        return []
    wanted = abbreviation.upper()
    forms = {wanted, f"{wanted[0]}S{wanted[1]}", f"{wanted[0]}D{wanted[1]}"} if len(wanted) == 2 else {wanted}
    return [z for z in _WIDELY_USED if any(ZoneInfo(z).tzname(day.replace(tzinfo=None)) in forms for day in _SEASONS)]


def _seasonal(zones: Iterable[str], delta: timedelta | None = None) -> list[str]:
    """``Belgrade``, or with ``delta`` ``Belgrade (in summer)`` where it is so far from UTC only then."""
    found = []
    for zone in zones:
        city = zone.rsplit("/", 1)[-1].replace("_", " ")
        january, july = (ZoneInfo(zone).utcoffset(day.replace(tzinfo=None)) for day in _SEASONS)
        if delta is None or january == july:
            found.append(city)
            continue
        summer = max(january or timedelta(), july or timedelta()) == delta
        found.append(f"{city} (in {'summer' if summer else 'winter'})")
    return found
