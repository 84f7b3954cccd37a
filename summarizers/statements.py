"""What sentences state that can be compared: a figure of something in a year, a rank held by somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from summarizers.models import DocumentId, Sentence
from summarizers.verification.lexicon import people
from summarizers.verification.names import named
from summarizers.verification.quantities import CURRENCIES, LEAD, Quantity
from summarizers.verification.reading import Reading, read
from summarizers.verification.tokens import Word

_ORDER = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_RANK = re.compile(
    r"\b(?P<among>one of|among)?\s*(?:the\s|['’]s\s)?\b"
    r"(?:(?P<order>second|third|fourth|fifth|sixth|seventh|eighth)[- ])?"
    r"(?:largest|biggest|greatest)\s(?P<what>(?:[a-z-]+\s){0,2}?)"
    r"(?P<noun>[a-z]{3,}(?:or|er|source|market|destination))\b"
)
_SUPERLATIVE = re.compile("(?:larg|bigg|great)est")
"""What every rank has: found in a tenth of the time."""
_SECOND_TO = re.compile(
    r"\bsecond only to (?:the )?(?P<first>[A-Z][\w]*)\b.{0,12}?\bas an? (?P<noun>[a-z]{3,}(?:or|er))\b"
)
_FIGURE = re.compile(r"\d")
_WORTH = re.compile(
    r"\b(?:largest|biggest|greatest|second only"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|twice|percent)\b",
    re.IGNORECASE,
)
_SPANS = frozenset("year month week day hour minute second".split())
_DIVISORS = frozenset(
    "million billion trillion thousand hundred percent usd eur euro euros dollars worth amount total"
    " account accounts accounting accounted totalling totaling stands stood composed compose reached making".split()
)
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|over|more than|close to|circa)\s*(?:[$€£]|\w{3}\s)?$"
)


_AGAIN = re.compile(
    r"\b(?:the|these|those|all|both|any|every|such)(?: (?:first|last|other|remaining))? $", re.IGNORECASE
)
_TOP = re.compile(r"\btop[ -]$", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:aims|areas|arguments|aspects|categories|causes|conditions|considerations|conclusions"
    r"|criteria|dimensions|factors|forms|goals|grounds|issues|kinds|lessons|objectives|options|parts|phases|pillars|points"
    r"|possibilities|problems|questions|reasons|respects|scenarios|sorts|steps|themes|things|types|ways)\b"
)
"""Nouns that stand for what a text goes on to say (shell nouns, Schmid 2000)."""
_LOOKS = re.compile(r"-[a-z]+ed\b")


class Wording(NamedTuple):
    """What is said around a figure: the names and roots of its sentence, ..."""

    names: frozenset[str]
    roots: frozenset[str]
    near: frozenset[str]  # ... the roots nearest to it, and
    after: frozenset[str]  # of "shares of exports": what it is of, where that is said right after


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure as a sentence states it. What only a comparison asks for is read when there is one."""

    sentences: Sequence[Sentence] = field(repr=False)
    index: int
    document: DocumentId
    quantity: Quantity
    kind: str  # money, percent, a measure, or "count"
    noun: str  # what is counted, for a count

    @property
    def said(self) -> str:
        return self.quantity.text

    @cached_property
    def value(self) -> float:
        return max(self.quantity.values)

    @cached_property
    def years(self) -> frozenset[int]:
        """When it was."""
        return years(self.sentences, self.index, self.quantity)

    @cached_property
    def wide(self) -> frozenset[str]:
        """The roots of the sentence and of those beside it."""
        return _wide(self.sentences, self.index)

    @cached_property
    def names(self) -> frozenset[str]:
        """Of the sentence, as names are compared."""
        return frozenset(word.key for _, word in named(self._reading))

    @cached_property
    def wording(self) -> Wording:
        reading, quantity = self._reading, self.quantity
        return Wording(self.names, reading.roots, _near(reading, quantity), _after(reading, quantity))

    @cached_property
    def rough(self) -> bool:
        return bool(_ROUGHLY.search(_before(self._reading, self.quantity)))

    @cached_property
    def informs(self) -> bool:
        """Does it say how many there are? "The two ministers" were counted before, "three reasons" only
        announce what follows, "among the top five" is a place, "five-domed" is what a thing looks like."""
        if self.kind != "count":
            return True
        before, after = _before(self._reading, self.quantity), self._reading.text[self.quantity.end :]
        if _TOP.search(before):
            return False
        return not (self.said.isalpha() and (_AGAIN.search(before) or _ANNOUNCED.match(after) or _LOOKS.match(after)))

    @cached_property
    def _reading(self) -> Reading:
        return read(self.sentences[self.index].text)


@dataclass(frozen=True, slots=True)
class Rank:
    """ "the US was the largest military donor": place 1 among donors, held by the US."""

    index: int
    place: int
    noun: str
    holder: str
    years: frozenset[int]
    what: frozenset[str]  # "military" in "the largest military donor"
    around: frozenset[str]

    @property
    def said(self) -> str:
        return self.holder


def may_state(text: str) -> bool:
    """Whether it is worth reading for figures and ranks: a quick look, that rules out and never in."""
    return bool(_FIGURE.search(text) or _WORTH.search(text))


def figures(sentences: Sequence[Sentence], indices: Sequence[int]) -> list[Figure]:
    """The figures of those sentences, years and ordinals left out."""
    found: list[Figure] = []
    for i in indices:
        reading = read(sentences[i].text)
        for q in reading.quantities:
            if q.yearlike or q.ordinal or q.unit in _SPANS or _label(reading, q):
                continue
            kind = "money" if q.unit in CURRENCIES else q.unit or "count"
            noun = _counted(reading, q) if kind == "count" else ""
            if kind != "count" or noun:
                found.append(Figure(sentences, i, sentences[i].document, q, kind, noun))
    return found


