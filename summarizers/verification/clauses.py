"""Who does what: a claim's verbs and their subjects, held beside the same verbs of the evidence.

There is no parser. A claim's subject is read strictly (the noun phrase before its verb, or after "by"
in a passive), the evidence's widely (whatever may be the subject there), so that what cannot be told is
not held against a sentence. Pronouns and bare imperatives may stand for anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from summarizers.verification.lexicon import alike, irregular_verb
from summarizers.verification.reading import Reading
from summarizers.verification.tokens import Word
from summarizers.verification.verdict import Fault, Problem

BE = frozenset("is are was were be been being get gets got gotten".split())
_HAVE = frozenset("has have had having".split())
_MODAL = frozenset("will would can could may might must shall should do does did cannot".split())
_DETERMINERS = frozenset("the a an this that these those its his her their our my your no any some each every".split())
_PREPOSITIONS = frozenset(
    "from to of in on for with by against between into over under after before at about than as via through towards"
    " toward during without until since among behind despite within per".split()
)
_CLAUSES = frozenset(
    "while although though because when where that which who whereas if but unless whose as since until".split()
)
_PRONOUNS = frozenset("he she it they we i you who which that this these those there one both".split())
_SAYING = frozenset(
    "say state tell add note argue claim announce declar report find warn suggest conclud explain insist".split()
)
_EITHER_WAY = frozenset(
    "increas decreas open close start begin end grow move chang improv drop break rise fall reduc develop expand"
    " doubl halv spread continu stop finish form gather sell merg split land return turn shrink strengthen weaken"
    " worsen slow run fly sink freez melt burn".split()
)
"""Stems of verbs whose object may become their subject: "the firm opened a plant", "a plant opened"."""
_UNCHANGING = frozenset("hit set cut put run cast let shut split spread read hurt shed beat bid upset overrun".split())
"""Participles that look like the infinitive."""
_BETWEEN = frozenset("not also never first already only often still now always sometimes again once ever".split())
"""What may stand between an auxiliary and its verb, as adverbs in -ly do."""
_NEAR = 4
_ENDS = frozenset(";:.!?()—–")


@dataclass(frozen=True, slots=True)
class Event:
    """A verb of a claim. ``subject`` is keyed words, empty where it is not known."""

    verb: Word
    subject: tuple[Word, ...]


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """A subject that the evidence never has with this verb, though it speaks of it elsewhere."""
    verbs = certain(claim) | certain(evidence)
    for event in events(claim, verbs):
        told = alike(event.verb.root)
        places = [i for i, w in enumerate(evidence.words) if w.root in told and not w.capital]
        if not places or not event.subject:
            continue
        if not all(_is_verb(evidence.words, i, verbs) for i in places):
            continue  # a noun of the verb's stem ("the purchase") may have any subject
        keys = frozenset(k for w in event.subject for k in _keys(w))
        known = not keys.isdisjoint(evidence.keys | evidence.roots)
        if not known and event.verb.root not in _SAYING:
            continue  # other words for it, or an invention: not to be told here
        if all(keys.isdisjoint(possible) for i in places if (possible := _possible(evidence, i)) is not None) and all(
            _possible(evidence, i) is not None for i in places
        ):
            yield Problem(Fault.ROLE, " ".join(w.text for w in (*event.subject, event.verb)))
            return


def exchanged(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Subject and object in each other's place around the same verb ("the thief chased the dog").

    Held against each other are the words on either side of the verb up to the end of its clause: some of both
    sides have to have changed, and of the verb's places in the evidence none may fit better.
    """
    verbs = certain(claim) | certain(evidence)
    for i, word in enumerate(claim.words):
        if not _is_verb(claim.words, i, verbs) or word.capital:
            continue
        left, right = _sides(claim.words, i)
        turned = straight = 0
        for k, there in enumerate(evidence.words):
            if there.folded != word.folded or _passive(evidence.words, k) != _passive(claim.words, i):
                continue
            before, after = _sides(evidence.words, k)
            crossed = (len(left & (after - before)), len(right & (before - after)))
            turned = max(turned, sum(crossed) if min(crossed) else 0)
            straight = max(straight, len(left & before) + len(right & after))
        if turned > straight:
            yield Problem(Fault.ROLE, word.text)
            return


