"""The date of the event that a sentence states, as precise as it states it.

A wrong date is worse than none: a year that names another event ("the 1995 agreement") or stands
in an aside ("a province that declared independence in 2008") does not date the sentence, and
"last year" counts only where it is known when the document was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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
_MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    **{form: number for number, forms in enumerate(_SERBIAN, 1) for form in forms.split()},
    **{form: number for number, forms in enumerate(_CYRILLIC, 1) for form in forms.split()},
}
_EN = "|".join(n.capitalize() for n in _ENGLISH) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_SR = "|".join(sorted((f for forms in (*_SERBIAN, *_CYRILLIC) for f in forms.split()), key=len, reverse=True))
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[-/]\d\d\d)"
_RANGE = r"(?:\s?[–-]\s?\d{1,2})?"
_FULL = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_RANGE} (?:of )?(?P<month>{_EN}),? {_YEAR}"),
    re.compile(rf"\b(?P<month>{_EN}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_RANGE},? {_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\. ?(?P<month>{_SR})\b,? {_YEAR}", re.IGNORECASE),
    re.compile(r"(?<![\d/-])(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>(?:19|20)\d\d)\b"),
)
_MONTH = (
    re.compile(rf"\b(?P<month>{_EN}),? ?{_YEAR}"),
    re.compile(rf"\b(?P<month>{_SR})\b,? {_YEAR}", re.IGNORECASE),
)
_BARE_YEAR = re.compile(
    r"(?:(?P<before>\b[^\W\d_]+)[ ‘“'\"(]+|^|[(,;–-]\s?)(?<![$€£])"
    r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d|[-/]\d{3}|s\b|\+)(?P<after>\s+[^\W\d_]+)?"
)
_DAY_MONTH = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_RANGE} (?:of )?(?P<month>{_EN})(?!,? ?\d)"),
    re.compile(rf"\b(?P<month>{_EN}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_RANGE}(?!\d|,? \d{{4}}|%)"),
)
_SOME_MONTH = re.compile(
    rf"\b(?:(?:[Ii]n|[Ss]ince|[Dd]uring)|(?P<which>[Ll]ast|[Tt]his|[Nn]ext)) "
    rf"(?:(?:early|late|mid|the middle of|the end of)[ -])?(?P<month>{_EN})(?! ?\d|,? \d)"
)
_SOME_WORDS = re.compile(r"\b(?:this month|last month|yesterday)\b(?![’'])", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|is to|are to|due|expect(?:s|ed)?|plan(?:s|ned)?|scheduled|going to|intends?|set to"
    r"|forthcoming|upcoming|(?:re)?opens|begins|starts|takes place|expires|ends)\b",
    re.IGNORECASE,
)
_NEAR = 6
"""Months."""

_AGO = re.compile(r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) years ago\b", re.IGNORECASE)
_NUMBERS = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)}
_LEADS = frozenset(
    "in as since from during of late early mid by between throughout for a an over and"
    " u od tokom do из у од током".split()
)
_NOT_THEN = re.compile(
    r"\b(?:before|until|till|ahead of|prior to|up to|after|by|pre|post|pre-|post-)"
    r"(?: the)?(?: end of| early| late| mid-?)?[ -]$",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\bsince [^,;:]{8,} in $|\b(?:as in|roles? in|remains? in place)\b[^,;:]*$"
    r"|,\s(?:first )?(?:established|founded|set up|created|built)\b[^,;:]*$",
    re.IGNORECASE,
)
"""What has stood since a year, or an aside on when something was founded, does not date the event."""

_OTHER_EVENT = re.compile(
    r"\b(?:after|before|ahead of|prior to|following|until) (?!all\b)|\b(?:sources?|time of writing) (?:of|in)\b"
    r"|\bsuch as\b|\bas [^,;:]{2,40} had (?:done|been)\b",
    re.IGNORECASE,
)
"""In one clause with a date these make it the date of something else: "after the attack in 2023"."""

_ASIDE = re.compile(r"\b(?:which|who|whom|whose|where)\b")
_THAT = re.compile(r"\b(?P<word>[^\W\d_]+),? that\b")
_SAYING = re.compile(
    r"(?:said|says|say|state[ds]?|announce[ds]?|note[ds]?|report(?:ed|s|edly)?|claim(?:ed|s)?|found|finds|show(?:ed|s|n)?"
    r"|suggest(?:ed|s|ing)?|indicat(?:ed|es|e|ing)|believe[ds]?|mean(?:t|s|ing)?|argue[ds]?|add(?:ed|s)|told|warn(?:ed|s|ing)"
    r"|think|thinks|thought|known|clear|means|elsewhere|confirmed|estimated|revealed|so|now)$"
)
_COUNTED = re.compile(
    r"\s+(?:people|troops|soldiers|workers|employees|members|tons|tonnes|megawatts|euros|dollars|kilomet|met(?:er|re)s|km\b"
    r"|cameras|pages|masks|miles|companies|jobs|million|billion|percent)",
)

_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERIOD = re.compile(
    rf"(?<!\d)(?:19|20)\d\d ?(?:[–—] ?(?:(?:19|20)\d\d|\d\d)|- ?(?:19|20)\d\d)(?!\d)"
    rf"|\bbetween (?:(?:{_EN}) )?(?:19|20)\d\d and (?:(?:{_EN}) )?(?:19|20)\d\d"
    rf"|\bfrom (?:(?:{_EN}) )?(?:19|20)\d\d (?:to|until|till|through) (?:(?:{_EN}) )?(?:19|20)\d\d",
    re.IGNORECASE,
)
"""What was so from one year to another happened in neither of them."""

_LONGEST = 2000
_LIST, _OPENING = 3, 40
"""A sentence of so many years lists events; it has a date only if one stands in its opening."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the document was published (ISO, as precise as known), if it is known."""

    published: str | None = None

    @property
    def parts(self) -> tuple[int, ...]:
        """(year,), (year, month) or (year, month, day); empty where nothing is known."""
        if not self.published or not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", self.published):
            return ()
        return tuple(int(part) for part in self.published.split("-"))


