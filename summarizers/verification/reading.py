"""A text read once for all rules: its words, numbers, dates, and what it says is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizers.verification.lexicon import alike
from summarizers.verification.quantities import Date, Quantity, dates, month_names, quantities
from summarizers.verification.tokens import Word, normalized, words

KEPT = 512
"""Readings kept, some forty objects each: more, walked through by the garbage collector, hold up the event loop."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One claim, or one piece of evidence."""

    text: str
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    roots: frozenset[str]  # of content words
    keys: frozenset[str]  # of all words, as names are compared
    written: frozenset[str]  # folded words as they stand

    def content(self) -> list[Word]:
        return [w for w in self.words if w.content]

    def has(self, root: str) -> bool:
        """Does it hold the word, or one that may stand for it?"""
        return not self.roots.isdisjoint(alike(root))


@lru_cache(maxsize=KEPT)
def read(text: str) -> Reading:
    """Read one text."""
    plain = normalized(text)
    found = words(plain)
    stated = dates(plain)
    months = frozenset(month_names(d.month) for d in stated if d.month)
    roots = frozenset(w.root for w in found if w.content)
    return Reading(
        plain,
        found,
        quantities(plain),
        stated,
        roots,
        frozenset(w.key for w in found if not w.mark) | months,
        frozenset(w.folded for w in found if not w.mark) | months,
    )


def joined(readings: Sequence[Reading]) -> Reading:
    """Several pieces of evidence as one text."""
    return readings[0] if len(readings) == 1 else read(" ".join(_closed(r.text) for r in readings))


def _closed(text: str) -> str:
    return text if text[-1:] in ".!?\"'" else text + "."
