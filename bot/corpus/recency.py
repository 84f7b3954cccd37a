"""How recent an undated document must at least be: the latest date that it looks back on.

A document was not written before the events that it tells of, nor before the sources that it
cites. Plans and forecasts do not count, for they look ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.corpus.dates import Anchor, event_date
from summarizers.models import Kind, Sentence

_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|may|might|should|plan(?:s|ned)?|expect(?:s|ed)?|scheduled|due|until|till|by|before"
    r"|forecasts?|project(?:s|ed|ions?)|aims?|targets?|goals?|if)\b",
    re.IGNORECASE,
)


def not_before(sentences: Sequence[Sentence]) -> str | None:
    """The latest ISO date, as precise as it is stated, of past events and cited sources; None where there is none.

    Of a year and a month in it the more precise one counts.
    """
    return max(_dates(sentences), key=lambda d: (d[:4], len(d) > 4, d), default=None)


def _dates(sentences: Sequence[Sentence]) -> Iterator[str]:
    nowhere = Anchor()
    for sentence in sentences:
        if sentence.kind is not Kind.BODY:
            continue
        if sentence.date and not _AHEAD.search(sentence.text):
            yield sentence.date
        for cite in sentence.cites:
            if (date := event_date(cite.text, nowhere)) is not None and len(date) > 4:
                yield date
