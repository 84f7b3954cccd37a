"""What the store keeps of guilds: their settings, how they judge sources, and who changed what."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Protocol

from summarizers.models import DocumentId

SETTINGS, SOURCES, CORPUS, FEEDS, SUBSCRIPTIONS, FEEDBACK = (
    "settings",
    "sources",
    "corpus",
    "feeds",
    "subscriptions",
    "feedback",
)
"""Areas of the audit trail. What is changed in the first two can be undone."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a guild has set; None is as the program's own settings, or the reader's, have it."""

    language: str | None = None  # en | sr
    length: str | None = None
    method: str | None = None
    private: bool = False
    zone: str | None = None  # IANA
    manager_role: str | None = None  # a role's id


@dataclass(frozen=True, slots=True)
class Judged:
    """How a guild judges a source."""

    grade: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit trail; ``at`` is UTC, ISO 8601. ``id`` 0 is not kept."""

    id: int
    guild: str
    user: str
    at: str
    area: str
    name: str
    subject: str = ""
    label: str = ""
    before: str | None = None
    after: str | None = None


class GuildStore(Protocol):
    """The part of the store protocol that guilds' own choices need."""

    async def settings(self, guild: str) -> GuildSettings: ...

    async def judgments(self, guild: str) -> Mapping[DocumentId, Judged]:
        """The sources that this guild has graded or hidden."""

    async def hidden(self) -> Mapping[str, Set[DocumentId]]:
        """What each guild has hidden."""

    async def particular(self, guild: str) -> bool:
        """Whether it reads the shared corpus otherwise than others do: sources hidden, sentences struck out."""

    async def change(self, entry: Entry, *, undoes: Entry | None = None) -> Entry | None:
        """Set what ``entry`` names to its ``after``, and record it, in one transaction.

        The entry as recorded, with what was before; not recorded (id 0) where that is the same.
        None where it ``undoes`` one after which the value was changed again.
        """

    async def record(self, entry: Entry) -> None:
        """Add to the audit trail what was changed elsewhere."""

    async def entry(self, guild: str, id: int) -> Entry | None: ...

    async def entries(self, guild: str, *, limit: int, skip: int = 0) -> tuple[list[Entry], int]:
        """The newest first, and how many there are in all."""
