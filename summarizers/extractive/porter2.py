"""The English stemmer that sumy uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.snowball import EnglishStemmer

    stem: Callable[[str], str] = EnglishStemmer().stem
    return stem


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter 2 stem of a lowered word."""
    return _stemmer()(word)
