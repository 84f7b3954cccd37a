"""KL: sentences that keep the summary's words distributed as the document's.

A. Haghighi and L. Vanderwende, "Exploring Content Models for Multi-Document Summarization", 2009.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import firsts, in_turn
from summarizers.extractive.tokens import Floats, content_words, count, stop_words, words


class KL:
    """Greedy: the next sentence is the one after which the divergence is smallest.

    sumy's reading is kept: words are not stemmed; a candidate is compared by its lowered content
    words, a sentence once chosen counts with all its words as they are written.
    """

    name = "kl"
    needs_vectors = False

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """In the order chosen; only ``limit`` rounds are played."""
        texts = candidates.texts
        counts = count([content_words(t) for t in texts])
        document, vocabulary = _document(texts, counts.vocabulary)
        summary = np.zeros(len(document))
        size = 0.0
        left = np.zeros(len(texts), dtype=bool)
        left[firsts(candidates)] = True
        chosen: list[int] = []
        rows, terms, times = counts.rows, counts.matrix.indices, counts.matrix.data
        while left.any() and len(chosen) < limit:
            divergence = _sums(rows, _change(document[terms], summary[terms], times), len(texts))
            covered = _sums(rows, np.where(summary[terms] > 0, 0.0, document[terms]), len(texts))
            covered += document[summary > 0].sum()
            divergence += covered * np.log(np.maximum(counts.lengths + size, 1.0))
            pick = int(np.argmin(np.where(left, divergence, np.inf)))
            chosen.append(pick)
            left[pick] = False
            written = words(texts[pick])
            size += len(written)
            for word in written:
                if (column := vocabulary.get(word)) is not None:
                    summary[column] += 1.0
        return in_turn(chosen)


def _document(texts: list[str], columns: dict[str, int]) -> tuple[Floats, dict[str, int]]:
    """How often each term stands in the document, over all its content words; and their columns.

    sumy drops stop words here before it lowers them, so that "The" at the start of a sentence
    counts as a content word.
    """
    stops = stop_words()
    written = Counter(chain.from_iterable(map(words, texts)))
    said: Counter[str] = Counter()
    for word, times in written.items():
        if word not in stops:
            said[word.lower()] += times
    vocabulary = dict(columns)
    for term in said:
        vocabulary.setdefault(term, len(vocabulary))
    frequencies = np.zeros(max(len(vocabulary), 1))
    for term, times in said.items():
        frequencies[vocabulary[term]] = times
    return frequencies / max(said.total(), 1), vocabulary


def _change(document: Floats, summary: Floats, times: Floats) -> Floats:
    """What each term of a candidate adds to the divergence, but for the logarithm of the size."""
    new = document * (np.log(document) - np.log(times))
    more = -document * (np.log(summary + times) - np.log(np.maximum(summary, 1.0)))
    return np.asarray(np.where(summary > 0, more, new))


def _sums(rows: NDArray[np.int64], values: Floats, n: int) -> Floats:
    return np.bincount(rows, weights=values, minlength=n).astype(np.float64)
