"""How much of what the texts speak of each sentence holds: centrality, seen from several sides.

One view of centrality is good for papers and bad for talks, another the other way round; their
mean is good for most. Over words: the share of all words that are among the sentence's own
(A. Nenkova and L. Vanderwende, "The Impact of Frequency on Summarization", 2005), the cosine to the
mean of all sentences (centroid; D. Radev et al., 2004), and how many sentences are like it (degree
centrality; G. Erkan and D. Radev, "LexRank", 2004). Over embeddings: the centroid again, and PacSum.
"""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates
from summarizers.extractive.pacsum import centrality
from summarizers.extractive.tokens import Floats
from summarizers.extractive.vectors import Space
from summarizers.lexical import TermMatrix, z

LIKE = 0.1
"""TF-IDF cosine from which one sentence is like another, as in LexRank."""


def holding(candidates: Candidates, terms: TermMatrix) -> Floats:
    """(n,) the mean of the views, each in standard deviations."""
    words = Space.lexical(candidates, terms)
    views = [_frequent(terms), words.centroid(), words.degrees(LIKE)]
    if candidates.vectors is not None:
        meanings = Space.of(candidates)
        views += [meanings.centroid(), centrality(meanings, candidates)]
    return np.asarray(np.mean([z(view) for view in views], axis=0))


def _frequent(terms: TermMatrix) -> Floats:
    """(n,) the share of all words of the texts that each sentence has among its own."""
    counts = np.asarray(terms.counts.sum(axis=0)).ravel()
    return np.asarray(terms.present @ (counts / max(counts.sum(), 1.0)))
