"""Rules on numbers, units and dates: each must stand in the evidence, and of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizers.verification.quantities import Date, Quantity, month_names
from summarizers.verification.reading import Reading
from summarizers.verification.slots import around, shared
from summarizers.verification.verdict import Fault, Problem


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """What is wrong with the claim's numbers and dates."""
    for date in claim.dates:
        if not _stated(date, evidence):
            yield Problem(Fault.DATE, date.text)
    for quantity in claim.quantities:
        yield from _quantity(quantity, claim, evidence)
    yield from _ordinals(claim, evidence)


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
        if any(d.year == year for d in evidence.dates):
            return
    same = [q for q in evidence.quantities if q.same_value(quantity)]
    if not same:
        scaled = {round(v / 10**k, 9) for q in evidence.quantities for v in q.values for k in (3, 6, 9)}
        unit = any(round(v / 10**k, 9) in scaled or v in scaled for v in quantity.values for k in (0, 3, 6, 9))
        yield Problem(Fault.DATE if quantity.yearlike else Fault.UNIT if unit else Fault.FIGURE, quantity.text)
        return
    alike = [q for q in same if q.unit == quantity.unit]
    if not alike:
        yield Problem(Fault.UNIT, quantity.text)
        return
    if all(q.bound != quantity.bound for q in alike):
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
