"""Is it said to be so? Negation, possibility, plan, report and attribution, each with its scope."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarizers.verification.lexicon import alike, opposites
from summarizers.verification.reading import Reading
from summarizers.verification.slots import around, shared
from summarizers.verification.tokens import Word, words
from summarizers.verification.verdict import Fault, Problem

_NEGATORS = frozenset(
    "not no never none nor neither without cannot nobody nothing nowhere hardly barely scarcely lack lacks lacked"
    " lacking refuse refuses refused refusing refusal deny denies denied denying fail fails failed failing failure"
    " unable reject rejects rejected rejecting".split()
)
_HEDGES: dict[str, str] = {
    word: kind
    for kind, line in {
        "possible": "may might could possibly perhaps potentially maybe probably conceivably",
        "able": "can",
        "reported": "reportedly allegedly alleged supposedly apparently seemingly purportedly claim claims claimed"
        " claiming rumored rumoured allege alleges suspected believed thought unconfirmed concern concerns"
        " allegation allegations accusation accusations accused accuses accuse accusing fear fears feared"
        " suspicion suspicions rumor rumors rumour rumours speculation",
        "planned": "plan plans planned planning intend intends intended intending expect expects expected expecting"
        " hope hopes hoped aim aims aimed propose proposes proposed consider considers considered considering"
        " scheduled slated likely unlikely should ought pledged threaten threatens threatened threatening"
        " attempt attempts attempted attempting tries tried trying promise promises promised pledge pledges"
        " forecast forecasts projected predicted predicts anticipated wants wanted seeks sought",
        "future": "will shall would",
        "bound": "must obliged required",
    }.items()
    for word in line.split()
}
_STRONGER = {"planned": frozenset(("future",)), "future": frozenset(("planned",))}
_ATTRIBUTES = re.compile(
    r"\baccording to\b|\b(?:say|says|said|state|states|stated|argue|argues|argued|claim|claims|claimed|believe|believes"
    r"|believed|suggest|suggests|suggested|allege|alleges|alleged|think|thinks|thought|told|tell|tells|write|writes|wrote"
    r"|warn|warns|warned|insist|insists|insisted|contend|contends|estimate|estimates|estimated|report|reports|reported"
    r"|note|notes|noted|conclude|concludes|concluded|declare|declares|declared|view|views|opinion|judgment|judgement"
    r"|find|finds|found|show|shows|showed|shown|indicate|indicates|indicated|demonstrate\w*|observe|observes|poll|survey"
    r"|announced?|announces|reportedly|allegedly|seen|considers?|described?"
    r"|acknowledge[sd]?|admit(?:s|ted)?|assert(?:s|ed)?|predict(?:s|ed)?|dismiss\w*|criticis\w+|criticiz\w+)\b",
    re.IGNORECASE,
)
_OPENS_REPORT = re.compile(
    r"\baccording to [^,]{3,120}, "
    r"|\b(?:said|says|say|argues?|argued|claims?|claimed|believes?|believed|alleges?|alleged"
    r"|suggests?|suggested|insists?|insisted|warns?|warned|thinks?|contends?|estimates?|estimated) that ",
    re.IGNORECASE,
)
_CONTRAST = frozenset("while although though but however despite yet whereas unless except rather instead".split())
_NOUNS = frozenset("plan plans claim claims forecast forecasts hope hopes".split())
_HAVE_TO = re.compile(r"\b(?:must|ha(?:ve|s|d) to|needs? to|needed to|(?:obliged|required) to)\b", re.IGNORECASE)
_REACH = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A negator or a hedge, and the roots that it governs."""

    word: str
    kind: str
    scope: tuple[str, ...]
    root: str = ""  # of a verb that denies by itself ("rejected"); it may stand in a passive
    place: int = 0


