"""How much a sentence is about a topic, also where it stands among those that are.

A section headed by the topic rarely repeats its word, so what the topic's words and phrases find
(BM25) is widened by the language of the best passages, by neighbours, paragraph and heading
(passage-based retrieval, Callan 1994), and joined with the cosine to the topic's embedding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates
from summarizers.lexical import Floats, TermMatrix, z
from summarizers.models import Query, Sentence
from summarizers.words import stems


@dataclass(frozen=True, slots=True)
class RelevanceWeights:
    """How much each part counts; the same for every corpus."""

    relevance: float = 9.0
    semantic: float = 0.35
    semantic_paragraph: float = 0.2
    expansion: float = 0.4
    central: float = 0.15
    heading: float = 1.2
    neighbour: float = 0.3
    paragraph: float = 1.3
    saturation: float = 0.9
    enough: float = 0.45
    covered: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Relevance:
    """Of n candidates: ``score`` (higher is better), whether each is on the topic at all
    (``relevant``), and whether it says so itself and not only by its surroundings (``speaks``)."""

    score: Floats
    relevant: NDArray[np.bool_]
    speaks: NDArray[np.bool_]


def relevance(candidates: Candidates, terms: TermMatrix, w: RelevanceWeights) -> Relevance:
    """Rate every candidate against ``candidates.query``; without one, by centrality."""
    query = candidates.query
    if query is None:
        everything = np.ones(len(candidates), dtype=bool)
        return Relevance(w.central * z(_centrality(terms)), everything, everything)
    own = _lexical(candidates, terms, query)
    positive = own[own > 0]
    unit = float(np.quantile(positive, 0.75)) if len(positive) else 1.0
    direct = np.minimum(own / unit, 1.5)
    direct = direct + w.expansion * _expanded(terms, direct)
    places = _Places.of(candidates.sentences)
    around = w.neighbour * _neighbours(places, direct) + w.paragraph * _paragraph(places, direct)
    mass = direct + around + w.heading * _heading_match(candidates, query)
    # a sentence is about the topic or it is not: saying its words more often adds little
    share = mass / (mass + w.saturation)
    score = w.relevance * share
    relevant, speaks = share >= w.enough, own > 0
    if candidates.vectors is not None and candidates.query_vector is not None:
        cosine = (candidates.vectors @ candidates.query_vector).astype(np.float64)
        score = score + w.semantic * z(cosine) + w.semantic_paragraph * z(_paragraph(places, cosine))
        relevant = relevant | (cosine > max(0.5, float(np.quantile(cosine, 0.98))))
        speaks = speaks | (cosine > 0.45)
    if not query.words:  # a free text: what it names must be there, else it is another subject
        covered = _coverage(candidates, terms, query, places) >= w.covered
        relevant, speaks = relevant & covered, speaks & covered
    return Relevance(score, relevant, speaks)


def query_weights(query: Query) -> tuple[dict[str, float], dict[tuple[str, ...], float]]:
    """Single stems and phrases (as stems) to look for, each with its weight."""
    single: dict[str, float] = {}
    phrases: dict[tuple[str, ...], float] = {}
    for weight, text in [(1.0, query.text), *((0.6, word) for word in query.words)]:
        parts = stems(text)
        if len(parts) == 1 or weight == 1.0:
            for part in parts:
                single[part] = max(single.get(part, 0.0), weight)
        elif parts:
            phrases[parts] = weight
    return single, phrases


def _lexical(candidates: Candidates, terms: TermMatrix, query: Query) -> Floats:
    single, phrases = query_weights(query)
    scores = terms.bm25(single)
    n = len(candidates)
    for phrase, weight in phrases.items():
        hits = terms.holding(phrase)
        if len(hits):
            scores[hits] += weight * np.log1p((n - len(hits) + 0.5) / (len(hits) + 0.5))
    return scores


def _coverage(candidates: Candidates, terms: TermMatrix, query: Query, places: _Places) -> Floats:
    """(n,) share of the query's information (idf) in a sentence, its heading and the sentence before.

    Words that no text holds are left out: a brief says of them that they are missing.
    """
    weights = {stem: terms.idf_of(stem) for stem in stems(query.text) if stem in terms.vocabulary}
    total = sum(weights.values())
    if not total:
        return np.ones(len(candidates))
    headings = {section: frozenset(stems(section or "")) for section in {s.section for s in candidates.sentences}}
    shares = np.zeros(len(candidates))
    for stem, weight in weights.items():
        own = terms.rows_of(stem)
        seen = own | np.fromiter((stem in headings[s.section] for s in candidates.sentences), bool, len(candidates))
        seen[1:] |= own[:-1] & (places.paragraphs[1:] == places.paragraphs[:-1])
        shares += weight * seen
    shares /= total
    return shares


def _expanded(terms: TermMatrix, direct: Floats, passages: int = 20, most: int = 30) -> Floats:
    """(n,) 0 to 1: how much each text speaks the language of the best passages.

    Pseudo-relevance feedback in the manner of RM3 (Lavrenko and Croft, "Relevance-Based Language
    Models", 2001): stems that the best passages share and the rest of the corpus does not.
    """
    best = np.argsort(-direct, kind="stable")[:passages]
    best = best[direct[best] > 0]
    if len(best) < 3:
        return np.zeros_like(direct)
    inside = np.asarray(terms.present[best].sum(axis=0)).ravel()
    weight = np.where(inside >= 2, inside / len(best) * terms.idf, 0.0)
    kept = np.argsort(-weight, kind="stable")[:most]
    mask = np.zeros_like(weight)
    mask[kept] = weight[kept]
    scores = np.asarray(terms.present @ mask).ravel()
    top = float(np.quantile(scores, 0.98))
    expanded: Floats = np.minimum(scores / top, 1.0) if top > 0 else scores
    return expanded


def _heading_match(candidates: Candidates, query: Query) -> Floats:
    """(n,) 1 where the section is headed by the topic's own words, less for its further words."""
    single, phrases = query_weights(query)
    memory: dict[str | None, float] = {None: 0.0}
    for sentence in candidates.sentences:
        section = sentence.section
        if section in memory:
            continue
        best = 0.0
        parts = (section or "").split(" > ")
        for depth, part in enumerate(reversed(parts)):
            heading = set(stems(part))
            found = max((single[s] for s in heading if s in single), default=0.0)
            found = max([found, *(p for words, p in phrases.items() if heading.issuperset(words))])
            best = max(best, found * (1.0 if depth == 0 else 0.5))
        memory[section] = best
    return np.array([memory[s.section] for s in candidates.sentences])


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where sentences stand: numbers (n,) of their paragraphs and of their sections, by document."""

    paragraphs: NDArray[np.intp]
    sections: NDArray[np.intp]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> _Places:
        return cls(
            _numbered([(s.document, s.paragraph) for s in sentences]),
            _numbered([(s.document, s.section) for s in sentences]),
        )


def _numbered(keys: Sequence[object]) -> NDArray[np.intp]:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def _neighbours(places: _Places, own: Floats) -> Floats:
    values = np.zeros_like(own)
    together = np.flatnonzero(places.sections[1:] == places.sections[:-1])
    values[together + 1] += own[together] / 2
    values[together] += own[together + 1] / 2
    return values


def _paragraph(places: _Places, own: Floats) -> Floats:
    """(n,) the mean of each text's paragraph."""
    if not len(own):
        return np.zeros_like(own)
    order = np.argsort(places.paragraphs, kind="stable")
    begins = np.flatnonzero(np.diff(places.paragraphs[order], prepend=-1))
    sizes = np.diff(begins, append=len(own))
    from_zero = np.insert(own[order], begins, 0.0)  # as a sum begins, so that it is mean() to the last bit
    values = np.empty_like(own)
    values[order] = np.repeat(np.add.reduceat(from_zero, begins + np.arange(len(begins))) / sizes, sizes)
    return values


def _centrality(terms: TermMatrix) -> Floats:
    rows = terms.tfidf()
    total = np.asarray(rows.sum(axis=0)).ravel()
    return np.asarray(rows @ total).ravel()
