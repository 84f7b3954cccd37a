"""How much a sentence is about a subject that somebody typed, where nobody listed its words and names.

A topic of the operator's comes with the words to look for (``summarizers.relevance``). Of a free text
only its own words are known, and the sentences that matter often do without them: they stand under its
heading, in a paragraph that says it, or speak of it in other words. So the views of it are added up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates
from summarizers.lexical import Floats, TermMatrix, z
from summarizers.models import Query
from summarizers.query_terms import expanded, lexical_match, saturated
from summarizers.surroundings import Surroundings
from summarizers.synonyms import equivalents
from summarizers.words import stems

ALIKE = 0.7
"""What a word that means the same counts, beside the word itself."""

COVERED = 0.5
"""Share of a subject's information of which more must be said near a sentence, or else it is another subject."""

SPOKEN_OF = 0.5
"""Cosine of a sentence that speaks of the subject, whatever its words."""

FAINT = 0.25
"""Share, and cosine, of a sentence that has nothing to do with the subject, wherever it stands."""

PASSAGE = 10
"""Sentences on either side of one that are its passage: what speaks of a subject does so at some length."""

LIKE_THE_BEST = 15
"""Sentences whose mean embedding stands for the subject beside its own (Rocchio 1971)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each view of a sentence counts, in standard deviations; ``coverage`` from 0 to 1.

    From a logistic regression of the facts that analysts marked under free subjects, on the documents
    of ``tests/benchmarks/judged.py`` and on ten papers about microchips and monetary policy; then chosen by
    hand among some 45 settings by these and by 16 documents of news, debates and bulletins, so that the
    facts told of all of them flatter. ``least`` is the score below which what was read by hand was on
    something else.
    """

    coverage: float = 2.9
    cosine: float = 0.55
    passage: float = 1.0
    section: float = 0.5
    paragraph: float = 0.1
    neighbors: float = 0.2
    expansion: float = 0.25
    like_best: float = 0.2
    general: float = -0.2  # near to what all the texts speak of
    least: float = 3.6


def about(
    candidates: Candidates, terms: TermMatrix, query: Query, w: Weights | None = None
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """(n,) the score of each candidate, whether it is on the subject, and whether it says so itself.

    Nothing is on a subject that no sentence speaks of. In the lexical form only the words count.
    """
    w = w or Weights()
    places = Surroundings.of(candidates.sentences)
    said = lexical_match(candidates, terms, query)
    words = saturated(said)
    share, every = coverage(candidates, terms, query, places)
    covered: NDArray[np.bool_] = (share > COVERED) & (every | names_several(query.text))
    score = w.coverage * share
    score += w.paragraph * z(places.paragraph(words)) + w.neighbors * z(places.neighbors(words))
    score += w.expansion * z(expanded(terms, words))
    if candidates.vectors is None or candidates.query_vector is None:
        return score, covered, covered & (said > 0)
    cosine = (candidates.vectors @ candidates.query_vector).astype(np.float64)
    best = np.argsort(-(z(cosine) + 0.5 * z(words)), kind="stable")[:LIKE_THE_BEST]
    score += w.cosine * z(cosine) + w.section * z(places.section(cosine))
    score += w.passage * z(places.passage(cosine, PASSAGE))
    score += w.like_best * z(_mean_cosine(candidates.vectors, candidates.vectors[best]))
    score += w.general * z(_mean_cosine(candidates.vectors, candidates.vectors))
    if not (covered | (cosine > SPOKEN_OF)).any():
        nothing = np.zeros(len(candidates), dtype=bool)
        return score, nothing, nothing
    enough = (score >= w.least) & ((share >= FAINT) | (cosine >= FAINT))
    relevant: NDArray[np.bool_] = enough | ((share >= 1.0) & every) | (cosine > SPOKEN_OF)
    return score, relevant, relevant & ((said > 0) | (cosine > 0.45))


def _mean_cosine(vectors: np.ndarray, others: np.ndarray) -> Floats:
    found: Floats = (vectors @ others.mean(axis=0)).astype(np.float64)
    return found


def names_several(text: str) -> bool:
    """Does a text name several things ("banks and loans"), each of which will do, or one ("bank loans")?"""
    return len(things_named(text)) > 1


def things_named(text: str) -> list[str]:
    """What a text names, each thing by itself: "banks" and "loans" of "banks and loans"."""
    return [thing for thing in _BETWEEN.split(text) if stems(thing)]


_BETWEEN = re.compile(r"[,/]|(?<!\S)(?:&|and|or|i|ili)(?!\S)", re.IGNORECASE)


def coverage(
    candidates: Candidates, terms: TermMatrix, query: Query, places: Surroundings
) -> tuple[Floats, NDArray[np.bool_]]:
    """(n,) share of the query's information (idf) that a sentence and its surroundings hold, and whether
    each of its words is held at all.

    A word counts whole in the sentence, its heading and the sentence before, less in the paragraph
    and in a document that is full of it, and less where only its like is said ("pandemic" of
    "coronavirus"). Words that no text holds are left out, unless headings hold all that is asked for: a brief
    says of them that they are missing.
    """
    shares = np.zeros(len(candidates))
    every = np.ones(len(candidates), dtype=bool)
    total = 0.0
    headings = {section: frozenset(stems(section or "")) for section in {s.section for s in candidates.sentences}}
    words = dict.fromkeys(stems(query.text))
    like = {word: [e for e in equivalents(word) if e in terms.vocabulary] for word in words}
    said = [word for word in words if word in terms.vocabulary or like[word]]
    for word in said or [word for word in words if any(word in heading for heading in headings.values())]:
        weight = max(terms.idf_of(known) for known in ([word] if word in terms.vocabulary else like[word] or [word]))
        held = _held_there(word, headings, candidates, terms, places)
        if like[word]:
            said_alike = [_held_there(e, headings, candidates, terms, places) for e in like[word]]
            held = np.maximum(held, ALIKE * np.maximum.reduce(said_alike))
        shares += weight * held
        every &= (held > 0) | places.near(terms.rows_of(word))
        total += weight
    return (shares / total, every) if total else (shares, np.zeros(len(candidates), dtype=bool))


def _held_there(
    word: str,
    headings: Mapping[str | None, frozenset[str]],
    candidates: Candidates,
    terms: TermMatrix,
    places: Surroundings,
) -> Floats:
    """(n,) 0 to 1: how much a word is said where each sentence stands, its heading counting as the sentence."""
    held = places.held(terms.rows_of(word))
    under = {section for section, heading in headings.items() if word in heading}
    if under:
        held[[s.section in under for s in candidates.sentences]] = 1.0
    return held