@dataclass(frozen=True, slots=True)
class _Found:
    iso: str
    place: int


def event_date(text: str, anchor: Anchor) -> str | None:
    """The ISO date of the event in ``text``: the most precise stated, the first of equals.

    None where none is stated for sure, or a period of years. Of a range of days, the first.
    """
    if len(text) > _LONGEST:
        return None
    every = (*_stated(text), *_relative(text, anchor.parts))
    periods = [match.span() for match in _PERIOD.finditer(text)]
    found = [
        f
        for f in every
        if _dates_it(text, f.place)
        and not _STANDING.search(text[: f.place])
        and not any(start <= f.place < end for start, end in periods)
    ]
    if not found:
        return None
    best = min(found, key=lambda each: (-len(each.iso), each.place))
    listed = len(set(_ANY_YEAR.findall(text))) >= _LIST and best.place > _OPENING
    return None if listed else best.iso


def parse_date(text: str) -> str | None:
    """The date that ``text`` is, ISO: "May 2, 2024", "2024-05", "2024"; None if it is no date."""
    text = text.strip().rstrip(".")
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", text):
        return text
    if re.fullmatch(r"(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])", text):
        return text
    for pattern in (*_FULL, *_MONTH):
        match = pattern.search(text)
        if match and not any(c.isdigit() for c in text[: match.start()] + text[match.end() :]):
            return _iso_of(match)
    return None


def _stated(text: str) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for pattern in (*_FULL, *_MONTH):
        for match in pattern.finditer(text):
            iso = _iso_of(match)
            if iso and not any(a <= match.start() < b for a, b in taken):
                taken.append(match.span())
                yield _Found(iso, match.start())
    for match in _BARE_YEAR.finditer(text):
        place = match.start("year")
        if any(a <= place < b for a, b in taken) or not _is_year(text, match):
            continue
        yield _Found(match["year"], place)


