"""A question answered by one to three sentences of the corpus, or by saying that it is not there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from bot.briefing import assembly
from bot.briefing.library import Library
from bot.store.base import Scope
from summarizers.base import Candidates, Vectors
from summarizers.lexical import Floats, TermMatrix, z
from summarizers.models import Document, DocumentId, Point, Query, Section, Sentence, Summary
from summarizers.quality import quality
from summarizers.words import STOP_WORDS, fold, stem, stems, tokenize

_ASKING = frozenset(
    stem(w)
    for w in "who whom whose what which when where why how much many did do does tell explain describe list name"
    " say know happen please give show".split()
)


_EXPECTED = {
    "figure": re.compile(
        r"\bhow (?:much|many|large|big|long|high|often)\b"
        r"|\b(?:percent|percentage|share|amount|number|worth|cost|price|size|value|rank)\b"
    ),
    "date": re.compile(r"\bwhen\b|\b(?:what|which) (?:year|date|month|day)\b"),
    "name": re.compile(r"\bwho(?:m|se)?\b|\bwhere\b|\bwhich (?:country|company|city|state|minister|bank|person)\b"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the stems to look for, and what kind of thing would answer."""

    text: str
    wanted: tuple[str, ...]
    expects: str | None  # figure | date | name | None


def parse(text: str, terms: TermMatrix) -> Question:
    """Stems to look for, misspelt ones mended from the corpus's own vocabulary."""
    wanted = []
    for word in dict.fromkeys(stems(text)):
        if word in _ASKING:
            continue
        if word not in terms.vocabulary and len(word) > 4 and not word[0].isdigit():
            close = get_close_matches(word, terms.vocabulary, n=1, cutoff=0.84)
            word = close[0] if close else word
        wanted.append(word)
    return Question(text, tuple(dict.fromkeys(wanted)), _expects(text))


def _expects(text: str) -> str | None:
    asked = fold(text)
    return next((kind for kind, cue in _EXPECTED.items() if cue.search(asked)), None)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where an answer ends and "not in the corpus" begins."""

    cosine: float = 0.40
    coverage: float = 0.55
    coverage_alone: float = 0.72
    closeness: float = 0.80
    share: float = 0.90


async def ask(
    library: Library,
    scope: Scope,
    question: str,
    *,
    query_vector: Vectors | None = None,
    most: int = 3,
    thresholds: Thresholds | None = None,
) -> Summary:
    """The sentences that answer, best first; ``answered`` is False when the corpus does not hold it."""
    limits = thresholds or Thresholds()
    query = Query(question)
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    units = find(candidates, question, limits, most) if len(candidates) else []
    documents: dict[DocumentId, Document] = {}
    for s in {candidates.sentences[i].document: candidates.sentences[i] for u in units for i in u}.values():
        text = await library.text(scope, s.document, s.version)
        if text is not None:
            documents[s.document] = text
    points: list[Point] = []
    for unit in units:
        made = assembly.point([candidates.sentences[i] for i in unit], documents)
        if made is not None:
            points.append(made)
    notes = () if query_vector is not None else ("lexical form: no sentence embeddings were used",)
    return assembly.summary(
        (Section("answer", tuple(points)),),
        snapshot.documents,
        topic=question,
        method="default",
        answered=bool(points),
        notes=notes,
    )


def find(candidates: Candidates, text: str, limits: Thresholds, most: int) -> list[list[int]]:
    """Units of sentences that answer ``text``, best first; none when nothing does."""
    terms = candidates.terms or TermMatrix.of(candidates.texts)
    question = parse(text, terms)
    if not question.wanted:
        return []
    scores, cosine = score(candidates, terms, question)
    order = np.argsort(-scores, kind="stable")[:12]
    if not answers(candidates, terms, question, int(order[0]), cosine, limits):
        return []
    units: list[list[int]] = []
    best = float(scores[order[0]])
    for i in (int(i) for i in order):
        if units and (len(units) >= most or scores[i] < limits.closeness * best):
            break
        unit = assembly.with_context(candidates.sentences, i)
        if unit is None:
            if units:
                continue
            unit = _anyway(candidates.sentences, i)
        if any(set(unit) & set(u) for u in units):
            continue
        if units and _covered(candidates, unit, units):
            continue
        units.append(unit)
    return units


def score(candidates: Candidates, terms: TermMatrix, question: Question) -> tuple[Floats, Floats | None]:
    """(n,) fused score, and (n,) the cosines where there is a model."""
    lexical = terms.bm25(dict.fromkeys(question.wanted, 1.0))
    together = lexical.copy()
    sentences = candidates.sentences
    for i in range(1, len(sentences)):
        if sentences[i].document == sentences[i - 1].document and sentences[i].section == sentences[i - 1].section:
            together[i] = lexical[i] + 0.5 * lexical[i - 1]
    total = z(lexical) + 0.5 * z(together)
    cosine = None
    if candidates.vectors is not None and candidates.query_vector is not None:
        cosine = (candidates.vectors @ candidates.query_vector).astype(np.float64)
        total = total + 1.5 * z(cosine)
    total = total + np.array([_fit(s, question) for s in sentences])
    return total, cosine


def _fit(sentence: Sentence, question: Question) -> float:
    """Does the sentence hold the kind of thing that is asked for? Is it a statement at all?"""
    q = quality(sentence.text)
    value = 0.0
    if question.expects == "figure":
        value += 0.8 if q.figures else -0.4
    elif question.expects == "date":
        value += 0.8 if q.years or sentence.date else -0.4
    elif question.expects == "name":
        value += 0.3 if q.names else -0.3
    if q.question or q.meta or not q.complete:
        value -= 1.5
    return value


def answers(
    candidates: Candidates,
    terms: TermMatrix,
    question: Question,
    best: int,
    cosine: Floats | None,
    limits: Thresholds,
) -> bool:
    """Does the best sentence hold what is asked, or only look like it?

    What counts is the share of the question's information (idf) found around the sentence, and
    the highest cosine; rare words of the question that the corpus never uses speak against it.
    """
    around = _around(candidates.sentences, best)
    weights = {w: terms.idf_of(w) for w in question.wanted}
    coverage = sum(v for w, v in weights.items() if w in around) / sum(weights.values())
    if cosine is None:
        return coverage >= limits.coverage_alone
    return float(cosine[best]) >= limits.cosine and coverage >= limits.coverage


def _around(sentences: Sequence[Sentence], index: int) -> set[str]:
    found: set[str] = set(stems(sentences[index].section or ""))
    for i in range(max(0, index - 1), min(len(sentences), index + 2)):
        if sentences[i].document == sentences[index].document:
            found.update(stems(sentences[i].text))
    return found


def _anyway(sentences: Sequence[Sentence], index: int) -> list[int]:
    """An answer is shown with whatever stands before it when it leans on that."""
    before = index - 1
    if before >= 0 and sentences[before].document == sentences[index].document:
        return [before, index]
    return [index]


def _covered(candidates: Candidates, unit: Sequence[int], units: Sequence[Sequence[int]]) -> bool:
    """Is it nearly what was already answered?"""
    mine = {t for i in unit for t in tokenize(candidates.sentences[i].text)} - STOP_WORDS
    for other in units:
        theirs = {t for i in other for t in tokenize(candidates.sentences[i].text)} - STOP_WORDS
        if len(mine & theirs) > 0.7 * min(len(mine), len(theirs)):
            return True
    return False