def ranks(sentences: Sequence[Sentence], indices: Sequence[int]) -> list[Rank]:
    """Who is said to be the first, second ... of a kind."""
    found: list[Rank] = []
    for i in indices:
        reading = read(sentences[i].text)
        stated: list[tuple[int, str, str, frozenset[str]]] = []  # place, noun, holder, what
        for m in _SECOND_TO.finditer(reading.text):
            stated.append((1, m["noun"], _key(m["first"]), frozenset()))
            stated.append((2, m["noun"], _holder(reading, m.start()), frozenset()))
        for m in _RANK.finditer(reading.text) if _SUPERLATIVE.search(reading.text) else ():
            if not m["among"]:
                what = frozenset(w for w in m["what"].split() if len(w) > 3)
                stated.append((_ORDER.get(m["order"] or "", 1), m["noun"], _holder(reading, m.start()), what))
        if stated := [each for each in stated if each[2]]:
            around, when = _wide(sentences, i), years(sentences, i, None)
            found += [
                Rank(i, place, _singular(noun), holder, when, what, around) for place, noun, holder, what in stated
            ]
    return found


def years(sentences: Sequence[Sentence], index: int, quantity: Quantity | None) -> frozenset[int]:
    """When it was: the sentence's own years (the nearest to the figure), else those of the one before."""
    own = read(sentences[index].text)
    stated = [(int(q.text), q.start) for q in own.quantities if q.yearlike]
    stated += [(d.year, d.start) for d in own.dates if d.year]
    if stated and quantity is not None:
        nearest = min(abs(place - quantity.start) for _, place in stated)
        return frozenset(y for y, place in stated if abs(place - quantity.start) <= nearest + 12)
    if stated:
        return frozenset(y for y, _ in stated)
    beside: set[int] = set()
    for j in (j for j in _beside(sentences, index, 1) if j < index):
        r = read(sentences[j].text)
        beside.update(int(q.text) for q in r.quantities if q.yearlike)
        beside.update(d.year for d in r.dates if d.year)
    return frozenset(beside)


def _wide(sentences: Sequence[Sentence], index: int) -> frozenset[str]:
    """The roots of a sentence and of those beside it."""
    return frozenset(r for j in _beside(sentences, index, 1) for r in read(sentences[j].text).roots)


def _beside(sentences: Sequence[Sentence], index: int, width: int) -> list[int]:
    here = sentences[index]
    return [
        j
        for j in range(max(0, index - width), min(len(sentences), index + width + 1))
        if sentences[j].document == here.document and sentences[j].paragraph == here.paragraph
    ]


def _after(reading: Reading, q: Quantity) -> frozenset[str]:
    """Of "66.3% of exports", of "exports (70.3%)": the plain words on either side, up to the next figure."""
    found: set[str] = set()
    telling = [w for w in reading.words if w.figure or (w.content and w.folded not in _DIVISORS)]
    for line, most in (
        ([w for w in telling if w.start >= q.end], 3),
        ([w for w in reversed(telling) if w.start < q.start], 2),
    ):
        taken = 0
        for word in line:
            if word.figure or taken == most:
                break
            if not word.capital:
                found.add(word.root)
                taken += 1
    return frozenset(found)


def _near(reading: Reading, q: Quantity, reach: int = 5) -> frozenset[str]:
    telling = [w for w in reading.words if w.content and w.folded not in _DIVISORS]
    before = [w for w in telling if w.start < q.start][-reach:]
    after = [w for w in telling if w.start >= q.end][:reach]
    return frozenset(w.root for w in [*before, *after] if not w.capital)


def _counted(reading: Reading, q: Quantity) -> str:
    """The root of "jets" in "six MiG-29 fighter jets": the last of the plain words that follow."""
    noun = ""
    for word in reading.words:
        if word.start < q.end:
            continue
        if word.mark or (not word.content and not word.figure):
            break
        if word.figure or word.capital:
            continue
        noun = word.root
        if word.text.endswith("s") or (noun and len(noun) < 4):
            break
    return noun


def _label(reading: Reading, q: Quantity) -> bool:
    """A part of a name ("MiG-29", "17+1", "Article 5"), not a figure."""
    before, after = _before(reading, q), reading.text[q.end : q.end + 1 + LEAD]
    return (
        (bool(_JOINED.search(before)) and not before[-1:].isspace())
        or bool(_GOES_ON.match(after))
        or bool(_NUMBERED.search(before))
    )


_JOINED = re.compile(r"[\w+/]-?$|\b(?:Article|Resolution|Chapter|Corridor|No\.?|Section|page|Tu|Su|G)\s?$")
_GOES_ON = re.compile(r"[+/]\d|-?[A-Z]\w*")
_NUMBERED = re.compile(r"\b(?:Article|Resolution|Chapter|Corridor|No\.?|Section|Protocol|Agenda|COVID)\s?-?$")


def _before(reading: Reading, q: Quantity) -> str:
    return reading.text[max(0, q.start - LEAD) : q.start]


def _holder(reading: Reading, before: int) -> str:
    """The name that holds the rank: the last subject before it that owns nothing."""
    best = ""
    line = reading.words
    for place, word in named(reading):
        if word.start >= before:
            break
        end = reading.text[word.start + len(word.text) :]
        if end.startswith("'s") or (
            place and line[place - 1].folded in ("not", "than", "of", "in", "by", "to", "for", "between")
        ):
            continue
        best = word.key
    return best


def _key(name: str) -> str:
    words: tuple[Word, ...] = read(name).words
    return words[0].key if words else people(name)


def _singular(noun: str) -> str:
    return noun.removesuffix("s")
