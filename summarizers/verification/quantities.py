"""Numbers as they are meant: value, magnitude, unit; and dates, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

_MAGNITUDES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6,
               "billion": 1e9, "bn": 1e9, "bln": 1e9, "trillion": 1e12, "trn": 1e12, "dozen": 12.0}  # fmt: skip
_UNITS = {
    "$": "usd", "us$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "us dollar": "usd", "us dollars": "usd",
    "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur", "£": "gbp", "gbp": "gbp", "pound": "gbp", "pounds": "gbp",
    "¥": "jpy", "yen": "jpy", "cny": "cny", "yuan": "cny", "rmb": "cny", "renminbi": "cny", "rub": "rub",
    "ruble": "rub", "rubles": "rub", "rouble": "rub", "roubles": "rub", "rsd": "rsd", "dinar": "rsd", "dinars": "rsd",
    "bam": "bam", "chf": "chf", "franc": "chf", "francs": "chf", "%": "percent", "percent": "percent",
    "per cent": "percent", "pct": "percent", "percentage point": "points", "percentage points": "points",
    "km": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "km2": "km2",
    "square kilometers": "km2", "square kilometres": "km2", "m3": "m3", "cubic meters": "m3", "cubic metres": "m3",
    "bcm": "bcm", "meter": "meter", "meters": "meter", "metre": "meter", "metres": "meter", "mile": "mile",
    "miles": "mile", "tonne": "tonne", "tonnes": "tonne", "ton": "tonne", "tons": "tonne", "kg": "kg", "kilogram": "kg",
    "kilograms": "kg", "mw": "mw", "megawatt": "mw", "megawatts": "mw", "gw": "gw", "gigawatt": "gw",
    "gigawatts": "gw", "kwh": "kwh", "mwh": "mwh", "gwh": "gwh", "hectare": "ha", "hectares": "ha", "ha": "ha",
    "barrel": "barrel", "barrels": "barrel", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year", "hour": "hour", "hours": "hour",
    "minute": "minute", "minutes": "minute", "second": "second", "seconds": "second",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century", "m": "meter", "cm": "cm",
    "centimeter": "cm", "centimeters": "cm", "centimetre": "cm", "centimetres": "cm", "mm": "mm", "millimeter": "mm",
    "millimeters": "mm", "millimetre": "mm", "millimetres": "mm", "foot": "foot", "feet": "foot", "ft": "foot",
    "inch": "inch", "inches": "inch", "yard": "yard", "yards": "yard", "g": "g", "gram": "g", "grams": "g", "mg": "mg",
    "milligram": "mg", "milligrams": "mg", "lb": "lb", "lbs": "lb", "ounce": "ounce", "ounces": "ounce",
    "liter": "liter", "liters": "liter", "litre": "liter", "litres": "liter", "ml": "ml", "milliliters": "ml",
    "millilitres": "ml", "gallon": "gallon", "gallons": "gallon", "acre": "acre", "acres": "acre", "km/h": "km/h",
    "kph": "km/h", "kilometers per hour": "km/h", "kilometres per hour": "km/h", "mph": "mph", "miles per hour": "mph",
    "°c": "celsius", "° c": "celsius", "degrees celsius": "celsius", "degree celsius": "celsius",
    "degrees centigrade": "celsius", "°f": "fahrenheit", "° f": "fahrenheit", "degrees fahrenheit": "fahrenheit",
    "kelvin": "kelvin", "teaspoon": "teaspoon", "teaspoons": "teaspoon", "tablespoon": "tablespoon",
    "tablespoons": "tablespoon", "cup": "cup", "cups": "cup", "mmhg": "mmhg", "volt": "volt", "volts": "volt",
    "watt": "watt", "watts": "watt", "kw": "kw", "kilowatt": "kw", "kilowatts": "kw", "crown": "crown",
    "crowns": "crown", "rupee": "inr", "rupees": "inr", "won": "krw", "peso": "peso", "pesos": "peso",
}  # fmt: skip
_BASE = {
    "km": ("length", 1000.0), "meter": ("length", 1.0), "cm": ("length", 0.01), "mm": ("length", 0.001),
    "mile": ("length", 1609.344), "foot": ("length", 0.3048), "inch": ("length", 0.0254), "yard": ("length", 0.9144),
    "kg": ("mass", 1.0), "g": ("mass", 0.001), "mg": ("mass", 1e-6), "tonne": ("mass", 1000.0), "lb": ("mass", 0.4536),
    "ounce": ("mass", 0.02835), "liter": ("volume", 1.0), "ml": ("volume", 0.001), "gallon": ("volume", 3.785),
    "km/h": ("speed", 1.0), "mph": ("speed", 1.609344), "mw": ("power", 1e6), "gw": ("power", 1e9),
    "kw": ("power", 1e3), "watt": ("power", 1.0), "kwh": ("energy", 1.0), "mwh": ("energy", 1e3),
    "gwh": ("energy", 1e6), "ha": ("area", 0.01), "km2": ("area", 1.0), "acre": ("area", 0.004047),
    "second": ("time", 1.0), "minute": ("time", 60.0), "hour": ("time", 3600.0), "day": ("time", 86400.0),
    "week": ("time", 604800.0), "year": ("years", 1.0), "decade": ("years", 10.0), "century": ("years", 100.0),
    "month": ("years", 1 / 12),
}  # fmt: skip
"""What a unit measures, and how many of the first unit of its kind it is."""
CURRENCIES = frozenset(("usd", "eur", "gbp", "jpy", "cny", "rub", "rsd", "bam", "chf"))
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen" \
        " seventeen eighteen nineteen".split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED = {w: float(i) for i, w in enumerate(_ONES)} | {w: 20.0 + 10 * i for i, w in enumerate(_TENS)}
_SPELLED |= {"dozen": 12.0, "half": 0.5, "once": 1.0, "twice": 2.0, "thrice": 3.0, "third": 1 / 3, "quarter": 0.25,
             "thirds": 1 / 3, "quarters": 0.25}  # fmt: skip
_MONTHS = {m: i for i, m in enumerate(
    "january february march april may june july august september october november december".split(), 1)}  # fmt: skip
_SHORT = {m[:3]: i for m, i in _MONTHS.items()} | {"sept": 9}
_MONTH = "|".join([*_MONTHS, *(f"{s}\\.?" for s in sorted(_SHORT, key=len, reverse=True))])

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_DIGITS = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)*"
_UNIT = "|".join(re.escape(u) for u in sorted(_UNITS, key=len, reverse=True))
_CURRENCY = r"us\$|usd|eur|gbp|cny|rmb|rub|rsd|bam|chf|[$€£¥]"
_NUMBER = re.compile(
    rf"(?:(?<![^\W\d_])(?P<before>{_CURRENCY})\s?)?(?<![\w.,])(?P<digits>{_DIGITS})(?P<ordinal>st|nd|rd|th)?"
    rf"(?:\s?-?(?P<magnitude>hundred|thousand|million|billion|trillion|mn|bn|mln|bln|trn|dozen|[mk](?=\b))\b)?"
    rf"(?:\s?-?(?P<unit>{_UNIT})(?![^\W_]))?",
    re.IGNORECASE,
)
_SPELL = "|".join(
    sorted((w for w in _SPELLED if w not in ("third", "thirds", "quarters", "quarter", "once")), key=len, reverse=True)
)
_WORDS = re.compile(
    rf"\b(?P<first>{_SPELL})(?:[- ](?P<second>{'|'.join(_ONES[1:10])}|thirds|quarters|fifths|tenths))?"
    rf"(?:[ -](?P<magnitude>hundred|thousand|million|billion|trillion|dozen)\b)?"
    rf"(?:[ -](?:an? )?(?P<unit>{_UNIT})(?![^\W_]))?\b",
    re.IGNORECASE,
)
_COUNTING = tuple(w for w in _SPELLED if not any(other in w for other in _SPELLED if other != w))
"""Letters one of which stands in whatever has a number in words ("seven" also in "seventeen")."""
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_PART = re.compile(
    rf"\b(?:an? |one[ -])(?P<part>{'|'.join(_PARTS)})(?=-|(?: \w+)? (?:of|majority|share)\b)", re.IGNORECASE
)
"""A part of a whole; "a third man" is none."""
_RATIO = re.compile(
    rf"\b(?P<part>\d+|{'|'.join(_ONES[1:])}) (?:out of(?: every)?|in(?: every)?|of every)"
    rf" (?P<whole>\d+|{'|'.join([*_ONES[2:], *_TENS])})\b(?![.,]?\d|[ -](?:million|billion|{_MONTH}|{_UNIT}))",
    re.IGNORECASE,
)
"""Eight in ten."""
_SPAN = re.compile(
    r"\b(?P<first>a|one|half an?|the (?:last|past))"
    r" (?P<unit>decade|century|hour|dollar|euro|mile|ton|tonne|kilometer|kilometre|percentage point)\b",
    re.IGNORECASE,
)
_IN_FIGURES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?(?![\d-])"),
    re.compile(r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})\b"),
)
_DATES = (
    _IN_FIGURES[0],
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<mon>{_MONTH})\b\.?(?:,? (?P<y>\d{{4}})\b)?", re.I),
    re.compile(rf"\b(?P<mon>{_MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d)(?:,? (?P<y>\d{{4}})\b)?", re.I),
    re.compile(rf"\b(?P<mon>{_MONTH})\b\.?(?: of)?,? (?P<y>\d{{4}})\b", re.I),
    _IN_FIGURES[1],
)
_MONTHLY = tuple(sorted({short[:3] for short in _SHORT}))
"""Letters one of which stands in whatever has a month's name: looked for first, in a tenth of the time."""
_RANGE = re.compile(r"\s?(?:-|–|to|and|or)\s?$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|some|close to|or so)"
                    r"(?: an?| the| every)? ?$|~ ?$", re.I)  # fmt: skip
