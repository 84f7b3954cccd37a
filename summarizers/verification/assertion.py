"""Is it said to be so? Negation, possibility, plan and contrast, each with its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizers.verification.attribution import attributed
from summarizers.verification.lexicon import alike, opposites
from summarizers.verification.marks import BE, REACH, Mark, hedge, marks, negator
from summarizers.verification.reading import Reading
from summarizers.verification.slots import around, shared
from summarizers.verification.tokens import Word
from summarizers.verification.verdict import Fault, Problem

_STRONGER = {"planned": frozenset(("future",))}
_CONTRAST = frozenset("while although though but however despite yet whereas unless except rather instead".split())
_DOUBTS = frozenset(
    "may might could possibly perhaps potentially maybe probably conceivably likely unlikely apparently seemingly"
    " appear appears appeared seem seems seemed".split()
)
_CLAIMED = frozenset("claim claims claimed claiming alleges alleged said stated reported reportedly".split())
_HAVE_TO = re.compile(r"\b(?:must|ha(?:ve|s|d) to|needs? to|needed to|(?:obliged|required) to)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:we|our|this (?:paper|work|study|article))\b", re.IGNORECASE)


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Negations and hedges that one of the two has and the other has not."""
    yield from _negation(claim, evidence)
    yield from _modality(claim, evidence)
    yield from _tense(claim, evidence)
    yield from _voice(claim, evidence)
    if _whole(claim, evidence, 0.75) and not _contrasts(claim) and _tells_both_sides(claim, evidence):
        yield Problem(Fault.MODALITY, "contrast")


def _contrasts(reading: Reading) -> bool:
    return any(w.folded in _CONTRAST for w in reading.words)


def _tells_both_sides(claim: Reading, evidence: Reading) -> bool:
    """Does the claim say more than half of what stands only on the one side of a contrast, and of the other?"""
    line = evidence.words
    for i, word in enumerate(line):
        if word.folded not in _CONTRAST:
            continue
        sides = [[w for w in side if w.content] for side in (line[:i], line[i + 1 :])]
        if i == 0:  # "Although ..., ...": the comma parts
            comma = next((k for k, w in enumerate(line) if w.folded == ","), len(line))
            sides = [[w for w in side if w.content] for side in (line[1:comma], line[comma:])]
        own = [[w for w in side if not _among(w, other)] for side, other in (sides, reversed(sides))]
        if all(side and 2 * sum(claim.has(w.root) for w in side) > len(side) for side in own):
            return True
    return False


def _among(word: Word, others: Sequence[Word]) -> bool:
    return any(word.root == other.root for other in others)


