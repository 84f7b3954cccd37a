"""A claim held beside the one sentence that it mostly repeats: what was put in the place of what?

Where nearly all the words are those of a sentence, the few others are what somebody changed. A changed word passes
when the thesaurus relates it to the word whose place it took, or when it came with its neighbors from another
sentence; a word that fits neither is an error, however well other sentences know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizers.verification.attribution import hedging
from summarizers.verification.lexicon import opposites, people
from summarizers.verification.nearest import line, nearest, same, sentences
from summarizers.verification.quantities import unit
from summarizers.verification.reading import Reading
from summarizers.verification.thesaurus import related
from summarizers.verification.tokens import Word, titled
from summarizers.verification.verdict import Fault, Problem

CLOSE = 0.6
"""The share of a claim's words that one sentence must have for the others to count as changed."""
FEWEST = 4
_LIGHT = frozenset(
    "additionally moreover furthermore consequently meanwhile ultimately eventually currently recently previously"
    " finally similarly respectively also however therefore thus accordingly afterwards overall place part called"
    " named known located situated based made done held taken put set include includes including included serve"
    " serves served become became remains remain remained occur occurred happen happened took take takes said says"
    " saying stated told tells noted notes added reported states according order total amount number kind type way"
    " fact case use used uses using be been being have has had having get got gets people person persons thing"
    " things others something someone lot lots able own came come went go goes gave give given compared versus"
    " against source sources author authors researcher researchers paper article study text passage document"
    " approximately roughly around nearly almost close several various certain particular same such".split()
)
"""Words that carry a sentence's frame; each may come in with a new wording."""
_REFERS = frozenset("country nation side sides leaders pair duo likewise worth owed".split())
"""Words that may be put for a name, or between two of them, without saying more."""

_PRONOUNS = frozenset(
    "he she it they him them this these that those we i us who which its his her their our my you your one ones".split()
)
_STANDS_FOR = _PRONOUNS | frozenset(
    "company firm group bank country state"
    " nation government city town region party president minister leader official officials man woman author authors"
    " researchers team system method model approach paper study work deal agreement project plan move measure law"
    " decision program bridge plant latter former two both organization organisation agency ministry film book song"
    " album series show game club school university building species island river".split()
)


@dataclass(frozen=True, slots=True)
class _Change:
    """Words of the claim that the sentence lacks, and the words of the sentence left in their place."""

    put_in: tuple[Word, ...]
    left_out: tuple[Word, ...]
    refers: bool  # is there a pronoun, or "the company", among them?


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Words changed in a sentence that the claim otherwise repeats, and a subject moved to another's doings."""
    mine = line(claim)
    found = nearest(claim, evidence)
    if len(mine) < FEWEST or found is None or found[1] < CLOSE * len(mine):
        return
    place = found[0]
    pieces = sentences(evidence)
    lines = [line(piece) for piece in pieces]
    best, others, before = lines[place], [*lines[:place], *lines[place + 1 :]], lines[:place]
    pairs = _aligned(mine, best)
    whole = [w for w in pieces[place].words if not w.mark]
    spare = [w for w in whole if not _known(w, mine)]
    yield from _fused(mine, best, others, pairs)
    for change in _changes(mine, best, pairs, whole):
        for word in change.put_in:
            elsewhere = any(_known(word, other) for other in others)
            if (
                _excused(word, change.left_out, claim)
                or (_known(word, whole) and not (change.left_out and _more_often(word, mine, whole)))
                or any(_may_stand(word, other) for other in spare)
                or _carries(word, claim, whole)
                or _brought(word, mine, others)
                or (change.refers and any(_known(word, other) for other in before))
                or (elsewhere and _attributed(word, claim))
                or (not change.left_out and word.folded.endswith("ed") and not _does(word, claim))
                or (word.capital and not (elsewhere and any(w.capital for w in change.left_out)))
            ):
                continue
            yield Problem(Fault.ROLE if word.capital else Fault.UNSUPPORTED, word.text)
            return


def _known(word: Word, words: Sequence[Word]) -> bool:
    return any(same(word, other) for other in words)


