"""The ranking behind a brief: what is the case on this topic, told once, by every source.

A brief is not an abstract. It wants the sentences that *say* something (who, how much, when),
found also where a section is headed by the topic and never repeats its word, spread over all
documents that speak of it. The recipe:

1. relevance: BM25 of the topic's words, matched phrases, heading match and the cosine to the
   topic's embedding, smoothed over neighbours and paragraph (position-aware smoothing as in
   "passage-based retrieval", Callan 1994);
2. substance and fitness of the sentence (``summarizers.quality``);
3. a greedy choice that pays for redundancy (maximal marginal relevance, Carbonell and
   Goldstein 1998) and gives less for each further sentence of a document and a paragraph
   (submodular coverage, Lin and Bilmes 2011).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from summarizers.base import Candidates, Ranked
from summarizers.lexical import Floats, TermMatrix, z
from summarizers.models import Query
from summarizers.quality import Leaning, quality
from summarizers.words import stems


@dataclass(frozen=True, slots=True)
class Weights:
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
    figures: float = 0.45
    years: float = 0.22
    names: float = 0.5
    specific: float = 0.3
    length: float = 0.5
    redundancy: float = 1.7
    fresh: float = 0.4
    document: float = 0.08
    paragraph_again: float = 0.05
    lightly: float = 0.3
    fully: float = 0.55


class Briefing:
    """Ranks for a brief on a topic; without a topic it ranks by centrality and substance."""

    name = "briefing"
    needs_vectors = False

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()

    def rank(self, candidates: Candidates, limit: int, only: np.ndarray | None = None) -> list[Ranked]:
        """The best ``limit`` candidates, best first, no two telling the same.

        ``only`` is (n,) bool: those that may be chosen, the others being context.
        """
        if not len(candidates) or limit <= 0:
            return []
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        relevance, relevant = self.relevance(candidates, terms)
        scores = relevance + self.fitness(candidates, terms)
        if only is not None:
            relevant = relevant & only
        return self._choose(candidates, terms, scores, relevant, limit)

    # relevance --------------------------------------------------------------------------

    def relevance(self, candidates: Candidates, terms: TermMatrix) -> tuple[Floats, np.ndarray]:
        """(n,) how much each candidate is about the topic, and (n,) whether it is at all."""
        w = self.weights
        query = candidates.query
        n = len(candidates)
        if query is None:
            return w.central * z(_centrality(terms)), np.ones(n, dtype=bool)
        own = _lexical(candidates, terms, query)
        heading = _heading_match(candidates, query)
        positive = own[own > 0]
        unit = float(np.quantile(positive, 0.75)) if len(positive) else 1.0
        direct = np.minimum(own / unit, 1.5)
        if w.expansion:
            direct = direct + w.expansion * _expanded(terms, direct)
        around = w.neighbour * _neighbours(candidates, direct) + w.paragraph * _paragraph(candidates, direct)
        mass = direct + around + w.heading * heading
        # a sentence is about the topic or it is not: saying its words more often adds little
        share = mass / (mass + w.saturation)
        score = w.relevance * share
        relevant = share >= w.enough
        if candidates.vectors is not None and candidates.query_vector is not None:
            cosine = (candidates.vectors @ candidates.query_vector).astype(np.float64)
            score = score + w.semantic * z(cosine) + w.semantic_paragraph * z(_paragraph(candidates, cosine))
            relevant |= cosine > max(0.5, float(np.quantile(cosine, 0.98)))
        return score, relevant

    def speaks(self, candidates: Candidates) -> np.ndarray:
        """(n,) whether a candidate itself, not only its surroundings, speaks of the topic."""
        if candidates.query is None:
            return np.ones(len(candidates), dtype=bool)
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        own: np.ndarray = _lexical(candidates, terms, candidates.query) > 0
        if candidates.vectors is not None and candidates.query_vector is not None:
            own |= candidates.vectors @ candidates.query_vector > 0.45
        return own

    def bottom_line(self, candidates: Candidates) -> list[Ranked]:
        """Candidates by how well they speak for all that is said on the topic, best first.

        A topic sentence is near to the rest, stands early in its section, and judges rather
        than counts.
        """
        if not len(candidates):
            return []
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        relevance, relevant = self.relevance(candidates, terms)
        relevant = relevant & self.speaks(candidates)
        pool = np.where(relevant)[0]
        pool = np.array([i for i in pool if _may_lead(candidates.sentences[i].text)], dtype=int)
        if not len(pool):
            return []
        nearest = np.sort(_similarity(candidates, terms, pool), axis=1)[:, -min(12, len(pool)) :].mean(axis=1)
        place = np.array([_place(candidates, int(i)) for i in pool])
        figures = np.array([min(quality(candidates.sentences[i].text).figures, 4) for i in pool], dtype=float)
        opening = np.array([_summing_up(candidates.sentences[i].section) for i in pool], dtype=float)
        score = 1.2 * z(relevance[pool]) + 0.9 * z(nearest) + 1.2 / (1 + place) + 0.4 * opening - 0.25 * figures
        if candidates.vectors is not None and candidates.query_vector is not None:
            score = score + 0.8 * z((candidates.vectors[pool] @ candidates.query_vector).astype(np.float64))
        order = np.argsort(-score, kind="stable")
        return [Ranked(int(pool[i]), float(score[i])) for i in order]

    # fitness ----------------------------------------------------------------------------

    def fitness(self, candidates: Candidates, terms: TermMatrix) -> Floats:
        """(n,) what a sentence is worth whatever the topic; -inf for what may not be a point."""
        w = self.weights
        values = np.empty(len(candidates))
        specific = z(_specificity(terms))
        for i, sentence in enumerate(candidates.sentences):
            q = quality(sentence.text)
            if not q.usable:
                values[i] = -np.inf
                continue
            value = w.figures * min(q.figures, 2) / 2 + w.years * min(q.years, 1) + w.names * min(q.names, 4) / 4
            value += w.specific * float(np.clip(specific[i], -1.5, 1.5))
            value += w.length * min(q.words - 20, 12) / 12
            if q.words > 45:
                value -= 0.02 * (q.words - 45)
            if q.leaning is Leaning.FULLY:
                value -= w.fully
            elif q.leaning is Leaning.LIGHTLY:
                value -= w.lightly
            values[i] = value
        return values

    # choice -----------------------------------------------------------------------------

    def _choose(
        self, candidates: Candidates, terms: TermMatrix, scores: Floats, relevant: np.ndarray, limit: int
    ) -> list[Ranked]:
        w = self.weights
        pool = np.where(relevant & np.isfinite(scores))[0]
        pool = pool[np.argsort(-scores[pool], kind="stable")][: max(200, 10 * limit)]
        if not len(pool):
            return []
        similarity = _similarity(candidates, terms, pool)
        places = [(s.document, (s.document, s.paragraph)) for s in (candidates.sentences[i] for i in pool)]
        taken: Counter[object] = Counter()
        closest = np.zeros(len(pool))
        left = np.ones(len(pool), dtype=bool)
        chosen: list[Ranked] = []
        base = scores[pool]
        while len(chosen) < limit and left.any():
            again = np.array([w.document * taken[d] + w.paragraph_again * taken[p] for d, p in places])
            new = np.array([w.fresh * (not taken[d]) for d, _ in places])
            gain = base + new - w.redundancy * np.maximum(closest - 0.3, 0) - again
            gain[~left | (closest > 0.75)] = -np.inf
            best = int(np.argmax(gain))
            if not np.isfinite(gain[best]):
                break
            chosen.append(Ranked(int(pool[best]), float(gain[best])))
            left[best] = False
            closest = np.maximum(closest, similarity[best])
            taken.update(places[best])
        return chosen


def _may_lead(text: str) -> bool:
    q = quality(text)
    return q.usable and q.leaning is Leaning.NOT and 10 <= q.words <= 45


_SUMMING_UP = re.compile(
    r"\b(?:executive )?summary\b|\bconclusions?\b|\babstract\b|\boverview\b|\bkey (?:points|findings|judge?ments)\b",
    re.IGNORECASE,
)


def _summing_up(section: str | None) -> bool:
    """Is it a section in which a document says what it comes to?"""
    return bool(section and _SUMMING_UP.search(section))


def _place(candidates: Candidates, index: int) -> int:
    """How many sentences of its section stand before it."""
    sentence, before = candidates.sentences[index], index
    while before > 0 and index - before < 10:
        other = candidates.sentences[before - 1]
        if (other.document, other.section) != (sentence.document, sentence.section):
            break
        before -= 1
    return index - before


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
    if phrases:
        lines = [" " + " ".join(stems(t)) + " " for t in candidates.texts]
        n = len(lines)
        for phrase, weight in phrases.items():
            wanted = " " + " ".join(phrase) + " "
            hits = [i for i, line in enumerate(lines) if wanted in line]
            if hits:
                idf = np.log1p((n - len(hits) + 0.5) / (len(hits) + 0.5))
                scores[hits] += weight * idf
    return scores


def _expanded(terms: TermMatrix, direct: Floats, passages: int = 20, most: int = 30) -> Floats:
    """(n,) 0 to 1: how much each text speaks the language of the best passages.

    Pseudo-relevance feedback in the manner of RM3 (Lavrenko and Croft, "Relevance-Based Language
    Models", 2001): stems that the best passages share and the rest of the corpus does not.
    """
    best = np.argsort(-direct, kind="stable")[:passages]
    best = best[direct[best] > 0]
    if len(best) < 3:
        return np.zeros_like(direct)
    present = terms.counts.copy()
    present.data[:] = 1.0
    inside = np.asarray(present.tocsr()[best].sum(axis=0)).ravel()
    weight = np.where(inside >= 2, inside / len(best) * terms.idf, 0.0)
    kept = np.argsort(-weight, kind="stable")[:most]
    mask = np.zeros_like(weight)
    mask[kept] = weight[kept]
    scores = np.asarray(present @ mask).ravel()
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


def _neighbours(candidates: Candidates, own: Floats) -> Floats:
    values = np.zeros_like(own)
    sentences = candidates.sentences
    for i in range(1, len(sentences)):
        if sentences[i].document == sentences[i - 1].document and sentences[i].section == sentences[i - 1].section:
            values[i] += own[i - 1] / 2
            values[i - 1] += own[i] / 2
    return values


def _paragraph(candidates: Candidates, own: Floats) -> Floats:
    groups: dict[object, list[int]] = {}
    for i, s in enumerate(candidates.sentences):
        groups.setdefault((s.document, s.paragraph), []).append(i)
    values = np.zeros_like(own)
    for members in groups.values():
        values[members] = own[members].mean()
    return values


def _centrality(terms: TermMatrix) -> Floats:
    rows = terms.tfidf()
    total = np.asarray(rows.sum(axis=0)).ravel()
    return np.asarray(rows @ total).ravel()


def _specificity(terms: TermMatrix) -> Floats:
    """(n,) mean idf of a text's distinct stems: names and terms that few sentences share."""
    present = terms.counts.copy()
    present.data[:] = 1.0
    totals = np.asarray(present @ terms.idf).ravel()
    counts = np.asarray(present.sum(axis=1)).ravel()
    mean: Floats = totals / np.maximum(counts, 1.0)
    return mean


def _similarity(candidates: Candidates, terms: TermMatrix, pool: np.ndarray) -> Floats:
    """(p, p) the higher of the lexical and the embedding cosine."""
    rows = terms.tfidf()[pool]
    lexical = np.asarray((rows @ rows.T).todense())
    if candidates.vectors is None:
        return np.minimum(1.0, lexical * 1.25)
    vectors = candidates.vectors[pool]
    both: Floats = np.maximum(lexical, (vectors @ vectors.T).astype(np.float64))
    return both
