"""Lines that say who wrote a text and when it was published: "By Ana Example | Updated May 8, 2024, 10:31 AM".

A line counts only if all of it is of that kind, so that no sentence is taken for one. When a page was
fetched, printed or looked at is no date of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.corpus.dates import parse_date
from bot.corpus.months import EN, SR

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽА-ЯЁЂЃЄЅІЇЈЉЊЋЌЎЏ"
_PERSON = rf"[{_CAPITAL}][\w.’'-]*(?:\s+(?:de|van|von|der|den|al|el|bin|da|di|[{_CAPITAL}][\w.’'-]*)){{1,4}}"
_PEOPLE = rf"{_PERSON}(?:(?:\s*,\s*|\s*&\s*|,?\s+(?:and|with|i|и)\s+){_PERSON}){{0,9}}"
_BY = re.compile(rf"^(?:by|written by|piše|пише|authors?|autori?|autorka|аутори?|ауторка)\s*:?\s+(?P<names>{_PEOPLE})$")
_BY_ANY_CASE = re.compile(
    r"^(?:BY|By|Written by|WRITTEN BY|Authors?|AUTHORS?|Autori?|Autorka|Аутори?|Ауторка|Piše|Пише)\b"
)
_NAME_ALONE = re.compile(rf"^{_PERSON}(?:(?:\s*&\s*|,?\s+(?:and|i|и)\s+){_PERSON})?$")
_NEVER = re.compile(
    r"^(?:downloaded|accessed|retrieved|printed|viewed|saved|archived|captured|crawled|fetched"
    r"|last (?:visited|accessed|viewed)|(?:date|day) (?:accessed|downloaded|retrieved|printed)|access date"
    r"|this (?:page|copy) was (?:saved|printed|downloaded)"
    r"|preuzeto|pristupljeno|odštampano|sačuvano|преузето|приступљено|одштампано|сачувано)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^(?:(?P<published>(?:(?:first|originally|initially) )?(?:published|posted|issued|released)|publication date"
    r"|date(?: of publication| published| posted| of issue)?|release date"
    r"|objavljeno|datum(?: objave| objavljivanja)?|objava"
    r"|објављено|датум(?: објаве| објављивања)?)"
    r"|(?P<updated>(?:last )?(?:updated|modified|revised|edited)|last (?:update|change)|update|ažurirano|izmenjeno"
    r"|poslednja izmena|ажурирано|измењено|последња измена))"
    r"(?:\s*:\s*|\s+(?:on|at|in|date)?\s*:?\s*)(?P<rest>.+)$",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"^(?:policy (?:brief|paper|note)|(?:discussion|working|research|occasional|position) (?:paper|report)"
    r"|brief(?:ing)?|report|commentary|analysis|issue|volume|vol|bulletin|newsletter)\b[^,|]{0,40}?,\s*(?P<date>[^,|]*(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^(?:source|publisher|publication|izvor|izdavač|извор|издавач)\s*:\s*(?P<name>[^\s:][^:]{1,80})$", re.IGNORECASE
)
_MINUTES = re.compile(
    r"\b\d{1,3}[\s-]min(?:ute)?s?(?:\s|-)read(?:ing)?|\breading time:?\s*\d{1,3}\s*min(?:ute)?s?", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|ponedeljak|utorak|sreda|četvrtak|petak|subota|nedelja"
    r"|понедељак|уторак|среда|четвртак|петак|субота|недеља)\.?,?\s+",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:,?\s+(?:at|u|у)?\s*|T|\s*[-–@]\s*)\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?|h\b)?\s*"
    r"(?:\(?[A-Z]{1,5}\)?|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|;\s+")
_SLASHES = re.compile(r"^(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)$")
_YEAR_FIRST = re.compile(r"^((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})\.?$")
_DATELINE = re.compile(
    rf"^[{_CAPITAL}][\w .’'/-]{{1,40}}(?:,\s[{_CAPITAL}][\w .]{{2,20}})?[,.:]?\s+"
    rf"(?P<date>[^()\n]{{6,30}}?\b(?:19|20)\d\d)\.?,?\s*(?:\([{_CAPITAL}][\w /.-]{{1,24}}\)\s*)?[-–—]{{1,2}}\s"
)
_HINT = re.compile(
    r"(?:19|20)\d\d|^\s*(?:by|written by|author|autor|аутор|piše|пише|source|publisher|publication|iz[vd]|из[вд])",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_MONTHS = re.compile(rf"(?:{EN}|{SR})", re.IGNORECASE)
_LEADS = frozenset("by in on since from at after before until during between u od do у од до".split())
_LONGEST = 160


class Rank(IntEnum):
    """How plainly a date is said to be the one of publication; the lowest is believed."""

    PUBLISHED = 0
    BARE = 1
    UPDATED = 2


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line states; ``dates`` are ISO, as precise as stated."""

    dates: tuple[tuple[Rank, str], ...] = ()
    author: str | None = None
    publisher: str | None = None


