"""The one thing every extractive method is: candidate sentences in, a ranking out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from summarizers.lexical import TermMatrix
from summarizers.models import DocumentId, Query, Sentence

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Sentences to choose from, in document order, documents one after another.

    ``vectors`` is (n, d) float32 with unit rows, aligned with ``sentences``; ``None`` when no
    model is installed or the vectors are not made yet. ``query_vector`` is (d,), unit length.
    """

    sentences: tuple[Sentence, ...]
    query: Query | None = None
    vectors: Vectors | None = None
    query_vector: Vectors | None = None
    terms: TermMatrix | None = None  # counted stems of the sentences, where somebody has them already
    parts: frozenset[DocumentId] = frozenset()  # documents of which there are only some paragraphs
    settings: Mapping[DocumentId, str] = field(default_factory=dict)  # what each sentence of a document is said in

    def __len__(self) -> int:
        return len(self.sentences)

    @property
    def texts(self) -> list[str]:
        return [s.text for s in self.sentences]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate by its index, with the method's own score (higher is better)."""

    index: int
    score: float


class Summarizer(Protocol):
    """An extractive method, configured by its constructor, without state between calls."""

    @property
    def name(self) -> str:
        """The slug under which the registry knows it."""

    @property
    def needs_vectors(self) -> bool:
        """Whether it can work only with sentence embeddings."""

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """The best ``limit`` candidates, best first. Never raises on empty input."""


class Encoder(Protocol):
    """Sentence embeddings. Implementations: the transformer in a worker process, a test fake."""

    @property
    def name(self) -> str:
        """Identifies the model and its version; stored beside every vector."""

    @property
    def dimensions(self) -> int: ...

    async def encode(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimensions) float32, unit rows."""

    async def close(self) -> None: ...
