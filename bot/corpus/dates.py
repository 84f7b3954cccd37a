"""The date of the event that a sentence states, as precise as it states it.

A wrong date is worse than none: a year that names another event ("the 1995 agreement"), that something is
measured by ("higher than in 2019") or that stands in an aside ("a province that declared independence in
2008") does not date the sentence, and "last year" counts only where it is known when the document was
published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.corpus.months import DAYS, EN, SR, Found, iso, month_of
from bot.corpus.relative_dates import Standpoint, relative

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[-/]\d\d\d)"
_TO = r"\s?(?:[–—-]|to|and|until|through)\s?"
_FULL = (
    re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{EN}){_TO}\d{{1,2}} (?:{EN}),? {_YEAR}"),
    re.compile(rf"\b(?P<month>{EN}) (?P<day>\d{{1,2}}){_TO}(?:{EN}) \d{{1,2}},? {_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{DAYS} (?:of )?(?P<month>{EN}),? {_YEAR}"),
    re.compile(rf"\b(?P<month>{EN}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{DAYS},? {_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\. ?(?P<month>{SR})\b,? {_YEAR}", re.IGNORECASE),
    re.compile(r"(?<![\d/-])(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>(?:19|20)\d\d)\b"),
)
_MONTH = (
    re.compile(rf"\b(?P<month>{EN})(?:, (?:{EN}))?(?:,? and | or |[–-])(?:{EN}),? {_YEAR}"),
    re.compile(rf"\b(?P<month>{EN}),? ?{_YEAR}"),
    re.compile(rf"\b(?P<month>{SR})\b,? {_YEAR}", re.IGNORECASE),
)
_BARE_YEAR = re.compile(
    r"(?:(?P<before>\b[^\W\d_]+)(?:[ ‘“'\"(]+|(?<=mid)-|(?<=late)-|(?<=early)-)|^|[(,;–-]\s?)(?<![$€£])"
    r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d|[-/]\d\d|s\b|\+)(?P<after>\s+[^\W\d_]+)?"
)
_LEADS = frozenset(
    "in as since from during of late early mid by between throughout for a an over and year"
    " spring summer autumn fall winter u od tokom do из у од током".split()
)
_NOT_THEN = re.compile(
    r"\b(?:before|until|till|ahead of|prior to|to|after|by|pre|post|pre-|post-)"
    r"(?: the)?(?: end of| early| late| mid-?)?[ -]$",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\bsince [^,;:]{8,} in $|\b(?:as in|roles? in|remains? in place)\b[^,;:]*$"
    r"|,\s(?:first )?(?:established|founded|set up|created|built)\b[^,;:]*$",
    re.IGNORECASE,
)
"""What has stood since a year, or an aside on when something was founded, does not date the event."""

_MEASURED = re.compile(
    r"\b(?:than|unlike|compared (?:with|to)|versus|relative to|as against)\b(?:[^,;]|,(?=\d)){0,50}$"
    r"|\bfrom (?:(?!(?:19|20)\d\d\b)[^\s,;]+ ){0,3}?(?!(?:19|20)\d\d\b)[^\s,;]*\d[^\s,;]* (?:[^\s,;]+ ){0,4}(?:in )?$"
    r"|\b(?:(?:the|a|its|their|his|her|for) (?:first|only|most|least)\b(?! of)|never|no|not|none|best|worst|\w+n[’']t"
    r"|(?:larg|bigg|high|low|long|short|dead|deadli|strong|weak|fast|slow|sharp|steep|hott|cold|dri|wett|great|few|small"
    r"|heavi|clos|warm|deep|earli|bloodi|poor|rich)est)\b[^,;]*\bsince $",
    re.IGNORECASE,
)
"""What a thing is compared with happened then, not the thing: "the worst drought since 1976"."""

_OWNED = re.compile(r"\b(?:has|have) [^,;]+, [^,;]{0,40}[’']s \w+est [^,;]{0,40} since $")
"""But "has controlled the refinery, the country’s largest firm since 2008" tells when the control began."""

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

_NAMED = re.compile(
    r"\s(?!(?:an?|and|at|as|but|by|for|from|he|her|his|in|it|its|of|on|or|she|that|the|their|they|to|we|when|with)\b)[a-z]{3,}"
)
_SOME_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERIOD = re.compile(
    rf"(?<!\d)(?:19|20)\d\d ?(?:[–—] ?(?:(?:19|20)\d\d|\d\d)|- ?(?:19|20)\d\d)(?!\d)"
    rf"|\bbetween (?:(?:{EN}) )?(?:(?:19|20)\d\d )?and (?:(?:{EN}) )?(?:19|20)\d\d"
    rf"|\bfrom (?:(?:{EN}) )?(?:(?:19|20)\d\d )?(?:to|until|till|through) (?:(?:{EN}) )?(?:19|20)\d\d",
    re.IGNORECASE,
)
"""What was so from one year to another happened in neither of them."""

_LONGEST = 2000
_LIST, _OPENING = 3, 40
"""A sentence of so many years lists events; it has a date only if one stands in its opening."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What tells the day of writing: when the document was published (ISO, as precise as known), if it is known.

    ``reports`` are the dates (ISO) of the sources that the sentence names: "on May 8 (Wire, May 9, 2024)".
    ``year`` is the last one that its paragraph stated before it.
    """

    published: str | None = None
    reports: tuple[str, ...] = ()
    year: int | None = None

    @property
    def parts(self) -> tuple[int, ...]:
        """(year,), (year, month) or (year, month, day); empty where nothing is known."""
        if not self.published or not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", self.published):
            return ()
        return tuple(int(part) for part in self.published.split("-"))

    def standpoint(self, text: str) -> Standpoint:
        told = [(int(m.group()), m.start()) for m in _ANY_YEAR.finditer(text)]
        before = [(self.year, -1)] if self.year else []
        days = [date.fromisoformat(day) for day in self.reports if len(day) == len("2020-01-01")]
        return Standpoint(self.parts, days, (*before, *told))


def event_date(text: str, anchor: Anchor) -> str | None:
    """The ISO date of the event in ``text``: the most precise stated, the first of equals.

    None where none is stated for sure, or a period of years. Of a range of days or months, the first.
    """
    if len(text) > _LONGEST:
        return None
    every = (*_stated(text), *relative(text, anchor.standpoint(text)))
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


def years_in(text: str) -> list[int]:
    """The years that ``text`` states, in order."""
    return [int(each) for each in _ANY_YEAR.findall(text)]


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


def _stated(text: str) -> Iterator[Found]:
    if not _SOME_YEAR.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern in (*_FULL, *_MONTH):
        for match in pattern.finditer(text):
            found = _iso_of(match)
            if found and not any(a <= match.start() < b for a, b in taken):
                taken.append(match.span())
                if not _names_another(text, match):
                    yield Found(found, match.start())
    for match in _BARE_YEAR.finditer(text):
        place = match.start("year")
        if any(a <= place < b for a, b in taken) or not _is_year(text, match):
            continue
        yield Found(match["year"], place)


def _names_another(text: str, match: re.Match[str]) -> bool:
    """Does the date name an event that the sentence only speaks of: "responses to the 7 October 2023 attacks"?"""
    named = text[: match.start()].endswith(" the ") and " of " not in match.group()
    return named and bool(_NAMED.match(text, match.end()))


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


def _iso_of(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    return iso(int(parts["year"]), month_of(parts["month"]), int(parts.get("day") or 0))


def _dates_it(text: str, place: int) -> bool:
    """Does the date at ``place`` date what the sentence says, and not something it mentions?"""
    before = text[:place]
    if _NOT_THEN.search(before):
        return False
    clause = before[max(before.rfind(","), before.rfind(";"), before.rfind("(")) + 1 :]
    if _ASIDE.search(clause) or _OTHER_EVENT.search(clause):
        return False
    if _MEASURED.search(before) and not _OWNED.search(before):
        return False
    return all(_SAYING.search(match["word"].casefold()) for match in _THAT.finditer(clause))
