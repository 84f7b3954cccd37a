"""Which of two happenings is the reason of the other, its condition, or the earlier one?

"They left because it rained" and "it rained because they left" have the same words. Each conjunction, and each
phrase such as "as a result of", parts a sentence in what comes first (in time or in reason) and what comes of it;
a claim that turns the two round is false.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizers.verification.lexicon import alike
from summarizers.verification.nearest import sentences
from summarizers.verification.reading import Reading
from summarizers.verification.tokens import Word
from summarizers.verification.verdict import Fault, Problem

_FIRST_AFTER = {"because": "reason", "since": "reason", "due to": "reason",
                "thanks to": "reason", "caused by": "reason", "triggered by": "reason", "result of": "reason",
                "resulted from": "reason", "results from": "reason", "stems from": "reason",
                "stemmed from": "reason", "consequence of": "reason", "after": "time", "if": "condition",
                "unless": "condition"}  # fmt: skip
"""What follows these comes first ("they left because it rained")."""
_FIRST_BEFORE = {"so that": "reason", "therefore": "reason", "consequently": "reason", "led to": "reason",
                 "lead to": "reason", "leads to": "reason", "resulted in": "reason", "results in": "reason",
                 "result in": "reason", "before": "time"}  # fmt: skip
"""What stands before these comes first ("it rained before they left")."""
_FEWEST = 2
_CLOSES = frozenset(";.!?")


@dataclass(frozen=True, slots=True)
class _Order:
    kind: str
    first: frozenset[str]
    then: frozenset[str]
    word: str


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """An order of reasons, conditions or times that the evidence has the other way round."""
    mine = list(_orders(claim))
    if not mine:
        return
    theirs = [order for piece in sentences(evidence) for order in _orders(piece)]
    for order in mine:
        same = [o for o in theirs if o.kind == order.kind]
        turned = max((_crossed(order, o) for o in same), default=0)
        if turned >= 2 * _FEWEST and turned > max(_crossed(order, _turned(o)) for o in same):
            yield Problem(Fault.ROLE, order.word)
            return


def _turned(order: _Order) -> _Order:
    return _Order(order.kind, order.then, order.first, order.word)


def _crossed(a: _Order, b: _Order) -> int:
    """How many words of each side of ``a`` stand on the other side of ``b``; 0 unless some of both do."""
    first, then = _held(a.first, b.then - b.first), _held(a.then, b.first - b.then)
    return first + then if min(first, then) >= 1 else 0


def _held(roots: frozenset[str], there: frozenset[str]) -> int:
    return sum(not there.isdisjoint(alike(root)) for root in roots)


def _orders(reading: Reading) -> Iterator[_Order]:
    line = reading.words
    for i, word in enumerate(line):
        pair = f"{word.folded} {line[i + 1].folded}" if i + 1 < len(line) else ""
        for size, phrase in ((1, word.folded), (2, pair)):
            kind = _FIRST_AFTER.get(phrase) or _FIRST_BEFORE.get(phrase)
            if kind is None:
                continue
            before, after = _sides(line, i, i + size)
            if before and after:
                first, then = (after, before) if phrase in _FIRST_AFTER else (before, after)
                yield _Order(kind, first, then, phrase)


def _sides(line: Sequence[Word], start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """Content roots before and after a conjunction; of one that opens its clause those that the comma parts."""
    opening = max((k + 1 for k in range(start) if line[k].folded in _CLOSES), default=0)
    close = next((k for k in range(end, len(line)) if line[k].folded in _CLOSES), len(line))
    before, after = line[opening:start], line[end:close]
    if not any(w.content for w in before):
        comma = next((k for k in range(end, close) if line[k].folded == ","), None)
        if comma is None:
            return frozenset(), frozenset()
        before, after = line[comma:close], line[end:comma]
    return _roots(before), _roots(after)


def _roots(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(w.root for w in words if w.content)
