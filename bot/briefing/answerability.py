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

from bot.briefing.question import Question, holds
from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.synonyms import equivalents
from summarizers.verification.lexicon import nation
from summarizers.words import stems, tokenize

OTHER_YEAR = 0.5
"""What is left of the probability when the question is of one year and the sentence of others."""

OTHER_NATION = 0.5
"""... when it is of one country and the sentence, which does not name it, of another."""

UNKNOWN_NAME = 0.4
"""... when the question asks for somebody or something by a full name that nobody mentions."""

_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d%])")

ALIKE = 0.7
"""What a word that means the same counts, beside the word itself."""


@dataclass(frozen=True, slots=True)
class Features:
    """All between 0 and 1, and none that depends on the size of the corpus."""

    cosine: float  # embedding similarity of question and sentence; 0 without a model
    own: float  # share of the question's information (idf) in the sentence and its heading
    around: float  # ... and in its neighbours
    missing: float  # the rarest word of the question that the sentence lacks, as idf
    relation: float  # share of its words other than names: what is asked of them
    figure_missing: float  # 1 when the question gives a figure (a year) that the sentence lacks
    kind: float  # 1 when the sentence holds the kind of thing that is asked for
    counted: float  # 1 when it holds the noun that "how many" counts


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients in the order of ``Features``."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: Features) -> float:
        total = self.bias + sum(w * f for w, f in zip(self.weights, astuple(features), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WITH_MODEL = Model((4.47, 4.99, 2.17, 1.76, 0.53, -0.58, 3.00, 3.88), -16.24)
LEXICAL = Model((0.0, 7.35, 2.62, 2.52, 0.23, -0.06, 3.08, 3.92), -15.95)


def probability(
    question: Question,
    candidates: Candidates,
    terms: TermMatrix,
    unit: Sequence[int],
    cosine: float | None,
) -> float:
    """How likely it is that the sentences of ``unit`` (the last one above all) answer."""
    features = describe(question, candidates, terms, unit, cosine)
    likely = (LEXICAL if cosine is None else WITH_MODEL).probability(features)
    text = " ".join(candidates.sentences[i].text for i in unit)
    if _of_another_year(question.text, text):
        likely *= OTHER_YEAR
    if question.unknown:
        likely *= UNKNOWN_NAME
    return likely * OTHER_NATION if _of_another_nation(question.text, text) else likely


def _of_another_nation(asked: str, text: str) -> bool:
    """Is a country of the question missing in ``text``, which speaks of one that nobody asked about?"""
    wanted, stated = _nations(asked), _nations(text)
    return bool(wanted - stated and stated - wanted)


def _nations(text: str) -> frozenset[str]:
    return frozenset(n for n in map(nation, tokenize(text)) if n)


def _of_another_year(asked: str, text: str) -> bool:
    wanted, stated = set(_YEAR.findall(asked)), set(_YEAR.findall(text))
    return bool(wanted and stated and not wanted & stated)


def describe(
    question: Question,
    candidates: Candidates,
    terms: TermMatrix,
    unit: Sequence[int],
    cosine: float | None,
) -> Features:
    """The features of one question and one unit."""
    sentences = candidates.sentences
    text = " ".join(sentences[i].text for i in unit)
    own = set(stems(text)) | set(stems(sentences[unit[-1]].section or ""))
    around = own.copy()
    for i in range(max(0, unit[-1] - 1), min(len(sentences), unit[-1] + 2)):
        if sentences[i].document == sentences[unit[-1]].document:
            around.update(stems(sentences[i].text))
    weights = {word: terms.idf_of(word) for word in question.wanted}
    relation = {word: idf for word, idf in weights.items() if word not in question.named}
    lacking = [idf for word, idf in weights.items() if not _said(word, own)]
    return Features(
        cosine=cosine or 0.0,
        own=_share(weights, own),
        around=_share(weights, around),
        missing=max(lacking, default=0.0) / terms.idf_of("\0"),
        relation=_share(relation, own),
        figure_missing=float(any(word[0].isdigit() and word not in own for word in question.named)),
        kind=float(holds(question.expects, text)),
        counted=float(all(_said(word, own) for word in question.counted)),
    )


def _said(word: str, words: set[str]) -> float:
    """1 for the word itself, less for one that means the same, else 0."""
    return 1.0 if word in words else ALIKE if words & equivalents(word) else 0.0


def _share(weights: Mapping[str, float], words: set[str]) -> float:
    total = sum(weights.values())
    return sum(idf * _said(word, words) for word, idf in weights.items()) / total if total else 1.0