def credits_of(line: str, *, loose: bool = False) -> Credits | None:
    """What ``line`` states, or None where it is anything else too.

    ``loose``, for lines above a text: a date may have a place or a series beside it, and lack its day.
    """
    if not 6 <= len(line) <= _LONGEST or not _HINT.search(line):
        return None
    text = " ".join(line.split())
    text = _MINUTES.sub(" | ", text)
    parts = [part.strip(" ,|") for part in _PARTS.split(text) if part.strip(" ,|")]
    dates: list[tuple[Rank, str]] = []
    names: list[str] = []
    author = publisher = None
    told = len(parts) == 0
    for part in parts:
        if _NEVER.match(part):
            told = True
        elif (said := _date_part(part, loose)) is not None:
            dates.append(said[:2])
            author = author or said[2]
            told = True
        elif by := _people(part):
            author, told = author or by, True
        elif match := _SOURCE.match(part):
            publisher, told = publisher or match["name"].strip(), True
        elif _NAME_ALONE.match(part):
            names.append(part)
        else:
            return None
    if not told or len(names) > 1 or (names and not dates):
        return None
    return Credits(tuple(dates), author, publisher)  # a name beside a date may be a place's


def dateline_of(sentence: str) -> str | None:
    """The day that opens a report: "BELGRADE, October 19, 2022 (Wire) - The minister"."""
    match = _DATELINE.match(sentence)
    if match is None or sentence.partition(" ")[0].lower() in _LEADS:
        return None
    day = day_of(match["date"])
    return day if day and len(day) == len("2020-01-01") else None


def day_of(text: str) -> str | None:
    """The date that ``text`` is, with its weekday and clock; None if it is none, or 05/06/2024, which may be two."""
    text = _CLOCK.sub("", _WEEKDAY.sub("", text.strip(" ,.()"))).strip(" ,.")
    if match := _SLASHES.match(text):
        first, second, year = map(int, match.groups())
        if first > 12 >= second:
            return parse_date(f"{year}-{second:02}-{first:02}")
        return parse_date(f"{year}-{first:02}-{second:02}") if second > 12 >= first or first == second else None
    if match := _YEAR_FIRST.match(text):
        return parse_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    return parse_date(text) or parse_date(re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), text))


def never_published(line: str) -> bool:
    """Does it say when a copy was made or looked at?"""
    return bool(_NEVER.match(line.strip()))


def _date_part(part: str, loose: bool) -> tuple[Rank, str, str | None] | None:
    """A part that is a date, labeled or bare: how plain it is, the date, and who is named with it."""
    match = _DATED.match(part)
    if match:
        rest, _, by = match["rest"].partition(" by ")
        day = day_of(rest)
        named = re.fullmatch(_PEOPLE, by) if by else None
        if day is None or (by and named is None):
            return None
        return Rank.UPDATED if match["updated"] else Rank.PUBLISHED, day, by or None
    issue = _ISSUE.match(part)
    day = day_of(issue["date"] if issue else part)
    if day is None or len(day) == len("2020"):
        return None
    others = _WORDS.findall(_MONTHS.sub("", _WEEKDAY.sub("", _CLOCK.sub("", part))))
    if not loose and (issue is not None or others or len(day) < len("2020-01-01")):
        return None
    if issue is None and (len(others) > 3 or any(word[0].islower() or word.lower() in _LEADS for word in others)):
        return None  # a sentence with a date in it
    return Rank.BARE, day, None


def _people(part: str) -> str | None:
    """Whom a byline names; names in capitals as names are written."""
    if not _BY_ANY_CASE.match(part):
        return None
    head, _, names = part.partition(" ")
    if head.lower() == "written":
        head, names = "written by", names.partition(" ")[2]
    match = _BY.match(f"{head.lower()} {names.strip(' :')}")
    if match is None:
        return None
    found = match["names"]
    return (
        " ".join(word.capitalize() if word.isalpha() and len(word) > 2 else word for word in found.split())
        if (found.isupper())
        else found
    )
