"""What the store keeps of digests, and what it is asked for: rows and the protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.store.scope import Scope
from summarizers.models import DocumentId

DRAFT, ACTIVE, PAUSED, REMOVED = "draft", "active", "paused", "removed"
"""States of a subscription."""

CLAIMED, POSTED, FAILED, SKIPPED = "claimed", "posted", "failed", "skipped"
"""States of a slot in the ledger."""


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """Who gets what, when. ``topics`` empty is all; instants are UTC, ISO 8601."""

    id: str
    guild: str
    channel: str
    manager: str
    topics: tuple[str, ...]
    cadence: str
    days: tuple[int, ...]
    at: str  # local HH:MM
    zone: str
    length: str = "standard"
    quiet: str = "say"  # on a quiet day: say so, or be silent
    mention: str | None = None
    state: str = ACTIVE
    reason: str | None = None
    created_at: str = ""
    active_from: str = ""
    failures: int = 0
    told: bool = False
    cursor: int = 0
    carried: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One slot of one subscription."""

    id: str
    subscription: str
    slot: str
    due_at: str
    guild: str
    channel: str
    state: str
    holder: str
    lease_until: str
    attempts: int
    claimed_at: str
    tried_at: str | None = None
    done_at: str | None = None
    message: str | None = None
    late: bool = False
    reason: str | None = None
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A point told in a channel, with the passage that it stood on."""

    channel: str
    digest: str
    topic: str | None
    text: str
    document: DocumentId
    version: int
    start: int
    end: int
    at: str
    guild: str | None = None  # where it was posted, as read; not written
    message: str | None = None


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A passage that a posted brief or digest cites (the ``point``-th)."""

    point: int
    document: DocumentId
    version: int
    start: int
    end: int
    claim: str


@dataclass(frozen=True, slots=True)
class PostingRow:
    """Where a brief or digest stands."""

    brief: str
    guild: str | None
    channel: str
    message: str
    at: str
    cited: tuple[CitedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PastRow:
    """A posted brief or digest as its channel finds it again; ``payload`` is the kept brief."""

    posting: PostingRow
    flagged: str | None
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A cited passage whose document has a newer version, or was withdrawn, since."""

    posting: PostingRow
    cited: CitedRow
    title: str
    current: int | None  # its current version; None: withdrawn
    withdrawn_at: str | None


@dataclass(frozen=True, slots=True)
class WithdrawnSentence:
    """A body sentence of a document that left the corpus."""

    document: DocumentId
    version: int
    title: str
    withdrawn_at: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FreshVersion:
    """A current version that a digest has not considered yet.

    ``before`` is the version that was considered at the last one; None where the document is new,
    or still waits to be told of.
    """

    key: int  # grows with every version that is stored, whatever the clock says
    document: DocumentId
    number: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes known as told, together with the fact that a slot is done."""

    cursor: int
    carried: tuple[int, ...] = ()
    reported: tuple[ReportedRow, ...] = ()
    notices: tuple[str, ...] = ()
    posting: PostingRow | None = None
    flagged: tuple[str, ...] = field(default=())  # briefs that a correction was told of


class DigestStore(Protocol):
    """The part of the store protocol that digests need."""

    # subscriptions -----------------------------------------------------------------------
    async def save_subscription(self, row: SubscriptionRow) -> None:
        """Insert or change what people choose (all but failures, cursor and carried)."""

    async def subscription(self, id: str) -> SubscriptionRow | None: ...

    async def subscriptions(
        self, *, guild: str | None = None, channel: str | None = None, states: Sequence[str] = (ACTIVE,)
    ) -> list[SubscriptionRow]:
        """In order of creation."""

    async def pause(self, id: str, reason: str | None) -> None: ...

    async def tell_once(self, id: str) -> bool:
        """Whether the manager is still to be told of these failures; true only once."""

    # the ledger --------------------------------------------------------------------------
    async def claim(self, row: DigestRow, *, now: str) -> DigestRow | None:
        """Take the slot for ``row.holder``; None when it is somebody's, or done, or when it is not
        known yet what became of another one in that channel.

        A claim whose lease has run out is taken over, with what its holder left.
        """

    async def prepare(self, id: str, holder: str, *, content: Mapping[str, Any], now: str, lease_until: str) -> bool:
        """Keep what is about to be posted. False when the claim is no longer ``holder``'s."""

    async def release(self, id: str, holder: str, *, until: str, reason: str) -> None:
        """Let anybody try again from ``until`` on."""

    async def finish(
        self, id: str, holder: str, *, state: str, now: str, message: str | None, reason: str | None, told: Told | None
    ) -> bool:
        """Close the slot, and record what it told, in one transaction. False: not ``holder``'s."""

    async def ledger(self, since: str) -> list[DigestRow]:
        """Slots due since then, without content."""

    async def digest(self, id: str) -> DigestRow | None: ...

    async def digests(
        self, *, guild: str | None = None, channel: str | None = None, limit: int = 50
    ) -> list[DigestRow]:
        """Posted ones, newest first, with content."""

    # what was told -----------------------------------------------------------------------
    async def newest_version(self) -> int:
        """The key of the newest version stored."""

    async def version_before(self, instant: str) -> int:
        """The key of the newest version stored before that instant."""

    async def fresh(self, scope: Scope, after: int, carried: Sequence[int]) -> list[FreshVersion]:
        """Current versions stored after ``after``, or among ``carried``."""

    async def texts(self, document: DocumentId, number: int) -> list[str]:
        """The body sentences of that version, as they were read."""

    async def keys_at(self, places: Sequence[tuple[DocumentId, int, int]]) -> list[int | None]:
        """The key of the sentence that starts there, for each document, version and start."""

    async def withdrawn(self, scope: Scope, since: str) -> list[WithdrawnSentence]:
        """What the documents said that were withdrawn since then, in order."""

    async def reported(self, channel: str, since: str = "") -> list[ReportedRow]: ...

    async def said_once(self, channel: str) -> frozenset[str]: ...

    async def save_posting(self, row: PostingRow) -> None: ...

    async def doubtful_channels(self, since: str) -> list[tuple[str | None, str]]:
        """Guild and channel of what was posted since then, is not flagged, and whose documents have changed."""

    async def flag(self, briefs: Sequence[str], at: str) -> None:
        """Note that these cite what no longer stands, where that is not noted yet."""

    async def unmarked(self, limit: int) -> list[PostingRow]:
        """Flagged ones whose message does not say so yet, the newest first."""

    async def marked(self, brief: str, at: str) -> None:
        """Note that its message says so, or cannot."""

    async def postings(self, guild: str | None, channel: str | None, limit: int = 1000) -> list[PastRow]:
        """What was posted there (None: anywhere) and can be shown again, newest first."""

    async def doubtful(self, channel: str, since: str = "") -> list[DoubtfulRow]: ...
