"""A text read once for all rules: its words, numbers, dates, and what it says is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarizers.verification.lexicon import alike
from summarizers.verification.quantities import Date, Quantity, dates, month_names, quantities
from summarizers.verification.tokens import Word, spelled_out, words_of

KEPT = 512
"""Readings kept, some forty objects each: more, walked through by the garbage collector, hold up the event loop."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One claim, or one piece of evidence, normalized; each part of it is read when it is first asked for.

    A long text is read by its ``pieces``, whose words keep their places in these.
    """

    text: str
    pieces: tuple[Reading, ...] = ()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(w for piece in self.pieces for w in piece.words) if self.pieces else words_of(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.text)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        return dates(self.text)

    @cached_property
    def roots(self) -> frozenset[str]:
        """Of content words."""
        return frozenset(w.root for w in self.words if w.content)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Of all words, as names are compared."""
        return frozenset(w.key for w in self.words if not w.mark) | self._months

    @cached_property
    def written(self) -> frozenset[str]:
        """Folded words as they stand."""
        return frozenset(w.folded for w in self.words if not w.mark) | self._months

    @property
    def _months(self) -> frozenset[str]:
        return frozenset(month_names(d.month) for d in self.dates if d.month)

    def content(self) -> list[Word]:
        return [w for w in self.words if w.content]

    def has(self, root: str) -> bool:
        """Does it hold the word, or one that may stand for it?"""
        return not self.roots.isdisjoint(alike(root))

    def share(self, words: Sequence[Word]) -> float:
        """0 to 1: how many of ``words`` it holds, or words that may stand for them."""
        return sum(self.has(w.root) or w.key in self.keys for w in words) / max(1, len(words))


@lru_cache(maxsize=KEPT)
def read(text: str) -> Reading:
    """Read one text."""
    return Reading(spelled_out(text))


def joined(readings: Sequence[Reading]) -> Reading:
    """Several pieces of evidence as one text."""
    return readings[0] if len(readings) == 1 else read(" ".join(_closed(r.text) for r in readings))


def _closed(text: str) -> str:
    return text if text[-1:] in ".!?\"'" else text + "."
