"""Text in, cited sentences out; and whether a sentence follows from its evidence.

from summarizers import summarize, verify
summary = summarize("First text ...", topic="energy", sentences=3)
summary.points[0].text, summary.points[0].evidence[0].start
verdict = verify("Arcadia sold six jets.", ["Arcadia bought six jets from Utopia in 2017."])
verdict.follows, verdict.score, verdict.problems, verdict.cited
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizers.models import Summary
    from summarizers.verification.verdict import Verdict

__all__ = ["summarize", "verify"]


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

    With ``method="abstractive"`` the points are written anew where a generator is installed and what it
    wrote follows from its evidence; ``point.origin`` says of each whether it is, ``summary.notes`` of all.

    Raises TypeError for texts that are none, ValueError for an unknown method or a budget below one.
    """
    from summarizers.plain import summarize_texts

    several = [texts] if isinstance(texts, str) else list(texts)
    if not all(isinstance(text, str) for text in several):
        raise TypeError("texts are a string or a sequence of strings")
    return summarize_texts(
        several,
        topic=topic,
        method=method,
        sentences=sentences,
        words=words,
    )


def verify(claim: str, evidence: str | Sequence[str]) -> Verdict:
    """Does ``claim`` (a sentence, or several) follow from ``evidence`` (a text, or sentences and passages)?

    ``verdict.follows`` says so; ``verdict.score`` (0 to 1) is at least 0.5 exactly then, and orders
    claims; ``verdict.problems`` name what is wrong, with the claim's own words; ``verdict.cited``
    are the indices of the evidence that the claim rests on, best first. No model is needed.
    An empty claim, or no evidence, does not follow. Raises TypeError for what is no text.
    """
    from summarizers.verification.verify import verify as check

    return check(claim, evidence)