_MORE = re.compile(r"\b(?:more than|over|above|exceed\w*|at least|upwards? of|no (?:less|fewer) than|in excess of"
                   r"|greater than)(?: an?| the)? ?$", re.I)  # fmt: skip
_LESS = re.compile(r"\b(?:less than|fewer than|under|below|up to|at most|nearly|almost|no more than|just short of"
                   r"|not more than|as (?:many|much) as)(?: an?| the)? ?$", re.I)  # fmt: skip


LEAD = 40
"""Characters before a number among which the words stand that say what it is, or bound it: more than any has."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number. ``values`` are its readings (1.000 may be a thousand); ``unit`` "" for a bare one."""

    values: frozenset[float]
    unit: str
    bound: str  # "more", "less" or ""
    start: int
    end: int
    text: str
    ordinal: bool = False
    about: bool = False

    @property
    def yearlike(self) -> bool:
        return not self.unit and _YEAR.fullmatch(self.text) is not None

    def same_value(self, other: Quantity) -> bool:
        if not self.values.isdisjoint(other.values):
            return True
        for a in self.values:  # no generator: asked of each pair of figures that a topic has
            for b in other.values:
                if abs(a - b) <= 1e-9 * max(1.0, abs(a)):
                    return True
        return False

    def tells(self, other: Quantity) -> bool:
        """Is this a fair way to state ``other``: the same, converted, or rounded and said to be so?

        "about 4 million" of 4.2 million; "more than 60%" of 61.4%; "1.5 km" of 1,500 meters.
        """
        if {self.unit, other.unit} == {"", "percent"}:
            return self._same_share(other)
        if self.unit != other.unit:
            mine, theirs = _BASE.get(self.unit), _BASE.get(other.unit)
            if mine is None or theirs is None or mine[0] != theirs[0]:
                return False
            scale = theirs[1] / mine[1]
        else:
            scale = 1.0
        slack = 0.006 if scale != 1.0 and not _whole(scale) else 1e-9
        return any(
            abs(a - b * scale) <= slack * max(1e-12, abs(a)) or (not other.bound and self._rounds(a, b * scale))
            for a in self.values
            for b in other.values
        )

    def _same_share(self, other: Quantity) -> bool:
        """Two thirds, of 66.7%; "about a fifth", of 18%."""
        mine, theirs = (
            {v * (100 if not q.unit else 1) for v in q.values if q.unit or 0 < v < 1} for q in (self, other)
        )
        slack = 2.5 if self.about else 0.7
        return any(
            abs(a - b) <= slack
            or (abs(a - b) <= 2.5 and ((a < b and self.bound == "more") or (a > b and self.bound == "less")))
            for a in mine
            for b in theirs
        )

    def _rounds(self, mine: float, exact: float) -> bool:
        if exact == 0 or abs(mine - exact) > 0.12 * abs(exact) or _step(mine) <= _step(exact):
            return False
        near = self.about and not self.bound and abs(mine - exact) <= 0.5001 * _step(mine)
        return near or (self.bound == "more" and mine < exact) or (self.bound == "less" and mine > exact)