def _sides(line: Sequence[Word], i: int) -> tuple[frozenset[str], frozenset[str]]:
    """Roots of the content words near a verb, before it and after it, within its clause."""
    before = takewhile(lambda w: not w.mark and w.folded not in _CLAUSES, reversed(line[:i]))
    after = takewhile(lambda w: not w.mark and w.folded not in _CLAUSES, line[i + 1 :])
    left, right = (frozenset([w.root for w in words if w.content][:_NEAR]) for words in (before, after))
    return left, right


def other_kind(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "Iron boats sank" where wooden boats did, and iron boats are told of too."""
    kinds = {run for i, w in enumerate(evidence.words) if w.content and (run := _run(evidence.words, i + 1))}
    for i, word in enumerate(claim.words):
        mine = _run(claim.words, _left_of(claim.words, i)) if word.content and not word.capital else ()
        places = [k for k, w in enumerate(evidence.words) if w.folded == word.folded] if len(mine) > 1 else []
        theirs = [_run(evidence.words, _left_of(evidence.words, k)) for k in places]
        if theirs and mine in kinds and all(_another(mine, run) for run in theirs):
            yield Problem(Fault.ROLE, " ".join((*mine, word.text)))
            return


def _another(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """The same noun, and of each a word that the other lacks."""
    return len(theirs) > 1 and mine[-1] == theirs[-1] and bool({*mine} - {*theirs}) and bool({*theirs} - {*mine})


def _left_of(line: Sequence[Word], i: int) -> int:
    """Where the words before a verb end, auxiliaries and adverbs left aside."""
    while i and (line[i - 1].folded in BE | _HAVE | _MODAL or line[i - 1].folded.endswith("ly")):
        i -= 1
    return i


def _run(line: Sequence[Word], end: int) -> tuple[str, ...]:
    """Roots of the last content words before ``end``, up to a small word or a mark; three at most."""
    words = list(takewhile(lambda w: w.content, reversed(line[max(0, end - 3) : end])))
    return tuple(w.root for w in reversed(words))


_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())


def other_person(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """ "Her" where the evidence only ever says "his"."""
    theirs = {w.folded for w in evidence.words}
    for mine, others in ((_HE, _SHE), (_SHE, _HE)):
        if theirs & others and not theirs & mine:
            word = next((w for w in claim.words if w.folded in mine), None)
            if word is not None and not any(w.folded in others for w in claim.words):
                yield Problem(Fault.ROLE, word.text)
                return


def done_by_another(
    evidence: Reading, told: frozenset[str], subject: frozenset[str], alias: Callable[[str], str | None]
) -> bool:
    """Does the evidence have a verb of those roots, and nowhere one of ``subject`` (keys) as what may do it?

    ``alias`` gives another key for a folded word (the country of a capital). False where nothing can be told.
    """
    line = evidence.words
    places = [i for i, w in enumerate(line) if w.root in told and not w.capital and _is_verb(line, i, told)]
    if not places:
        return False
    for i in places:
        finite = _auxiliary(line, i) or _present(line, i) or (_participle(line[i]) and _has_object(line, i))
        if not finite and not _passive(line, i):
            return False  # a noun ("the purchase"), or "agreements signed in May": whose is not to be told
        possible = _possible(evidence, i)
        if (
            possible is None
            or _known_from_before(line, i)
            or subject & (possible | {k for p in possible if (k := alias(p))})
        ):
            return False
    return True


def _known_from_before(line: Sequence[Word], i: int) -> bool:
    """ "The project stalled": a subject that an earlier sentence names."""
    k = i - 1
    while k > 0 and (not line[k].content or line[k].folded.endswith("ly")) and not line[k].mark:
        k -= 1
    return k > 0 and not line[k].capital and line[k].content and line[k - 1].folded in ("the", "this", "that")


@lru_cache(maxsize=32)
def certain(reading: Reading) -> frozenset[str]:
    """Stems of the words that surely are verbs somewhere in a text."""
    line = reading.words
    found: set[str] = set()
    for i, word in enumerate(line):
        if not word.content or (word.capital and not word.opens):
            continue
        before = _auxiliary(line, i)
        if (
            before in _MODAL
            or (before in BE | _HAVE and (_participle(word) or word.folded in _UNCHANGING))
            or (_participle(word) and not (i and line[i - 1].folded in _DETERMINERS))
            or _present(line, i)
        ):
            found.add(word.root)
    return frozenset(found)


def _present(line: Sequence[Word], i: int) -> bool:
    """ "leaves" in "the ferry leaves the island": after a noun that is not a plural, before an article."""
    if not 0 < i < len(line) - 1 or not line[i].folded.endswith("s") or line[i].folded.endswith(("ss", "us", "is")):
        return False
    before = line[i - 1]
    return before.content and not before.folded.endswith("s") and line[i + 1].folded in _DETERMINERS


def events(reading: Reading, verbs: frozenset[str]) -> Iterator[Event]:
    """The verbs of a claim with their subjects."""
    line = reading.words
    for i, word in enumerate(line):
        if word.root not in verbs or not _is_verb(line, i, verbs):
            continue
        if _passive(line, i):
            yield Event(word, _agent(line, i))
            continue
        if word.root in _EITHER_WAY and not _has_object(line, i):
            continue
        if i and line[i - 1].folded == ",":  # "..., said the minister", a participle clause, an apposition
            yield Event(word, _set_off(line, i - 1))
            continue
        yield Event(word, _subject(line, i, verbs))


def _is_verb(line: Sequence[Word], i: int, verbs: frozenset[str]) -> bool:
    word = line[i]
    if word.root not in verbs or word.mark or word.figure:
        return False
    before = line[i - 1].folded if i else ""
    if before in _DETERMINERS or before in _PREPOSITIONS - {"to"} or word.folded.endswith("ing"):
        return False
    return not (before == "to" and (_participle(word) or word.folded.endswith("s")))


def _auxiliary(line: Sequence[Word], i: int) -> str:
    """The auxiliary right before a verb, adverbs and "not" between; "" without one."""
    for word in reversed(line[max(0, i - 3) : i]):
        if word.folded in BE | _HAVE | _MODAL or word.folded.endswith(("'ll", "n't", "'d")):
            return word.folded if word.folded in BE | _HAVE | _MODAL else "will"
        if word.folded.endswith("ly") or word.folded in _BETWEEN:
            continue
        return ""
    return ""


def _passive(line: Sequence[Word], i: int) -> bool:
    if line[i].folded in _UNCHANGING:
        return _auxiliary(line, i) in BE and i + 1 < len(line) and line[i + 1].folded == "by"
    if not _participle(line[i]):
        return False
    if _auxiliary(line, i) in BE:
        return True
    return i + 1 < len(line) and line[i + 1].folded == "by" and _auxiliary(line, i) not in _HAVE


def _participle(word: Word) -> bool:
    return (word.folded.endswith("ed") and len(word.folded) > 4) or irregular_verb(word.folded)


def _has_object(line: Sequence[Word], i: int) -> bool:
    following = line[i + 1] if i + 1 < len(line) else None
    return following is not None and not following.mark and following.folded not in _PREPOSITIONS | _CLAUSES


def _agent(line: Sequence[Word], i: int) -> tuple[Word, ...]:
    by = next((k for k in range(i + 1, min(len(line), i + 14)) if line[k].folded == "by"), None)
    if by is None or any(w.folded in _ENDS for w in line[i:by]):
        return ()
    if by + 1 < len(line) and line[by + 1].figure:
        return ()  # "lowered by 11 points"
    return _phrase(line[by + 1 : by + 9])


def _phrase(words: Sequence[Word]) -> tuple[Word, ...]:
    """Head and names of the noun phrase that a stretch begins with."""
    nouns: list[Word] = []
    names: list[Word] = []
    closed = False
    for k, word in enumerate(words):
        if word.mark or word.folded in _CLAUSES | BE | _HAVE | _MODAL or word.folded in _PREPOSITIONS - {"of"}:
            break
        if nouns and word.folded in _DETERMINERS:
            break  # "by the union this week"
        if _stands_alone(words, k):
            return ()
        if word.folded == "of":
            closed = bool(nouns)
        elif word.content and word.capital:
            names.append(word)
        elif word.content and not closed:
            nouns.append(word)
    return (*nouns[-1:], *names)


def _stands_alone(line: Sequence[Word], k: int) -> bool:
    """Is it a pronoun ("this led to") and no article ("this plan")?"""
    if line[k].folded not in _PRONOUNS:
        return False
    following = line[k + 1] if k + 1 < len(line) else None
    noun = following is not None and following.content and not following.folded.endswith("ed")
    return not (noun and line[k].folded in _DETERMINERS - {"that"})


def _subject(line: Sequence[Word], i: int, verbs: frozenset[str]) -> tuple[Word, ...]:
    """Head and names of the noun phrase before a verb."""
    k = i - 1
    while k >= 0 and (line[k].folded in BE | _HAVE | _MODAL | _BETWEEN or line[k].folded.endswith(("ly", "n't"))):
        k -= 1
    if k < 0 or line[k].folded in ("to", "and", "or", "but", ","):
        return ()  # an infinitive or a second verb: its subject is further off
    phrase: list[Word] = []
    for word in reversed(line[: k + 1]):
        if word.mark or word.folded in _CLAUSES or (_participle(word) and word.root in verbs and not word.capital):
            break
        if word.folded in _MODAL | BE | _HAVE:
            break
        phrase.insert(0, word)
    while phrase and phrase[0].folded in _PREPOSITIONS:
        return ()  # "in 2017 Arcadia": where the phrase begins is not to be told
    if any(w.folded in _PRONOUNS and w.folded not in _DETERMINERS for w in phrase):
        return ()
    return _phrase(phrase)


def _set_off(line: Sequence[Word], comma: int) -> tuple[Word, ...]:
    """ "The mayor, Ida Brandt," right before a verb: both are its subject."""
    opening = next((k for k in range(comma - 1, -1, -1) if line[k].folded == ","), None)
    if opening is None or not 0 < comma - opening - 1 <= 4 or not all(w.capital for w in line[opening + 1 : comma]):
        return ()
    start = max((k + 1 for k in range(opening) if line[k].mark or line[k].folded in _CLAUSES), default=0)
    head = _phrase(line[start:opening])
    return (*head, *line[opening + 1 : comma]) if head else ()


def _possible(evidence: Reading, i: int) -> frozenset[str] | None:
    """Keys of whatever may be the subject of the verb at ``i``; None where it may be anybody."""
    line = evidence.words
    start = max((k + 1 for k in range(i) if line[k].folded in ".!?"), default=0)
    if _passive(line, i):
        agent = _agent_region(line, i)
        return agent or None
    before = line[start:i]
    nearest = next((w for w in reversed(before) if w.folded not in BE | _HAVE | _MODAL and w.folded != "not"), None)
    if nearest is None:
        return None  # an imperative
    found = {k for w in before for k in _keys(w)}
    if any(_stands_alone(before, k) and w.folded not in ("that", "which", "who") for k, w in enumerate(before)):
        return None
    if line[i].root in _SAYING and nearest.folded == ",":  # "..., said the minister"
        found |= {k for w in line[i + 1 : i + 8] for k in _keys(w)}
    return frozenset(found)


def _agent_region(line: Sequence[Word], i: int) -> frozenset[str]:
    by = next((k for k in range(i + 1, len(line)) if line[k].folded == "by"), None)
    if by is None or any(w.folded in ".!?;" for w in line[i:by]):
        return frozenset()
    stretch = []
    for word in line[by + 1 : by + 13]:
        if word.folded in ".!?;" or (word.folded in _PRONOUNS and word.folded not in _DETERMINERS):
            break
        stretch.append(word)
    return frozenset(k for w in stretch for k in _keys(w))


def _keys(word: Word) -> frozenset[str]:
    if not word.content:
        return frozenset()
    return frozenset((word.key, *alike(word.root)))
