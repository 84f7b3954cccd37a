"""What the store keeps of readers' feedback: votes on briefs, and sentences reported as wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answers import Tally
from summarizers.models import DocumentId

OPEN, ACCEPTED, DISMISSED = "open", "accepted", "dismissed"
"""What became of a report. The text of an accepted one is never used again in its guild."""

Place = tuple[DocumentId, int, int, int]
"""A passage: document, version, start, end."""


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One person's opinion of one brief, with what it was made by and of. ``guild`` "" is a direct message."""

    brief: str
    user: str
    guild: str
    useful: bool
    command: str
    method: str
    topic: str | None
    evidence: tuple[Place, ...]
    at: str  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A sentence that a reader holds to be wrong. ``quote`` is the original's, its white space folded."""

    id: str
    guild: str
    document: DocumentId
    version: int
    start: int
    end: int
    text: str
    quote: str
    brief: str | None
    method: str | None
    user: str
    reason: str
    at: str
    state: str = OPEN
    decided_by: str | None = None
    decided_at: str | None = None


class FeedbackStore(Protocol):
    """The part of the store protocol that feedback needs."""

    async def vote(self, row: VoteRow) -> bool | None:
        """Keep it in place of the person's earlier one; what that said, None where there was none."""

    async def tallies(self, guild: str) -> tuple[list[Tally], list[Tally]]:
        """By method, and by document (its id as name), those with the most opinions first."""

    async def report(self, row: ReportRow) -> ReportRow:
        """Keep it, unless this person's report of that sentence is open already; the one that is kept."""

    async def reports(self, guild: str, states: Sequence[str] = (OPEN,)) -> list[ReportRow]:
        """The newest first."""

    async def report_states(self, guild: str) -> dict[str, str]:
        """What was reported and not dismissed: the state by quote."""

    async def decide(self, guild: str, id: str, *, state: str, user: str, now: str) -> ReportRow | None:
        """Decide on every report of that sentence; the one named, as it is now. None: there is none."""
