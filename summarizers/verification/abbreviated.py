"""One form for a name and its abbreviation: "the World Health Organization (WHO)" and "the WHO" name the same.

Only abbreviations that the claim or its evidence writes are put in; the words before them that begin with
their letters, small words between, are what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizers.verification.tokens import normalized

_SHORT = re.compile(r"\b[A-Z]{2,7}\b")
_BETWEEN = r"(?:[ -](?:of|and|for|the|on|in|to|de|&))*[ -]"


def unified(claim: str, texts: Sequence[str]) -> tuple[str, list[str]]:
    """The claim and its evidence, names written out in the one and abbreviated in another being abbreviated in all."""
    capitals = {w[0] for w in re.findall(r"\b[A-Z]\w*", claim)}
    mine = set(_SHORT.findall(claim))
    theirs = {short for text in texts for short in _SHORT.findall(normalized(text)) if capitals.issuperset(short)}
    plain = normalized(claim)
    found = [s for s in theirs - mine if _long(s).search(plain)]
    found += [s for s in mine if any(_long(s).search(text) for text in texts)]
    if not found:
        return claim, list(texts)
    told = [_shortened(text, found) for text in (claim, *texts)]
    return told[0], told[1:]


def _shortened(text: str, shorts: Sequence[str]) -> str:
    text = normalized(text)
    for short in sorted(shorts, key=lambda s: (-len(s), s)):
        text = _long(short).sub(short, text)
    return text


@lru_cache(maxsize=512)
def _long(short: str) -> re.Pattern[str]:
    """What the letters stand for, with the abbreviation in parentheses behind it."""
    words = _BETWEEN.join(rf"{letter}[a-z][\w'-]*?" for letter in short)
    return re.compile(rf"\b{words}\b(?!-)(?: \({short}\))?")
