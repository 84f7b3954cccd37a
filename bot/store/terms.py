"""What full-text search indexes and looks for: folded, stemmed terms.

The same function makes both sides, so whatever it does to a word, it does to the word looked for.
Вучић, Vučić and Vucic are one term; so are Đelić, Djelic and Delic (đ is often typed as d),
1,000 and 1000, U.S. and US, state-owned and the words state owned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from summarizers.words import STOP_WORDS, WORD, fold, stem

MOST_PHRASES = 300
"""More than anyone looks for; keeps a pasted page from becoming a query of minutes."""

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PARTS = re.compile(r"[-'’‘]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")


@lru_cache(maxsize=65536)
def _terms_of_word(word: str) -> tuple[str, ...]:
    """The terms of one token as written; none for a stop word (but US and WHO are names)."""
    if word[0].isdigit():
        figure = word.removesuffix("%")
        return (figure.replace(",", "") if _THOUSANDS.match(figure) else figure,)
    name = len(word) > 1 and word.isupper()
    parts = _PARTS.split(fold(word).removesuffix("'s"))
    return tuple(stem(p.replace("dj", "d")) for p in parts if p and (name or p not in STOP_WORDS))


def terms(text: str) -> list[str]:
    """The terms of ``text`` in order."""
    text = unicodedata.normalize("NFC", text)
    text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
    return [term for word in WORD.findall(text) for term in _terms_of_word(word)]


def indexed(text: str) -> str:
    """What the index holds for a sentence."""
    return " ".join(terms(text))


def phrases(words: Iterable[str]) -> list[str]:
    """The terms to look for in each word or phrase, without repetition; none for stop words."""
    found = dict.fromkeys(indexed(word) for word in words)
    found.pop("", None)
    return list(found)[:MOST_PHRASES]


def quoted(wanted: Iterable[str]) -> str:
    """The FTS5 query for any of the phrases.

    Terms are letters, figures and inner points only, and each phrase is quoted: nothing that was
    typed can act as an operator.
    """
    return " OR ".join(f'"{phrase}"' for phrase in wanted)
