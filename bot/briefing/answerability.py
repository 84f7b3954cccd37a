"""Does a sentence answer a question, or only look like it?

A logistic regression over a few readable features, fitted on questions about the starter
corpus (``tests/benchmarks``); questions near the subject that the corpus does not answer are the hard part:
their sentence has the right names, and lacks the thing that is asked for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from bot.briefing import objections
from bot.briefing.definitions import ROLES, defines
from bot.briefing.objections import of_another_nation
from bot.briefing.question import Question
from bot.briefing.told import country, keys, said
from summarizers.base import Candidates
from summarizers.kinds import Asked, values
from summarizers.lexical import TermMatrix
from summarizers.synonyms import equivalents
from summarizers.verification.lexicon import forms, seat
from summarizers.words import WORD, stems

_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d%])")


@dataclass(frozen=True, slots=True)
class Features:
    """All between 0 and 1, and none that depends on the size of the corpus."""

    cosine: float  # embedding similarity of question and sentence, alone or after its neighbour; 0 without a model
    asked: float  # how much the question tells (its information): a sentence that holds all of two words holds little
    own: float  # share of the question's information (idf) in the sentence and its heading
    around: float  # ... and in its neighbours
    relation: float  # share of its words other than names: what is asked of them
    figure_missing: float  # 1 when the question gives a figure (a year) that the sentence lacks
    kind: float  # 1 when the sentence holds the kind of thing that is asked for, not given in the question itself
    beside: float  # how near that stands to what it must be of
    focus: float  # 1 when it or a neighbour holds the noun that is asked for: what "how many" counts, "the mayor of"
    names: float  # share of the names of the question in the sentence, its heading and its neighbours
    open: float  # 1 when no one kind of thing is asked for
    other_nation: float  # 1 when it lacks a country of the question and speaks of one that nobody asked about
    other_year: float  # 1 when it speaks of other years than the question
    past: float  # 1 when the question asks what will be and it tells what was
    unsupported: float  # 1 when it leans on something too far away to be shown with it


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients in the order of ``Features``."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: Features) -> float:
        total = self.bias + sum(w * f for w, f in zip(self.weights, astuple(features), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WITH_MODEL = Model(
    (4.90, 3.04, 3.45, 1.15, 0.98, -1.26, 2.60, 0.72, 0.27, 1.38, 0.28, -2.14, -3.72, -2.00, -0.23), -13.75
)
LEXICAL = Model((0.00, 3.38, 4.62, 1.61, 0.74, -1.07, 2.68, 0.83, 0.41, 1.92, 0.04, -2.34, -3.57, -2.00, -0.40), -12.71)


def probability(
    question: Question,
    candidates: Candidates,
    terms: TermMatrix,
    unit: Sequence[int],
    cosine: float | None,
    *,
    stands: bool = True,
) -> float:
    """How likely it is that the sentences of ``unit`` (the last one above all) answer."""
    features = describe(question, candidates, terms, unit, cosine, stands=stands)
    likely = (LEXICAL if cosine is None else WITH_MODEL).probability(features)
    texts = [candidates.sentences[i].text for i in unit]
    return likely * objections.left(question, texts, candidates.sentences[unit[-1]].section or "", terms)


def answered(part: Question, candidates: Candidates, unit: Sequence[int]) -> bool:
    """Does a unit that answers one part of a question hold the kind of thing that this part asks for?"""
    kind, beside = _answer(part, " ".join(candidates.sentences[i].text for i in unit))
    return part.expects is not None and kind > 0 and (not part.focus or beside > NEAR)


NEAR = 0.5
"""Nearness of a figure to what it must be of: some three words."""


def describe(
    question: Question,
    candidates: Candidates,
    terms: TermMatrix,
    unit: Sequence[int],
    cosine: float | None,
    *,
    stands: bool = True,
) -> Features:
    """The features of one question and one unit, which ``stands`` on its own."""
    sentences = candidates.sentences
    text = " ".join(sentences[i].text for i in unit)
    heading = sentences[unit[-1]].section or ""
    near = [
        sentences[i].text
        for i in (unit[0] - 1, unit[-1] + 1)
        if 0 <= i < len(sentences) and sentences[i].document == sentences[unit[-1]].document
    ]
    setting = candidates.settings.get(sentences[unit[-1]].document, "")
    own = _stems_of(question, text, heading)
    around = _stems_of(question, text, heading, setting, *near)
    weights = {word: terms.idf_of(word) for word in question.wanted}
    relation = {word: idf for word, idf in weights.items() if word not in question.named}
    kind, beside = _answer(question, text)
    named = keys(text, heading)
    return Features(
        cosine=cosine or 0.0,
        asked=min(1.0, sum(weights.values()) / TELLING),
        own=_share(weights, own),
        around=_share(weights, around),
        relation=_share(relation, own),
        figure_missing=float(any(word[0].isdigit() and word not in around for word in question.named)),
        kind=kind,
        beside=beside,
        focus=min((said(word, around) for word in question.focus), default=NO_FOCUS),
        names=_part(question, named.union(keys(setting), *map(keys, near)), terms),
        open=float(question.expects is None and not question.defined),
        other_nation=float(of_another_nation(question, named, terms)),
        other_year=float(_of_another_year(question.text, text)),
        past=float(question.future and not _FUTURE.search(text)),
        unsupported=float(not stands),
    )


_FUTURE = re.compile(
    r"\b(?:will|would|plans?|planned|expected|due|scheduled|set to|to be|by 20\d\d|going to|may|might|could|future"
    r"|intends?|aims?|next|coming|soon|forecast|likely)\b",
    re.IGNORECASE,
)

TELLING = 30.0
"""Information (the sum of idf) from which a question tells enough."""

NO_FOCUS = 0.7
"""Where no noun is asked for."""


def _stems_of(question: Question, *texts: str) -> frozenset[str]:
    """Their stems, and the question's own spelling of a name that they spell otherwise."""
    found = frozenset(s for text in texts for s in stems(text))
    return found.union(*(spelt for spelt in question.spelt if spelt & found))


