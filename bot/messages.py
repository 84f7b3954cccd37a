"""The sentences that several places say, and how a near miss is pointed out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from bot.translations import counted, say


def nearest(typed: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Of ``names``, those that look like ``typed``, closest first; whatever the case."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(name.casefold(), name)
    key = typed.casefold()
    close = difflib.get_close_matches(key, by_key, n=limit, cutoff=0.6)
    starting = [k for k in by_key if key and k.startswith(key)]
    return [by_key[k] for k in dict.fromkeys((*starting, *close))][:limit]


def did_you_mean(typed: str, names: Iterable[str], otherwise: str = "") -> str:
    """``Did you mean energy or transport?``, or ``otherwise`` when nothing is near."""
    close = nearest(typed, names)
    return f"Did you mean {either(close)}?" if close else otherwise


def either(words: Iterable[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *front, last = list(words)
    return f"{', '.join(front)} {say('or')} {last}" if front else last


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 document``, ``2 documents``, ``1,204 sentences``."""
    return counted(number, noun, plural or f"{noun}s")


UNEXPECTED = "Something went wrong that should not have."
UNEXPECTED_HINT = "Run the command again with -v to see the details, and report them."
INTERRUPTED = "Stopped."
NOT_IN_CORPUS = "The corpus does not hold an answer to that."
NOT_IN_CORPUS_HINT = "Ask in other words, or see what there is with 'search' and 'topics'."
