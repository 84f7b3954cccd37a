"""The default method: a summary of any text, on a question, a subject or nothing in particular.

What is asked decides what counts. A *question* that the texts speak to is answered by the
sentences nearest to it. A general *subject* ("results") is near to no sentence in particular:
then its words, and how central and how early a sentence is, say more. The highest cosine between
the query and a sentence tells the two apart, and the scores are mixed by it. With neither, a
sentence is worth how much it holds of what the texts speak of (centrality), what it states (names,
figures, dates) and its place.

Then documents take turns, in measure: each sentence taken from a document makes the next one
from it dearer (coverage as in H. Lin and J. Bilmes, "A Class of Submodular Functions for Document
Summarization", 2011).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import firsts
from summarizers.extractive.expected import offered
from summarizers.extractive.holding import holding
from summarizers.extractive.pacsum import centrality
from summarizers.extractive.tokens import Floats
from summarizers.extractive.vectors import Space
from summarizers.lexical import TermMatrix, z
from summarizers.models import Query
from summarizers.quality import quality
from summarizers.words import stems

WORTH_A_SENTENCE = 0.6
"""A document answers a question when its best cosine is at least this share of the best of all."""

FEW_WORDS = 6

_ADDRESS = re.compile(r"https?://|\bwww\.")

_QUESTION = re.compile(r"\?\s*$|^\s*(?:who|whose|whom|what|when|where|why|which|how)\b", re.IGNORECASE)
"""What is phrased as a question is one, however far the nearest sentence is from it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in standard deviations; tests/benchmarks/ablations.py says why.

    Highest cosines below ``far`` are of a query to which no sentence speaks, above ``near`` of one
    that some sentence answers (MiniLM). ``words`` is the part of BM25 beside the cosine to a
    question, ``expected`` what it is worth there to hold the kind of thing that is asked for;
    ``central`` and ``place`` are theirs beside BM25 of a subject. Where nothing is asked, ``holding``
    is the part of how much a sentence holds, ``stated`` of what it states, ``first`` and ``early`` of
    being the first sentence and one of the first. ``turn`` is what a sentence costs for each one
    already taken from its document, ``fragment`` what it costs to be half of one.
    """

    far: float = 0.46
    near: float = 0.57
    words: float = 0.25
    expected: float = 1.0
    central: float = 0.5
    place: float = 0.2
    holding: float = 1.5
    stated: float = 0.35
    first: float = 0.4
    early: float = 0.15
    turn: float = 1.0
    fragment: float = 3.0


class Hybrid:
    """Relevance, centrality and place, standardized, weighed by how specific the query is."""

    name = "default"
    needs_vectors = False

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or Weights()

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Lexical where the candidates have no embeddings."""
        if not len(candidates):
            return []
        documents = _documents(candidates)
        scores = self.scores(candidates) - self._weights.fragment * _fragments(candidates)
        return _in_turns(scores, documents, firsts(candidates), limit, self._weights.turn)

    def scores(self, candidates: Candidates) -> Floats:
        """(n,) what each sentence is worth by itself, in standard deviations."""
        weights = self._weights
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        if candidates.query is None:
            states = z(np.array([quality(s.text).substance for s in candidates.sentences]))
            early = weights.first * z(_places(candidates)) + weights.early * z(-np.log1p(_numbers(candidates)))
            return z(weights.holding * holding(candidates, terms) + early + weights.stated * states)
        if candidates.vectors is None:  # by words alone the one view finds more answers than the five
            central = z(centrality(Space.lexical(candidates, terms), candidates))
        else:
            central = z(holding(candidates, terms))
        place = z(_places(candidates))
        words = terms.bm25(_asked(candidates.query))
        general = weights.central * central + weights.place * place
        asks = _QUESTION.search(candidates.query.text) is not None
        if candidates.vectors is None or candidates.query_vector is None:
            found = z(words) + general
            return z(self._answering(candidates, found) if asks else found)
        near = (candidates.vectors @ candidates.query_vector).astype(np.float64)
        answers = z(near) + weights.words * z(words)
        if asks:
            return z(self._answering(candidates, answers))
        specific = _share(float(near.max()), weights.far, weights.near)
        # of a subject it counts how many of its words a sentence has, more than how rare they are
        treats = z(np.sqrt(words)) + general
        return z(specific * answers + (1.0 - specific) * treats)

    def _answering(self, candidates: Candidates, relevance: Floats) -> Floats:
        """(n,) the relevance, more where a sentence holds what is asked for than elsewhere in its document.

        A document is worth as much as its most relevant sentence all the same: one that does not say
        when is not for that the less on the question.
        """
        assert candidates.query is not None
        worth = relevance + self._weights.expected * offered(candidates.query.text, candidates.texts)
        documents = _documents(candidates)
        most = np.full((2, documents.max() + 1), -np.inf)
        np.maximum.at(most[0], documents, relevance)
        np.maximum.at(most[1], documents, worth)
        return np.asarray(worth + (most[0] - most[1])[documents])


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


def _share(value: float, low: float, high: float) -> float:
    """0 up to ``low``, 1 from ``high``, in between in proportion."""
    return 1.0 if value >= high else max(value - low, 0.0) / max(high - low, 1e-9)


def _documents(candidates: Candidates) -> NDArray[np.int64]:
    """(n,) the number of each sentence's document."""
    return np.unique([s.document for s in candidates.sentences], return_inverse=True)[1]


def _places(candidates: Candidates) -> Floats:
    """1 for a document's first sentence, falling with its place."""
    return 1.0 / (1.0 + _numbers(candidates))


def _numbers(candidates: Candidates) -> Floats:
    """(n,) how many sentences of its document stand before each."""
    place, document = -1, None
    values = np.zeros(len(candidates))
    for index, sentence in enumerate(candidates.sentences):
        place = place + 1 if sentence.document == document else 0
        document = sentence.document
        values[index] = place
    return values


def _fragments(candidates: Candidates) -> Floats:
    """1 for what does not begin or end as a sentence does, is a few words ("Great!"), or gives an
    address: a note, an entry of a list of sources."""
    read = [(quality(s.text), s.text) for s in candidates.sentences]
    return np.array([not q.complete or q.words < FEW_WORDS or bool(_ADDRESS.search(t)) for q, t in read], dtype=float)


def _in_turns(scores: Floats, documents: NDArray[np.int64], kept: list[int], limit: int, cost: float) -> list[Ranked]:
    """Best first, where each sentence is worth ``cost`` less for every better one of its document.

    Within a document the order is that of the scores, so one sort does the whole greedy choice.
    """
    order = sorted(kept, key=lambda i: -scores[i])
    taken: dict[int, int] = {}
    worth: dict[int, float] = {}
    for index in order:
        document = int(documents[index])
        turn = taken[document] = taken.get(document, -1) + 1
        worth[index] = float(scores[index]) - cost * turn
    return [Ranked(i, worth[i]) for i in sorted(order, key=lambda i: -worth[i])[: max(limit, 0)]]