def _part(question: Question, named: frozenset[str], terms: TermMatrix) -> float:
    """The share of the question's names, by rarity, that is among ``named``."""
    held = named.union(*(spelt for spelt in question.spelt if spelt & named))
    weights = {name: max(0.5, terms.idf_of(name)) for name in question.names}
    total = sum(weights.values())
    return sum(w for name, w in weights.items() if {name, seat(name)} & held) / total if total else 1.0


TOLD_OF = 0.5
"""Asked who somebody is: a sentence that only tells something of them."""


def _answer(question: Question, text: str) -> tuple[float, float]:
    """Whether ``text`` holds a thing of the kind that the question does not give itself, and how near it stands to
    what it must be of: 1 right beside it."""
    if question.defined:
        return (1.0, 1.0) if defines(question.defined, text) else (TOLD_OF, 0.0)
    if question.expects is None:
        return 1.0, 0.5
    given = (set(stems(question.text)) | question.names) - question.focus
    found = [v for v in values(question.expects, text) if not given & _telling(question.expects, v.text)]
    if question.expects is Asked.PERSON and question.focus & ROLES:  # the mayor is no country
        found = [v for v in found if not any(map(country, keys(v.text)))]
    if not found or (question.expects is Asked.CAUSE and objections.in_passing(question, text)):
        return 0.0, 0.0
    words = [(m.start(), stems(m.group())) for m in WORD.finditer(text)]
    of = question.focus or set(question.wanted)
    of = of.union(*(equivalents(w) | forms(w) for w in of))
    places = [i for i, (_, s) in enumerate(words) if of & set(s)]
    if not places:
        return (APART if question.expects is Asked.PERSON and question.focus & ROLES else 1.0), 0.0
    nearest = len(words)
    for value in found:
        inside = [i for i, (start, _) in enumerate(words) if value.start <= start < value.end]
        nearest = min([nearest, *(abs(i - k) for i in inside for k in places if i != k)])
    belongs = question.expects in _COUNTING or (question.expects is Asked.PERSON and bool(question.focus & ROLES))
    apart = question.focus and belongs and nearest > REACH
    return APART if apart else 1.0, math.exp(-max(0, nearest - 1) / 5)


def _telling(kind: Asked, value: str) -> set[str]:
    """What makes a value this one and no other: its figures, or the words of a name."""
    found = {*stems(value), *keys(value)}
    return found if kind in (Asked.PERSON, Asked.PLACE, Asked.NAME) else {s for s in found if s[0].isdigit()}


_COUNTING = (Asked.COUNT, Asked.MEASURE, Asked.QUANTITY)
APART = 0.1
"""A sentence that holds a figure and what is counted, too far from each other to belong together."""

REACH = 6
"""Words between a figure and what it may be of."""


def _of_another_year(asked: str, text: str) -> bool:
    wanted, stated = set(_YEAR.findall(asked)), set(_YEAR.findall(text))
    return bool(wanted and stated and not wanted & stated)


def _share(weights: Mapping[str, float], words: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(idf * said(word, words) for word, idf in weights.items()) / total if total else 1.0
