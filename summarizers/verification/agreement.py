"""Do two sentences of different sources tell the same thing?

Strict on purpose: a second citation must hold every figure and name of the claim that it is
put beside. A missed merge costs a line; a wrong citation costs trust.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizers.words import STOP_WORDS, fold, stem, tokenize

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|denied|refus\w+|reject\w+|unlikely|fail\w*|n't)\b|n[’']t\b"
)
_UNITS = {
    "$": "usd", "usd": "usd", "dollars": "usd", "dollar": "usd", "€": "eur", "eur": "eur", "euros": "eur",
    "euro": "eur", "£": "gbp", "cny": "cny", "bam": "bam", "%": "%", "percent": "%", "million": "million",
    "billion": "billion", "thousand": "thousand", "km": "km",
}  # fmt: skip


KEPT = 1024
"""Texts of which it is remembered what they hold: a digest compares each with hundreds of others."""


@lru_cache(maxsize=KEPT)
def figures(text: str) -> frozenset[str]:
    """Every number as written, without grouping commas."""
    return frozenset(m.group().replace(",", "").rstrip(".") for m in _NUMBER.finditer(text))


@lru_cache(maxsize=KEPT)
def units(text: str) -> frozenset[str]:
    """Currencies, per cent and magnitudes that a text names."""
    words = [*fold(text).replace("-", " ").split(), *re.findall(r"[$€£%]", text)]
    return frozenset(_UNITS[w.strip(".,;:()")] for w in words if w.strip(".,;:()") in _UNITS)


@lru_cache(maxsize=KEPT)
def names(text: str) -> frozenset[str]:
    """Folded stems of words that stand capitalized inside a sentence, or are all capitals."""
    found: set[str] = set()
    for match in re.finditer(r"(?<![.!?]\s)(?<!^)\b[^\W\d_a-z][\w’'-]+|\b[A-Z]{2,}\b", text):
        word = re.sub(r"[’']s$", "", match.group())
        if word[0].isupper() and fold(word) not in STOP_WORDS:
            found.update(stem(t) for t in tokenize(word))
    return frozenset(found)


@lru_cache(maxsize=KEPT)
def content(text: str) -> frozenset[str]:
    """Stems of the content words."""
    return frozenset(stem(t) for t in tokenize(text) if t not in STOP_WORDS)


@lru_cache(maxsize=KEPT)
def negations(text: str) -> int:
    return len(_NEGATION.findall(fold(text)))


WITH_FIGURES = 0.5
"""Share of the words that are no names which must be common, where a figure is common too ..."""

WITHOUT_FIGURES = 0.65
"""... and where the claim states none."""


def tells_the_same(claim: str, other: str, *, recall: float = 0.65) -> bool:
    """May ``other`` stand as a further citation of ``claim``?"""
    if not figures(claim) <= figures(other) or not units(claim) <= units(other):
        return False
    mine, theirs = content(claim), content(other)
    if not mine or not names(claim) <= theirs:
        return False
    if (negations(claim) > 0) != (negations(other) > 0):
        return False
    happening = mine - names(claim)  # names alone may be common to all that is told of an affair
    share = WITH_FIGURES if figures(claim) else WITHOUT_FIGURES
    return len(mine & theirs) >= recall * len(mine) and len(happening & theirs) >= share * len(happening)
