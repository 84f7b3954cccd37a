"""Where sentences stand: what is said beside them, in their paragraph, under their heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizers.lexical import Floats
from summarizers.models import Sentence

AFTER = 0.85
"""What a word counts that stands in the sentence before, ..."""

IN_PARAGRAPH = 0.7
"""... one that stands elsewhere in the paragraph ..."""

IN_DOCUMENT = 0.5
"""... and one that the document is full of: every twentieth sentence says it."""

DENSE = 0.05

LONG_PARAGRAPH = 12
"""Sentences; what is longer is a text without paragraphs, of which each so many stand together."""


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Where sentences stand: numbers (n,) of their documents, and of their paragraphs and sections there."""

    documents: NDArray[np.intp]
    paragraphs: NDArray[np.intp]
    sections: NDArray[np.intp]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Surroundings:
        return cls(
            _numbered([s.document for s in sentences]),
            _numbered([(s.document, s.paragraph, n // LONG_PARAGRAPH) for n, s in _counted(sentences)]),
            _numbered([(s.document, s.section) for s in sentences]),
        )

    def held(self, rows: NDArray[np.bool_]) -> Floats:
        """(n,) 0 to 1: how much what ``rows`` say is said where each sentence stands."""
        said = rows.astype(np.float64)
        whole = said.copy()
        whole[1:] = np.maximum(whole[1:], AFTER * said[:-1] * (self.paragraphs[1:] == self.paragraphs[:-1]))
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

    def neighbors(self, own: Floats) -> Floats:
        """(n,) the mean of what the sentences before and after have, those of the same section."""
        values = np.zeros_like(own)
        together = np.flatnonzero(self.sections[1:] == self.sections[:-1])
        values[together + 1] += own[together] / 2
        values[together] += own[together + 1] / 2
        return values

    def passage(self, own: Floats, reach: int) -> Floats:
        """(n,) the mean of what stands within ``reach`` sentences in its document, less the further away."""
        total, weights = own.copy(), np.ones_like(own)
        for step in range(1, min(reach + 1, len(own))):
            near = (1 - step / (reach + 1)) * (self.documents[step:] == self.documents[:-step])
            total[step:] += near * own[:-step]
            total[:-step] += near * own[step:]
            weights[step:] += near
            weights[:-step] += near
        means: Floats = total / weights
        return means

    def paragraph(self, own: Floats) -> Floats:
        """(n,) the mean of each sentence's paragraph."""
        if not len(own):
            return np.zeros_like(own)
        order = np.argsort(self.paragraphs, kind="stable")
        begins = np.flatnonzero(np.diff(self.paragraphs[order], prepend=-1))
        sizes = np.diff(begins, append=len(own))
        from_zero = np.insert(own[order], begins, 0.0)  # as a sum begins, so that it is mean() to the last bit
        values = np.empty_like(own)
        values[order] = np.repeat(np.add.reduceat(from_zero, begins + np.arange(len(begins))) / sizes, sizes)
        return values

    def section(self, own: Floats) -> Floats:
        """(n,) the mean of each sentence's section."""
        means: Floats = (np.bincount(self.sections, own) / np.bincount(self.sections))[self.sections]
        return means


def _counted(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """Each with the number of those before it in its paragraph."""
    place, known = -1, None
    for sentence in sentences:
        own = (sentence.document, sentence.paragraph)
        place, known = (place + 1 if own == known else 0), own
        yield place, sentence


def _numbered(keys: Sequence[object]) -> NDArray[np.intp]:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)
