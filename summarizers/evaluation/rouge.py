"""ROUGE: how many words and word pairs of a human summary a machine summary shares.

C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004. The figures are those
of the package rouge-score without stemming (tests compare them), which is not used itself: it has
been without a release since 2022, and brings NLTK for eighty lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

_Unit = TypeVar("_Unit")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Rouge:
    """F1 of single words, of word pairs and of the longest common subsequences by sentence, 0 to 1."""

    one: float
    two: float
    lsum: float


def rouge(summary: Sequence[str], reference: Sequence[str]) -> Rouge:
    """Compare two summaries, each given as its sentences."""
    made, wanted = [_words(s) for s in summary], [_words(s) for s in reference]
    flat_made, flat_wanted = [w for s in made for w in s], [w for s in wanted for w in s]
    return Rouge(
        _overlap(Counter(flat_made), Counter(flat_wanted)),
        _overlap(_pairs(flat_made), _pairs(flat_wanted)),
        _subsequences(made, wanted),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _pairs(words: list[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(words))


def _overlap(made: Counter[_Unit], wanted: Counter[_Unit]) -> float:
    shared = sum((made & wanted).values())
    return _f1(shared, made.total(), wanted.total())


def _subsequences(made: list[list[str]], wanted: list[list[str]]) -> float:
    """Words of each reference sentence that lie on a longest common subsequence with any sentence."""
    left_made = Counter(w for s in made for w in s)
    left_wanted = Counter(w for s in wanted for w in s)
    hits = 0
    for reference in wanted:
        covered = sorted({i for sentence in made for i in _common(reference, sentence)})
        for word in (reference[i] for i in covered):
            if left_made[word] > 0 and left_wanted[word] > 0:
                hits += 1
                left_made[word] -= 1
                left_wanted[word] -= 1
    return _f1(hits, sum(map(len, made)), sum(map(len, wanted)))


def _common(reference: list[str], sentence: list[str]) -> list[int]:
    """Positions in ``reference`` of one longest common subsequence."""
    rows, columns = len(reference), len(sentence)
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i, word in enumerate(reference, 1):
        above, row = table[i - 1], table[i]
        for j, other in enumerate(sentence, 1):
            row[j] = above[j - 1] + 1 if word == other else max(above[j], row[j - 1])
    positions = []
    i, j = rows, columns
    while i and j:
        if reference[i - 1] == sentence[j - 1]:
            positions.append(i - 1)
            i, j = i - 1, j - 1
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return positions


def _f1(shared: int, made: int, wanted: int) -> float:
    return 2.0 * shared / (made + wanted) if shared else 0.0
