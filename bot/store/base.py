"""The store protocol: everything the rest of the program asks of the database.

Rows come back as domain values. What a caller may see is decided by its ``Scope``: the
shared corpus, and in a guild that guild's own documents beside it. No SQL outside this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from bot.store.digest_rows import DigestStore
from bot.store.feedback_rows import FeedbackStore
from bot.store.guild_rows import GuildStore
from bot.store.scope import SHARED as SHARED
from bot.store.scope import Scope as Scope
from bot.store.twins import TwinStore
from summarizers.base import Vectors
from summarizers.models import Document, DocumentId, Kind, Neighbours, Sentence


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A current document without its text. ``digest`` is the SHA-256 of the source's bytes."""

    document: Document  # with text ""
    owner: str
    digest: str
    sentences: int
    characters: int
    ingested_at: str  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence and its key in the store (stable for that document version).

    ``quote`` is ``original[start:end]``, so that nobody needs the whole text to cite it.
    """

    key: int
    sentence: Sentence
    quote: str = ""


class Place(NamedTuple):
    """The document that a sentence stands in, its path, and how many sentences its body has."""

    document: DocumentId
    path: str
    sentences: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A full-text match; ``score`` is BM25, higher is better."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A brief as kept, so that its buttons work after a restart."""

    id: str
    guild: str | None
    channel: str | None
    user: str | None
    created_at: str  # UTC, ISO 8601
    payload: Mapping[str, Any]  # the JSON contract's object, plus what the views need


@dataclass(frozen=True, slots=True)
class FileState:
    """What an ingest remembers of a file, so that an unchanged one is not opened again.

    ``document`` is the id made of its path, also where reading failed and ``problem`` says why.
    """

    document: DocumentId
    owner: str
    root: str
    path: str  # within the root
    size: int
    changed_ns: int  # of the file or of its inode, whichever is later
    digest: str
    reader: str
    problem: str | None = None


