"""Does a sentence answer a question, or only look like it?

A logistic regression over a few readable features, fitted on questions about the starter
corpus (``tests/benchmarks``); questions near the subject that the corpus does not answer are the hard part:
their sentence has the right names, and lacks the thing that is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from bot.briefing.question import Question, holds
from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.words import stems


@dataclass(frozen=True, slots=True)
class Features:
    """All between 0 and 1, but for ``score`` (z-scores summed)."""

    cosine: float  # embedding similarity of question and sentence; 0 without a model
    own: float  # share of the question's information (idf) in the sentence and its heading
    around: float  # ... and in its neighbours
    missing: float  # the rarest word of the question that the sentence lacks, as idf
    names: float  # share of the question's names and figures that the sentence holds
    figure_missing: float  # 1 when the question gives a figure (a year) that the sentence lacks
    kind: float  # 1 when the sentence holds the kind of thing that is asked for
    counted: float  # 1 when it holds the noun that "how many" counts
    score: float  # the retrieval score


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients in the order of ``Features``."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: Features) -> float:
        total = self.bias + sum(w * f for w, f in zip(self.weights, astuple(features), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WITH_MODEL = Model((4.52, 2.22, 1.21, 0.43, -0.05, -0.59, 2.86, 4.69, 0.14), -15.6)
LEXICAL = Model((0.0, 4.53, 1.87, 1.56, 0.40, -0.17, 2.82, 4.67, 0.15), -15.41)


def probability(
    question: Question,
    candidates: Candidates,
    terms: TermMatrix,
    unit: Sequence[int],
    cosine: float | None,
    score: float,
) -> float:
    """How likely it is that the sentences of ``unit`` (the last one above all) answer."""
    features = describe(question, candidates, terms, unit, cosine, score)
    return (LEXICAL if cosine is None else WITH_MODEL).probability(features)


def describe(
    question: Question,
    candidates: Candidates,
    terms: TermMatrix,
    unit: Sequence[int],
    cosine: float | None,
    score: float,
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
    total = sum(weights.values()) or 1.0
    lacking = [idf for word, idf in weights.items() if word not in own]
    return Features(
        cosine=cosine or 0.0,
        own=sum(idf for word, idf in weights.items() if word in own) / total,
        around=sum(idf for word, idf in weights.items() if word in around) / total,
        missing=max(lacking, default=0.0) / terms.idf_of("\0"),
        names=sum(word in own for word in question.named) / len(question.named) if question.named else 1.0,
        figure_missing=float(any(word[0].isdigit() and word not in own for word in question.named)),
        kind=float(holds(question.expects, text)),
        counted=float(question.counted <= own),
        score=score,
    )
