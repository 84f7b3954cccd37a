"""What speaks against a sentence that looks like an answer: it is of another doer, deed, country or place.

Rules, not fitted: each halves the chance of a sentence or worse, where it can be told that it is not what was asked.
What cannot be told is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.briefing.question import Question
from bot.briefing.told import country, keys, meaning_the_same
from summarizers.kinds import MONTHS, Asked
from summarizers.lexical import TermMatrix
from summarizers.quality import Leaning, quality
from summarizers.verification.clauses import done_by_another
from summarizers.verification.lexicon import alike, forms, nation, root, seat
from summarizers.verification.reading import read
from summarizers.verification.tokens import Word
from summarizers.words import STOP_WORDS, fold, stem, stems

OTHER_DOER = 0.3
"""What is left of the probability when somebody else does there what the question asks about."""

UNTOLD = 0.25
"""... when the question takes for granted that somebody did something, and the sentence does not say so; or asks
whether something is so, and the sentence lacks a name that it would be so of."""


def left(question: Question, texts: Sequence[str], heading: str, terms: TermMatrix) -> float:
    """What is left of the probability that the sentences ``texts`` under ``heading`` answer: 1 without an objection."""
    text = " ".join(texts)
    remains = 1.0
    other = _done_by_another(question, text) or _not_of(question, text, heading, terms)
    if other or _elsewhere(question, texts, heading) or _of_other_people(question, text):
        remains *= OTHER_DOER
    if _label(texts[-1]):
        remains *= UNTOLD
    held = keys(*texts, heading)
    if question.yes_or_no and not all({name, seat(name)} & held for name in question.names):
        remains *= UNTOLD
    return remains * UNTOLD if _untold(question, texts, terms) else remains


def of_another_nation(question: Question, named: frozenset[str], terms: TermMatrix) -> bool:
    """Is a country of the question missing, where one is named that nobody asked about? The country that
    everything here is about (the commonest of them) says nothing either way."""
    asked = {n for n in map(country, question.names) if n}
    stated = {n for n in map(country, named) if n}
    home = min(asked | stated, key=terms.idf_of, default="")
    if terms.idf_of(home) > HOME:
        home = ""
    return bool(asked - stated - {home} and stated - asked - {home})


def _label(text: str) -> bool:
    """A byline, a heading, the name of a column: too short to be an item of a list that says something."""
    q = quality(text)
    return not q.complete and q.words < SHORT


SHORT = 8
"""Words of which an item of a list consists at least."""

HOME = 1.3
"""The idf up to which a country is what a corpus is about: a quarter of its sentences name it."""


_EVERYDAY = frozenset(stem(w) for w in STOP_WORDS)
"""Verbs that no vocabulary here holds: "become", "get"."""


def _untold(question: Question, sentences: Sequence[str], terms: TermMatrix) -> bool:
    """Asked when or why somebody did something: is there no sentence with the deed and the doer?

    Nothing can be told of a deed for which these texts have other words altogether.
    """
    if question.expects not in (Asked.DATE, Asked.CAUSE) or not question.verb or not question.subject & question.names:
        return False
    words = forms(question.verb) | {question.verb}
    if question.verb not in _EVERYDAY:
        words |= meaning_the_same(question.verb)
    if question.verb not in _EVERYDAY and not any(w in terms.vocabulary for w in words):
        return False
    return not any(
        words & {*read(text).roots, *stems(text)}
        and (_acts(question) & keys(text) or quality(text).leaning is Leaning.FULLY)
        for text in sentences
    )


def _of_other_people(question: Question, text: str) -> bool:
    """Asked how many people of a nation: does it count people of none, or of another?"""
    if question.expects is not Asked.COUNT:
        return False
    asked = _peoples_before(question.text, question.focus)
    told = _peoples_before(text, question.focus.union(*map(meaning_the_same, question.focus)))
    return bool(asked and asked[0] and told) and not any(asked[0] & found for found in told)


def _peoples_before(text: str, nouns: frozenset[str]) -> list[frozenset[str]]:
    """For each of those nouns that are people the nations right before it ("40 Chinese and Thai workers")."""
    line = read(text).words
    found = []
    for i, word in enumerate(line):
        if word.root not in nouns or not _PEOPLE.search(word.folded):
            continue
        k = i
        while k > 0 and (line[k - 1].capital or line[k - 1].folded in ("and", ",")):
            k -= 1
        found.append(frozenset(n for w in line[k:i] if (n := nation(w.folded))))
    return found


_PEOPLE = re.compile(
    r"(?:er|or|ist|ant|ent|ian|ee|zen)s$|^(?:people|troops|staff|women|men|children|police|personnel|tourists|guests)$"
)


def in_passing(question: Question, text: str) -> bool:
    """Asked why something was done: is the deed there only what explains something else ("following the attack, ..."),
    or what a relative clause recalls ("the bridge that had been blown up")?"""
    line = read(text).words
    undergone = _UNDERGONE.search(fold(question.text))
    verb = root(undergone.group(1)) if undergone else question.verb
    told = meaning_the_same(verb) | {verb}
    places = [i for i, word in enumerate(line) if verb and word.root in told and not word.capital]
    return bool(places) and all(_explains(line, i) or _recalled(line, i) for i in places)


_UNDERGONE = re.compile(r"\bwhy (?:was|were|is|are) .*?\b([a-z]+ed)\b")


def _explains(line: Sequence[Word], i: int) -> bool:
    before = line[max(0, i - 4) : i]
    return any(w.folded in _EXPLAINING for w in before) and not any(w.mark for w in before)


def _recalled(line: Sequence[Word], i: int) -> bool:
    k = i - 1
    while k >= 0 and (line[k].folded in ("had", "been", "also", "once") or line[k].folded.endswith("ly")):
        k -= 1
    return i - 1 > k >= 0 and line[k].folded in ("that", "which", "who")


_EXPLAINING = frozenset("following after despite amid since".split())


def _not_of(question: Question, text: str, heading: str, terms: TermMatrix) -> bool:
    """Is it of another country than the one whose deed is asked about?"""
    countries = {c for k in question.subject & question.names if (c := country(k))}
    named = keys(text, heading)
    return bool(countries) and not countries & named and of_another_nation(question, named, terms)


def _elsewhere(question: Question, texts: Sequence[str], heading: str) -> bool:
    """Asked what is in one place: does it only tell of another?"""
    asked, told = _places(question.text), _places(" ".join(texts))
    return bool(asked and told) and not asked & {*told, *keys(*texts, heading)}


def _places(text: str) -> frozenset[str]:
    """Keys of the names after "in", "at" and "near", months left out."""
    found = (match.group(1).split()[0] for match in _PLACED.finditer(text))
    return frozenset(w.key for name in found for w in read(name).words if fold(name) not in MONTHS)


_PLACED = re.compile(r"\b(?:in|at|near) ((?:[A-ZŠĐŽČĆ][\w’'-]*[^\W\d_] ?)+)")


def _acts(question: Question) -> frozenset[str]:
    """Keys of the named subject, the country of a capital among them."""
    named = question.subject & question.names
    return named | {c for k in named if (c := country(k))}


def _done_by_another(question: Question, text: str) -> bool:
    """Has the verb of the question, wherever it stands here, some other subject?"""
    if not question.verb or not question.subject & question.names:
        return False
    told = meaning_the_same(question.verb) | alike(question.verb) | {question.verb}
    return done_by_another(read(text), told, question.subject | _acts(question), seat)
