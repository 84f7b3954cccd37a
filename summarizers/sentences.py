"""Sentences of clean prose, as spans.

nupunkt (Punkt, Kiss and Strunk 2006, with a packaged model) proposes the boundaries; the model
is loaded at the first call and needs no download.
"""

from __future__ import annotations


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text`` in order, without the white space around them."""
    import nupunkt

    spans: list[tuple[int, int]] = []
    for start, end in nupunkt.sent_spans(text):
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            spans.append((first, last))
    return spans
