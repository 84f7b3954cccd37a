"""How much a sentence is about a topic, also where it stands among those that are.

A section headed by the topic rarely repeats its word, so what the topic's words and phrases find
(BM25) is widened by the language of the best passages, by neighbours, paragraph and heading
(passage-based retrieval, Callan 1994), and joined with the cosine to the topic's embedding. A subject in
free words, of which no names are known, is rated by ``summarizers.subject``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates
from summarizers.lexical import Floats, TermMatrix, z
from summarizers.models import Query
from summarizers.query_terms import expanded, lexical_match, query_weights, saturated
from summarizers.subject import about, coverage, names_several
from summarizers.surroundings import Surroundings
from summarizers.words import stems


@dataclass(frozen=True, slots=True)
class RelevanceWeights:
    """How much each part counts; the same for every corpus."""

    relevance: float = 14.0
    semantic: float = 0.3
    semantic_paragraph: float = 0.1
    expansion: float = 0.2
    central: float = 0.15
    heading: float = 2.0
    neighbour: float = 0.3
    paragraph: float = 1.3
    saturation: float = 0.7
    enough: float = 0.51
    whole: float = 2.0  # of a free text that a topic lends its words: for a sentence that has all its own


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
    if query is None or not len(candidates):
        everything = np.ones(len(candidates), dtype=bool)
        return Relevance(w.central * z(_centrality(terms)), everything, everything)
    if query.name is None and not query.words:
        return Relevance(*about(candidates, terms, query))
    own = lexical_match(candidates, terms, query)
    direct = saturated(own)
    direct = direct + w.expansion * expanded(terms, direct)
    places = Surroundings.of(candidates.sentences)
    around = w.neighbour * places.neighbors(direct) + w.paragraph * places.paragraph(direct)
    mass = direct + around + w.heading * _heading_match(candidates, terms, query)
    # a sentence is about the topic or it is not: saying its words more often adds little
    share = mass / (mass + w.saturation)
    score = w.relevance * share
    relevant, speaks = share >= w.enough, own > 0
    if candidates.vectors is not None and candidates.query_vector is not None:
        cosine = (candidates.vectors @ candidates.query_vector).astype(np.float64)
        score = score + w.semantic * z(cosine) + w.semantic_paragraph * z(places.paragraph(cosine))
        relevant = relevant | (cosine > max(0.5, float(np.quantile(cosine, 0.98))))
        speaks = speaks | (cosine > 0.45)
    if query.name is None:
        score = score + w.whole * coverage(candidates, terms, query, places)[0]
    return Relevance(score, relevant, speaks)


def _heading_match(candidates: Candidates, terms: TermMatrix, query: Query) -> Floats:
    """(n,) 1 where the section is headed by the topic's own words, less for its further words and for
    some of its words where it is one thing: "Trade and aid" is not yet "Pandemic aid"."""
    single, phrases = query_weights(query)
    own = dict.fromkeys(stems(query.text), 1.0)
    if len(own) > 1 and not names_several(query.text):
        total = sum(map(terms.idf_of, own))
        own = {part: terms.idf_of(part) / total for part in own}
        single = {part: weight for part, weight in single.items() if part not in own}
    else:
        own = {}
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
            found = max(found, sum(share for part, share in own.items() if part in heading))
            found = max([found, *(p for words, p in phrases.items() if heading.issuperset(words))])
            best = max(best, found * (1.0 if depth == 0 else 0.5))
        memory[section] = best
    return np.array([memory[s.section] for s in candidates.sentences])


def _centrality(terms: TermMatrix) -> Floats:
    rows = terms.tfidf()
    total = np.asarray(rows.sum(axis=0)).ravel()
    return np.asarray(rows @ total).ravel()
