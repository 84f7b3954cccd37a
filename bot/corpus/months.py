"""The names of months and how a date is written: what stated and relative dates have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_ENGLISH = "january february march april may june july august september october november december".split()
_SERBIAN = (
    "januar jan januara januaru|februar februara februaru|mart marta martu|april aprila aprilu|maj maja maju"
    "|jun juna junu|jul jula julu|avgust avgusta avgustu|septembar septembra septembru"
    "|oktobar oktobra oktobru|novembar novembra novembru|decembar decembra decembru"
).split("|")
_CYRILLIC = (
    "јануар јануара јануару|фебруар фебруара фебруару|март марта марту|април априла априлу|мај маја мају"
    "|јун јуна јуну|јул јула јулу|август августа августу|септембар септембра септембру"
    "|октобар октобра октобру|новембар новембра новембру|децембар децембра децембру"
).split("|")
_NUMBERS: dict[str, int] = {
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    **{form: number for number, forms in enumerate(_SERBIAN, 1) for form in forms.split()},
    **{form: number for number, forms in enumerate(_CYRILLIC, 1) for form in forms.split()},
}
EN = "|".join(n.capitalize() for n in _ENGLISH) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
SR = "|".join(sorted((f for forms in (*_SERBIAN, *_CYRILLIC) for f in forms.split()), key=len, reverse=True))
DAYS = r"(?:\s?(?:[–—-]|to|and|or|through|until)\s?\d{1,2}(?:st|nd|rd|th)?)?"
"""The rest of a range of days, after the first of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text and where it stands."""

    iso: str
    place: int


def month_of(name: str) -> int:
    """The number of a month's name, its full stop allowed; 0 for none."""
    name = name.rstrip(".").casefold()
    return _NUMBERS.get(name) or (int(name) if name.isdigit() else 0)


def iso(year: int, month: int, day: int = 0) -> str | None:
    """The ISO date, of a month where ``day`` is 0; None where there is no such day."""
    if not 1 <= month <= 12:
        return None
    if not day:
        return f"{year}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