def _aligned(mine: Sequence[Word], theirs: Sequence[Word]) -> list[tuple[int, int]]:
    """A longest common subsequence: places of the same words, in order."""
    matches = [[same(a, b) for b in theirs] for a in mine]
    table = [[0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for i in range(len(mine) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            taken = table[i + 1][j + 1] + 1 if matches[i][j] else 0
            table[i][j] = max(table[i + 1][j], table[i][j + 1], taken)
    i = j = 0
    pairs = []
    while i < len(mine) and j < len(theirs):
        if matches[i][j] and table[i][j] == table[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _changes(
    mine: Sequence[Word], theirs: Sequence[Word], pairs: Sequence[tuple[int, int]], whole: Sequence[Word]
) -> Iterator[_Change]:
    ends = [(-1, -1), *pairs, (len(mine), len(theirs))]
    for (i, j), (k, m) in pairwise(ends):
        if k == i + 1:
            continue
        left_out = tuple(w for w in theirs[j + 1 : m] if not _known(w, mine))
        start = theirs[j].start if j >= 0 else -1
        stop = theirs[m].start if m < len(theirs) else len(whole) and whole[-1].start + 1
        small = [w.folded for w in whole if start < w.start < stop and not w.content and not w.figure]
        refers = any(w in _PRONOUNS for w in small) or any(w.folded in _STANDS_FOR for w in left_out)
        yield _Change(tuple(mine[i + 1 : k]), left_out, refers)


def _more_often(word: Word, mine: Sequence[Word], whole: Sequence[Word]) -> bool:
    """Does the claim have a word once more than the sentence, which knows it from another place?"""
    return sum(w.folded == word.folded for w in mine) > sum(w.folded == word.folded for w in whole) > 0


def _measure(word: Word, claim: Reading) -> bool:
    """Is it part of a number or its unit, which rules of their own compare?"""
    return any(q.start <= word.start < q.end for q in claim.quantities)


def _excused(word: Word, left_out: Sequence[Word], claim: Reading) -> bool:
    return (
        word.figure
        or word.folded in _LIGHT
        or (titled(word) and not any(titled(w) for w in left_out))
        or people(word.folded) != word.folded
        or hedging(word)
        or _measure(word, claim)
        or (unit(word.folded) and not any(unit(w.folded) for w in left_out))
        or word.folded in _REFERS
        or word.folded.endswith("ing")
    )


def _brought(word: Word, mine: Sequence[Word], others: Sequence[Sequence[Word]]) -> bool:
    """Did it come with a neighbor from another sentence, where the two stand near each other too?"""
    place = next(i for i, w in enumerate(mine) if w is word)
    near = [w for w in mine[max(0, place - 1) : place + 2] if w is not word]
    for other in others:
        for i, there in enumerate(other):
            if same(word, there) and any(_known(n, [*other[max(0, i - 2) : i], *other[i + 1 : i + 3]]) for n in near):
                return True
    return False


def _does(word: Word, claim: Reading) -> bool:
    """Is it what a name does to something ("Berkeley dismissed the man")?"""
    i = next(k for k, w in enumerate(claim.words) if w is word)
    around = claim.words[max(0, i - 1) : i], claim.words[i + 1 : i + 2]
    return any(w.capital for w in around[0]) and any(w.capital or w.folded in ("the", "a", "an") for w in around[1])


def _carries(word: Word, claim: Reading, whole: Sequence[Word]) -> bool:
    """ "paid a visit to" where the sentence has "visited": a light verb before the noun of its verb."""
    if word.root not in _CARRIERS:
        return False
    after = [w for w in claim.words if w.start > word.start and not w.folded.endswith("ly")][:4]
    noun = next((w for w in after if w.content), None)
    return noun is not None and any(w.folded in ("a", "an") for w in after[:1]) and _known(noun, whole)


_CARRIERS = frozenset("pay make take give have hold put carri conduct perform mount launch stage enter".split())
"""Roots of verbs that leave the saying to their noun."""


def _attributed(word: Word, claim: Reading) -> bool:
    """ "..., according to police": who says it may stand in another sentence."""
    before = [w.folded for w in claim.words if word.start - 40 < w.start < word.start][-4:]
    return "according" in before


def _may_stand(word: Word, other: Word) -> bool:
    if other.figure or word.capital != other.capital or other.root in opposites(word.root):
        return False
    return (
        same(word, other) or related(word.root, other.root) or (len(word.root) > 4 and word.root[:5] == other.root[:5])
    )


def _fused(
    mine: Sequence[Word],
    best: Sequence[Word],
    others: Sequence[Sequence[Word]],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Problem]:
    """ "The Dow closed at 2,127" where that is what the S&P did: one sentence's opening, another's rest."""
    if not pairs or pairs[0][0] == 0 or pairs[0][1] == 0:
        return
    opening, left_out = mine[: pairs[0][0]], best[: pairs[0][1]]
    if any(_known(w, best) for w in opening) or all(w.folded in _STANDS_FOR for w in left_out):
        return
    if len(mine) - len(opening) < FEWEST - 1 or any(_known(w, mine) for w in left_out):
        return
    if any(_known(opening[0], other[:2]) and all(_known(w, other) for w in opening) for other in others):
        yield Problem(Fault.ROLE, " ".join(w.text for w in opening))
