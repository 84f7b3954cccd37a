"""The ranking behind a brief: what is the case on this topic, told once, by every source.

A brief is not an abstract. It wants the sentences that *say* something (who, how much, when),
found also where a section is headed by the topic and never repeats its word, spread over all
documents that speak of it. The recipe:

1. relevance to the topic (``summarizers.relevance``);
2. substance and fitness of the sentence (``summarizers.quality``);
3. a greedy choice that pays for redundancy (maximal marginal relevance, Carbonell and
   Goldstein 1998) and gives less for each further sentence of a document and a paragraph
   (submodular coverage, Lin and Bilmes 2011).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates, Ranked
from summarizers.lexical import Floats, TermMatrix, z
from summarizers.models import Query
from summarizers.quality import Leaning, adds_little, main_clause, mentions, quality, speaks_for_itself
from summarizers.relevance import Relevance, RelevanceWeights, relevance
from summarizers.words import stems

ALIKE = 0.75
"""Cosine above which a sentence tells the same as another one, unless it names something else."""

SAME = 0.9
"""Cosine above which it does in any case."""


RARE = 2.5
"""Information (idf) from which a name or figure counts as something that a sentence tells: one in twelve says it."""

FULL = 4
"""Names and figures that no point has told: with so many a sentence is all new."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts; the same for every corpus."""

    figures: float = 0.8
    years: float = 0.8
    names: float = 0.5
    specific: float = 0.15
    length: float = 0.2
    redundancy: float = 1.7
    untold: float = 1.0
    fresh: float = 0.4
    document: float = 0.08
    paragraph_again: float = 0.05
    lightly: float = 0.3
    fully: float = 0.55
    speaking: float = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What is known of every candidate before any is chosen: (n,) each."""

    terms: TermMatrix
    relevance: Relevance
    fitness: Floats  # -inf for what may not be a point, or is on another subject


class Briefing:
    """Ranks for a brief on a topic; without a topic it ranks by centrality and substance."""

    name = "briefing"
    needs_vectors = False

    def __init__(self, weights: Weights | None = None, topic: RelevanceWeights | None = None) -> None:
        self.weights = weights or Weights()
        self.topic = topic or RelevanceWeights()

    def assess(self, candidates: Candidates) -> Assessment:
        """Read every candidate once; ``rank`` and ``bottom_line`` take it."""
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        about = relevance(candidates, terms, self.topic)
        return Assessment(terms, about, self._fitness(candidates, terms, about.relevant))

    def rank(
        self,
        candidates: Candidates,
        limit: int,
        only: NDArray[np.bool_] | None = None,
        assessed: Assessment | None = None,
        apart: Callable[[int, int], bool] | None = None,
    ) -> list[Ranked]:
        """The best ``limit`` candidates, best first, no two telling the same.

        ``only`` is (n,) bool: those that may be chosen, the others being context. Of two for which
        ``apart`` holds none is left out for the other, however like it is.
        """
        if not len(candidates) or limit <= 0:
            return []
        known = assessed or self.assess(candidates)
        relevant = known.relevance.relevant if only is None else known.relevance.relevant & only
        scores = known.relevance.score + known.fitness
        return self._choose(candidates, known.terms, scores, relevant, limit, apart)

    def bottom_line(self, candidates: Candidates, assessed: Assessment | None = None) -> list[Ranked]:
        """Candidates by how well they speak for all that is said on the topic, best first.

        A topic sentence is near to the rest, and to what the whole corpus is about; it stands early
        in its section, and judges rather than counts, dates or names what few others speak of.
        """
        if not len(candidates):
            return []
        known = assessed or self.assess(candidates)
        on_topic = np.where(known.relevance.relevant & known.relevance.speaks)[0]
        asked = candidates.query.text if candidates.query is not None and candidates.query.name is None else ""
        share = _own_share(known.terms, asked)
        texts = candidates.texts
        pool = np.array([i for i in on_topic if may_lead(texts[i], _introduces(texts[i], asked, share[i]))], dtype=int)
        if not len(pool):
            return []
        alike = _similarity(candidates, known.terms, pool)
        few = min(12, len(pool))
        nearest = np.sort(np.partition(alike, -few, axis=1)[:, -few:], axis=1).mean(axis=1)
        place = np.array([_place(candidates, int(i)) for i in pool])
        figures = np.array([min(quality(candidates.sentences[i].text).figures, 4) for i in pool], dtype=float)
        opening = np.array([_summing_up(candidates.sentences[i].section) for i in pool], dtype=float)
        worth = known.relevance.score[pool] + known.fitness[pool]
        score = 1.2 * z(known.relevance.score[pool]) + 0.8 * z(worth) + 0.9 * z(nearest)
        years = np.array([min(quality(candidates.sentences[i].text).years, 2) for i in pool], dtype=float)
        score += 1.2 / (1 + place) + 0.4 * opening - 0.25 * figures - 0.3 * years
        score -= 0.4 * z(_specificity(known.terms)[pool])
        aside = [not _in_main_clause(candidates.sentences[i].text, candidates.query) for i in pool]
        score -= 2.0 * np.array(aside, dtype=float)
        score += 4.0 * share[pool]
        score -= 1.5 * np.array([speaks_for_itself(texts[i]) for i in pool], dtype=float)
        if candidates.vectors is not None and candidates.query_vector is not None:
            of_topic = (candidates.vectors[pool] @ candidates.query_vector).astype(np.float64)
            of_all = (candidates.vectors[pool] @ candidates.vectors.mean(axis=0)).astype(np.float64)
            score = score + 0.8 * z(of_topic) + 0.5 * z(of_all)
        order = np.argsort(-score, kind="stable")
        return [Ranked(int(pool[i]), float(score[i])) for i in order]

    # fitness ----------------------------------------------------------------------------

    def _fitness(self, candidates: Candidates, terms: TermMatrix, relevant: NDArray[np.bool_]) -> Floats:
        """(n,) what a sentence is worth whatever the topic; -inf for what may not be a point.

        Only what is ``relevant`` is read: of a large corpus most is not, and reading takes longest.
        """
        w = self.weights
        values = np.full(len(candidates), -np.inf)
        rows = np.flatnonzero(relevant)
        read = [quality(candidates.sentences[i].text) for i in rows]
        columns = np.array([(q.figures, q.years, q.names, q.words, q.leaning, q.usable) for q in read], dtype=float)
        figures, years, names, words, leaning, usable = columns.reshape(-1, 6).T
        worth: Floats = w.figures * np.minimum(figures, 2) / 2 + w.years * np.minimum(years, 1)
        worth += w.names * np.minimum(names, 4) / 4
        worth += w.specific * np.clip(z(_specificity(terms)), -1.5, 1.5)[rows]
        worth += w.length * np.minimum(words - 20, 12) / 12
        worth -= 0.02 * np.maximum(words - 45, 0)
        worth -= w.speaking * np.array([speaks_for_itself(candidates.sentences[i].text) for i in rows], dtype=float)
        worth -= np.where(leaning == Leaning.FULLY, w.fully, np.where(leaning == Leaning.NOT, 0.0, w.lightly))
        worth[usable == 0] = -np.inf  # what may not be a point
        values[rows] = worth
        return values

    # choice -----------------------------------------------------------------------------

    def _choose(
        self,
        candidates: Candidates,
        terms: TermMatrix,
        scores: Floats,
        relevant: NDArray[np.bool_],
        limit: int,
        apart: Callable[[int, int], bool] | None,
    ) -> list[Ranked]:
        w = self.weights
        pool = np.where(relevant & np.isfinite(scores))[0]
        pool = pool[np.argsort(-scores[pool], kind="stable")][: max(200, 10 * limit)]
        if not len(pool):
            return []
        similarity = _similarity(candidates, terms, pool)
        told = np.zeros(len(pool), dtype=bool)
        places = [(s.document, (s.document, s.paragraph)) for s in (candidates.sentences[i] for i in pool)]
        taken: Counter[object] = Counter()
        mentioned = _mentions(candidates, terms, pool)
        mentioned /= np.maximum((mentioned > 0).sum(axis=1, keepdims=True), FULL)
        untold = mentioned.sum(axis=1)  # of each, as long as no point has told it
        closest = np.zeros(len(pool))
        left = np.ones(len(pool), dtype=bool)
        chosen: list[Ranked] = []
        base = scores[pool]
        while len(chosen) < limit and left.any():
            again = np.array([w.document * taken[d] + w.paragraph_again * taken[p] for d, p in places])
            new = np.array([w.fresh * (not taken[d]) for d, _ in places])
            gain = base + new - w.redundancy * np.maximum(closest - 0.3, 0) - again
            gain += w.untold * untold
            gain[~left | told] = -np.inf
            best = int(np.argmax(gain))
            if not np.isfinite(gain[best]):
                break
            chosen.append(Ranked(int(pool[best]), float(gain[best])))
            left[best] = False
            now = mentioned[best] > 0
            untold -= mentioned[:, now].sum(axis=1)
            mentioned[:, now] = 0.0
            closest = np.maximum(closest, similarity[best])
            for i in np.where(similarity[best] > ALIKE)[0]:
                if apart is not None and apart(int(pool[best]), int(pool[i])):
                    continue
                said = candidates.sentences[pool[best]].text
                told[i] |= similarity[best, i] > SAME or adds_little(candidates.sentences[pool[i]].text, said)
            taken.update(places[best])
        return chosen


_PRESENTS = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|St)\.? )?(?:[^\W\d_]\S*,? ){1,4}(?:is|was|remains) "
    r"(?:now |currently |also )?(?:an?|the) (?:[^\s,;]+ ){0,3}?"
    r"(?:member|director|head|chief|minister|president|leader|chair(?:man|woman)?|founder|owner|ambassador|adviser|advisor"
    r"|general|commander|officer|official|politician|businessman|businesswoman|oligarch|tycoon|scholar|journalist|analyst"
    r"|subsidiary|branch|affiliate|offshoot"
    r"|researcher|professor|bishop|patriarch|priest|monk|saint|writer|author|activist|lawyer|deputy|spokes(?:man|woman|person))\b"
)
"""Who or whose somebody is: it serves what is then said."""


def may_lead(text: str, presenting: bool = False) -> bool:
    """Can a sentence open a brief: short, whole, needing nothing before it? ``presenting`` lets one
    through that says who somebody is."""
    if not presenting and _PRESENTS.match(text):
        return False
    q = quality(text)
    also = " also " in f" {' '.join(text.split()[:8])} "
    return q.usable and q.leaning is Leaning.NOT and 10 <= q.words <= 45 and not also


def _introduces(text: str, asked: str, share: float) -> bool:
    """Does it say who somebody is whom a free text asks for, with all else that is asked
    ("Dodik is the leader of ... and under sanctions")?"""
    return share > 0.99 and not frozenset(stems(asked)).isdisjoint(stems(" ".join(text.split()[:3])))


def _own_share(terms: TermMatrix, text: str) -> Floats:
    """(n,) share of the words of ``text``, by their information, that each candidate says itself."""
    weights = {word: terms.idf_of(word) for word in stems(text) if word in terms.vocabulary}
    total = sum(weights.values())
    said = np.zeros(len(terms.lengths))
    for word, weight in weights.items():
        said += weight * terms.rows_of(word)
    return said / total if total else said


def _in_main_clause(text: str, query: Query | None) -> bool:
    """Is the topic named where the sentence says something, and not only where it sets the scene?"""
    clause = main_clause(text)
    if query is None or clause == text:
        return True
    said = frozenset(stems(clause))
    return any(said.issuperset(parts) for parts in map(stems, (*query.text.split(), *query.words)) if parts)


_SUMMING_UP = re.compile(
    r"\b(?:executive )?summary\b|\bconclusions?\b|\babstract\b|\boverview\b|\bkey (?:points|findings|judge?ments)\b",
    re.IGNORECASE,
)


def _summing_up(section: str | None) -> bool:
    """Is it a section in which a document says what it comes to?"""
    return bool(section and _SUMMING_UP.search(section))


_FAR = 10
"""Sentences from the beginning of a section: no opening any more."""


def _place(candidates: Candidates, index: int) -> int:
    """How many sentences of its section stand before it; many, where that is not known."""
    sentence, before = candidates.sentences[index], index
    if sentence.document in candidates.parts:
        return _FAR
    while before > 0 and index - before < _FAR:
        other = candidates.sentences[before - 1]
        if (other.document, other.section) != (sentence.document, sentence.section):
            break
        before -= 1
    return index - before


def _mentions(candidates: Candidates, terms: TermMatrix, pool: np.ndarray) -> Floats:
    """(p, m) 0 to 1: the information of the rare names and figures that each sentence mentions."""
    told = [[stem for stem in mentions(candidates.sentences[i].text) if terms.idf_of(stem) >= RARE] for i in pool]
    columns = {stem: n for n, stem in enumerate(dict.fromkeys(stem for line in told for stem in line))}
    matrix = np.zeros((len(pool), len(columns)))
    for row, line in enumerate(told):
        for stem in line:
            matrix[row, columns[stem]] = min(terms.idf_of(stem), 5.0) / 5.0
    return matrix


def _specificity(terms: TermMatrix) -> Floats:
    """(n,) mean idf of a text's distinct stems: names and terms that few sentences share."""
    totals = np.asarray(terms.present @ terms.idf).ravel()
    counts = np.asarray(terms.present.sum(axis=1)).ravel()
    mean: Floats = totals / np.maximum(counts, 1.0)
    return mean


def _similarity(candidates: Candidates, terms: TermMatrix, pool: np.ndarray) -> Floats:
    """(p, p) the higher of the lexical and the embedding cosine."""
    rows = terms.tfidf()[pool]
    lexical = (rows @ rows.T).toarray()
    if candidates.vectors is None:
        close: Floats = np.minimum(1.0, lexical * 1.25)
        return close
    vectors = candidates.vectors[pool]
    both: Floats = np.maximum(lexical, (vectors @ vectors.T).astype(np.float64))
    return both