def _is_year(text: str, match: re.Match[str]) -> bool:
    if _COUNTED.match(text, match.end("year")) or not 1500 <= int(match["year"]) <= 2100:
        return False
    before = (match["before"] or "").casefold()
    if before == "the" or before.endswith(("’s", "'s")) or before in {"s", "no", "number", "article", "resolution"}:
        return False
    if before in {"a", "an"}:
        return bool(match["after"])
    following = text[match.end("year") : match.end("year") + 1]
    return before in _LEADS or (not before and following in {",", ":", ")", ""})


def _relative(text: str, parts: tuple[int, ...]) -> Iterator[_Found]:
    """ "Last year", "in early May", "earlier this month", "on May 8": by the day of publication."""
    if not parts:
        return
    year = parts[0]
    for words, value in (("last year", year - 1), ("this year", year)):
        if (place := text.casefold().find(words)) >= 0:
            yield _Found(str(value), place)
    for match in _AGO.finditer(text):
        count = match["n"].casefold()
        yield _Found(str(year - (int(count) if count.isdigit() else _NUMBERS[count])), match.start())
    if len(parts) < 2:
        return
    month = parts[1]
    for match in _SOME_WORDS.finditer(text):
        yield from _by_words(match, parts)
    ahead = bool(_AHEAD.search(text))
    for match in _SOME_MONTH.finditer(text):
        stated = _MONTHS[match["month"].rstrip(".").casefold()]
        of = _year_of(stated, year, month, ahead=ahead)
        if match["which"]:
            of = _year_named(match["which"].casefold(), stated, year, month)
        if of is not None:
            yield _Found(f"{of}-{stated:02}", match.start("month"))
    for pattern in _DAY_MONTH:
        for match in pattern.finditer(text):
            stated = _MONTHS[match["month"].rstrip(".").casefold()]
            day = int(match["day"])
            of = _year_of(stated, year, month, ahead=ahead)
            if stated == month and len(parts) > 2 and not ahead and day > parts[2]:
                of = year - 1  # it was said before that day
            iso = _iso(of, stated, day) if of is not None else None
            if iso:
                yield _Found(iso, match.start())


def _by_words(match: re.Match[str], parts: tuple[int, ...]) -> Iterator[_Found]:
    """ "This month", "last month", and "yesterday" where the day of publication is known."""
    year, month = parts[0], parts[1]
    words = match.group().casefold()
    if words == "this month":
        yield _Found(f"{year}-{month:02}", match.start())
    elif words == "last month":
        before = (year, month - 1) if month > 1 else (year - 1, 12)
        yield _Found(f"{before[0]}-{before[1]:02}", match.start())
    elif len(parts) > 2:
        yield _Found((date(*parts) - timedelta(days=1)).isoformat(), match.start())


def _year_of(stated: int, year: int, month: int, *, ahead: bool) -> int | None:
    """The year of a month that stands without one: the nearest in the direction of the tense, else none.

    What lies half a year off or more is named with its year by whoever wants to be understood.
    """
    if ahead:
        return year if 0 <= stated - month <= _NEAR else year + 1 if stated + 12 - month <= _NEAR else None
    if stated <= month:
        return year
    return year - 1 if month + 12 - stated <= _NEAR else None


def _year_named(which: str, stated: int, year: int, month: int) -> int | None:
    """The year of "last May" or "next May"; of "this May" the year of publication."""
    if which == "this":
        return year
    if which == "next":
        return year if stated > month else year + 1
    return year if stated < month else year - 1


def _iso_of(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    name = parts["month"].rstrip(".").casefold()
    month = _MONTHS.get(name) or (int(name) if name.isdigit() else 0)
    return _iso(int(parts["year"]), month, int(parts.get("day") or 0))


def _iso(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12:
        return None
    if not day:
        return f"{year}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _dates_it(text: str, place: int) -> bool:
    """Does the date at ``place`` date what the sentence says, and not something it mentions?"""
    before = text[:place]
    if _NOT_THEN.search(before):
        return False
    clause = before[max(before.rfind(","), before.rfind(";"), before.rfind("(")) + 1 :]
    if _ASIDE.search(clause) or _OTHER_EVENT.search(clause):
        return False
    return all(_SAYING.search(match["word"].casefold()) for match in _THAT.finditer(clause))
