"""Dates that are told from the day of writing: "last year", "on Tuesday", "in early May", "two weeks ago".

Each is as precise as it can be known to be: "last week" is a month only where that week lies in one,
and "last Tuesday", which some mean as this week's and some as the last one's, is no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.corpus.months import DAYS, EN, SR, Found, iso, month_of

_SAID = r"(?P<which>last|this|next)"
_YEAR = re.compile(rf"(?<!the )(?<!past )\b{_SAID} year\b(?![’'])", re.IGNORECASE)
_YEAR_SR = re.compile(
    r"\b(?:(?P<last>(?:prošle|minule|прошле|минуле) (?:godine|године)|lani|лани)"
    r"|(?P<this>(?:ove|ове) (?:godine|године))"
    r"|(?P<next>(?:sledeće|iduće|naredne|следеће|идуће|наредне) (?:godine|године)))\b",
    re.IGNORECASE,
)
_MONTH_OF_YEAR = re.compile(rf"\b(?P<month>{EN}),? (?:of )?{_SAID} year\b(?![’'])")
_SEASON = re.compile(r"(?<!the )\b(?P<which>last|this) (?P<season>spring|summer|autumn|fall)\b(?![’'])", re.IGNORECASE)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_MONTH = re.compile(rf"(?<!the )(?<!past )\b{_SAID} month\b(?![’'])", re.IGNORECASE)
_WEEK = re.compile(rf"(?<!the )(?<!past )\b{_SAID} week\b(?![’'])", re.IGNORECASE)
_AGO = re.compile(
    r"(?P<vague>\b(?:than|over|nearly|almost|about|around|some|roughly|least|under|just|approximately) )?"
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) "
    r"(?P<unit>day|week|month|year)s? ago\b",
    re.IGNORECASE,
)
_COUNTS = {
    word: n
    for n, words in enumerate("a an one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve".split("|"), 1)
    for word in words.split()
}
_MOST_AGO = {"day": 31, "week": 8, "month": 12, "year": 15}
"""Above these a number is a round one."""

_COUNTED_MONTHS = 3
"""More months than these nobody counts to the very one."""

_DAY = re.compile(
    r"\b(?:(?P<minus>yesterday|last night|juče|јуче)|(?P<plus>tomorrow|sutra|сутра)"
    r"|(?P<now>earlier today|later today|this (?:morning|afternoon|evening)|tonight|danas|данас)"
    r"|(?P<today>today))\b(?![’'])",
    re.IGNORECASE,
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(
    rf"\b(?P<lead>[^\W\d_]+) (?P<day>{'|'.join(d.capitalize() for d in _WEEKDAYS)})\b"
    rf"(?![’'-]|,? (?:the )?\(?(?:\d|{EN})|(?! (?:morning|afternoon|evening|night)) [A-Z])"
)
_FIRST_WEEKDAY = re.compile(
    rf"^(?P<lead>)(?P<day>{'|'.join(d.capitalize() for d in _WEEKDAYS)}) (?:morning|afternoon|evening|night)\b"
)
_NO_DAY = frozenset(
    "every each a an one any some most the of per between and or until till by before after from".split()
)
_PAST = re.compile(
    r"\b(?:[^\W\d_]{2,}ed|said|told|met|left|won|lost|took|made|gave|held|sent|began|came|went|became|saw|found|ran|fell"
    r"|rose|grew|shot|struck|spoke|wrote|flew|bought|sold|cut|hit|put|set|led|paid)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|remains?|still)\b", re.IGNORECASE)
_LONE_MONTH = re.compile(
    rf"\b(?:(?:[Ii]n|[Ss]ince|[Dd]uring)|(?P<which>[Ll]ast|[Tt]his|[Nn]ext)) "
    rf"(?:(?:early|late|mid|the middle of|the end of|the beginning of)[ -])?(?P<month>{EN})"
    rf"(?! ?\d|,? \d|,? of (?:last|this|next|that|the) |,? (?:last|this|next) year\b)"
)
_LONE_MONTH_SR = re.compile(
    r"\b(?:u|у|početkom|sredinom|krajem|tokom|почетком|средином|крајем|током) "
    rf"(?P<which>)(?P<month>{SR})\b(?!,? \d)",
    re.IGNORECASE,
)
_DAY_MONTH = (
    re.compile(rf"(?<![\d.,])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{DAYS} (?:of )?(?P<month>{EN})(?!,? ?\d)"),
    re.compile(rf"\b(?P<month>{EN}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{DAYS}(?!\d|,? \d{{4}}|[.,]\d|%)"),
    re.compile(rf"(?<![\d.,])\b(?P<day>\d{{1,2}})\. (?P<month>{SR})\b(?!,? \d)", re.IGNORECASE),
)
_RANGE_AFTER = re.compile(rf"\s?(?:[–—-]|to|and|until|through)\s?(?:\d{{1,2}} (?:{EN})|(?:{EN}) \d{{1,2}}),? \d{{4}}")
_SOME_MONTH = re.compile(
    r"Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec"
    r"|(?i:januar|februar|mart|april|maj|jun|jul|avgust|septemb|oktob|novemb|decemb"
    r"|јануар|фебруар|март|април|мај|јун|јул|август|септемб|октоб|новемб|децемб)"
)
_SOME_WORD = re.compile(
    r"last|this|next|ago\b|day\b|tomorrow|tonight|godin|lani|juče|sutra|danas|годин|лани|јуче|сутра|данас",
    re.IGNORECASE,
)
"""What has to stand in a text for one of the patterns to be tried: most sentences have neither."""

_NAMES_AN_EVENT = re.compile(r"\s(?!(?:an?|and|at|as|but|by|for|from|in|of|on|or|that|the|to|when|with)\b)[^\W\d_]{3,}")
_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|due|expect(?:s|ed)?|plan(?:s|ned)?|scheduled|going to|intends?|set to"
    r"|forthcoming|upcoming|(?:re)?opens|begins|starts|takes place|expires|ends|će|biće|ће|биће)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"\b(?:would|could|might|should|may(?! \d)|can|must|if)\b")
_QUOTED = re.compile(r"[“«][^”»]*$")
_BOUND = re.compile(r"[,;:]|\bthat\b|—|--| – ")
_REPORTED = timedelta(days=10)
"""A day without its year is that of a report that came so soon after it."""

_NEAR = 6
"""Months."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a text's dates are told: (year,), (year, month) or (year, month, day) of publication, or ().

    ``reports`` are the days of the sources that the sentence names; ``told`` are the years that it
    and its paragraph state, each with its place, those before it at -1: a month after one of them
    may well be of that year and not of the writer's.
    """

    parts: tuple[int, ...]
    reports: Sequence[date] = ()
    told: Sequence[tuple[int, int]] = ()

    def same_story(self, year: int, place: int) -> bool:
        before = [of for of, at in self.told if at < place]
        return not before or before[-1] == year


def relative(text: str, here: Standpoint) -> Iterator[Found]:
    """The dates in ``text`` that lean on the day of writing, where they can be known."""
    if not here.parts and not here.reports:
        return
    if _SOME_MONTH.search(text):
        for match, which in _months(text):
            yield from _lone_month(text, match, which, here)
        for pattern in _DAY_MONTH:
            for match in pattern.finditer(text):
                yield from _day_of_month(text, match, here)
    if not here.parts or not _SOME_WORD.search(text):
        return
    yield from _years(text, here.parts)
    if len(here.parts) >= 2:
        yield from _since(text, here.parts)
    if len(here.parts) == 3:
        yield from _days(text, date(*here.parts))


def _years(text: str, parts: tuple[int, ...]) -> Iterator[Found]:
    year = parts[0]
    named = [m.span() for m in _MONTH_OF_YEAR.finditer(text)]
    for match in _MONTH_OF_YEAR.finditer(text):
        of = year + _step(match["which"])
        yield Found(f"{of}-{month_of(match['month']):02}", match.start())
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in named):
            yield Found(str(year + _step(match["which"])), match.start())
    for match in _YEAR_SR.finditer(text):
        yield Found(str(year + _step(match.lastgroup or "")), match.start())
    for match in _AGO.finditer(text):
        if match["unit"].casefold() == "year" and (count := _count(match)):
            yield Found(str(year - count), match.start("n"))
    for match in _SEASON.finditer(text) if len(parts) > 1 else ():
        begins = _SEASONS[match["season"].casefold()]
        if match["which"].casefold() == "this":
            yield Found(str(year), match.start())
        elif parts[1] < begins:  # after it began, some mean this year's
            yield Found(str(year - 1), match.start())


def _step(which: str) -> int:
    return {"last": -1, "next": 1}.get(which.casefold(), 0)


def _count(match: re.Match[str]) -> int:
    """How many, where it is told for sure."""
    said = match["n"].casefold()
    count = int(said) if said.isdigit() else _COUNTS[said]
    return 0 if match["vague"] or count > _MOST_AGO[match["unit"].casefold()] else count


def _since(text: str, parts: tuple[int, ...]) -> Iterator[Found]:
    """Months and weeks before and after that of publication."""
    year, month = parts[0], parts[1]
    for match in _MONTH.finditer(text):
        yield Found(_months_on(year, month, _step(match["which"])), match.start())
    for match in _AGO.finditer(text):
        count, unit = _count(match), match["unit"].casefold()
        if count and unit == "month":
            yield from _months_ago(year, month, count, match.start("n"))
        elif count and len(parts) == 3 and unit in {"week", "day"}:
            then = date(*parts) - timedelta(days=count * (7 if unit == "week" else 1))
            if unit == "day" and match["n"].casefold() not in {"a", "an"}:
                yield Found(then.isoformat(), match.start("n"))
            elif shared := _shared(then - timedelta(days=3), then + timedelta(days=3)):
                yield Found(shared, match.start("n"))
    if len(parts) < 3:
        return
    today = date(*parts)
    monday = today - timedelta(days=today.weekday())
    for match in _WEEK.finditer(text):
        begins = monday + timedelta(days=7 * _step(match["which"]))
        if shared := _shared(begins - timedelta(days=1), begins + timedelta(days=6)):  # some begin it on Sunday
            yield Found(shared, match.start())


def _months_ago(year: int, month: int, count: int, place: int) -> Iterator[Found]:
    first, last = _months_on(year, month, -count - 1), _months_on(year, month, 1 - count)
    if count <= _COUNTED_MONTHS:
        yield Found(_months_on(year, month, -count), place)
    elif first[:4] == last[:4]:
        yield Found(first[:4], place)


def _months_on(year: int, month: int, step: int) -> str:
    count = 12 * year + month - 1 + step
    return f"{count // 12}-{count % 12 + 1:02}"


def _shared(first: date, last: date) -> str | None:
    """The month in which both days lie, else the year, else none."""
    if first.year != last.year:
        return None
    return f"{first.year}-{first.month:02}" if first.month == last.month else str(first.year)


def _days(text: str, today: date) -> Iterator[Found]:
    for match in _DAY.finditer(text):
        if _is_name(text, match) or _is_quoted(text, match.start()):
            continue
        if match["today"] and not _is_this_day(text, match):
            continue
        if match["plus"] and not _AHEAD.search(clause_at(text, match.start(), match.end())):
            continue  # "not for tomorrow"
        step = -1 if match["minus"] else 1 if match["plus"] else 0
        yield Found((today + timedelta(days=step)).isoformat(), match.start())
    for match in (*_FIRST_WEEKDAY.finditer(text), *_WEEKDAY.finditer(text)):
        lead = match["lead"]
        if lead.casefold() in _NO_DAY or (
            lead[:1].isupper() and lead.casefold() not in {"on", "last", "this", "next", "late"}
        ):
            continue  # "Bloody Sunday"
        if _is_quoted(text, match.start("day")):
            continue  # told from the day on which it was said
        back = (today.weekday() - _WEEKDAYS.index(match["day"].casefold())) % 7
        place = match.start("day")
        clause = clause_at(text, match.start(), match.end())
        if lead.casefold() in {"last", "past"}:
            shared = _shared(today - timedelta(days=back + 7), today - timedelta(days=back or 7))
            if shared:
                yield Found(shared, place)
        elif lead.casefold() == "next":
            if shared := _shared(today + timedelta(days=7 - back), today + timedelta(days=14 - back)):
                yield Found(shared, place)
        elif _AHEAD.search(clause):
            yield Found((today + timedelta(days=(7 - back) % 7)).isoformat(), place)
        elif not _MAYBE.search(clause):
            yield Found((today - timedelta(days=back)).isoformat(), place)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """ "The Today show": a capital within a sentence."""
    return match.group()[0].isupper() and any(c.isalnum() for c in text[max(0, match.start() - 2) : match.start()])


def _is_quoted(text: str, place: int) -> bool:
    return bool(_QUOTED.search(text, 0, place))


def _is_this_day(text: str, match: re.Match[str]) -> bool:
    """ "Today" that tells when something was done, and not how things are nowadays."""
    clause = clause_at(text, match.start(), match.end())
    if not _PAST.search(clause) or _PRESENT.search(clause):
        return False
    before, after = text[: match.start()].rstrip(" ("), text[match.end() :].lstrip()
    if not before or not after or not after[0].isalnum():
        return True
    return any(_PAST.fullmatch(word) for word in (before.split()[-1], after.split()[0]))


def clause_at(text: str, start: int, end: int) -> str:
    """The clause around ``start:end``, the one that it introduces included."""
    bounds = [m.end() for m in _BOUND.finditer(text, 0, start)]
    rest = text[end:]
    skipped = len(rest) - len(rest.lstrip(", "))
    after = _BOUND.search(text, end + skipped)
    return text[bounds[-1] if bounds else 0 : after.start() if after else len(text)]


def _months(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for pattern in (_LONE_MONTH, _LONE_MONTH_SR):
        for match in pattern.finditer(text):
            yield match, (match["which"] or "").casefold()


def _lone_month(text: str, match: re.Match[str], which: str, here: Standpoint) -> Iterator[Found]:
    stated, place = month_of(match["month"]), match.start("month")
    reported = {day.year for day in here.reports if day.month == stated}
    if not which and len(reported) == 1:
        yield Found(f"{reported.pop()}-{stated:02}", place)
        return
    if len(here.parts) < 2:
        return
    year, month = here.parts[0], here.parts[1]
    if which:
        yield Found(f"{_year_named(which, stated, year, month)}-{stated:02}", place)
        return
    clause = clause_at(text, match.start(), match.end())
    ahead = bool(_AHEAD.search(clause))
    of = _year_of(stated, year, month, ahead=ahead)
    if of is not None and (ahead or not _MAYBE.search(clause)) and here.same_story(of, place):
        yield Found(f"{of}-{stated:02}", place)


def _day_of_month(text: str, match: re.Match[str], here: Standpoint) -> Iterator[Found]:
    stated, day, place = month_of(match["month"]), int(match["day"]), match.start()
    if text[:place].endswith(("the ", "The ")) and _NAMES_AN_EVENT.match(text, match.end()):
        return  # "the September 11 attacks"
    if _RANGE_AFTER.match(text, match.end()):
        return  # its year stands at the end of the range
    for report in here.reports:
        known = iso(report.year, stated, day)
        if known and timedelta() <= report - date.fromisoformat(known) <= _REPORTED:
            yield Found(known, place)
            return
    if len(here.parts) < 2:
        return
    year, month = here.parts[0], here.parts[1]
    clause = clause_at(text, place, match.end())
    ahead = bool(_AHEAD.search(clause))
    if not ahead and _MAYBE.search(clause):
        return
    of = _year_of(stated, year, month, ahead=ahead)
    if stated == month and len(here.parts) > 2 and not ahead and day > here.parts[2]:
        return  # it was said before that day
    known = iso(of, stated, day) if of is not None else None
    if known and of is not None and here.same_story(of, place):
        yield Found(known, place)


def _year_of(stated: int, year: int, month: int, *, ahead: bool) -> int | None:
    """The year of a month that stands without one: the nearest in the direction of the tense, else none.

    What lies half a year off or more is named with its year by whoever wants to be understood.
    """
    if ahead:
        return year if 0 <= stated - month <= _NEAR else year + 1 if stated + 12 - month <= _NEAR else None
    if stated <= month:
        return year
    return year - 1 if month + 12 - stated <= _NEAR else None


def _year_named(which: str, stated: int, year: int, month: int) -> int:
    """The year of "last May" or "next May"; of "this May" the year of publication."""
    if which == "this":
        return year
    if which == "next":
        return year if stated > month else year + 1
    return year if stated < month else year - 1
