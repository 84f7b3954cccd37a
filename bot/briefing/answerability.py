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
from functools import lru_cache

from bot.briefing.definitions import defines
from bot.briefing.kinds import Asked, values
from bot.briefing.question import Question
from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.synonyms import equivalents
from summarizers.verification.clauses import done_by_another
from summarizers.verification.lexicon import alike, forms, nation, root, seat
from summarizers.verification.reading import read
from summarizers.words import WORD, stems

_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d%])")

ALIKE = 0.7
"""What a word that means the same counts, beside the word itself."""


@dataclass(frozen=True, slots=True)
class Features:
    """All between 0 and 1, and none that depends on the size of the corpus."""

    cosine: float  # embedding similarity of question and sentence; 0 without a model
    own: float  # share of the question's information (idf) in the sentence and its heading
    around: float  # ... and in its neighbours
    relation: float  # share of its words other than names: what is asked of them
    figure_missing: float  # 1 when the question gives a figure (a year) that the sentence lacks
    kind: float  # 1 when the sentence holds the kind of thing that is asked for, not given in the question itself
    beside: float  # how near that stands to what it must be of
    focus: float  # 1 when it holds the noun that is asked for: what "how many" counts, "the mayor of"
    focus_around: float  # ... or its neighbours
    names: float  # share of the names of the question in the sentence, its heading and its neighbours
    open: float  # 1 when no one kind of thing is asked for
    other_nation: float  # 1 when it lacks a country of the question and speaks of one that nobody asked about
    other_year: float  # 1 when it speaks of other years than the question
    past: float  # 1 when the question asks what will be and it tells what was
    unknown: float  # 1 when the question asks for somebody or something by a full name that nobody mentions
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
    (3.82, 3.14, 2.05, 0.15, -0.64, 2.70, 0.65, 0.37, 0.35, 0.75, 0.11, -1.93, -3.28, -2.44, -1.34, -0.31), -10.97
)
LEXICAL = Model(
    (0.00, 3.72, 2.55, 0.06, -0.36, 2.80, 0.89, 0.48, 0.37, 1.34, 0.05, -1.87, -3.19, -2.23, -1.38, 0.00), -10.33
)


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
    text = " ".join(candidates.sentences[i].text for i in unit)
    if _done_by_another(question, text):
        likely *= OTHER_DOER
    return likely * UNTOLD if _untold(question, text) else likely


OTHER_DOER = 0.3
"""What is left of the probability when somebody else does there what the question asks about."""

UNTOLD = 0.4
"""... when the question takes for granted that somebody did something, and the sentence does not say so."""


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
    own = _stems_of(question, text, heading)
    around = _stems_of(question, text, heading, *near)
    weights = {word: terms.idf_of(word) for word in question.wanted}
    relation = {word: idf for word, idf in weights.items() if word not in question.named}
    kind, beside = _answer(question, text)
    keys = _keys(text, heading)
    return Features(
        cosine=cosine or 0.0,
        own=_share(weights, own),
        around=_share(weights, around),
        relation=_share(relation, own),
        figure_missing=float(any(word[0].isdigit() and word not in own for word in question.named)),
        kind=kind,
        beside=beside,
        focus=min((_said(word, own) for word in question.focus), default=NO_FOCUS),
        focus_around=min((_said(word, around) for word in question.focus), default=NO_FOCUS),
        names=_part(question, keys.union(*map(_keys, near)), terms),
        open=float(question.expects is None and not question.defined),
        other_nation=float(_of_another_nation(question, keys, terms)),
        other_year=float(_of_another_year(question.text, text)),
        past=float(question.future and not _FUTURE.search(text)),
        unknown=float(question.unknown),
        unsupported=float(not stands),
    )


_FUTURE = re.compile(
    r"\b(?:will|would|plans?|planned|expected|due|scheduled|set to|to be|by 20\d\d|going to|may|might|could|future"
    r"|intends?|aims?|next|coming|soon|forecast|likely)\b",
    re.IGNORECASE,
)

NO_FOCUS = 0.7
"""Where no noun is asked for."""


def _stems_of(question: Question, *texts: str) -> set[str]:
    """Their stems, and the question's own spelling of a name that they spell otherwise."""
    found = {s for text in texts for s in stems(text)}
    return found.union(*(forms for forms in question.spelt if forms & found))


