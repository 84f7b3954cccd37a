"""The sentences of a document with the dates of their events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.corpus.dates import Anchor, event_date, years_in
from summarizers.models import Cite, Kind, Sentence

_NOWHERE = Anchor()
_LONGEST_REPORT = 200


def dated(sentences: Sequence[Sentence], published: str | None) -> tuple[Sentence, ...]:
    """Each body sentence with the date of what it tells; others without.

    ``published`` (ISO, as precise as known) tells what "last year" is, the day of the report that a
    sentence names what "on May 8" is, and the year last stated in its paragraph what "in March" is not.
    """
    found: list[Sentence] = []
    paragraph: int | None = -1
    year: int | None = None
    for sentence in sentences:
        if sentence.kind is not Kind.BODY:
            found.append(sentence)
            continue
        if sentence.paragraph != paragraph:
            paragraph, year = sentence.paragraph, None
        anchor = Anchor(published, tuple(_reports(sentence.cites)), year)
        found.append(replace(sentence, date=event_date(sentence.text, anchor)))
        if stated := years_in(sentence.text):
            year = stated[-1]
    return tuple(found)


def _reports(cites: Sequence[Cite]) -> list[str]:
    days = (event_date(cite.text, _NOWHERE) for cite in cites if len(cite.text) < _LONGEST_REPORT)
    return [day for day in days if day is not None and len(day) == len("2020-01-01")]
