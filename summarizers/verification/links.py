"""How parts are joined: prepositions that turn a sentence round, reasons, and what "both" and "all" are said of."""

from __future__ import annotations

from collections.abc import Iterator

from summarizers.verification.lexicon import alike
from summarizers.verification.reading import Reading
from summarizers.verification.tokens import Word
from summarizers.verification.verdict import Fault, Problem

_CONTRARY = {
    frozenset(pair.split("/"))
    for pair in """until/after until/since before/after before/since from/to with/without for/against over/under
    above/below inside/outside within/outside within/after into/from during/after during/before toward/from
    towards/from onto/from by/after by/since in/before in/after on/before on/after from/on""".split()
}
_OF_FIGURES = {frozenset(("by", "to")), frozenset(("by", "from"))}
"""A rise by 74% is none from 69% to 74%."""
_PREPOSITIONS = frozenset(w for pair in _CONTRARY for w in pair)
_SKIPPED = frozenset("the a an its his her their our this that these those".split())
_REASONS = frozenset("because since due owing thanks therefore hence thus so reason reasons cause caused causes causing"
                     " led lead leads leading result resulted results driven blamed why".split())  # fmt: skip
_TIMES = frozenset("after before when while until once".split())
_BOTH = frozenset("both all every each neither most".split())


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "until" for "after", "because" for "after", "both groups" of one."""
    yield from _turned(claim, evidence)
    yield from _reasons(claim, evidence)
    yield from _counted(claim, evidence)


def _turned(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    theirs = list(_joined(evidence))
    for preposition, word in _joined(claim):
        said = {p for p, w in theirs if w.key == word.key or (word.figure and w.root == word.root)}
        contrary = _CONTRARY | _OF_FIGURES if word.figure else _CONTRARY
        if said and preposition not in said and any(frozenset((preposition, p)) in contrary for p in said):
            yield Problem(Fault.ROLE, f"{preposition} {word.text}")
            return


def _joined(reading: Reading) -> Iterator[tuple[str, Word]]:
    """Prepositions with the first word that they govern."""
    line = reading.words
    for i, word in enumerate(line):
        if word.folded in _PREPOSITIONS and not (i and line[i - 1].folded in ("more", "less")):
            following = next((w for w in line[i + 1 : i + 4] if w.folded not in _SKIPPED), None)
            if following is not None and not following.mark:
                yield word.folded, following


def _reasons(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """A sequence in time told as a reason."""
    line = claim.words
    if any(w.folded in _REASONS for w in evidence.words):
        return
    for i, word in enumerate(line):
        if word.folded != "because":
            continue
        given = [w for w in line[i + 1 : i + 10] if w.content][:3]
        for k, time in enumerate(evidence.words):
            if time.folded in _TIMES:
                told = {w.root for w in evidence.words[k + 1 : k + 10]}
                if given and sum(w.root in told for w in given) >= 2:
                    yield Problem(Fault.UNSUPPORTED, "because")
                    return


def _counted(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "both groups" where both are diets."""
    theirs = list(_shares(evidence))
    for word, nouns in _shares(claim):
        same = [held for other, held in theirs if other == word]
        if not nouns or not same or not any(evidence.has(n) for n in nouns):
            continue
        if not any(not held or any(not alike(n).isdisjoint(held) for n in nouns) for held in same):
            yield Problem(Fault.DEGREE, word)
            return


def _shares(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    line = reading.words
    for i, word in enumerate(line):
        if word.folded in _BOTH:
            following = [w.root for w in line[i + 1 : i + 5] if w.content and not w.mark]
            yield word.folded, following[:2]