def _tense(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "is the director" of one who was."""
    mine, theirs = set(_states(claim)), set(_states(evidence))
    for now, root in mine:
        if (now, root) not in theirs and (not now, root) in theirs:
            yield Problem(Fault.MODALITY, root)
            return


def _states(reading: Reading) -> Iterator[tuple[bool, str]]:
    """(whether it is so now, what is said to be so): the noun or verb right after a form of "be"."""
    line = reading.words
    for i, word in enumerate(line):
        if word.folded in ("is", "are", "was", "were"):
            following = [w for w in line[i + 1 : i + 4] if w.content]
            if following:
                yield word.folded in ("is", "are"), following[0].root


def _voice(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "protests were delayed" of protests that delayed something."""
    line, theirs = claim.words, evidence.words
    for i in range(1, len(line) - 1):
        if line[i].folded not in ("was", "were", "is", "are") or not line[i + 1].folded.endswith("ed"):
            continue
        done = line[i + 1]
        places = [k for k, w in enumerate(theirs) if w.root == done.root and w.content]
        if not places or any(w.folded in BE for k in places for w in theirs[max(0, k - 3) : k]):
            continue
        subject = next((w for w in reversed(line[:i]) if w.content), None)
        objects = {w.key for k in places for w in theirs[k + 1 : k + 12]}
        if subject is not None and subject.key in evidence.keys and subject.key not in objects:
            yield Problem(Fault.ROLE, done.text)
            return


def _negation(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    mine, theirs = marks(claim, negator), marks(evidence, negator)
    for mark in mine:
        if not _matched(mark, theirs) and not _undone(mark, evidence):
            yield Problem(Fault.NEGATION, mark.word)
            return
    for mark in theirs:
        if _told(claim, evidence, mark) and not _matched(mark, mine) and not _plainly(claim, evidence, mark, theirs):
            yield Problem(Fault.NEGATION, mark.word)
            return
    if _whole(claim, evidence) and _grammatical(claim, evidence) != _grammatical(evidence, claim):
        yield Problem(Fault.NEGATION, "not")
        return
    for word in claim.words:
        if word.content and not evidence.has(word.root) and _turned(word.folded, evidence):
            yield Problem(Fault.NEGATION, word.text)
            return


def _undone(mark: Mark, evidence: Reading) -> bool:
    """ "not open" of what is closed."""
    head = mark.scope[0] if mark.scope else ""
    return bool(opposites(head) & evidence.roots) and not evidence.has(head)


def _grammatical(reading: Reading, other: Reading) -> int:
    """How often it says "not" of what the other says too, one way or the other."""
    found = 0
    for i, word in enumerate(reading.words):
        if word.folded in ("not", "never", "no", "cannot") or word.folded.endswith("n't"):
            governed = next((w for w in reading.words[i + 1 : i + 6] if w.content), None)
            found += governed is None or other.has(governed.root)
    return found


def _whole(claim: Reading, evidence: Reading, share: float = 0.9) -> bool:
    """Does the claim repeat nearly all that the evidence says?"""
    theirs = evidence.roots
    return sum(claim.has(r) for r in theirs) >= share * len(theirs)


def _turned(folded: str, evidence: Reading) -> bool:
    """unlikely for likely, legal for illegal."""
    prefixes = ("un", "in", "im", "il", "ir", "dis", "non")
    if any(p + folded in evidence.written for p in prefixes):
        return True
    return any(
        folded.startswith(p) and len(folded) > len(p) + 3 and folded[len(p) :] in evidence.written for p in prefixes
    )


def _modality(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    mine, theirs = marks(claim, hedge), marks(evidence, hedge)
    if _FIRST_PERSON.search(evidence.text):  # authors who propose a method do so by saying it
        mine, theirs = ([m for m in marks if not m.word.casefold().startswith("propos")] for marks in (mine, theirs))
    for mark in mine:
        if mark.kind == "bound" and _HAVE_TO.search(evidence.text):
            continue
        if mark.word.casefold() in _CLAIMED and attributed(evidence):
            continue  # what somebody boasts of, or says, is what he claims
        weaker = mark.kind == "possible" and _same_kind(replace(mark, kind="able"), theirs)  # "could" of what can
        if not weaker and not _same_kind(mark, theirs) and not _doubted(mark, theirs):
            yield Problem(Fault.MODALITY, mark.word)
            return
    for mark in theirs:
        if mark.kind == "able" or (mark.kind == "bound" and _HAVE_TO.search(claim.text)):
            continue  # "can detect" and "detects" are one; so are "must" and "has to"
        if (
            _told(claim, evidence, mark)
            and not _same_kind(mark, mine, 2)
            and not _plainly(claim, evidence, mark, theirs)
        ):
            yield Problem(Fault.MODALITY, mark.word)
            return


def _same_kind(mark: Mark, others: list[Mark], reach: int = REACH) -> bool:
    allowed = {mark.kind} | _STRONGER.get(mark.kind, frozenset())
    return any(
        o.kind in allowed
        and (
            not mark.scope or not o.scope or (o.word == mark.word and reach > 2) or _overlap(mark.scope, o.scope, reach)
        )
        for o in others
    )


def _doubted(mark: Mark, others: list[Mark]) -> bool:
    """Is it uncertain there too, in another word ("seems" for "may", "likely" for "probably")?"""
    return mark.word.casefold() in _DOUBTS and any(
        o.word.casefold() in _DOUBTS and (not mark.scope or not o.scope or _overlap(mark.scope, o.scope))
        for o in others
    )


def _matched(mark: Mark, others: list[Mark]) -> bool:
    return any(
        not mark.scope or not o.scope or _overlap(mark.scope, o.scope) or (mark.root and mark.root == o.root)
        for o in others
    )


def _overlap(a: tuple[str, ...], b: tuple[str, ...], nearest: int = 2) -> bool:
    """Do both govern the same: is one of the nearest words of each the same?"""
    return any(not alike(x).isdisjoint(b[:nearest]) for x in a[:nearest])


def _told(claim: Reading, evidence: Reading, mark: Mark) -> bool:
    """Does the claim say what the mark governs?"""
    if not mark.scope or alike(mark.scope[0]).isdisjoint(claim.roots):
        return False
    if len(mark.scope) > 2 and not any(claim.has(r) for r in mark.scope[1:3]):
        return False
    if not mark.root:
        return True
    # "backed the ban" where others rejected it: the claim gives it another verb
    line = [w for w in claim.words if w.content]
    heads = [k for k, w in enumerate(line) if w.root in alike(mark.scope[0])]
    return not all(k and line[k - 1].root in evidence.roots and line[k - 1].root != mark.root for k in heads)


def _plainly(claim: Reading, evidence: Reading, mark: Mark, theirs: list[Mark]) -> bool:
    """Does the evidence also say the same without the mark, and the claim rather that?"""
    said = min(sum(w.root in alike(head) for w in evidence.words if w.content) for head in mark.scope[:2])
    governed = sum(1 for m in theirs if m.scope and not alike(mark.scope[0]).isdisjoint(m.scope[:1]))
    if said > governed:
        return True
    head = alike(mark.scope[0])
    mine = [around(claim, w.start, w.start + len(w.text)) for w in claim.words if w.root in head]
    marked, free = 0, 0
    for i, w in enumerate(evidence.words):
        if w.root not in head or not w.content:
            continue
        likeness = max((shared(m, around(evidence, w.start, w.start + len(w.text))) for m in mine), default=0)
        if any(m.place < i <= m.place + 12 for m in theirs if m.scope and m.scope[0] == w.root):
            marked = max(marked, likeness)
        else:
            free = max(free, likeness)
    return free > marked