def hedging(word: Word) -> bool:
    """Is it a word of negation, modality or report, which the rules here compare?"""
    return bool(_negator(word) or _HEDGES.get(word.folded) or _ATTRIBUTES.fullmatch(word.folded))


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Negations and hedges that one of the two has and the other has not."""
    yield from _negation(claim, evidence)
    yield from _modality(claim, evidence)
    yield from _attribution(claim, evidence)
    yield from _quoted(claim, evidence)
    yield from _tense(claim, evidence)
    yield from _voice(claim, evidence)
    if _whole(claim, evidence, 0.75) and not _contrasts(claim) and _tells_both_sides(claim, evidence):
        yield Problem(Fault.MODALITY, "contrast")


def _contrasts(reading: Reading) -> bool:
    return any(w.folded in _CONTRAST for w in reading.words)


def _tells_both_sides(claim: Reading, evidence: Reading) -> bool:
    """Does the claim say half or more of what stands on each side of a contrast?"""
    line = evidence.words
    for i, word in enumerate(line):
        if word.folded not in _CONTRAST:
            continue
        sides = [[w for w in side if w.content] for side in (line[:i], line[i + 1 :])]
        if i == 0:  # "Although ..., ...": the comma parts
            comma = next((k for k, w in enumerate(line) if w.folded == ","), len(line))
            sides = [[w for w in side if w.content] for side in (line[1:comma], line[comma:])]
        if all(2 * sum(claim.has(w.root) for w in side) >= len(side) for side in sides):
            return True
    return False


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
        if not places or any(w.folded in _BE for k in places for w in theirs[max(0, k - 3) : k]):
            continue
        subject = next((w for w in reversed(line[:i]) if w.content), None)
        objects = {w.key for k in places for w in theirs[k + 1 : k + 12]}
        if subject is not None and subject.key in evidence.keys and subject.key not in objects:
            yield Problem(Fault.ROLE, done.text)
            return


_BE = frozenset("is are was were be been being".split())


def _attribution(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """What somebody says, told as what is so."""
    attributed = _ATTRIBUTES.search(claim.text) is not None
    for m in _OPENS_REPORT.finditer(evidence.text):
        opening = m.group().casefold().startswith("according")
        if attributed and not (opening and not _names_whom(claim, m.group())):
            continue  # for "according to X, ..." a later "announced" is not enough
        told = [w for w in evidence.words if w.start >= m.end() and w.content][:6]
        if len(told) >= 2 and sum(claim.has(w.root) for w in told) >= 0.6 * len(told):
            yield Problem(Fault.MODALITY, m.group().strip(" ,"))
            return


def _quoted(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """What stands in somebody's quotation marks, told as what is so."""
    if '"' in claim.text or _ATTRIBUTES.search(claim.text):
        return
    for m in _QUOTATION.finditer(evidence.text):
        told = [w for w in words(m[1]) if w.content]
        if len(told) < _LONG_QUOTATION or sum(w.capital for w in told) > 0.8 * len(told):
            continue  # a word at a distance, or a title
        if sum(claim.has(w.root) for w in told) >= 0.6 * len(told) and _reported(evidence.text):
            yield Problem(Fault.MODALITY, "quotation")
            return


def _reported(text: str) -> bool:
    return _ATTRIBUTES.search(_QUOTATION.sub(" ", text)) is not None


_QUOTATION = re.compile(r'"([^"]+)"')
_LONG_QUOTATION = 4


def _names_whom(claim: Reading, opening: str) -> bool:
    """Does the claim say according to whom?"""
    whom = [w for w in words(opening) if w.content][1:]
    return not whom or any(w.root in claim.roots or w.key in claim.keys for w in whom)


