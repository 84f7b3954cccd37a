"""What a text says, for a question's sake: its words in other words, and whom it names.

Names are compared by keys, in which a people, a capital and a seat of government are their country.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath

from summarizers.models import Document
from summarizers.synonyms import equivalents
from summarizers.verification.lexicon import alike, forms, nation, root, seat
from summarizers.verification.quantities import month_names
from summarizers.verification.reading import read


def setting(document: Document) -> str:
    """What a reader of the document knows at every sentence: its title, its author, its date, its file's name."""
    name = re.sub(r"[\W_]+", " ", PurePath(document.path).stem)
    year, *rest = (document.published or "").split("-")
    month = month_names(int(rest[0])).capitalize() if rest else ""
    return ". ".join(part for part in (document.title, name, document.author, f"{month} {year}".strip()) if part)


ALIKE = 0.7
"""What a word that means the same counts, beside the word itself."""


@lru_cache(maxsize=8192)
def said(word: str, words: frozenset[str]) -> float:
    """1 for the word itself, less for one that means the same or is derived from it, else 0."""
    if word in words:
        return 1.0
    return (
        ALIKE if words & meaning_the_same(word) or any(_derived(word, o) for o in words if o[:5] == word[:5]) else 0.0
    )


def _derived(one: str, other: str) -> bool:
    """ "compar(e)" and "comparison", "recogn(ize)" and "recognit(ion)": the one with an ending more."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and len(long) - len(short) <= 4 and long.startswith(short)


@lru_cache(maxsize=4096)
def meaning_the_same(word: str) -> frozenset[str]:
    """Stems that may stand for this one: other words for it, other forms of an irregular verb."""
    return equivalents(word) | alike(root(word)) | forms(word)


@lru_cache(maxsize=4096)
def keys(*texts: str) -> frozenset[str]:
    """What names in them are compared by."""
    words = [w for text in texts for w in read(_ONE_WORD.sub(lambda m: _SHORT[m[0]], text)).words]
    return frozenset(
        key for w in words if not w.mark and w.text != "us" for key in (w.key, seat(w.folded)) if key is not None
    )


_SHORT = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}
_ONE_WORD = re.compile("|".join(_SHORT))


def country(key: str) -> str | None:
    """The country of a key, if it is one's."""
    return nation(key) or seat(key)
