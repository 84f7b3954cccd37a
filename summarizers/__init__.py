"""Text in, cited sentences out.

from summarizers import summarize
summary = summarize("First text ...", topic="energy", sentences=3)
summary.points[0].text, summary.points[0].evidence[0].start
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizers.models import Summary

__all__ = ["summarize"]


def summarize(
    texts: str | Sequence[str],
    topic: str | None = None,
    method: str = "default",
    sentences: int | None = None,
    words: int | None = None,
) -> Summary:
    """The most important sentences of one or more texts, each with its place.

    ``evidence.document`` is the text's number, from "1"; ``evidence.start:end`` is its place
    there, so that ``texts[k][start:end] == quote``. With a ``topic`` (a subject or a question)
    the points come best first, else in the order of the texts. Without ``sentences`` or
    ``words`` it is as long as the text asks for: a tenth of it, between three and seven sentences;
    on a topic over several texts, a sentence for each text that speaks to it.

    Raises ValueError for an unknown method or a budget below one.
    """
    from summarizers.plain import summarize_texts

    return summarize_texts(
        [texts] if isinstance(texts, str) else list(texts),
        topic=topic,
        method=method,
        sentences=sentences,
        words=words,
    )