@lru_cache(maxsize=4096)
def _keys(*texts: str) -> frozenset[str]:
    """What names in them are compared by."""
    words = [w for text in texts for w in read(_ONE_WORD.sub(lambda m: _SHORT[m[0]], text)).words]
    return frozenset(
        key for w in words if not w.mark and w.text != "us" for key in (w.key, seat(w.folded)) if key is not None
    )


_SHORT = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}
_ONE_WORD = re.compile("|".join(_SHORT))


def _part(question: Question, keys: frozenset[str], terms: TermMatrix) -> float:
    """The share of the question's names, by rarity, that is among ``keys``."""
    held = keys.union(*(forms for forms in question.spelt if forms & keys))
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
    found = [v for v in values(question.expects, text) if not given & {*stems(v.text), *_keys(v.text)}]
    if not found:
        return 0.0, 0.0
    words = [(m.start(), stems(m.group())) for m in WORD.finditer(text)]
    of = question.focus or set(question.wanted)
    of = of.union(*(meaning_the_same(w) for w in of))
    places = [i for i, (_, s) in enumerate(words) if of & set(s)]
    if not places:
        return 1.0, 0.0
    nearest = len(words)
    for value in found:
        inside = [i for i, (start, _) in enumerate(words) if value.start <= start < value.end]
        nearest = min([nearest, *(abs(i - k) for i in inside for k in places if i != k)])
    return 1.0, math.exp(-max(0, nearest - 1) / 5)


def _of_another_nation(question: Question, keys: frozenset[str], terms: TermMatrix) -> bool:
    """Is a country of the question missing, where one is named that nobody asked about? The country that
    everything here is about (the commonest of them) says nothing either way."""
    asked = {n for n in map(_country, question.names) if n}
    stated = {n for n in map(_country, keys) if n}
    home = min(asked | stated, key=terms.idf_of, default="")
    if terms.idf_of(home) > HOME:
        home = ""
    return bool(asked - stated - {home} and stated - asked - {home})


HOME = 1.3
"""The idf up to which a country is what a corpus is about: a quarter of its sentences name it."""


def _country(key: str) -> str | None:
    return nation(key) or seat(key)


def _of_another_year(asked: str, text: str) -> bool:
    wanted, stated = set(_YEAR.findall(asked)), set(_YEAR.findall(text))
    return bool(wanted and stated and not wanted & stated)


def _untold(question: Question, text: str) -> bool:
    """Asked when or why somebody did something: is the deed or the doer not in the text?"""
    if question.expects not in (Asked.DATE, Asked.CAUSE) or not question.verb or not question.subject & question.names:
        return False
    told = alike(question.verb) & read(text).roots or _said(question.verb, set(stems(text)))
    return not told or not _acts(question) & _keys(text)


def _acts(question: Question) -> frozenset[str]:
    """Keys of the named subject, the country of a capital among them."""
    named = question.subject & question.names
    return named | {c for k in named if (c := _country(k))}


def _done_by_another(question: Question, text: str) -> bool:
    """Has the verb of the question, wherever it stands here, some other subject?"""
    if not question.verb or not question.subject & question.names:
        return False
    return done_by_another(read(text), question.verb, question.subject | _acts(question), seat)


def _said(word: str, words: set[str]) -> float:
    """1 for the word itself, less for one that means the same or is derived from it, else 0."""
    if word in words:
        return 1.0
    return ALIKE if words & meaning_the_same(word) or any(_derived(word, other) for other in words) else 0.0


def _derived(one: str, other: str) -> bool:
    """ "compar(e)" and "comparison", "recogn(ize)" and "recognit(ion)": the one with an ending more."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and len(long) - len(short) <= 4 and long.startswith(short)


@lru_cache(maxsize=4096)
def meaning_the_same(word: str) -> frozenset[str]:
    """Stems that may stand for this one: other words for it, other forms of an irregular verb."""
    return equivalents(word) | alike(root(word)) | forms(word)


def _share(weights: Mapping[str, float], words: set[str]) -> float:
    total = sum(weights.values())
    return sum(idf * _said(word, words) for word, idf in weights.items()) / total if total else 1.0
