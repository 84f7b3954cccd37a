"""Text without capitals, or of nothing else: its words are written as the other side writes them.

"NATO AND SERBIA SIGNED" and "nato and serbia signed" name the same. A word that the other side lacks is a
name unless it is a common one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizers.verification.lexicon import contentful, nation, root
from summarizers.verification.thesaurus import common
from summarizers.words import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDED = re.compile(r"[.!?:]\s[\W_]*\Z")
_FEWEST = 3
"""A text of fewer words may just be a name or an abbreviation."""


def caseless(text: str) -> bool:
    """Does the case of its letters say nothing?"""
    if not (text.isupper() or text.islower()):
        return False
    return sum(1 for _ in _WORD.finditer(text)) >= _FEWEST


def recased(text: str, others: Iterable[str]) -> str:
    """``text`` in the case in which ``others`` write its words; as it is where its own case says something."""
    if not caseless(text):
        return text
    known = _written(others)
    return _WORD.sub(lambda m: known.get(fold(m.group())) or _guessed(m.group()), text)


def _written(texts: Iterable[str]) -> dict[str, str]:
    """Every word as it stands inside a sentence; at an opening only where it stands nowhere else."""
    inner: dict[str, str] = {}
    opening: dict[str, str] = {}
    for text in texts:
        if caseless(text):
            continue
        for m in _WORD.finditer(text):
            word = m.group()
            if m.start() < 2 or _ENDED.search(text[max(0, m.start() - 4) : m.start()]):
                opening.setdefault(fold(word), word if word.isupper() and len(word) > 1 else _guessed(word))
            else:
                inner.setdefault(fold(word), word)
    return opening | inner


def _guessed(word: str) -> str:
    folded = fold(word)
    if nation(folded) is None and (common(root(folded)) or not contentful(folded)):
        return word.lower()
    return word.capitalize()
