"""Rules on names: each must stand in the evidence, and play the part there that it plays here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, dropwhile, groupby, pairwise, takewhile

from summarizers.verification.lexicon import contentful, irregular_verb, nation
from summarizers.verification.reading import Reading
from summarizers.verification.slots import Slot, outside_parentheses, shared, slot
from summarizers.verification.thesaurus import common
from summarizers.verification.tokens import Word, possessive, shouted, titled
from summarizers.verification.verdict import Fault, Problem
from summarizers.words import STOP_WORDS

_ABBREVIATION = re.compile(r"\b(?=[\w&-]*[A-Z][\w&-]*[A-Z])[A-Z][\w&-]{1,9}\b")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday"
    " wednesday thursday friday saturday sunday".split()
)


def named(reading: Reading, known: Reading | None = None) -> list[tuple[int, Word]]:
    """Places of words that are names: capitals within a sentence, and at its opening those that
    ``known`` (the evidence) writes with a capital within one, or does not hold at all."""
    found = []
    lowered = {w.folded for w in (known or reading).words if not w.capital}
    inner = {w.folded for w in (known or reading).words if w.capital and not w.opens}
    for i, word in enumerate(reading.words):
        if not word.capital or word.figure or (word.folded in STOP_WORDS and not shouted(word)):
            continue
        if word.opens and word.folded not in inner and (word.folded in lowered or _ordinary(reading.words, i)):
            continue
        found.append((i, word))
    return found


def _ordinary(line: Sequence[Word], i: int) -> bool:
    """ "Sources", "Existing", "Finally" at an opening: inflected, no known people, and no part of a name.

    A bare word ("Apple bought ...") stays a name: what opens a sentence without an article mostly is one.
    """
    word = line[i]
    if i + 1 < len(line) and line[i + 1].capital:
        return False
    if not contentful(word.folded) or word.folded in ("apart", "aside"):
        return not shouted(word)  # "Thirty"
    inflected = word.folded != word.root and word.folded.endswith(("s", "ing", "ed", "ly"))
    if shouted(word) or not (inflected or irregular_verb(word.folded) or word.folded.endswith(_ADJECTIVES)):
        return False
    return nation(word.folded) is None and common(word.root)


_ADJECTIVES = ("al", "ous", "ive", "ful", "less", "able", "ible")


def unknown(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Names that the evidence does not hold."""
    initials = abbreviations(evidence)
    for _, word in named(claim, evidence):
        if word.key in evidence.keys or word.folded in evidence.written:
            continue
        if word.folded in _CALENDAR:
            if word.folded in {d.folded for d in evidence.words}:
                continue
            yield Problem(Fault.DATE, word.text)
            continue
        if word.folded in initials or any(
            k.startswith(word.folded) and len(word.folded) >= 5 for k in evidence.written
        ):
            continue
        if word.opens and not shouted(word) and evidence.has(word.root):
            continue
        if word.opens and not shouted(word) and word.text.islower():
            continue
        if _spelled_out(word, claim, evidence):
            continue
        yield Problem(Fault.NAME, word.text)


def abbreviations(reading: Reading) -> frozenset[str]:
    """Initials of the capitalized sequences of a text, folded: National Bank of Serbia is nbs."""
    found: set[str] = set()
    run: list[str] = []
    for word in (*reading.words, None):
        if word is not None and word.capital and not word.figure:
            run.append(word.folded)
        elif word is not None and word.folded in ("of", "and", "for", "the", "&") and run:
            continue
        else:
            for size in range(2, len(run) + 1):
                for start in range(len(run) - size + 1):
                    found.add("".join(w[0] for w in run[start : start + size]))
            run = []
    return frozenset(found)


def _spelled_out(word: Word, claim: Reading, evidence: Reading) -> bool:
    """Is the word part of a name whose abbreviation the evidence has?"""
    if shouted(word):
        return False
    mine = [w for _, w in named(claim, evidence) if not shouted(w)]
    short = {w.folded for w in evidence.words if shouted(w)}
    place = mine.index(word)
    for size in range(2, 7):
        for start in range(max(0, place - size + 1), place + 1):
            run = mine[start : start + size]
            if len(run) == size and run[-1].start - run[0].start < 60 and "".join(w.folded[0] for w in run) in short:
                return True
    return False


