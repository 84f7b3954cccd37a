"""Names that begin with, hold, or look like what is typed: from memory, quick also among ten thousand."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from summarizers.words import fold

MOST_CHOICES = 25
"""What Discord shows."""

LIKE = 0.6
"""Similarity from which a name looks like what is typed (``difflib``'s ratio)."""

LOOKED_AT = 60
"""Names compared with care; a name takes up to 0.1 ms."""


class Completions:
    """Names that can be completed, folded once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._folded = [fold(name) for name in self._names]

    def __len__(self) -> int:
        return len(self._names)

    def prepared(self) -> Completions:
        """Itself, with what it takes to find names that only look alike: 10 µs a name."""
        _ = self._letters
        return self

    def matching(self, typed: str, without: Collection[str] = ()) -> list[str]:
        """At most 25 names, in the order given within each kind."""
        wanted = fold(typed.strip())
        if not wanted:
            return [n for n in self._names[: MOST_CHOICES + len(without)] if n not in without][:MOST_CHOICES]
        begins = [i for i, folded in enumerate(self._folded) if folded.startswith(wanted)]
        first = set(begins)
        holds = [i for i, folded in enumerate(self._folded) if wanted in folded and i not in first]
        found = [n for n in (self._names[i] for i in (*begins, *holds)) if n not in without]
        if len(found) < MOST_CHOICES:
            seen = {*begins, *holds}
            alike = sorted(self._alike(wanted, 5, LIKE))
            found += [n for i in alike if i not in seen and (n := self._names[i]) not in without]
        return found[:MOST_CHOICES]

    def nearest(self, typed: str, most: int, like: float = LIKE) -> list[str]:
        """Names that look like what is typed, closest first."""
        return [self._names[i] for i in self._alike(fold(typed.strip()), most, like)]

    def _alike(self, wanted: str, most: int, like: float) -> list[int]:
        """Places of the names most alike, closest first; what they may be at best rules most out."""
        letters = _counted([wanted])[0]
        common = np.minimum(self._letters, letters).sum(axis=1, dtype=np.int64)
        at_best = 2 * common / np.maximum(self._lengths + len(wanted), 1)
        likely = np.argsort(-at_best, kind="stable")[:LOOKED_AT]
        places: dict[str, list[int]] = {}
        for i in likely:
            if at_best[i] >= like:
                places.setdefault(self._folded[i], []).append(int(i))
        close = difflib.get_close_matches(wanted, places, n=most, cutoff=like)
        return [i for folded in close for i in sorted(places[folded])]

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.fromiter(map(len, self._folded), dtype=np.int64, count=len(self._folded))

    @cached_property
    def _letters(self) -> NDArray[np.uint8]:
        return _counted(self._folded)


def _counted(names: list[str]) -> NDArray[np.uint8]:
    """(n, 64) how often each name has each letter; rare scripts share places, which only rules out less."""
    counts = np.zeros((len(names), 64), dtype=np.uint8)
    for row, name in enumerate(names):
        points = np.frombuffer(name[:255].encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        counts[row] = np.bincount(points % 64, minlength=64)
    return counts
