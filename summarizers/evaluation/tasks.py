"""What is measured: texts, what is asked of them, and what people gave as an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizers.models import DocumentId, Sentence


class DataAbsent(RuntimeError):
    """A reference set is not here; the message says which, the hint how to get it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Task:
    """Choose ``size`` sentences on ``query``.

    ``gold`` are the indices of the sentences that people marked; ``references`` their own
    summaries, as sentences; ``answers`` the short answers that a summary should hold.
    """

    id: str
    sentences: tuple[Sentence, ...]
    query: str
    size: int
    gold: frozenset[int] = frozenset()
    references: tuple[tuple[str, ...], ...] = ()
    answers: tuple[str, ...] = ()


def bare(document: str, ordinal: int, text: str, section: str | None = None) -> Sentence:
    """A sentence whose place does not matter here."""
    return Sentence(DocumentId(document), 1, ordinal, 0, len(text), text, section=section)


def texts_of(tasks: Sequence[Task]) -> list[str]:
    """Every text that a method may want embedded, once."""
    return list(dict.fromkeys(t for task in tasks for t in (*(s.text for s in task.sentences), task.query)))
