"""Which pieces of evidence a sentence rests on: the ones that share its rare words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from summarizers.verification.lexicon import alike
from summarizers.verification.nearest import sentences
from summarizers.verification.reading import Reading, joined, read
from summarizers.verification.tokens import spelled_out

MOST = 4
RARITY = 1.5
"""The power of the idf: rare words more than in proportion."""

LENGTH = 0.2
"""A piece of evidence has to hold so much more of the claim (a power of its length) as it is longer."""

LONG = 1500
"""A text of more characters is read sentence by sentence."""

SHORT = 3
"""A passage of so many sentences is taken as a whole."""


def weights(readings: Sequence[Reading]) -> Callable[[str], float]:
    """The information of a word: rarer among the evidence is more; unseen is most."""
    present = Counter(root for r in readings for root in {*r.roots, *(w.folded for w in r.words if w.figure)})
    n = len(readings)

    def idf(root: str) -> float:
        return float(math.log1p((n + 0.5) / (max((present[a] for a in alike(root)), default=0) + 0.5)) ** RARITY)

    return idf


def cite(claim: Reading, readings: Sequence[Reading], most: int = MOST) -> tuple[int, ...]:
    """Indices of the evidence that covers the claim, best first: greedily, by idf overlap, long ones a little less.

    A further piece is taken only while it covers what no earlier one did.
    """
    idf = weights(readings)
    open_roots = {w.root for w in claim.words if w.content or w.figure}
    held = [{*r.roots, *(w.root for w in r.words if w.figure)} for r in readings]
    sizes = [(1 + len(h)) ** LENGTH for h in held]
    chosen: list[int] = []
    while open_roots and len(chosen) < most:
        gains = [
            sum(idf(r) for r in open_roots if not h.isdisjoint(alike(r))) / size
            for h, size in zip(held, sizes, strict=True)
        ]
        best = max(range(len(readings)), key=lambda i: (gains[i], -i), default=-1)
        if best < 0 or gains[best] <= 0:
            break
        chosen.append(best)
        open_roots = {r for r in open_roots if held[best].isdisjoint(alike(r))}
        held[best] = set()
    return tuple(chosen)


@lru_cache(maxsize=64)
def gathered(text: str) -> Reading:
    """A text for ``cite`` alone: a long one by its sentences, whose words keep their places in these."""
    if len(text) <= LONG:
        return read(text)
    return Reading(spelled_out(text), tuple(sentences(text)))


def focused(claim: Reading, passage: Reading) -> Reading:
    """Of a long passage the sentences that the claim rests on, each with the one before it (for "he" and "this")."""
    pieces = sentences(passage)
    if len(pieces) <= SHORT:
        return passage
    chosen = cite(claim, pieces)
    kept = sorted({k for i in chosen for k in (i - 1, i) if k >= 0})
    return joined([pieces[k] for k in kept]) if kept else passage
