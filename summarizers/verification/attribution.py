"""What somebody says, told as what is so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarizers.verification.lexicon import irregular_verb
from summarizers.verification.marks import BE, hedge, negator
from summarizers.verification.nearest import sentences
from summarizers.verification.reading import Reading
from summarizers.verification.tokens import Word, words
from summarizers.verification.verdict import Fault, Problem

_ATTRIBUTES = re.compile(
    r"\baccording to\b|\b(?:say|says|said|state|states|stated|argue|argues|argued|claim|claims|claimed|believe|believes"
    r"|believed|suggest|suggests|suggested|allege|alleges|alleged|think|thinks|thought|told|tell|tells|write|writes|wrote"
    r"|warn|warns|warned|insist|insists|insisted|contend|contends|estimate|estimates|estimated|report|reports|reported"
    r"|note|notes|noted|conclude|concludes|concluded|declare|declares|declared|view|views|opinion|judgment|judgement"
    r"|find|finds|found|show|shows|showed|shown|indicate|indicates|indicated|demonstrate\w*|observe|observes|poll|survey"
    r"|announced?|announces|reportedly|allegedly|seen|considers?|described?"
    r"|acknowledge[sd]?|admit(?:s|ted)?|assert(?:s|ed)?|predict(?:s|ed)?|dismiss\w*|criticis\w+|criticiz\w+"
    r"|boast(?:s|ed)?|stress(?:es|ed)|emphasi[sz]e[sd]?|vow(?:s|ed)?|remark(?:s|ed)?|comment(?:s|ed)|explain(?:s|ed)?"
    r"|recall(?:s|ed)?|added|testif\w+|complain(?:s|ed)?|accus\w+|alleg\w+|told)\b",
    re.IGNORECASE,
)
_OPENS_REPORT = re.compile(
    r"\baccording to [^,]{3,120}, "
    r"|\b(?:said|says|say|argues?|argued|claims?|claimed|believes?|believed|alleges?|alleged"
    r"|suggests?|suggested|insists?|insisted|warns?|warned|thinks?|contends?|estimates?|estimated) that ",
    re.IGNORECASE,
)


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """A report or a quotation whose speaker the claim leaves out."""
    yield from _attribution(claim, evidence)
    yield from _unsaid(claim, evidence)
    yield from _quoted(claim, evidence)


def attributed(reading: Reading) -> bool:
    """Does the text tell it as somebody's word?"""
    return _ATTRIBUTES.search(reading.text) is not None


def hedging(word: Word) -> bool:
    """Is it a word of negation, modality or report, which rules of their own compare?"""
    return bool(negator(word) or hedge(word) or (_ATTRIBUTES.fullmatch(word.folded) and not _LOADED.match(word.folded)))


_LOADED = re.compile("dismiss|critici|accus|boast|complain|admit|acknowledg|vow|testif|recall|seen|describ|consider")
"""Words of saying that say more than that something was said, and words that may be no saying at all."""


def _attribution(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """What somebody says, told as what is so."""
    for m in _OPENS_REPORT.finditer(evidence.text):
        opening = m.group().casefold().startswith("according")
        clause = takewhile(_inside, (w for w in evidence.words if w.start >= m.end()))
        if any(w.start == m.start() and _speaker_named(claim, evidence.words, w) for w in evidence.words):
            continue
        told_by_whom = _credited(claim, list(clause))
        if told_by_whom and not (opening and not _names_whom(claim, m.group())):
            continue  # for "according to X, ..." a later "announced" is not enough
        told = [w for w in evidence.words if w.start >= m.end() and w.content][:6]
        if len(told) >= 2 and sum(claim.has(w.root) for w in told) >= 0.6 * len(told):
            yield Problem(Fault.MODALITY, m.group().strip(" ,"))
            return


def _unsaid(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "X says S" and "S, X said" told as S, where no sentence tells S as its own."""
    pieces = sentences(evidence)
    for piece in pieces:
        for verb, told in _reports(piece.words):
            if len(told) < _FEWEST or claim.share(told) < _TOLD:
                continue
            clause = takewhile(_inside, (w for w in piece.words if w.start > verb.start))
            if _speaker_named(claim, piece.words, verb):
                return
            if _credited(claim, list(clause) if told[0].start > verb.start else told):
                return
            if any(other is not piece and other.share(told) >= _TOLD for other in pieces):
                continue
            yield Problem(Fault.MODALITY, verb.text)
            return


def _speaker_named(claim: Reading, line: Sequence[Word], verb: Word) -> bool:
    """Does the claim name who says it, though in no word of saying ("the bank puts it at 2%")?"""
    before = list(takewhile(_inside, reversed([w for w in line if w.start < verb.start])))[:_SUBJECT]
    elsewhere = {w.key for w in line if w not in before}
    return any(w.capital and w.content and w.key in claim.keys and w.key not in elsewhere for w in before)


def _inside(word: Word) -> bool:
    """Does a clause go on here?"""
    return word.folded not in ",;:.!?"


def _credited(claim: Reading, told: Sequence[Word]) -> bool:
    """Does the claim have a word of saying, or "according to", besides those that belong to what is told?"""
    own = Counter(w.root for w in told if _ATTRIBUTES.fullmatch(w.folded))
    mine = Counter(w.root for w in claim.words if _ATTRIBUTES.fullmatch(w.folded))
    return "according" in claim.written or any(n > own[root] for root, n in mine.items())


def _reports(line: Sequence[Word]) -> Iterator[tuple[Word, list[Word]]]:
    """(verb of saying, nearest words of what is said) of each report: after the verb, or before ", X said"."""
    for i, word in enumerate(line):
        if word.folded not in _SAYS or i == 0:
            continue
        after = line[i + 1 :]
        comma = next((k for k in range(i - 1, -1, -1) if line[k].mark), None)
        short = comma is not None and i - comma <= _SUBJECT and line[comma].folded == ","
        left = [w for w in line[:comma] if w.content or w.figure] if short else []
        clause = list(takewhile(lambda w: not w.mark, after))
        if short and len(clause) <= _SUBJECT and not _verbal(clause):
            yield word, left[-_GOVERNED:]
        elif any(w.folded == "that" for w in clause[:_SUBJECT]):
            start = next(w.start for w in clause if w.folded == "that")
            yield word, [w for w in after if w.start > start and (w.content or w.figure)][:_GOVERNED]
        elif not clause or clause[0].folded not in ("to", "of", "in", "so", "nothing"):
            yield word, [w for w in after if w.content or w.figure][:_GOVERNED]


def _verbal(clause: Sequence[Word]) -> bool:
    return any(w.folded in BE | _AUXILIARIES or w.folded.endswith("ed") or irregular_verb(w.folded) for w in clause)


_SAYS = frozenset("say says said argue argues argued claim claims claimed believe believes believed warn warns warned"
                  " insist insists insisted allege alleges alleged contend contends contended"
                  " think thinks thought".split())  # fmt: skip
"""Verbs of saying that leave open whether it is so; who "found" or "showed" something tells a fact."""
_AUXILIARIES = frozenset("has have had will would can could may might must should do does did".split())
_SUBJECT = 8
_GOVERNED = 6
_FEWEST = 2
_TOLD = 0.75


def _quoted(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """What stands in somebody's quotation marks, told as what is so."""
    if '"' in claim.text or attributed(claim):
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