def _whole(scale: float) -> bool:
    return any(abs(x - round(x)) < 1e-9 for x in (scale, 1 / scale))


def _step(value: float) -> float:
    """The place of the last figure that is not nothing: 100 for 2,400, 0.1 for 3.4."""
    exponent = 15
    while exponent > -9 and not (abs(v := value / 10.0**exponent) >= 0.999 and abs(v - round(v)) < 1e-6):
        exponent -= 1
    return 10.0**exponent


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date as precise as it is stated."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    text: str

    def covered_by(self, other: Date) -> bool:
        """Is everything that this date states stated by ``other``?"""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        return all(a is None or a == b for a, b in zip(mine, theirs, strict=True))


@lru_cache(maxsize=512)
def dates(text: str) -> tuple[Date, ...]:
    """The dates of a normalized text; bare years are numbers."""
    found: list[Date] = []
    if not _DIGIT.search(text):
        return ()
    folded = text.casefold()
    for pattern in _DATES if any(letters in folded for letters in _MONTHLY) else _IN_FIGURES:
        for m in pattern.finditer(text):
            if any(m.start() < d.end and d.start < m.end() for d in found):
                continue
            parts = m.groupdict()
            name = (parts.get("mon") or "").lower().rstrip(".")
            if name == "may" and parts["mon"] == "may":
                continue  # the modal verb
            month = _MONTHS.get(name) or _SHORT.get(name) or int(parts.get("m") or 0) or None
            day = int(parts["d"]) if parts.get("d") else None
            if (month or 1) > 12 or (day or 1) > 31:
                continue
            found.append(Date(int(parts["y"]) if parts.get("y") else None, month, day, m.start(), m.end(), m.group()))
    return tuple(sorted(found, key=lambda d: d.start))


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a normalized text, in order, dates left out."""
    taken = [(d.start, d.end) for d in dates(text)]
    found: list[Quantity] = []
    for m in _RATIO.finditer(text):
        part, whole = (_SPELLED.get(m[g].lower()) or float(m[g]) for g in ("part", "whole"))
        if 0 < part < whole <= 100 and not any(m.start() < end and start < m.end() for start, end in taken):
            taken.append((m.start(), m.end()))
            found.append(_share(text, m, 100 * part / whole))
    for m, values in _numbers(text):
        if any(m.start() < end and start < m.end() for start, end in taken):
            continue
        taken.append((m.start(), m.end()))
        groups = m.groupdict()
        magnitude = _MAGNITUDES.get((groups.get("magnitude") or "").lower(), 1.0)
        unit = _UNITS.get((groups.get("before") or groups.get("unit") or "").lower(), "")
        lead = text[max(0, m.start() - LEAD) : m.start()]
        bound = "more" if _MORE.search(lead) else "less" if _LESS.search(lead) else ""
        if groups.get("magnitude") in ("m", "k") and not groups.get("before") and m["magnitude"] == "m":
            unit, magnitude = unit or "meter", 1.0  # "2,418 m" is a height; "$410m" a sum
        found.append(
            Quantity(
                frozenset(v * magnitude for v in values), unit, bound, m.start(), m.end(), m.group(),
                bool(groups.get("ordinal")), bool(_ABOUT.search(lead)),
            )
        )  # fmt: skip
    for m in _SPAN.finditer(text):
        if not any(m.start() < end and start < m.end() for start, end in taken):
            value = 0.5 if m["first"].lower().startswith("half") else 1.0
            found.append(Quantity(frozenset((value,)), _UNITS[m["unit"].lower()], "", m.start(), m.end(), m.group()))
    found.sort(key=lambda q: q.start)
    return tuple(_inherited(text, found))


def _share(text: str, m: re.Match[str], percent: float) -> Quantity:
    lead = text[max(0, m.start() - LEAD) : m.start()]
    bound = "more" if _MORE.search(lead) else "less" if _LESS.search(lead) else ""
    about = bool(_ABOUT.search(lead))
    return Quantity(frozenset((percent,)), "percent", bound, m.start(), m.end(), m.group(), about=about)


def _numbers(text: str) -> Iterator[tuple[re.Match[str], frozenset[float]]]:
    if _DIGIT.search(text):
        for m in _NUMBER.finditer(text):
            yield m, readings(m["digits"])
    for m in _PART.finditer(text):
        yield m, frozenset((1 / _PARTS[m["part"].lower()],))
    folded = text.casefold()
    for m in _WORDS.finditer(text) if any(letters in folded for letters in _COUNTING) else ():
        first, second = m["first"].lower(), (m["second"] or "").lower()
        if first in ("one", "second", "zero") and not (m["magnitude"] or m["unit"]):
            continue  # "one of them"
        value = _SPELLED[first]
        if second in ("thirds", "quarters", "fifths", "tenths"):
            value *= {"thirds": 1 / 3, "quarters": 0.25, "fifths": 0.2, "tenths": 0.1}[second]
        elif second:
            value += _SPELLED[second]
        yield m, frozenset((value,))


def _inherited(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """In "5 to 7 percent" the five is per cent too; both readings are kept by the unit's."""
    for i, q in enumerate(found):
        if not q.unit and i + 1 < len(found) and found[i + 1].unit and not q.yearlike:
            after = found[i + 1]
            if _RANGE.search(text[q.end : after.start]) and len(text[q.end : after.start]) <= 5:
                yield replace(q, unit=after.unit)
                continue
        yield q


def readings(digits: str) -> frozenset[float]:
    """What a figure may mean: 1,000 and 1 000 a thousand; 1.000 one or a thousand."""
    plain = digits.replace(" ", "")
    found: set[float] = set()
    english = plain.replace(",", "")
    if english.count(".") <= 1:
        found.add(float(english))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        found.add(float(plain.replace(".", "").replace(",", ".")))
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        found.add(float(plain.replace(",", ".")))
    return frozenset(found or {float(re.sub(r"\D", "", plain) or 0)})


def unit(folded: str) -> bool:
    """Is a word a unit, a currency or a magnitude?"""
    return folded in _UNITS or folded in _MAGNITUDES


def month_names(number: int) -> str:
    """The English name of a month, folded."""
    return next(m for m, i in _MONTHS.items() if i == number)
