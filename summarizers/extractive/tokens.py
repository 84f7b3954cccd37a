"""The words that sumy's methods count, as sumy would see them.

A word is letters with apostrophes and hyphens inside, which is what sumy keeps of its own
tokenizer's output (figures and abbreviations with dots are dropped); here one pattern finds them
in a thousandth of the time and needs no downloaded data. Words are lowered and stemmed with
Porter 2, stop words are sumy's. Everything is remembered per text: the second summary of a
document does not read it again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from summarizers.extractive.porter2 import stem

Floats = NDArray[np.float64]

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:['-]+[^\W\d_]+)*(?!-?\w)")


@lru_cache(maxsize=32768)
def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are written, in order."""
    found: list[str] = []
    for piece in text.split():  # most are words as they stand; the pattern costs several times as much
        if piece.isalpha():
            found.append(piece)
        else:
            found += _WORD.findall(piece)
    return tuple(found)


def _lowered(text: str) -> list[str]:
    return " ".join(words(text)).lower().split()


@lru_cache(maxsize=32768)
def stems(text: str) -> tuple[str, ...]:
    """The stem of every word of ``text``, stop words too."""
    return tuple(map(stem, _lowered(text)))


@lru_cache(maxsize=32768)
def content_words(text: str) -> tuple[str, ...]:
    """The words of ``text``, lowered, without stop words."""
    stops = stop_words()
    return tuple([w for w in _lowered(text) if w not in stops])


@lru_cache(maxsize=32768)
def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the words of ``text``, without stop words."""
    return tuple(map(stem, content_words(text)))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """sumy's English stop words."""
    lines = (files("sumy") / "data" / "stopwords" / "english.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.rstrip() for line in lines if line)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each term stands in each text: ``matrix`` is CSR (n texts, m terms), rows sorted.

    ``lengths`` (n,) counts the tokens of each text; ``vocabulary`` maps a term to its column.
    """

    matrix: sparse.csr_matrix
    lengths: Floats
    vocabulary: dict[str, int]

    @property
    def rows(self) -> NDArray[np.int64]:
        """The row of every stored count, aligned with ``matrix.data``."""
        return np.repeat(np.arange(self.matrix.shape[0]), np.diff(self.matrix.indptr))


def number(
    tokenized: Sequence[Sequence[str]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], dict[str, int]]:
    """Every token as a number, the text that it stands in, and the numbers of the terms."""
    tokens = list(chain.from_iterable(tokenized))
    vocabulary = {term: column for column, term in enumerate(dict.fromkeys(tokens))}
    terms = np.fromiter(map(vocabulary.__getitem__, tokens), dtype=np.int64, count=len(tokens))
    rows = np.repeat(np.arange(len(tokenized)), np.fromiter(map(len, tokenized), dtype=np.int64))
    return terms, rows, vocabulary


def count(tokenized: Sequence[Sequence[str]]) -> Counts:
    """Count the terms of each text."""
    terms, rows, vocabulary = number(tokenized)
    n, m = len(tokenized), max(len(vocabulary), 1)
    cells, repeats = np.unique(rows * m + terms, return_counts=True)
    starts = np.searchsorted(cells, np.arange(n + 1) * m)
    matrix = sparse.csr_matrix((repeats.astype(np.float64), cells % m, starts), shape=(n, m))
    return Counts(matrix, np.bincount(rows, minlength=n).astype(np.float64), vocabulary)
