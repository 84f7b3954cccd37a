"""What a digest is wanted of, and what comes of it; between those who find news and those who tell it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bot.answers import Change, LeftOut
from bot.briefing.changes import Known
from bot.store.base import Scope
from summarizers.models import DocumentId, Sentence

EARLIER = "version"
"""Stands for a digest's id where the version before said it, and nobody was told."""

OTHER = "Other"
"""What is called that is on no configured topic, where all are wanted."""

IN_ALL = 3
"""A digest of many topics says at most so many times what one topic may."""

_EXAMPLES = 12
"""Sentences left out that are kept as examples, for each reason."""

Place = tuple[DocumentId, int]
"""A sentence: its document and where it starts."""


def place_of(sentence: Sentence) -> Place:
    return sentence.document, sentence.start


@dataclass(frozen=True, slots=True)
class Order:
    """What a digest is wanted of. ``told`` is what its readers know, in order."""

    scope: Scope
    topics: tuple[str, ...]
    points: int
    cursor: int
    carried: tuple[int, ...] = ()
    told: tuple[Known, ...] = ()
    beside: frozenset[Place] = frozenset()  # told as corrections in the same digest
    revision: int = 0


@dataclass(slots=True)
class News:
    """The changes, what was left out, and which fresh versions are still to be told."""

    changes: list[Change] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    carried: tuple[int, ...] = ()
    _left: set[str] = field(default_factory=set)

    def leave(self, reason: str, text: str, title: str, topic: str | None = None) -> None:
        """Note what is not told, and why; each sentence once."""
        if text in self._left:
            return
        self._left.add(text)
        self.counts[reason] += 1
        if sum(one.reason == reason for one in self.left_out) < _EXAMPLES:
            self.left_out.append(LeftOut(reason, text, title, topic))
