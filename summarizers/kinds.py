"""The kinds of thing that answer a question, and where a sentence holds one.

"How many" is answered by a number that counts, not by a year, a share, a sum of money or the 3 of
"FK-3"; "who" by a name that the question does not give itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from summarizers.verification.lexicon import nation
from summarizers.words import STOP_WORDS, fold


class Asked(StrEnum):
    """What kind of thing a question asks for."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    MEASURE = "measure"
    RANK = "rank"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"
    CAUSE = "cause"
    QUANTITY = "quantity"  # of a thing: a number, a measure or a share, as it comes
    CHANGE = "change"  # by how much: a quantity that is not what it came to
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Value:
    """A thing of the kind at ``start:end`` of a text."""

    text: str
    start: int
    end: int


_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SCALE = r"(?:[\s-](?:million|billion|trillion|thousand|bn|m))"
_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
_UNIT = (
    r"(?:km|kilomet(?:er|re)s?|met(?:er|re)s?|m|miles?|square|hectares?|acres?|tonnes?|tons?|kg|cubic|barrels?|feet"
    r"|lit(?:er|re)s?|hours?|days?|weeks?|months?|years?|decades?|MW|GW|megawatts?)"
)

_HELD = {
    Asked.MONEY: re.compile(
        rf"(?:[$€£¥]|\b(?:USD|EUR|CNY|BAM|RSD|GBP)\b)\s?\d[\d.,]*{_SCALE}?"
        rf"|\b\d[\d.,]*{_SCALE}?[\s-](?:USD|EUR|CNY|BAM|RSD|euros?|dollars?|RMB|yuan|dinars?|rubles?|pounds?)\b"
        r"|\b(?:millions|billions) of (?:euros|dollars)\b"
    ),
    Asked.SHARE: re.compile(
        r"\d[\d.,]*\s?(?:%|(?:per ?cent|percentage points?|basis points?)\b)"
        r"|\b(?:half|(?:two|three)[\s-]thirds|a third|one[\s-]third|three[\s-]quarters|a quarter|majority"
        r"|most of|roughly half)\b",
        re.IGNORECASE,
    ),
    Asked.COUNT: re.compile(
        rf"(?<![\w.,$€£¥])(?<![A-Za-z]-)(?!(?:1[6-9]|20)\d\d\b)\d[\d.,]*(?:\s(?:million|thousand|billion))?"
        rf"(?![\d%]|\s?(?:per ?cent|USD|EUR|euros?|dollars?)|[\w-]*-(?:million|billion|{_UNIT})\b|\s{_MONTH})\b"
        rf"|(?<!no )\b(?:{_NUMBER}|dozens?|hundreds|thousands|no fewer|none|only one)\b(?!-{_UNIT}\b|-third)",
        re.IGNORECASE,
    ),
    Asked.MEASURE: re.compile(rf"\b(?:\d[\d.,]*|{_NUMBER}|several|few)[\s-]{_UNIT}\b", re.IGNORECASE),
    Asked.RANK: re.compile(
        rf"\bnumber {_NUMBER}\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top|last)\b"
        r"|\b\d+(?:st|nd|rd|th)\b|\b(?:largest|biggest|smallest|highest|lowest)\b",
        re.IGNORECASE,
    ),
    Asked.DATE: re.compile(
        rf"(?<![\w.,$€£-])(?:1[6-9]|20)\d\d(?:s\b|(?![\w%]|[.,]\d))|\b\d0s\b|\b{_MONTH}\b(?<!May)|\bMay(?= \d|\.|,|$)"
        r"|\b(?:on|in|since|until|by|early|late) May\b"
        r"|\b(?:yesterday|today|recently|currently|last|this|earlier this|next|following) (?:week|month|year)\b",
    ),
    Asked.AGE: re.compile(
        rf"\b(?:\d+|{_NUMBER})[\s-]years?[\s-]old\b|\baged? (?:of )?\d+|, \d\d,"
        r"|\b(?:born|founded|built|established|dates from)\b.*?\d{4}",
        re.IGNORECASE,
    ),
    Asked.CAUSE: re.compile(
        r"\b(?:because|due to|owing to|in order to|so that|so as to|since|as a result|thanks to|reasons?|caus\w+"
        r"|driven by|amid|in response|out of|after|following|citing|cites?|cited"
        r"|for (?:his|her|its|their|fear|allegedly)"
        r"|over (?:its|his|her|their|the|concerns?|fears?)|aim\w*|purpose|therefore|explains?|triggered|prompt\w+"
        r"|(?:lead|leads|led|leading|owed?|owing) to|forc(?:ed|ing)|delay(?:ed|ing)|stem(?:s|med|ming) from|given"
        r"|means?t?|lest|to (?!the\b|its\b|his\b|their\b|a\b)[a-z]+|with the (?:aim|hope|goal))\b",
        re.IGNORECASE,
    ),
}
_NAMED = re.compile(r"(?<![\w’'-])[A-ZŠĐŽČĆÁÉÍÓÚÄÖÜ][\w’'-]*[^\W\d_]")

