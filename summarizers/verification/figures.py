"""Rules on numbers, units and dates: each must stand in the evidence, and of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizers.verification.lexicon import alike as alike_to
from summarizers.verification.quantities import Date, Quantity, month_names
from summarizers.verification.reading import Reading
from summarizers.verification.slots import around, shared
from summarizers.verification.tokens import Word
from summarizers.verification.verdict import Fault, Problem

_CALENDAR = frozenset(month_names(i) for i in range(1, 13))


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """What is wrong with the claim's numbers and dates."""
    for date in claim.dates:
        if not _stated(date, evidence):
            yield Problem(Fault.DATE, date.text)
    yield from _misdated(claim, evidence)
    for quantity in claim.quantities:
        yield from _quantity(quantity, claim, evidence)
    yield from _ordinals(claim, evidence)


def _misdated(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "signed in 1760" where what was signed was so in 1721, and 1760 is of something else."""
    theirs = list(_timed(evidence))
    for stated, roots in _timed(claim):
        same = [r for d, r in theirs if d[0] == stated[0] and stated[1] in (None, d[1])]
        others = [r for d, r in theirs if d[0] != stated[0]]
        if not roots or not same:
            continue
        if any(roots[0] in r for r in same):  # "on gas in 1921" of what then burned on oil
            pair = roots[:2]
            wrong = pair[1:] if pair in [r[:2] for r in others] and not any(pair[-1] in r for r in same) else []
        else:
            wrong = roots[:1] if any(r[:1] == roots[:1] for r in others) else []
        if wrong:
            yield Problem(Fault.DATE, wrong[0])
            return


def _timed(reading: Reading) -> Iterator[tuple[tuple[int | None, int | None], list[str]]]:
    """(year, month) of each date and year, and the content words before it in its clause, nearest first."""
    places = [(d.start, d.year, d.month) for d in reading.dates]
    places += [(q.start, int(q.text), None) for q in reading.quantities if q.yearlike]
    for start, year, month in places:
        before: list[str] = []
        for word in reversed([w for w in reading.words if w.start < start]):
            if word.folded in (";", ".", "!", "?", "(") or len(before) == 4:
                break
            if word.content and word.folded not in _CALENDAR:
                before.append(word.root)
        yield (year, month), before


def _stated(date: Date, evidence: Reading) -> bool:
    if any(date.covered_by(d) for d in evidence.dates):
        return True
    # "in May 2024" of "in May ... 2024": its parts stand there, and in no other date
    if date.day is None and date.month is not None and not any(d.month for d in evidence.dates):
        years = {int(q.text) for q in evidence.quantities if q.yearlike}
        return month_names(date.month) in evidence.written and (date.year is None or date.year in years)
    return False


def _quantity(quantity: Quantity, claim: Reading, evidence: Reading) -> Iterator[Problem]:
    if quantity.yearlike:
        year = int(quantity.text)
        if any(d.year == year for d in evidence.dates) or _reckoned(year, evidence):
            return
    same = [q for q in evidence.quantities if q.same_value(quantity)]
    alike = [q for q in evidence.quantities if quantity.tells(q)]
    if not same and not alike:
        scaled = {round(v / 10**k, 9) for q in evidence.quantities for v in q.values for k in (3, 6, 9)}
        unit = any(round(v / 10**k, 9) in scaled or v in scaled for v in quantity.values for k in (0, 3, 6, 9))
        yield Problem(Fault.DATE if quantity.yearlike else Fault.UNIT if unit else Fault.FIGURE, quantity.text)
        return
    if not alike:
        yield Problem(Fault.UNIT, quantity.text)
        return
    exact = [q for q in alike if q.same_value(quantity)]
    if exact and all(q.bound != quantity.bound for q in exact):
        yield Problem(Fault.DEGREE, quantity.text)
    mine = around(claim, quantity.start, quantity.end)
    own = max(shared(mine, around(evidence, q.start, q.end)) for q in alike)
    others = [
        shared(mine, around(evidence, q.start, q.end))
        for q in evidence.quantities
        if q.unit == quantity.unit and not q.same_value(quantity) and q.yearlike == quantity.yearlike
    ]
    if others and max(others) > own + 1 and max(others) >= 3:
        yield Problem(Fault.ROLE, quantity.text)
    elif _part_of(quantity, evidence) and not _part_of(quantity, claim):
        yield Problem(Fault.DEGREE, quantity.text)
    elif not quantity.unit and not quantity.yearlike:
        yield from _counted(quantity, claim, alike, evidence)


def _part_of(quantity: Quantity, reading: Reading) -> bool:
    """Is it always the whole of which a part is told ("nine of the twelve")?"""
    same = [q for q in reading.quantities if q.same_value(quantity)]
    return bool(same) and all(_OF.search(reading.text[: q.start]) for q in same)


_OF = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:out )?of (?:the |its |their |all )?$",
    re.I,
)


def _reckoned(year: int, evidence: Reading) -> bool:
    """1972, of "in 1968 ... four years later"."""
    spans = [q for q in evidence.quantities if q.unit == "year"]
    later = any(w.folded in ("later", "afterwards") for w in evidence.words)
    known = {int(q.text) for q in evidence.quantities if q.yearlike} | {d.year for d in evidence.dates if d.year}
    return later and any(year == k + round(v) for k in known for q in spans for v in q.values)


def _counted(quantity: Quantity, claim: Reading, same: list[Quantity], evidence: Reading) -> Iterator[Problem]:
    """ "17 children" of 17 people among whom are five children: the evidence counts something else so."""
    mine = _nouns(claim, quantity)
    if not mine or not evidence.has(mine[0].root):
        return
    theirs = [_nouns(evidence, q) for q in same]
    if any(not nouns or any(w.root in alike_to(mine[0].root) for w in nouns) for nouns in theirs):
        return
    if any(w.root in alike_to(n.root) for nouns in theirs for w in nouns for n in mine[:3]):
        return
    yield Problem(Fault.ROLE, f"{quantity.text} {mine[0].text}")


def _nouns(reading: Reading, quantity: Quantity) -> list[Word]:
    """The content words right after a number, up to the first small word or mark."""
    found: list[Word] = []
    for word in reading.words:
        if word.start >= quantity.end:
            if not word.content:
                break
            found.append(word)
    return found


_ORDINAL = re.compile(
    r"\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))[- ](?=\w+est\b|most\b|\w+)",
    re.I,
)


def _ordinals(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    for m in _ORDINAL.finditer(claim.text):
        if m[1].lower() not in evidence.text.lower():
            yield Problem(Fault.FIGURE, m[1])
    for m in _ORDINAL.finditer(evidence.text):
        following = evidence.text[m.end() :].split()[:1]
        if not following or not re.match(r"\w+est\b|most\b", following[0]):
            continue
        if re.search(rf"\b{re.escape(following[0])}\b", claim.text, re.I) and m[1].lower() not in claim.text.lower():
            yield Problem(Fault.DEGREE, following[0])