def swapped(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Names that stand where the evidence has another name."""
    mine = named(claim, evidence)
    theirs = named(evidence)
    keys = frozenset(w.key for _, w in [*mine, *theirs])
    places: dict[str, list[frozenset[tuple[str, str]]]] = {}
    for i, word in theirs:
        places.setdefault(word.key, []).append(slot(evidence, i, keys, wide=True))
    here: dict[str, tuple[Word, Slot]] = {}
    for i, word in mine:
        if word.key in places and not titled(word) and word.folded not in _CALENDAR:
            here.setdefault(word.key, (word, slot(claim, i, keys)))
    own = {key: max(shared(part, s) for s in places[key]) for key, (_, part) in here.items()}
    partners = _partners(evidence) | (_coordinated(evidence) & _coordinated(claim))
    for key, (word, part) in here.items():
        for other, slots in places.items():
            if other == key or other in _CALENDAR or frozenset((key, other)) in partners:
                continue
            gain = max(shared(part, s) for s in slots) - own[key]
            if gain <= 0:
                continue
            if other in here:  # then they change places: does the other one fit better there too?
                back = max(shared(here[other][1], s) for s in places[key]) - own[other]
                wrong = gain + back >= 2 or (own[key] == 0 and back >= 0)
            else:
                wrong = own[key] == 0 or gain >= 2
            if wrong:
                yield Problem(Fault.ROLE, word.text)
                break
    yield from _displaced(claim, evidence, places)
    yield from _unlike_pairs(claim, evidence)


def _displaced(claim: Reading, evidence: Reading, known: Mapping[str, object]) -> Iterator[Problem]:
    """A name between the very words that there stand around another one."""
    theirs, listed = _settings(evidence), _coordinated(evidence)
    for name, setting in _settings(claim):
        if not name <= known.keys() or len(name) > 3:
            continue
        best = max((_agree(setting, s) for n, s in theirs if n & name), default=0)
        for other, around in theirs:
            if other & name or _agree(setting, around) <= max(best, 2) or not other <= known.keys():
                continue
            if not any(frozenset((a, b)) in listed for a in name for b in other):
                yield Problem(Fault.ROLE, " ".join(sorted(name)))
                return


def _settings(reading: Reading) -> list[tuple[frozenset[str], tuple[str, str, str, str]]]:
    """Every name (adjoining capitals as one) outside parentheses, with the two words before and the two after it."""
    line = outside_parentheses(reading.words)
    named_places = {w.start for _, w in named(reading)}
    found = []
    i = 0
    while i < len(line):
        if line[i].start not in named_places:
            i += 1
            continue
        end = i
        while end + 1 < len(line) and line[end + 1].start in named_places:
            end += 1
        before = ["", "", *(w.folded for w in line[max(0, i - 2) : i])][-2:]
        after = [*(w.folded for w in line[end + 1 : end + 3]), "", ""][:2]
        found.append((frozenset(w.key for w in line[i : end + 1]), (before[0], before[1], after[0], after[1])))
        i = end + 1
    return found


def _agree(a: Sequence[str], b: Sequence[str]) -> int:
    """How many of four neighbors are the same; none where a nearest one is not, or where they are all small words."""
    if a[1] != b[1] or a[2] != b[2] or not any(x == y and contentful(x) for x, y in zip(a, b, strict=True)):
        return 0
    return sum(x == y for x, y in zip(a, b, strict=True))


def fused(claim: Reading, readings: Sequence[Reading], cited: Sequence[int]) -> Iterator[Problem]:
    """A name joined with what another piece of evidence says of another name."""
    if len(cited) < 2:
        return
    cited_readings = [readings[i] for i in cited]
    line = claim.words
    for i, word in named(claim):
        holding = [r for r in cited_readings if word.key in r.keys]
        if not holding:
            continue
        following = [w for w in line[i + 1 : i + 9] if w.content and not w.capital][:3]
        if len(following) < 2:
            continue
        holding += [readings[k] for k in cited if k and _takes_up(word, readings[k - 1], readings[k])]
        best = max(sum(r.has(w.root) for w in following) for r in holding)
        if 2 * best < len(following):
            yield Problem(Fault.ROLE, word.text)
            return


def _takes_up(word: Word, before: Reading, after: Reading) -> bool:
    """ "He left" right after a piece whose subject the name is."""
    if not after.words or after.words[0].folded not in ("he", "she", "they", "it"):
        return False
    return any(w.key == word.key and not possessive(before.text, w) for w in _subject(before.words))


def _subject(line: Sequence[Word]) -> list[Word]:
    """The first name; a later one where capitals before it only describe it ("KR Castlemaine president Mike Adams")."""
    rest, first = list(dropwhile(lambda w: not _names(w), line)), None
    while rest:
        name = list(takewhile(_names, rest))
        first = first or name
        rest = rest[len(name) :]
        describes = rest and rest[0].content and not rest[0].figure and not _verbal(rest[0])
        if not describes:
            return name
        rest = list(dropwhile(lambda w: not _names(w), rest))
    return first or []


def _verbal(word: Word) -> bool:
    """Does it look like a verb in a tense ("says", "promised", "left")?"""
    return word.folded.endswith(("s", "ed")) or irregular_verb(word.folded)


def _names(word: Word) -> bool:
    return word.capital and (word.folded not in STOP_WORDS) and nation(word.folded) is None


def _partners(evidence: Reading) -> frozenset[frozenset[str]]:
    """Keys that stand side by side as one name (given name and surname)."""
    return frozenset(frozenset((a.key, b.key)) for a, b in pairwise(evidence.words) if a.capital and b.capital)


def _coordinated(reading: Reading) -> frozenset[frozenset[str]]:
    """Keys of names that stand in one list with "and" or "or" in it: their order says nothing."""
    found: set[frozenset[str]] = set()
    for joins, stretch in groupby(reading.words, key=_enumerates):
        members = list(stretch) if joins else []
        if any(w.folded in ("and", "or") for w in members):
            keys = [w.key for w in members if w.capital]
            found |= {frozenset(pair) for pair in combinations(keys, 2)}
    return frozenset(found)


def _enumerates(word: Word) -> bool:
    """Is it a name, or what may stand between the names of a list?"""
    return (word.capital and not word.opens) or word.folded in (",", "and", "or", "the")


def _unlike_pairs(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "Vladimir Vučić" where the evidence has Vladimir Putin and Aleksandar Vučić."""
    pairs = _pairs(evidence)
    firsts = {a for a, _ in pairs}
    for a, b in _pairs(claim):
        if (a, b) in pairs or (b, a) in pairs:
            continue
        if a in firsts and a in evidence.keys and b in {y for _, y in pairs}:
            yield Problem(Fault.NAME, f"{a} {b}")


def _pairs(reading: Reading) -> set[tuple[str, str]]:
    line = reading.words
    return {
        (line[i].key, line[i + 1].key)
        for i in range(len(line) - 1)
        if line[i].capital and line[i + 1].capital and not line[i].figure and not line[i + 1].figure
        and line[i].folded not in STOP_WORDS and nation(line[i].folded) is None
    }  # fmt: skip