def _negation(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    mine, theirs = _marks(claim, _negator), _marks(evidence, _negator)
    for mark in mine:
        if not _matched(mark, theirs) and not _undone(mark, evidence):
            yield Problem(Fault.NEGATION, mark.word)
            return
    for mark in theirs:
        if _told(claim, evidence, mark) and not _matched(mark, mine) and not _plainly(claim, evidence, mark, theirs):
            yield Problem(Fault.NEGATION, mark.word)
            return
    if _whole(claim, evidence) and _grammatical(claim) != _grammatical(evidence):
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


def _grammatical(reading: Reading) -> int:
    return sum(w.folded in ("not", "never", "no", "cannot") or w.folded.endswith("n't") for w in reading.words)


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
    mine, theirs = _marks(claim, _hedge), _marks(evidence, _hedge)
    for mark in mine:
        if mark.kind == "bound" and _HAVE_TO.search(evidence.text):
            continue
        if not _same_kind(mark, theirs):
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


def _same_kind(mark: Mark, others: list[Mark], reach: int = _REACH) -> bool:
    allowed = {mark.kind} | _STRONGER.get(mark.kind, frozenset()) if mark.kind == "planned" else {mark.kind}
    return any(
        o.kind in allowed
        and (
            not mark.scope or not o.scope or (o.word == mark.word and reach > 2) or _overlap(mark.scope, o.scope, reach)
        )
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
    if not mark.root:
        return True
    # "backed the ban" where others rejected it: the claim gives it another verb
    line = [w for w in claim.words if w.content]
    heads = [k for k, w in enumerate(line) if w.root in alike(mark.scope[0])]
    return not all(k and line[k - 1].root in evidence.roots and line[k - 1].root != mark.root for k in heads)


def _plainly(claim: Reading, evidence: Reading, mark: Mark, marks: list[Mark]) -> bool:
    """Does the evidence also say the same without the mark, and the claim rather that?"""
    said = min(sum(w.root in alike(head) for w in evidence.words if w.content) for head in mark.scope[:2])
    governed = sum(1 for m in marks if m.scope and not alike(mark.scope[0]).isdisjoint(m.scope[:1]))
    if said > governed:
        return True
    head = alike(mark.scope[0])
    mine = [around(claim, w.start, w.start + len(w.text)) for w in claim.words if w.root in head]
    marked, free = 0, 0
    for i, w in enumerate(evidence.words):
        if w.root not in head or not w.content:
            continue
        likeness = max((shared(m, around(evidence, w.start, w.start + len(w.text))) for m in mine), default=0)
        if any(m.place < i <= m.place + 12 for m in marks if m.scope and m.scope[0] == w.root):
            marked = max(marked, likeness)
        else:
            free = max(free, likeness)
    return free > marked


def _negator(word: Word) -> str:
    return "negation" if word.folded in _NEGATORS or word.folded.endswith("n't") else ""


_PLAIN = frozenset("never neither without cannot nobody nothing nowhere hardly barely scarcely".split())


def _hedge(word: Word) -> str:
    if word.folded.endswith(("'ll", "'d")):
        return "future"
    if word.folded == "may" and word.capital:
        return ""  # the month
    return _HEDGES.get(word.folded, "")


def _marks(reading: Reading, kind_of: Callable[[Word], str]) -> list[Mark]:
    found: list[Mark] = []
    line = reading.words
    for i, word in enumerate(line):
        kind = kind_of(word)
        if not kind or _exempt(line, i):
            continue
        scope: list[str] = []
        for later in line[i + 1 : i + 12]:
            if later.folded in ";.!?":
                break
            if later.content and not kind_of(later):
                scope.append(later.root)
                if len(scope) == _REACH:
                    break
        if (
            word.folded in ("thought", "believed", "claim", "claims", "plan", "plans", "hope", "forecast", "can")
            and not scope
        ):
            continue
        lexical = (
            kind == "negation"
            and len(word.folded) > 4
            and not word.folded.endswith("n't")
            and word.folded not in _PLAIN
        )
        found.append(Mark(word.text, kind, tuple(scope), word.root if lexical else "", i))
    return found


def _exempt(line: tuple[Word, ...], i: int) -> bool:
    """ "not only", "no longer than", "last but not least", "number no. 5"."""
    following = line[i + 1].folded if i + 1 < len(line) else ""
    before = line[i - 1].folded if i else ""
    if line[i].folded in ("not", "no") and following in ("only", "least", "later", "fewer", "less", "merely", "just"):
        return True
    if line[i].folded in ("would", "'d") or line[i].folded.endswith("'d"):
        return following in ("like", "prefer")
    if line[i].folded.startswith("consider"):  # "is considered vulnerable" is a judgment, and is told as one
        return not any(w.folded.endswith("ing") or w.folded == "whether" for w in line[i + 1 : i + 4])
    if line[i].folded in ("believed", "thought", "claimed") and before in _BE | {"and"}:
        return following != "to"
    return line[i].folded in _NOUNS and before in ("the", "a", "an", "of", "its", "his", "their", "action", "master")
