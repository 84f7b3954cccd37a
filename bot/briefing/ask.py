"""A question answered by one to three sentences of the corpus, or by saying that it is not there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from bot.answers import Passage
from bot.briefing import assembly, namesakes
from bot.briefing.answerability import answered, probability
from bot.briefing.library import Library
from bot.briefing.question import Question, asking_first, kernel, parse, part_of, parts
from bot.store.base import Scope
from summarizers.base import Candidates, Vectors
from summarizers.kinds import holds
from summarizers.lexical import Floats, TermMatrix, z
from summarizers.models import Document, DocumentId, Query, Section, Sentence, Source, Summary
from summarizers.quality import Leaning, connected, quality
from summarizers.synonyms import equivalents
from summarizers.words import STOP_WORDS, stem, tokenize

LOOKED_AT = 12
"""Best-scored sentences that are judged as answers."""

NEAREST = 3
"""Passages that are shown where nothing answers."""

NEAR_ENOUGH = 0.02
"""The least probability of one of them."""

FITTED = 100
"""Best-scored sentences that are looked at for the kind of thing asked for; the others count as lacking it."""

WORST = -1.9

BRIEFLY = 50
"""Words up to which an answer on "the project" is shown with the sentence that names it."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where an answer ends and "not in the corpus" begins.

    ``answer`` is the least probability of the best sentence, ``further`` the least share of it
    that a second and third sentence need. ``lexical`` stands for ``answer`` without a model.
    """

    answer: float = 0.15
    lexical: float = 0.15
    further: float = 0.4


async def ask(
    library: Library,
    scope: Scope,
    question: str,
    *,
    query_vector: Vectors | None = None,
    most: int = 3,
    thresholds: Thresholds | None = None,
) -> tuple[Summary, tuple[Passage, ...]]:
    """The sentences that answer, best first; ``answered`` is False when the corpus does not hold it.

    Then the passages that come nearest are told too, best first; none where all is far from the question.
    """
    limits = thresholds or Thresholds()
    query = Query(question)
    snapshot = await library.snapshot(scope, query, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    found = await asyncio.to_thread(find, candidates, question, limits, most) if len(candidates) else Found()
    shown = [i for unit in found.units for i in unit] + [i for _, i in found.near]
    documents: dict[DocumentId, Document] = {}
    for s in {candidates.sentences[i].document: candidates.sentences[i] for i in shown}.values():
        text = await library.text(scope, s.document, s.version)
        if text is not None:
            documents[s.document] = text
    made = (assembly.point([candidates.sentences[i] for i in unit], documents) for unit in found.units)
    points = tuple(point for point in made if point is not None)
    notes = () if query_vector is not None else ("lexical form: no sentence embeddings were used",)
    summary = assembly.summary(
        (Section("answer", points),),
        snapshot.documents,
        topic=question,
        method="default",
        answered=bool(points),
        notes=notes,
    )
    passages: list[Passage] = []
    for n, (likely, index) in enumerate(found.near, 1):
        sentence = candidates.sentences[index]
        if sentence.document in documents:
            source = Source.of(n, snapshot.documents[sentence.document].document)
            quote = documents[sentence.document].text[sentence.start : sentence.end]
            passages.append(Passage(sentence, source, likely, quote))
    return summary, tuple(passages)


@dataclass(frozen=True, slots=True)
class Found:
    """Units of sentences that answer, best first; where there are none, the sentences that come nearest to it,
    each with its probability."""

    units: Sequence[list[int]] = ()
    near: Sequence[tuple[float, int]] = ()


def find(candidates: Candidates, text: str, limits: Thresholds, most: int) -> Found:
    """What answers ``text``, or comes nearest to it.

    Of a question with several parts each part is answered, as far as the first one's sentences do not.
    """
    terms = candidates.terms or TermMatrix.of(candidates.texts)
    first, *others = parts(kernel(text))
    asked = parse(first, terms)
    if others and len(asked.wanted) < 2 and not asked.defined:
        asked = asking_first(parse(text, terms), asked)
    if not asked.wanted:
        return Found()
    judged = _judged(candidates, terms, asked)
    units = _chosen(candidates, judged, limits, most)
    if not units:
        return Found(near=_near(candidates, judged))
    for further in others:
        part = part_of(asked, further, terms)
        if part.wanted and not any(answered(part, candidates, unit) for unit in units):
            more = _chosen(candidates, _judged(candidates, terms, part), limits, 1)
            units = [*units[: most - 1], *(u for u in more if u not in units)]
    return Found(units)


Judged = list[tuple[float, list[int]]]
"""Units with the probability that each answers, most likely first."""


def _chosen(candidates: Candidates, judged: Judged, limits: Thresholds, most: int) -> list[list[int]]:
    """The units that answer one question, best first."""
    best = judged[0][0] if judged else 0.0
    lexical = candidates.vectors is None or candidates.query_vector is None
    if best < (limits.lexical if lexical else limits.answer):
        return []
    units: list[list[int]] = []
    for likely, unit in judged:
        if len(units) >= most or (units and likely < limits.further * best):
            break
        if not any(set(unit) & set(u) for u in units) and not _covered(candidates, unit, units):
            units.append(unit)
    return units


def _near(candidates: Candidates, judged: Judged) -> list[tuple[float, int]]:
    """The best sentences of what does not answer, if they come near to it."""
    found: list[tuple[float, int]] = []
    for likely, unit in judged:
        if likely < NEAR_ENOUGH or len(found) == NEAREST:
            break
        if not _covered(candidates, unit[-1:], [[i] for _, i in found]):
            found.append((likely, unit[-1]))
    return found


def _judged(candidates: Candidates, terms: TermMatrix, question: Question) -> Judged:
    """The best-scored sentences as units, judged."""
    scores, cosine = score(candidates, terms, question)
    holding = partial(_holding, terms)
    scores[list(namesakes.others(question.text, candidates.texts, holding))] = -np.inf
    judged: Judged = []
    for i in (int(i) for i in np.argsort(-scores, kind="stable")[:LOOKED_AT] if np.isfinite(scores[i])):
        told, stands = answer_unit(candidates.sentences, i)
        close = None if cosine is None else float(cosine[i])
        judged.append((probability(question, candidates, terms, told, close, stands=stands), told))
    judged.sort(key=lambda j: -j[0])
    return judged


def _holding(terms: TermMatrix, word: str) -> list[int]:
    """Places of the sentences that hold a folded word."""
    return [int(i) for i in np.flatnonzero(terms.rows_of(stem(word)))]


def score(candidates: Candidates, terms: TermMatrix, question: Question) -> tuple[Floats, Floats | None]:
    """(n,) fused score, and (n,) the embedding similarities where there is a model.

    BM25 of the sentence, half of it again with the sentence before, and the embedding similarity,
    each as z-scores (fusion by standardized scores, Lee 1997).
    """
    lexical = terms.bm25(
        {e: 0.4 for w in question.wanted for e in equivalents(w)} | dict.fromkeys(question.wanted, 1.0)
    )
    together = lexical.copy()
    sentences = candidates.sentences
    for i in range(1, len(sentences)):
        if sentences[i].document == sentences[i - 1].document and sentences[i].section == sentences[i - 1].section:
            together[i] = lexical[i] + 0.5 * lexical[i - 1]
    total = z(lexical) + 0.5 * z(together)
    cosine = None
    if candidates.vectors is not None and candidates.query_vector is not None:
        cosine = _similar(candidates.vectors, candidates.query_vector, sentences)
        total = total + 2.5 * z(cosine)
    likely = np.argsort(-total, kind="stable")[:FITTED]
    fit = np.full(len(sentences), WORST)
    fit[likely] = [_fit(sentences[int(i)], question) for i in likely]
    return total + fit, cosine


def _similar(vectors: Vectors, asked: Vectors, sentences: Sequence[Sentence]) -> Floats:
    """(n,) the cosine of each sentence, or that of the sentence read after the one before it, where this is higher:
    "The group has 500 members" says of which group only there."""
    alone: Floats = (vectors @ asked).astype(np.float64)
    follows = np.fromiter((a.document == b.document for a, b in pairwise(sentences)), dtype=bool)
    likeness = np.einsum("ij,ij->i", vectors[1:], vectors[:-1], dtype=np.float64)
    after = (alone[1:] + 0.5 * alone[:-1]) / np.sqrt(np.maximum(1.25 + likeness, 1e-9))
    alone[1:] = np.where(follows, np.maximum(alone[1:], after), alone[1:])
    return alone


def _fit(sentence: Sentence, question: Question) -> float:
    """Does the sentence hold the kind of thing that is asked for? Is it a statement at all?"""
    q = quality(sentence.text)
    value = 0.0
    if question.expects is not None:
        value += 0.6 if holds(question.expects, sentence.text) else -0.4
    if q.question or q.meta or not q.complete:
        value -= 1.5
    return value


def answer_unit(sentences: Sequence[Sentence], index: int) -> tuple[list[int], bool]:
    """The sentence with what it leans on, and whether it can be read so.

    An answer that opens with a connective ("However") answers as it is; one with "He" or "The
    project" does not.
    What leans on something out of reach is shown with whatever stands before it.
    """
    leaning = quality(sentences[index].text).leaning
    if leaning <= Leaning.SOFTLY or (leaning is Leaning.LIGHTLY and connected(sentences[index].text)):
        return [index], True
    if leaning is Leaning.LIGHTLY:
        unit = assembly.with_context(sentences, index, BRIEFLY)
        return (unit if unit is not None and len(unit) == 2 else [index]), True
    unit = assembly.with_context(sentences, index)
    if unit is not None:
        return unit, True
    before = index - 1
    near = before >= 0 and sentences[before].document == sentences[index].document
    return ([before, index] if near else [index]), False


def _covered(candidates: Candidates, unit: Sequence[int], units: Sequence[Sequence[int]]) -> bool:
    """Is it nearly what was already answered?"""
    mine = {t for i in unit for t in tokenize(candidates.sentences[i].text)} - STOP_WORDS
    for other in units:
        theirs = {t for i in other for t in tokenize(candidates.sentences[i].text)} - STOP_WORDS
        if len(mine & theirs) > 0.7 * min(len(mine), len(theirs)):
            return True
    return False
