"""The sentences of the evidence, and the one that a claim repeats most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizers.sentences import split
from summarizers.verification.lexicon import alike
from summarizers.verification.reading import Reading, read
from summarizers.verification.tokens import Word

_OPENING = re.compile(r"[\"'“‘„«\[]*[^\W_a-z]")


def sentences(text: Reading | str) -> tuple[Reading, ...]:
    """The sentences of a text, each read."""
    return _sentences(text if isinstance(text, str) else text.text)


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[Reading, ...]:
    return tuple(read(piece) for piece in divided(text))


def divided(text: str) -> list[str]:
    """The sentences of a text as they stand; one that opens small belongs to the one before."""
    pieces: list[str] = []
    for start, end in split(text):
        piece = text[start:end]
        if pieces and not _OPENING.match(piece):  # "et al . (2017) release": cut where no sentence ends
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


def line(reading: Reading) -> list[Word]:
    """The words and figures that say something, in order."""
    return [w for w in reading.words if w.content or w.figure]


def same(a: Word, b: Word) -> bool:
    return a.key == b.key or a.root == b.root or (not a.figure and b.root in alike(a.root))


def held(mine: Sequence[Word], theirs: Sequence[Word]) -> int:
    """How many words of the one the other has."""
    keys = {w.key for w in theirs} | {w.root for w in theirs}
    return sum(w.key in keys or (not w.figure and not keys.isdisjoint(alike(w.root))) for w in mine)


@lru_cache(maxsize=16)
def nearest(claim: Reading, evidence: Reading) -> tuple[int, int] | None:
    """Which sentence has most of the claim's words, and how many; None without a sentence."""
    mine = line(claim)
    counts = [held(mine, line(piece)) for piece in sentences(evidence)]
    if not counts:
        return None
    best = max(range(len(counts)), key=lambda i: (counts[i], -i))
    return best, counts[best]