_CHANGE = (
    r"(?:ris(?:e|en|ing)|rose|fall(?:en)?|fell|grow[ns]?|increas\w+|decreas\w+|drop(?:ped)?|declin\w+|chang\w+|climb\w*"
    r"|shr[iau]nk\w*|expand\w*|slow(?:ed)?|jump(?:ed)?|plunge[ds]?)"
)

_ASKING = (
    (
        Asked.SHARE,
        r"\b(?:percent|percentage|share|stake|proportion|turnout|fraction)\b"
        r"|\b(?:interest|inflation|policy|growth) rate\b"
        r"|\bunemployment\b|\bhow much of\b|\b(?:udeo|udela|procen\w+)\b",
    ),
    (Asked.RANK, r"\bwhere .*\brank(?:ed|s)?\b|\brank(?:ed|ing)?\b|\bwhat place\b"),
    (
        Asked.MONEY,
        r"\bkoliko\b.*\b(?:kosta\w*|plati\w*|plac\w+|novca|evra|dolara|vredi)\b|\bkolika je (?:cena|vrednost)\b",
    ),
    (
        Asked.MEASURE,
        r"\bhow (?:long|far|tall|wide)\b(?! have| has| had)"
        r"|\b(?:what|which) (?:is|was|are) the (?:\w+ ){0,2}(?:length|distance|height|area|duration)\b",
    ),
    (Asked.AGE, r"\bhow old\b|\b(?:what|which) (?:is|was) the age\b"),
    (Asked.CHANGE, r"\bby how (?:much|many)\b"),
    (
        Asked.QUANTITY,
        r"\bhow (?:high|low|steep|deep)(?:ly)?\b"
        rf"|\bhow much .*\b{_CHANGE}\b"
        r"|\bkoliko\b|\bhow much (?!(?:did|do|does|is|was|were|will|would|has|have|had|can|could|more|less|of|for"
        r"|money|financ\w*|invest\w*|funding|debt|\w+ invest\w*|\w+ money)\b)[a-z]{3,}",
    ),
    (
        Asked.COUNT,
        r"\bhow (?:many|often|large)\b"
        r"(?! (?:is|was|are|were) the (?:\w+ )?(?:loan|deal|contract|grant|sum|investment))"
        r"|\bnumber of\b|\bpopulation\b",
    ),
    (
        Asked.MONEY,
        r"\bhow (?:much|big|large)\b|\b(?:cost|costs|price|amount|wage|budget|worth|gdp)\b"
        r"|\bwhat (?:\w+ ){0,4}(?:pay|paid|value)\b|\bvalue of\b",
    ),
    (
        Asked.DATE,
        r"\bwhen\b|\b(?:ot)?kada?\b|\bkoje godine\b"
        r"|\b(?:what|which) (?:year|date|month|day|decade|time)\b|\bsince (?:what|which)\b",
    ),
    (Asked.CAUSE, r"\bwhy\b|\bzasto\b|\bwhat (?:\w+ ){0,3}(?:reasons?|causes?d?)\b|\bhow come\b"),
    (
        Asked.PLACE,
        r"\bwhere\b|\bgd(?:j)?e\b|\bwhich (?:country|countries|city|cities|town|village|place|region|state)\b"
        r"|\bwhat (?:country|city|town|village|place)\b|\bcapital of\b",
    ),
    (Asked.PERSON, r"\bwho(?:m|se)?\b|\bko\b|\bkoga\b|\bkome\b"),
    (
        Asked.NAME,
        r"\b(?:which|what) (?:[\w-]+ ){0,3}(?:company|firm|bank|minister|president|party|organi[sz]ation"
        r"|club|newspaper|treaty|agency|church|group|airport|exercise|maker|manufacturer|producer|supplier|contractor"
        r"|operator|university|court|ministry|ship|vessel|port|hospital|team)\b|\b(?:the )?names? of\b"
        r"|\bwhat is the (?:\w+ )?name\b",
    ),
)
_INTERROGATIVE = re.compile(r"\b(?:who(?:m|se)?|which|what|when|where|why|how)\b")
_TOLD_AT_ONCE = (Asked.RANK, Asked.DATE, Asked.CAUSE, Asked.PLACE, Asked.PERSON, Asked.NAME)
"""What the interrogative itself tells: "when did unemployment fall" asks for no share."""
_CUES = tuple((kind, re.compile(cue)) for kind, cue in _ASKING)

