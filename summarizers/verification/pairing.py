"""Who belongs to whom: "A and B made X and Y, respectively", and whose son, pupil or owner somebody is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizers.verification.nearest import sentences
from summarizers.verification.reading import Reading
from summarizers.verification.tokens import Word, possessive
from summarizers.verification.verdict import Fault, Problem

_MUTUAL = frozenset("brother sister sibling twin cousin wife husband spouse partner friend ally rival enemy neighbor"
                    " neighbour colleague opponent peer competitor".split())  # fmt: skip
"""Of these each is the other's."""
_OWN = frozenset("his her its their".split())
_NAME = 4
_REACH = 3


@dataclass(frozen=True, slots=True)
class _Tie:
    """``one`` is the ``noun`` (a root) of ``other``; both are keys of names."""

    one: frozenset[str]
    noun: str
    other: frozenset[str]


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Members of two lists paired otherwise than "respectively" says, and a relation turned round."""
    yield from _mispaired(claim, evidence)
    yield from _turned(claim, evidence)


def _mispaired(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    if "respectively" not in evidence.written or "respectively" in claim.written:
        return
    for piece in sentences(evidence):
        place = next((i for i, w in enumerate(piece.words) if w.folded == "respectively"), None)
        lists = _lists(piece.words[:place]) if place else []
        for first, second in pairwise(lists):
            if len(first) == len(second):
                yield from _crossed(claim, first, second)


def _crossed(claim: Reading, first: Sequence[str], second: Sequence[str]) -> Iterator[Problem]:
    """Members of the first list whose next member of the second, before another of the first, is not their own."""
    line = [w for w in claim.words if w.key in first or w.key in second]
    sides = [w.key in first for w in line]
    if 2 * sum(sides) != len(sides) or (len(sides) > 2 and sides in (sorted(sides), sorted(sides, reverse=True))):
        return  # the one list, then the other
    for one, other in pairwise(line):
        if one.key in first and other.key in second and first.index(one.key) != second.index(other.key):
            yield Problem(Fault.ROLE, f"{one.text} {other.text}")
            return


def _lists(line: Sequence[Word]) -> list[list[str]]:
    """Keys of the last words of the members of each list ("A, B and C") in order."""
    found: list[list[str]] = []
    i = 0
    while i < len(line):
        members = [line[i].key] if line[i].capital or line[i].figure else []
        k = i
        while members and k + 2 < len(line):
            step = 2 if line[k + 1].folded == "," and line[k + 2].folded in ("and", "or") else 1
            joint = line[k + 1].folded in (",", "and", "or")
            follower = k + step + 1
            if not joint or follower >= len(line) or not (line[follower].capital or line[follower].figure):
                break
            members.append(line[follower].key)
            k = follower
        if len(members) > 1:
            found.append(members)
            i = k
        i += 1
    return found


def _turned(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    theirs = set(_ties(evidence))
    for tie in _ties(claim):
        same = [t for t in theirs if t.noun == tie.noun]
        straight = any(tie.one & t.one and tie.other & t.other for t in same)
        if not straight and any(tie.one & t.other and tie.other & t.one for t in same):
            yield Problem(Fault.ROLE, tie.noun)
            return


def _ties(reading: Reading) -> Iterator[_Tie]:
    line = reading.words
    for i, word in enumerate(line):
        if not word.content or word.capital or word.figure or word.root in _MUTUAL:
            continue
        owner = _owner(reading, i)
        kin = _beside(line, i) if owner else frozenset()
        if owner and kin and not owner & kin:
            yield _Tie(kin, word.root, owner)


def _owner(reading: Reading, i: int) -> frozenset[str]:
    """The name in "NAME's son", in "his son" that of whoever was named first, in "son of NAME"."""
    line = reading.words
    for k in range(i - 1, max(-1, i - 1 - _REACH), -1):
        if line[k].capital and possessive(reading.text, line[k]):
            return _named(line, k)
        if line[k].folded in _OWN:
            first = next((j for j in range(k) if line[j].capital and line[j].content), None)
            return _named(line, first) if first is not None else frozenset()
        if line[k].mark:
            break
    if i + 2 < len(line) and line[i + 1].folded == "of" and line[i + 2].capital:
        return _named(line, i + 2)
    return frozenset()


def _beside(line: Sequence[Word], i: int) -> frozenset[str]:
    """The name in apposition: "son NAME", or "NAME, Y's son"; "NAME was Y's son" too."""
    if i + 1 < len(line) and line[i + 1].capital:
        return _named(line, i + 1)
    for j in range(i - 1, max(0, i - 2 * _NAME), -1):
        if line[j].folded in _OWN:
            return frozenset()
        if line[j].folded in (",", "is", "was") and line[j - 1].capital:
            return _named(line, j - 1)
    return frozenset()


def _named(line: Sequence[Word], k: int) -> frozenset[str]:
    """Keys of the adjoining capitals around a place."""
    start, end = k, k
    while start > 0 and line[start - 1].capital:
        start -= 1
    while end + 1 < len(line) and line[end + 1].capital:
        end += 1
    return frozenset(w.key for w in line[start : end + 1] if w.content)
