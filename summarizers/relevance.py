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
from summarizers.synonyms import equivalents
from summarizers.words import stems

ALIKE = 0.7
"""What a word that means the same counts, beside the word itself."""

IN_PARAGRAPH = 0.7
"""What a word counts that stands elsewhere in the paragraph ..."""

IN_DOCUMENT = 0.5
"""... and one that the document is full of: every twentieth sentence says it."""

DENSE = 0.05


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
    covered: float = 0.5
    whole: float = 2.0  # of a free text: for a sentence that has all its words


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
    own = _lexical(candidates, terms, query)
    positive = own[own > 0]
    unit = float(np.quantile(positive, 0.75)) if len(positive) else 1.0
    direct = np.minimum(own / unit, 1.5)
    direct = direct + w.expansion * _expanded(terms, direct)
    places = _Places.of(candidates.sentences)
    around = w.neighbour * _neighbours(places, direct) + w.paragraph * _paragraph(places, direct)
    mass = direct + around + w.heading * _heading_match(candidates, terms, query)
    # a sentence is about the topic or it is not: saying its words more often adds little
    share = mass / (mass + w.saturation)
    score = w.relevance * share
    relevant, speaks = share >= w.enough, own > 0
    if candidates.vectors is not None and candidates.query_vector is not None:
        cosine = (candidates.vectors @ candidates.query_vector).astype(np.float64)
        score = score + w.semantic * z(cosine) + w.semantic_paragraph * z(_paragraph(places, cosine))
        relevant = relevant | (cosine > max(0.5, float(np.quantile(cosine, 0.98))))
        speaks = speaks | (cosine > 0.45)
    if query.name is None:  # a free text: what it names must be there, else it is another subject
        share, every = _coverage(candidates, terms, query, places)
        score = score + w.whole * share
        if not query.words:
            covered = (share >= w.covered) & (every | names_several(query.text))
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


def names_several(text: str) -> bool:
    """Does a text name several things ("banks and loans"), each of which will do, or one ("bank loans")?"""
    return not _SEVERAL.isdisjoint(text.casefold().replace(",", " , ").replace("/", " / ").split())


_SEVERAL = frozenset(("and", "or", "&", ",", "/", "i", "ili"))


def _coverage(
    candidates: Candidates, terms: TermMatrix, query: Query, places: _Places
) -> tuple[Floats, NDArray[np.bool_]]:
    """(n,) share of the query's information (idf) that a sentence and its surroundings hold, and whether
    each of its words is held at all.

    A word counts whole in the sentence, its heading and the sentence before, less in the paragraph
    and in a document that is full of it, and less where only its like is said ("pandemic" of
    "coronavirus"). Words that no text holds are left out: a brief says of them that they are missing.
    """
    shares = np.zeros(len(candidates))
    every = np.ones(len(candidates), dtype=bool)
    total = 0.0
    headings = {section: frozenset(stems(section or "")) for section in {s.section for s in candidates.sentences}}
    for word in dict.fromkeys(stems(query.text)):
        like = [e for e in equivalents(word) if e in terms.vocabulary]
        if word not in terms.vocabulary and not like:
            continue
        weight = terms.idf_of(word) if word in terms.vocabulary else max(terms.idf_of(e) for e in like)
        headed = {section: word in heading for section, heading in headings.items()}
        held = places.held(terms.rows_of(word))
        held[[headed[s.section] for s in candidates.sentences]] = 1.0
        if like:
            held = np.maximum(held, ALIKE * np.maximum.reduce([places.held(terms.rows_of(e)) for e in like]))
        shares += weight * held
        every &= (held > 0) | places.near(terms.rows_of(word))
        total += weight
    return shares / total if total else np.ones(len(candidates)), every


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


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where sentences stand: numbers (n,) of their documents, and of their paragraphs and sections there."""

    documents: NDArray[np.intp]
    paragraphs: NDArray[np.intp]
    sections: NDArray[np.intp]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> _Places:
        return cls(
            _numbered([s.document for s in sentences]),
            _numbered([(s.document, s.paragraph) for s in sentences]),
            _numbered([(s.document, s.section) for s in sentences]),
        )

    def held(self, rows: NDArray[np.bool_]) -> Floats:
        """(n,) 0 to 1: how much what ``rows`` say is said where each sentence stands."""
        said = rows.astype(np.float64)
        whole = said.copy()
        whole[1:] = np.maximum(whole[1:], said[:-1] * (self.paragraphs[1:] == self.paragraphs[:-1]))
        nearby = np.bincount(self.paragraphs, said) > 0
        dense = np.bincount(self.documents, said) >= np.maximum(3.0, DENSE * np.bincount(self.documents))
        around = np.maximum(IN_PARAGRAPH * nearby[self.paragraphs], IN_DOCUMENT * dense[self.documents])
        found: Floats = np.maximum(whole, around)
        return found

    def near(self, rows: NDArray[np.bool_], reach: int = 3) -> NDArray[np.bool_]:
        """(n,) whether one of ``rows`` stands within ``reach`` sentences of each, in its document."""
        found = rows.copy()
        for step in range(1, reach + 1):
            same = self.documents[step:] == self.documents[:-step]
            found[step:] |= rows[:-step] & same
            found[:-step] |= rows[step:] & same
        return found


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
