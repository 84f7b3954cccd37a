"""Sentences struck out leave gaps: what leaned on one must not seem to lean on the one before it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.assembly import same_paragraph, with_context
from summarizers.models import DocumentId, Sentence


def readable_without(sentences: Sequence[Sentence], struck: Sequence[Sentence]) -> list[bool]:
    """For each of ``sentences`` (in document order), whether it can be read without those struck out."""
    documents = {s.document for s in struck}
    held: dict[DocumentId, list[tuple[int, Sentence]]] = {document: [] for document in documents}
    for index, sentence in enumerate(sentences):
        if sentence.document in documents:
            held[sentence.document].append((index, sentence))
    readable = [True] * len(sentences)
    for document, kept in held.items():
        gaps = [(-1, s) for s in struck if s.document == document]
        whole = sorted([*kept, *gaps], key=lambda each: each[1].ordinal)
        texts = [sentence for _, sentence in whole]
        gone: set[int] = set()
        for place, (index, sentence) in enumerate(whole):
            if index < 0:
                gone.add(place)
            elif gone and _leans(texts, place, sentence, gone):
                gone.add(place)
                readable[index] = False
    return readable


def _leans(whole: Sequence[Sentence], place: int, sentence: Sentence, gone: set[int]) -> bool:
    """Whether it would be shown with what is gone, or with whatever stands before it where that is gone."""
    near = place - 1 in gone or any(p in gone and same_paragraph(whole[p], sentence) for p in range(place - 3, place))
    if not near:
        return False
    unit = with_context(whole, place)
    return place - 1 in gone if unit is None else bool(gone & set(unit))
