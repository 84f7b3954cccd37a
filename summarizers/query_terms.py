"""What a query looks for in words: its stems and phrases, and the language of the passages that they find."""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates
from summarizers.lexical import Floats, TermMatrix
from summarizers.models import Query
from summarizers.words import stems


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


def lexical_match(candidates: Candidates, terms: TermMatrix, query: Query) -> Floats:
    """(n,) BM25 of the query's words, and of its phrases where they stand whole."""
    single, phrases = query_weights(query)
    scores = terms.bm25(single)
    n = len(candidates)
    for phrase, weight in phrases.items():
        hits = terms.holding(phrase)
        if len(hits):
            scores[hits] += weight * np.log1p((n - len(hits) + 0.5) / (len(hits) + 0.5))
    return scores


def saturated(match: Floats) -> Floats:
    """(n,) 0 to 1.5, in units of a good match: to say a word more often adds little."""
    positive = match[match > 0]
    return np.minimum(match / float(np.quantile(positive, 0.75)), 1.5) if len(positive) else match


def expanded(terms: TermMatrix, direct: Floats, passages: int = 20, most: int = 30) -> Floats:
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