class Store(DigestStore, GuildStore, FeedbackStore, TwinStore, Protocol):
    """One small protocol; ``bot.store.sqlite`` is the implementation."""

    async def close(self) -> None: ...

    # documents ---------------------------------------------------------------------------
    async def revision(self) -> int:
        """Grows with every change to documents, vectors, or what a guild sees of them; what caches are keyed by."""

    async def documents(self, scope: Scope, ids: Iterable[DocumentId] | None = None) -> list[DocumentRow]:
        """Current (not withdrawn) documents, by path; all of them unless some are named."""

    async def document(self, scope: Scope, id: DocumentId, version: int | None = None) -> Document | None:
        """With its text; the current version unless one is named; withdrawn ones too by version."""

    async def put(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        *,
        owner: str,
        digest: str,
        now: str,
        reader: str = "",
        file: FileState | None = None,
    ) -> int:
        """Store a new document or a new version of one, in one transaction; its version.

        ``document.version`` and the sentences' are set by the store. Sentences of earlier
        versions stay addressable, and leave full-text search. ``reader`` names the version of
        the reading code: where digest and reader are those of the current version nothing
        changes (a withdrawn document returns); nor where other bytes or a new reader give the
        same text, bibliography and sentences.
        Sentences that an earlier version has too keep their vectors. ``file`` is remembered in
        the same transaction.
        """

    async def withdraw(self, id: DocumentId, *, now: str) -> None:
        """Take a document out of the corpus; what cited it can still open it."""

    async def restore(self, id: DocumentId, *, digest: str, reader: str) -> bool:
        """Bring a withdrawn document back, if its last version is of this digest and reader.

        Whether it is current now.
        """

    # sentences ---------------------------------------------------------------------------
    async def sentences(
        self,
        scope: Scope,
        documents: Iterable[DocumentId] | None = None,
        kinds: Iterable[Kind] = (Kind.BODY,),
    ) -> list[StoredSentence]:
        """Of current versions, in document order; all documents unless some are named."""

    async def struck_out(self, scope: Scope, documents: Iterable[DocumentId] | None = None) -> list[Sentence]:
        """Current body sentences that the guild has found to be wrong; nothing else here gives them."""

    async def by_keys(self, scope: Scope, keys: Sequence[int]) -> list[StoredSentence]:
        """In the order of ``keys``; those out of scope are left out."""

    async def places(self, scope: Scope, keys: Sequence[int]) -> dict[int, Place]:
        """Where each sentence stands; those out of scope are left out. For hundreds, of which few are then read."""

    async def paragraphs(self, scope: Scope, keys: Sequence[int]) -> dict[int, list[StoredSentence]]:
        """The body sentences of the paragraph that each of ``keys`` stands in, in order, by key.

        Of a paragraph longer than forty sentences to a side there is none, and the sentence stands alone.
        """

    async def count_documents(self, scope: Scope) -> int:
        """How many documents are current."""

    async def count(self, scope: Scope) -> int:
        """How many body sentences are current."""

    async def tally(self, scope: Scope, words: Sequence[str]) -> tuple[int, int]:
        """How many body sentences hold any of ``words``, as ``match`` finds them, and in how many documents."""

    async def match(self, scope: Scope, words: Sequence[str], limit: int) -> list[Hit]:
        """Body sentences that hold any of ``words`` (words or phrases), best first.

        Words are data: quoting, operators and control characters in them mean nothing.
        Folding (script, diacritics, case) and stemming are the index's business.
        """

    async def neighbours(
        self, scope: Scope, document: DocumentId, version: int, start: int, end: int, width: int = 1
    ) -> Neighbours:
        """The sentence at that place and ``width`` body sentences on either side, any version."""

    # vectors -----------------------------------------------------------------------------
    async def missing_vectors(self, model: str, limit: int, after: int = 0) -> list[StoredSentence]:
        """Current body sentences that have no vector of ``model`` yet, by key, those past ``after``."""

    async def count_missing(self, model: str, after: int = 0) -> int:
        """How many sentences ``missing_vectors`` would give."""

    async def unchanged_until(self, revision: int) -> int:
        """A key up to which no current sentence is of a document that came, changed or returned after ``revision``."""

    async def count_vectors(self, scope: Scope, model: str) -> int:
        """How many current body sentences have a vector of ``model``."""

    async def put_vectors(self, model: str, keys: Sequence[int], vectors: Vectors) -> None: ...

    async def vectors(self, model: str, keys: Sequence[int]) -> tuple[Sequence[int], Vectors]:
        """The keys (of those asked) that have one, and their rows, float32."""

    async def nearest(self, scope: Scope, model: str, vector: Vectors, limit: int) -> list[Hit]:
        """The current body sentences most like ``vector``, by cosine, best first.

        For large corpora: reads few vectors. May miss a few of the last ones of a long list.
        """

    async def index_vectors(self, model: str) -> None:
        """After many vectors were made: so that the first ``nearest`` need not wait for it. Never needed."""

    async def query_vector(self, model: str, text: str) -> Vectors | None:
        """A cached query embedding, (d,)."""

    async def put_query_vector(self, model: str, text: str, vector: Vectors) -> None: ...

    async def voices(self, versions: Sequence[tuple[DocumentId, int]]) -> list[frozenset[DocumentId]]:
        """The documents, each with its version, grouped by what they say: copies are one voice."""

    # briefs and small state --------------------------------------------------------------
    async def save_brief(self, row: BriefRow) -> None: ...

    async def brief(self, id: str) -> BriefRow | None: ...

    async def recall(self, key: str, guild: str | None, stamp: str) -> tuple[str, str] | None:
        """The brief noted under ``key`` by this guild with this stamp, and when (UTC, ISO 8601)."""

    async def note_recall(self, key: str, guild: str | None, stamp: str, brief: str, made_at: str) -> None:
        """Note it in the place of the one before; the oldest of very many are forgotten."""

    async def get(self, key: str) -> str | None:
        """A small named value (the command tree's hash, for instance)."""

    async def set(self, key: str, value: str, *, at: str | None = None, brief: str | None = None) -> None:
        """With ``at`` (now; UTC, ISO 8601) it is what a message's buttons need, and ``drop_old`` drops it.

        Where ``brief``, under which the buttons stand, is kept, it stays as long as that.
        """

    async def drop_old(self, *, unposted: str, posted: str) -> int:
        """Drop the briefs made before ``unposted`` that stand in no channel, or were posted there before ``posted``.

        With them goes what their buttons need. Both are instants (UTC, ISO 8601); how many briefs it were.
        """

    # files, for ingest -------------------------------------------------------------------
    async def files(self, owner: str) -> list[FileState]:
        """Every file that an ingest for ``owner`` has seen and not forgotten."""

    async def remember(self, files: Sequence[FileState]) -> None: ...

    async def forget(self, documents: Sequence[DocumentId]) -> None:
        """Drop the file states of these ids; the documents themselves stay as they are."""

    async def tidy(self) -> None:
        """After much was written: whatever makes the next reads quicker. Never needed."""
