"""What a question expects, and which sentences offer it: a full name, a place, a date, a number.

The answer types of question answering (X. Li and D. Roth, "Learning Question Classifiers", 2002), told
by their form. A word with a capital is in nearly every sentence: a person is two of them together, and
a place one that a preposition leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from summarizers.extractive.tokens import Floats
from summarizers.kinds import Asked, asked_kind, values
from summarizers.words import STOP_WORDS, fold, stems

_NAME = r"[A-ZÀ-ÖØ-ÞĆČĐŠŽ][\w’'-]*[^\W\d_]"
_PARTICLE = r"(?:of|the|de|van|von|der|da|di|al|bin|le|la)"
_NAMES = re.compile(rf"(?<![\w’'-])(?:{_NAME}|[A-Z]\.)(?:\s+(?:{_PARTICLE}\s+){{0,2}}(?:{_NAME}|[A-Z]\.))*")
_PLACE = re.compile(
    r"\b(?:in|at|from|near|to|of|on|into|outside|around|across|throughout|between|through|off|along"
    rf"|north|south|east|west)\s+(?:the\s+)?({_NAME}(?:,?\s+{_NAME})*)"
)


def offered(question: str, texts: Sequence[str]) -> Floats:
    """(n,) 1 where a text holds what the question expects and does not say itself, else 0.

    All 0 where the question is of no kind ("What did she say?").
    """
    kind = asked_kind(question)
    if kind is None:
        return np.zeros(len(texts))
    known = frozenset(stems(question))
    return np.array([any(not known.issuperset(stems(thing)) for thing in _things(kind, text)) for text in texts], float)


def _things(kind: Asked, text: str) -> Iterator[str]:
    if kind is Asked.PERSON:
        return _full_names(text)
    if kind is Asked.PLACE:
        return (found.group(1) for found in _PLACE.finditer(text))
    return (value.text for value in values(kind, text))


def _full_names(text: str) -> Iterator[str]:
    """Two names or more that stand together; the first word of a sentence has its capital from that."""
    for found in _NAMES.finditer(text):
        names = found.group().split()
        if found.start() == 0 and fold(names[0]) in STOP_WORDS:
            del names[0]
        if len(names) > 1:
            yield " ".join(names)
