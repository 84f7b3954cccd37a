"""What the shell is told: the exit statuses, and which of them an answer has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers import Answer

ANSWERED, NOT_FOUND, USAGE, FAULT = 0, 1, 2, 3


def status_of(answer: Answer) -> int:
    """``NOT_FOUND`` also where a file could not be read; ``FAULT`` where the doctor found one."""
    from bot.answers import BriefAnswer, Diagnosis, Health, IngestReport, SearchAnswer

    match answer:
        case BriefAnswer():
            return ANSWERED if answer.summary.answered else NOT_FOUND
        case SearchAnswer():
            return ANSWERED if answer.passages else NOT_FOUND
        case IngestReport():
            return NOT_FOUND if answer.problems else ANSWERED
        case Diagnosis():
            return FAULT if answer.health is Health.FAIL else ANSWERED
    return ANSWERED
