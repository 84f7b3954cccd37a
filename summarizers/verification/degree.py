"""Rules on opposites, quantifiers and superlatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizers.verification.lexicon import alike, opposites
from summarizers.verification.reading import Reading
from summarizers.verification.slots import around, shared
from summarizers.verification.tokens import Word
from summarizers.verification.verdict import Fault, Problem

_SHARES = (
    frozenset("all every each entire whole entirely completely fully always".split()),
    frozenset("most mostly mainly largely majority chiefly primarily".split()),
    frozenset("many numerous lots".split()),
    frozenset("several various multiple".split()),
    frozenset("some certain partly partially sometimes".split()),
    frozenset("few little rarely seldom".split()),
    frozenset("only solely exclusively sole".split()),
)
_WEAK = frozenset("somewhat slightly fairly moderately mildly marginally modestly faintly partially".split())
_STRONG = frozenset("very extremely highly greatly strongly enormously hugely severely intensely deeply sharply"
                    " dramatically drastically completely totally utterly fully massively".split())  # fmt: skip
_UNIVERSAL = frozenset("never always invariably".split())
_RESTRICTING = frozenset("often usually generally typically normally sometimes occasionally frequently rarely seldom"
                         " mostly mainly largely exception exceptions except".split())  # fmt: skip
_ONE_OF = re.compile(
    r"\b(?:one of|among)(?: \S+){1,3}? (?:most \w+|\w{2,}est\b)|\b(?:almost|nearly|half)(?= all| every| of)", re.I
)


_TIMES = {"doubl": 2.0, "twofold": 2.0, "twice": 2.0, "tripl": 3.0, "trebl": 3.0, "threefold": 3.0, "thrice": 3.0,
          "quadrupl": 4.0, "fourfold": 4.0, "quintupl": 5.0, "fivefold": 5.0, "tenfold": 10.0, "halv": 0.5}  # fmt: skip
"""By what a word multiplies, by roots."""
_NOT = frozenset("not never no without cannot isn't wasn't aren't weren't".split())


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Opposites said for each other, shares changed, "one of the" left out."""
    yield from _opposites(claim, evidence)
    yield from _shares(claim, evidence)
    yield from _compared(claim, evidence)
    yield from _multiplied(claim, evidence)
    yield from _strengths(claim, evidence)
    yield from _universal(claim, evidence)
    for m in _ONE_OF.finditer(evidence.text):
        tail = m.group().split()[-1]
        head = m.group().split()[0]
        if re.search(rf"\b{re.escape(tail)}\b", claim.text, re.I) and not re.search(rf"\b{head}\b", claim.text, re.I):
            yield Problem(Fault.DEGREE, tail)
            return


def _universal(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "never" of what is often not so."""
    restricted = evidence.written & _RESTRICTING
    for word in _UNIVERSAL & claim.written - evidence.written:
        if restricted and not _RESTRICTING & claim.written:
            yield Problem(Fault.DEGREE, word)
            return


def _strengths(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "extremely" of what is somewhat so."""
    for mine, theirs in ((_STRONG, _WEAK), (_WEAK, _STRONG)):
        new, lost = mine & claim.written - evidence.written, theirs & evidence.written - claim.written
        if new and lost and not theirs & claim.written:
            yield Problem(Fault.DEGREE, min(new))


def _multiplied(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "tripled" of what doubled; where the evidence multiplies nothing, its figures decide."""
    theirs = {_TIMES[w.root] for w in evidence.words if w.root in _TIMES}
    for word in claim.words:
        if theirs and _TIMES.get(word.root, next(iter(theirs))) not in theirs:
            yield Problem(Fault.DEGREE, word.text)
            return


def _compared(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "more investments" where the evidence has more of something else."""
    theirs = set(_comparisons(evidence))
    for word, roots in _comparisons(claim):
        if not any(word == other and (roots & held or not roots) for other, held in theirs):
            yield Problem(Fault.DEGREE, word)
            return


def _comparisons(reading: Reading) -> Iterator[tuple[str, frozenset[str]]]:
    """(comparative, the words that it may be said of)."""
    line = reading.words
    for i, word in enumerate(line):
        if word.folded in ("more", "less", "fewer", "most", "least") and not (i and line[i - 1].folded == "at"):
            if i + 1 < len(line) and line[i + 1].folded == "than":
                continue
            following = [w for w in line[i + 1 : i + 6] if w.content][:3]
            yield word.folded, frozenset(a for w in following for a in alike(w.root))


def _opposites(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    roots = {w.root for w in evidence.words if not w.mark}
    for word in claim.words:
        if word.mark or word.figure or (word.capital and not word.opens):
            continue
        against = opposites(word.root) & roots
        if not against or any(w.folded in _NOT for w in claim.words if 0 < word.start - w.start < 12):
            continue
        if word.root not in roots:
            own = _best(claim, word, evidence, alike(word.root)) if evidence.has(word.root) else -1
            if _best(claim, word, evidence, against) > own or word.folded in ("more", "less", "fewer", "most", "least"):
                yield Problem(Fault.OPPOSITE, word.text)
                return
            continue
        own = _best(claim, word, evidence, frozenset((word.root,)))
        if _best(claim, word, evidence, frozenset(against)) > own + 1:
            yield Problem(Fault.OPPOSITE, word.text)
            return


def _measuring(line: tuple[Word, ...], i: int) -> bool:
    """ "as many as 40", "how little"."""
    return i > 0 and line[i - 1].folded in ("as", "how", "so", "too")


def _best(claim: Reading, word: Word, evidence: Reading, roots: frozenset[str]) -> int:
    here = around(claim, word.start, word.start + len(word.text))
    return max(
        (shared(here, around(evidence, w.start, w.start + len(w.text))) for w in evidence.words if w.root in roots),
        default=0,
    )


def _shares(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    for group in _SHARES:
        mine = [w for i, w in enumerate(claim.words) if w.folded in group and not _measuring(claim.words, i)]
        if len(mine) > sum(w.folded in group for w in evidence.words):
            yield Problem(Fault.DEGREE, mine[0].text)
            return
