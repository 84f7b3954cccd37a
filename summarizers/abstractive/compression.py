"""A sentence made by leaving out words: what may not be left out.

The words of the shorter sentence are laid beside those of its source; each stretch that is gone must be one
that a reader can miss: not what governs the words after it ("signed [with] the union"), not the beginning of a
clause whose rest is kept ("[Given] the war ..."), not half of a noun phrase, not what a superlative is said of
("the first [major] project", "the largest church [in the Balkans]"), not a word that takes back what follows
("[former] minister").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from summarizers.verification.lexicon import irregular_verb
from summarizers.verification.tokens import Word, words

_GOVERNS = frozenset(
    "from to of in on for with by against between into over under after before at about than as via through towards"
    " toward during without until since among behind despite within per given like including such that which who"
    " whose whom where when while although though because if unless whether how what why not no nor neither".split()
)
_JOINS = frozenset("with between against of among versus".split())
"""What they govern belongs to the word before: a "partnership" of one with nobody is another's."""
_LIMITS = frozenset("for among within under".split())
"""With a name after them they say for whom it holds."""
_ARTICLES = frozenset("the a an its their his her this that these those".split())
_OPENERS = frozenset(
    "however also and but moreover furthermore additionally thus therefore indeed meanwhile still yet again similarly"
    " finally instead nevertheless nonetheless overall consequently hence likewise besides".split()
)
_TAKES_BACK = frozenset(
    "former ex acting deputy vice alleged potential possible planned proposed prospective future partial partially"
    " nearly almost hardly barely mostly largely some few several many most half only alone unofficial so-called"
    " supposed apparent attempted failed would-be self-proclaimed non quasi pro anti un co about roughly approximately"
    " nominally formally officially initially originally temporarily increasingly seemingly relatively less more least"
    " up chiefly mainly primarily especially particularly".split()
)
_FINITE = frozenset("is are was were has have had will would can could may might must should do does did".split())
_ADVERBS = re.compile(r"\w{3,}ly$")
_EXTREME = re.compile(r"^(?:first|second|third|last|only|sole|most|least|best|worst|\w{2,}est)$")
_REACH = 6


def fault(shorter: str, source: str) -> str:
    """The word whose loss changes the meaning; "" where none does, or where ``shorter`` has words of its own."""
    mine, theirs = list(words(shorter)), list(words(source))
    mine = mine[:-1] if mine and mine[-1].folded == "." else mine
    kept = _kept(mine, theirs)
    if kept is None:
        return ""
    for start, end in _gaps(kept, len(theirs)):
        wrong = _lost(theirs, start, end)
        if wrong:
            return wrong
    return ""


def _kept(mine: Sequence[Word], theirs: Sequence[Word]) -> list[int] | None:
    """Places in ``theirs`` of the words of ``mine``; None unless nearly all are there, in order."""
    matcher = SequenceMatcher(None, [w.folded for w in theirs], [w.folded for w in mine], autojunk=False)
    places = [b.a + i for b in matcher.get_matching_blocks() for i in range(b.size)]
    content = sum(w.content or w.figure for w in mine)
    matched = sum(theirs[p].content or theirs[p].figure for p in places)
    return places if content and matched >= 0.9 * content else None


def _gaps(kept: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Stretches of the source (start, end) that are gone, marks alone not counted."""
    edges = [-1, *kept, size]
    return [(a + 1, b) for a, b in pairwise(edges) if b - a > 1]


def _lost(line: Sequence[Word], start: int, end: int) -> str:
    gone = [w for w in line[start:end] if not w.mark]
    if not gone:
        return ""
    last = len(line) - (1 if line and line[-1].mark else 0)
    if [w.text for w in (line[start], *line[end - 2 : end])] == ["(", ")", ","]:
        return ","  # the comma belongs to what is around the parenthesis
    set_off = line[end - 1].mark or (end < len(line) and line[end].mark)
    bare = [w for w in gone if w.folded not in _ARTICLES]
    if start and gone[0] is line[start] and gone[0].folded in _JOINS:
        return gone[0].text
    if gone[0].folded in _LIMITS and any(w.capital and not w.opens for w in gone[1:]):
        return gone[0].text  # "for union members"
    if start and end < last and gone[0] is line[start] and _headless(line, start, end, gone):
        return gone[0].text
    if start and end < last and line[start - 1].folded in ("a", "an") and _vowel(line[start]) != _vowel(line[end]):
        return line[start].text  # "an [independent] state"
    if end < last:
        if not set_off and bare and bare[-1].folded in _GOVERNS:
            return bare[-1].text
        if start == 0 and not set_off and any(w.folded not in _OPENERS for w in bare):
            return gone[0].text
    elif bare and (bare[0].content or bare[0].figure) and not line[start].mark and not _ADVERBS.match(bare[0].folded):
        return bare[0].text  # the sentence ends within a phrase
    if start and end < last and not any(w.content for w in gone) and any(w.folded in _FINITE for w in gone):
        return next(w.text for w in gone if w.folded in _FINITE)
    if start and gone[0].capital and line[start - 1].capital and not line[start - 1].opens and gone[0] is line[start]:
        return gone[0].text  # half of a name
    if start == 1 and gone[0].capital and line[0].capital and gone[0] is line[1]:
        return gone[0].text
    if any(w.folded in _TAKES_BACK for w in gone[:3]) and not (line[start].mark and set_off):
        return next(w.text for w in gone if w.folded in _TAKES_BACK)
    if start and not line[start].mark and bare and _extreme(line, start):
        return bare[0].text
    return ""


def _vowel(word: Word) -> bool:
    return word.folded[0] in "aeiou"


def _headless(line: Sequence[Word], start: int, end: int, gone: Sequence[Word]) -> bool:
    """Is a phrase left without its noun ("infrastructure [investment] in"), or a name without its verb?"""
    before, after = line[start - 1], line[end]
    if before.mark or after.mark or after.folded not in _GOVERNS or gone[-1].folded in ("and", "or"):
        return False
    verb = gone[0].folded.endswith("ed") or irregular_verb(gone[0].folded)
    if before.capital and verb:
        return True
    bare = all(w.content and not _ADVERBS.match(w.folded) for w in gone)
    return bare and before.content and not any(w.mark for w in line[start:end])


def _extreme(line: Sequence[Word], start: int) -> bool:
    """Is there a superlative or an ordinal in the phrase that the gap stands in?"""
    for word in reversed(line[max(0, start - _REACH) : start]):
        if word.mark:
            return False
        if _EXTREME.match(word.folded) and word.folded not in (
            "interest",
            "west",
            "request",
            "invest",
            "protest",
            "forest",
        ):
            return True
    return False
