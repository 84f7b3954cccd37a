"""Which pieces of evidence a sentence rests on: the ones that share its rare words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from summarizers.sentences import split
from summarizers.verification.lexicon import alike
from summarizers.verification.reading import Reading, joined, read

MOST = 4
SHORT = 3
"""A passage of so many sentences is taken as a whole."""


def weights(readings: Sequence[Reading]) -> Callable[[str], float]:
    """The information of a word: rarer among the evidence is more; unseen is most."""
    present = Counter(root for r in readings for root in {*r.roots, *(w.folded for w in r.words if w.figure)})
    n = len(readings)

    def idf(root: str) -> float:
        return math.log1p((n + 0.5) / (max((present[a] for a in alike(root)), default=0) + 0.5))

    return idf


def cite(claim: Reading, readings: Sequence[Reading], most: int = MOST) -> tuple[int, ...]:
    """Indices of the evidence that covers the claim, best first: greedily, by idf overlap.

    A further piece is taken only while it covers what no earlier one did.
    """
    idf = weights(readings)
    open_roots = {w.root for w in claim.words if w.content or w.figure}
    held = [{*r.roots, *(w.root for w in r.words if w.figure)} for r in readings]
    chosen: list[int] = []
    while open_roots and len(chosen) < most:
        gains = [sum(idf(r) for r in open_roots if not h.isdisjoint(alike(r))) for h in held]
        best = max(range(len(readings)), key=lambda i: (gains[i], -i), default=-1)
        if best < 0 or gains[best] <= 0:
            break
        chosen.append(best)
        open_roots = {r for r in open_roots if held[best].isdisjoint(alike(r))}
        held[best] = set()
    return tuple(chosen)


def focused(claim: Reading, passage: Reading) -> Reading:
    """Of a long passage the sentences that the claim rests on, each with the one before it (for "he" and "this")."""
    spans = split(passage.text)
    if len(spans) <= SHORT:
        return passage
    pieces = [read(passage.text[start:end]) for start, end in spans]
    chosen = cite(claim, pieces)
    kept = sorted({k for i in chosen for k in (i - 1, i) if k >= 0})
    return joined([pieces[k] for k in kept]) if kept else passage
