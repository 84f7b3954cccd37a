"""NIS, the company, and Niš, the town: words that are one when folded, told apart by how they are written.

An acronym in capitals asks for the acronym, a name with a capital for the name, where the texts know both. What is
typed small, or known in one form only ("Nato", "VUCIC"), asks for any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from summarizers.words import WORD, fold

_LONGEST = 5
"""Letters of an acronym; longer words in capitals are a heading's or a shout."""


def asked_apart(question: str, *, shouted: bool = False) -> dict[str, bool]:
    """Folded words that are written as acronyms (True) or as names (False); none of several words all in capitals,
    unless they are known to be names and no sentence (``shouted``)."""
    if not shouted and len(question.split()) > 2 and not any(c.islower() for c in question):
        return {}
    found = {}
    for match in WORD.finditer(question):
        word = match.group().removesuffix("'s").removesuffix("’s")
        if 2 <= len(word) <= _LONGEST and word[0].isupper() and word.isalpha():
            found[fold(word)] = word.isupper()
    return found


@lru_cache(maxsize=16384)
def forms(word: str, text: str) -> frozenset[bool]:
    """Whether the folded ``word`` stands in ``text`` as an acronym, as a name, or both; small letters and words
    among others in capitals tell nothing."""
    words = [m.group().removesuffix("'s").removesuffix("’s") for m in WORD.finditer(text)]
    found = set()
    for i, written in enumerate(words):
        if fold(written) != word or not written[0].isupper():
            continue
        around = [w for w in words[max(0, i - 1) : i + 2] if w != written and len(w) > 1]
        if written.isupper() and around and all(w.isupper() for w in around):
            continue
        found.add(written.isupper())
    return frozenset(found)


def others(
    question: str, texts: Sequence[str], holding: Callable[[str], Iterable[int]] | None = None, *, shouted: bool = False
) -> set[int]:
    """Places of the texts that hold a word of the question only as its namesake; ``holding`` tells which texts hold
    a folded word at all."""
    found: set[int] = set()
    for word, acronym in asked_apart(question, shouted=shouted).items():
        places = range(len(texts)) if holding is None else holding(word)
        held = {i: f for i in places if (f := forms(word, texts[i]))}
        if any(acronym in f for f in held.values()):
            found.update(i for i, f in held.items() if acronym not in f)
    return found
