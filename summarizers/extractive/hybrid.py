"""The default method: a summary of any text, on a question, a subject or nothing in particular.

What is asked decides what counts. A *question* that the texts speak to is answered by the
sentences nearest to it. A general *subject* ("results") is near to no sentence in particular:
then its words, and how central and how early a sentence is, say more. The highest cosine between
the query and a sentence tells the two apart, and the scores are mixed by it. With neither, a
sentence is worth its centrality and its place.

Then documents take turns, in measure: each sentence taken from a document makes the next one
from it dearer (coverage as in H. Lin and J. Bilmes, "A Class of Submodular Functions for Document
Summarization", 2011).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import firsts
from summarizers.extractive.pacsum import centrality
from summarizers.extractive.tokens import Floats
from summarizers.extractive.vectors import Space
from summarizers.lexical import TermMatrix, z
from summarizers.models import Query
from summarizers.words import stems

FAR, NEAR = 0.46, 0.57
"""Highest cosines below the first are of a query to which no sentence speaks, above the second
of one that some sentence answers (MiniLM; measured on questions to documents)."""

TURN = 1.0
"""What a sentence costs for each one already taken from its document, in standard deviations."""

WORTH_A_SENTENCE = 0.7
"""A document answers a question when its best cosine is at least this share of the best of all."""


class Hybrid:
    """Relevance, centrality and place, standardized, weighed by how specific the query is."""

    name = "default"
    needs_vectors = False

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Lexical where the candidates have no embeddings."""
        if not len(candidates):
            return []
        documents = np.unique([s.document for s in candidates.sentences], return_inverse=True)[1]
        return _in_turns(self.scores(candidates), documents, firsts(candidates), limit)

    def scores(self, candidates: Candidates) -> Floats:
        """(n,) what each sentence is worth by itself, in standard deviations."""
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        central = z(centrality(Space.lexical(candidates, terms), candidates))
        if candidates.vectors is not None:
            central = (central + z(centrality(Space.of(candidates), candidates))) / 2
        place = z(_places(candidates))
        if candidates.query is None:
            return z(central + place)
        words = terms.bm25(_asked(candidates.query))
        if candidates.vectors is None or candidates.query_vector is None:
            return z(z(words) + 0.5 * central + 0.2 * place)
        near = (candidates.vectors @ candidates.query_vector).astype(np.float64)
        specific = float(np.clip((near.max() - FAR) / (NEAR - FAR), 0.0, 1.0))
        answers = z(near) + 0.25 * z(words)
        # of a subject it counts how many of its words a sentence has, more than how rare they are
        treats = z(np.sqrt(words)) + 0.5 * central + 0.2 * place
        return z(specific * answers + (1.0 - specific) * treats)


def suggest(candidates: Candidates) -> int:
    """How many sentences a summary should have when nobody said.

    For a query over several documents, one for each document that speaks to it; else a tenth of
    the text, from three to seven sentences.
    """
    n = len(candidates)
    documents = np.array([s.document for s in candidates.sentences])
    if candidates.query is None or len(set(documents)) < 2:
        return min(max(round(n / 10), 3), 7, n)
    if candidates.vectors is not None and candidates.query_vector is not None:
        near = (candidates.vectors @ candidates.query_vector).astype(np.float64)
    else:
        near = (candidates.terms or TermMatrix.of(candidates.texts)).bm25(_asked(candidates.query))
    best = [near[documents == d].max() for d in dict.fromkeys(documents.tolist())]
    speaking = sum(1 for b in best if b > 0 and b >= WORTH_A_SENTENCE * max(best))
    return min(max(speaking, 1), 10)


def _asked(query: Query) -> dict[str, float]:
    """The query's stems; words that were added to it count half."""
    weights = dict.fromkeys(stems(" ".join(query.words)), 0.5)
    return weights | dict.fromkeys(stems(query.text), 1.0)


def _places(candidates: Candidates) -> Floats:
    """1 for a document's first sentence, falling with its place."""
    place, document = -1, None
    values = np.zeros(len(candidates))
    for index, sentence in enumerate(candidates.sentences):
        place = place + 1 if sentence.document == document else 0
        document = sentence.document
        values[index] = 1.0 / (1.0 + place)
    return values


def _in_turns(scores: Floats, documents: NDArray[np.int64], kept: list[int], limit: int) -> list[Ranked]:
    """Best first, where a document's k-th sentence is worth ``TURN`` less than its (k-1)-th.

    Within a document the order is that of the scores, so one sort does the whole greedy choice.
    """
    order = sorted(kept, key=lambda i: -scores[i])
    taken: dict[int, int] = {}
    worth: dict[int, float] = {}
    for index in order:
        document = int(documents[index])
        turn = taken[document] = taken.get(document, -1) + 1
        worth[index] = float(scores[index]) - TURN * turn
    return [Ranked(i, worth[i]) for i in sorted(order, key=lambda i: -worth[i])[: max(limit, 0)]]