_YES_OR_NO = re.compile(
    r"(?:and |but |so )?(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|may|might|should|da li"
    r"|je li)\b"
    r"(?!.*\b(?:how (?:many|much)|when|why|who|what|which|where)\b)"
)
MONTHS = frozenset("january february march april may june july august september october november december".split())
_NO_NAMES = MONTHS | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday president minister prime western eastern balkan"
    " balkans".split()
)


def is_yes_or_no(question: str) -> bool:
    """Does it ask whether something is so?"""
    return _YES_OR_NO.match(fold(question)) is not None


def asked_kind(question: str) -> Asked | None:
    """The kind of thing that answers; None where it is not of one kind ("what did she say")."""
    if is_yes_or_no(question):
        return None
    folded = fold(question)
    opening = _INTERROGATIVE.search(folded)
    found = [(kind, match.start()) for kind, cue in _CUES if (match := cue.search(folded))]
    told = (kind for kind, start in found if opening and start == opening.start() and kind in _TOLD_AT_ONCE)
    return next(told, found[0][0] if found else None)


_CAME_TO = re.compile(r"\b(?:to|at|from|above|below|between)(?: (?:about|around|nearly|a|\d[\d.,/]*|and|to|[-–]))* ?$")


def values(kind: Asked, text: str) -> Iterator[Value]:
    """The things of that kind in ``text``."""
    if kind is Asked.QUANTITY:
        for one in (Asked.COUNT, Asked.MEASURE, Asked.SHARE, Asked.MONEY):
            yield from values(one, text)
        return
    if kind is Asked.CHANGE:
        yield from (v for v in values(Asked.QUANTITY, text) if not _CAME_TO.search(text[: v.start]))
        return
    if kind in _HELD:
        for match in _HELD[kind].finditer(text):
            yield Value(match.group(), match.start(), match.end())
        return
    for match in _NAMED.finditer(text):
        word = fold(match.group()).removesuffix("'s")
        if (word in STOP_WORDS and not match.group().isupper()) or word in _NO_NAMES:
            continue
        if nation(word) not in (None, word) and not match.group().isupper():  # "Russian": whose, not who
            continue
        yield Value(match.group(), match.start(), match.end())


def holds(kind: Asked | None, text: str) -> bool:
    """Does ``text`` hold a thing of that kind?"""
    return kind is None or next(values(kind, text), None) is not None
