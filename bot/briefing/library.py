"""The sentences that a use case chooses from, in memory where the corpus is small.

Up to ``SMALL`` sentences every answer sees the whole corpus, held between calls as an
immutable snapshot of one revision. Beyond that it is narrowed first (``narrowing``).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.briefing.narrowing import narrow
from bot.briefing.struck_out import readable_without
from bot.briefing.told import setting
from bot.store.base import DocumentRow, Scope, Store, StoredSentence
from summarizers.base import Candidates, Encoder, Vectors
from summarizers.embeddings.errors import EncoderUnavailable
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Query, Sentence

log = logging.getLogger(__name__)

SMALL = 3_000
"""Sentences up to which the whole corpus is looked at for every answer."""

KEPT = 6
"""Narrowed snapshots held, some 5 MB each: a brief reads its own twice, and people vary what they asked."""

_Asked = tuple[Scope, int, Query | None, bool, tuple[DocumentId, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Body sentences in document order with what is known of them."""

    keys: np.ndarray
    sentences: tuple[Sentence, ...]
    vectors: Vectors | None
    terms: TermMatrix
    documents: dict[DocumentId, DocumentRow]
    settings: dict[DocumentId, str]
    parts: frozenset[DocumentId] = frozenset()  # documents of which only some paragraphs are here

    def candidates(self, query: Query | None, query_vector: Vectors | None) -> Candidates:
        vectors = self.vectors if query_vector is not None or query is None else None
        return Candidates(self.sentences, query, vectors, query_vector, self.terms, self.parts, self.settings)


class Library:
    """Reads snapshots from the store; keeps the newest one per scope."""

    def __init__(self, store: Store, encoder: Encoder | None, patience: float = 30.0) -> None:
        self._store = store
        self._patience = patience
        self._encoder = encoder
        self._snapshots: dict[Scope, tuple[int, Snapshot]] = {}
        self._texts: dict[tuple[Scope, DocumentId, int], Document] = {}
        self._lock = asyncio.Lock()
        self._narrow: dict[_Asked, Snapshot] = {}

    async def snapshot(
        self,
        scope: Scope,
        query: Query | None,
        query_vector: Vectors | None,
        include: Sequence[DocumentId] = (),
    ) -> Snapshot:
        """What to choose from for ``query``; ``include`` is in it too, as far as there is room."""
        revision = await self._store.revision()
        known = self._snapshots.get(scope)
        if known is not None and known[0] == revision:
            return known[1]
        if await self._store.count(scope) > SMALL:
            asked = (scope, revision, query, query_vector is None, tuple(include))
            narrowed = self._narrow.get(asked)
            if narrowed is None:
                model = None if self._encoder is None else self._encoder.name
                stored, parts = await narrow(self._store, scope, query, query_vector, model, include)
                narrowed = await self._build(scope, stored, parts)
                if len(self._narrow) >= KEPT:
                    self._narrow.pop(next(iter(self._narrow)))
                self._narrow[asked] = narrowed
            return narrowed
        async with self._lock:
            known = self._snapshots.get(scope)
            if known is not None and known[0] == revision:
                return known[1]
            stored = await self._store.sentences(scope)
            snapshot = await self._build(scope, stored)
            if len(self._snapshots) >= 16:
                self._snapshots.pop(next(iter(self._snapshots)))
            self._snapshots[scope] = (revision, snapshot)
            return snapshot

    async def sentences(self, scope: Scope, documents: Sequence[DocumentId]) -> list[StoredSentence]:
        """The body sentences of those documents that can be read as they stand in ``scope``."""
        return await self._readable(scope, await self._store.sentences(scope, documents))

    async def _readable(self, scope: Scope, stored: Sequence[StoredSentence]) -> list[StoredSentence]:
        """Those that do not lean on what the guild has struck out."""
        struck = await self._store.struck_out(scope, {s.sentence.document for s in stored})
        if not struck:
            return list(stored)
        stands = await asyncio.to_thread(readable_without, [s.sentence for s in stored], struck)
        return [s for s, stand in zip(stored, stands, strict=True) if stand]

    async def _build(
        self, scope: Scope, stored: Sequence[StoredSentence], parts: frozenset[DocumentId] = frozenset()
    ) -> Snapshot:
        stored = await self._readable(scope, stored)
        keys, sentences = [s.key for s in stored], [s.sentence for s in stored]
        held = {s.document for s in sentences}
        rows = {row.document.id: row for row in await self._store.documents(scope, held)}
        vectors = await self._vectors(keys)
        terms = await asyncio.to_thread(TermMatrix.of, [s.text for s in sentences])
        settings = {key: setting(row.document) for key, row in rows.items()}
        return Snapshot(np.asarray(keys, dtype=np.int64), tuple(sentences), vectors, terms, rows, settings, parts)

    async def _vectors(self, keys: list[int]) -> Vectors | None:
        if self._encoder is None or not keys:
            return None
        found, rows = await self._store.vectors(self._encoder.name, keys)
        if len(found) < 0.9 * len(keys):
            return None  # still being made: the lexical form is used, not half of a model
        place = {int(k): i for i, k in enumerate(found)}
        vectors = np.zeros((len(keys), rows.shape[1]), dtype=np.float32)
        for i, key in enumerate(keys):
            if (j := place.get(key)) is not None:
                vectors[i] = rows[j]
        return vectors

    async def vectors_of(self, keys: Sequence[int]) -> dict[int, Vectors]:
        """The embeddings of those sentences that have one, by key; none without a model."""
        if self._encoder is None or not keys:
            return {}
        found, rows = await self._store.vectors(self._encoder.name, keys)
        return {int(key): rows[i] for i, key in enumerate(found)}

    async def query_vector(self, text: str) -> Vectors | None:
        """The embedding of ``text``, from the cache or the model; None when it must not wait."""
        if self._encoder is None:
            return None
        known = await self._store.query_vector(self._encoder.name, text)
        if known is not None:
            return known
        try:
            encoded = await asyncio.wait_for(self._encoder.encode([text]), self._patience)
        except TimeoutError:
            log.warning("the model took more than %.0f s; the lexical form is used", self._patience)
            return None
        except EncoderUnavailable as fault:
            log.warning("the lexical form is used: %s", fault)
            return None
        await self._store.put_query_vector(self._encoder.name, text, encoded[0])
        vector: Vectors = encoded[0]
        return vector

    async def learn(self, texts: Sequence[str]) -> None:
        """Embed queries that are known beforehand, so that a brief on them never waits for the model."""
        if self._encoder is None:
            return
        unknown = [t for t in texts if await self._store.query_vector(self._encoder.name, t) is None]
        if not unknown:
            return
        try:
            vectors = await self._encoder.encode(unknown)
        except EncoderUnavailable as fault:
            log.warning("topics are looked for in the lexical form: %s", fault)
            return
        for text, vector in zip(unknown, vectors, strict=True):
            await self._store.put_query_vector(self._encoder.name, text, vector)

    async def text(self, scope: Scope, document: DocumentId, version: int) -> Document | None:
        """A document version with its text, the last few kept."""
        known = self._texts.get((scope, document, version))
        if known is None:
            known = await self._store.document(scope, document, version)
            if known is not None:
                if len(self._texts) >= 64:
                    self._texts.pop(next(iter(self._texts)))
                self._texts[scope, document, version] = known
        return known
