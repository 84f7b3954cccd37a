"""An extracted sentence is its quote, apart from cleaning."""

from __future__ import annotations

import unicodedata


def follows(text: str, quote: str) -> bool:
    """Are the letters and figures of ``text``, in order, those of ``quote`` with some left out?

    Cleaning only ever removes (footnote marks, inline references, line breaks, hyphenation) or
    lowers a small-caps opening, so the cleaned text is a subsequence of the original.
    """
    wanted = _characters(text)
    if not wanted:
        return False
    offered = iter(_characters(quote))
    return all(character in offered for character in wanted)


def _characters(text: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum()]
