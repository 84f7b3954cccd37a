"""Summaries of plain texts, without the bot: split, embed where a model is installed, rank, select."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from summarizers import registry
from summarizers.abstractive.library import written
from summarizers.abstractive.rewriting import METHOD as ABSTRACTIVE
from summarizers.abstractive.rewriting import POOL
from summarizers.base import Candidates
from summarizers.embeddings.packaged import packaged_process
from summarizers.embeddings.process import ModelProcess
from summarizers.embeddings.transformer import batches
from summarizers.extractive.hybrid import suggest
from summarizers.layout import blocks
from summarizers.models import (
    Budget,
    DocumentId,
    Evidence,
    Point,
    Query,
    Section,
    Sentence,
    Source,
    Summary,
    Support,
)
from summarizers.selection import choose
from summarizers.sentences import split

MOST_ENCODED = 1500
"""Sentences beyond which texts are summarized in the lexical form: encoding takes seconds."""


def summarize_texts(
    texts: Sequence[str], *, topic: str | None, method: str, sentences: int | None, words: int | None
) -> Summary:
    """See ``summarizers.summarize``, which this is the body of."""
    if method not in registry.names():
        raise ValueError(f"there is no method {method!r}; methods: {', '.join(registry.names())}")
    if (sentences is not None and sentences < 1) or (words is not None and words < 1):
        raise ValueError("a summary has at least one sentence or word")
    candidates = _candidates(texts, Query(topic) if topic else None)
    summarizer = registry.create(method)
    if topic or summarizer.needs_vectors or method in ("default", ABSTRACTIVE):
        candidates = _embedded(candidates)
    if sentences is None and words is None:
        sentences = suggest(candidates)
    units = choose(summarizer, candidates, Budget(sentences, words))
    if topic is None:
        units.sort()
    points = tuple(_point(candidates, texts, unit) for unit in units)
    notes: tuple[str, ...] = ()
    if method == ABSTRACTIVE and points:
        pool = [r.index for r in summarizer.rank(candidates, POOL)]
        points, said = written(points, candidates, pool, lambda s: _evidence(s, texts))
        notes = (said,)
    cited = sorted({e.document for p in points for e in p.evidence}, key=int)
    return Summary(
        topic,
        method,
        (Section("summary", points),),
        tuple(Source(n, DocumentId(d), 1, d, f"Text {d}") for n, d in enumerate(cited, 1)),
        Support(len(cited), 0, len(points), len(points)),
        answered=bool(points),
        notes=notes,
    )


def _candidates(texts: Sequence[str], query: Query | None) -> Candidates:
    found: list[Sentence] = []
    for number, text in enumerate(texts, 1):
        spans = ((b, s, e) for b in enumerate(blocks(text)) for s, e in split(text[b[1].start : b[1].end]))
        for ordinal, ((paragraph, block), start, end) in enumerate(spans):
            place = (block.start + start, block.start + end)
            cleaned = " ".join(text[slice(*place)].split())
            id = DocumentId(str(number))
            found.append(Sentence(id, 1, ordinal, *place, cleaned, section=block.heading, paragraph=paragraph))
    return Candidates(tuple(found), query)


def _embedded(candidates: Candidates) -> Candidates:
    """With sentence embeddings, where a model is installed and the texts are not too long for it."""
    if not 0 < len(candidates) <= MOST_ENCODED or (model := _model()) is None:
        return candidates
    texts = candidates.texts
    query = candidates.query
    if query is not None:
        texts = [*texts, query.text]
    first, *rest = batches([len(t) for t in texts])
    encoded = model.ask([texts[i] for i in first])
    vectors = np.zeros((len(texts), encoded.shape[1]), dtype=np.float32)
    vectors[first] = encoded
    for batch in rest:
        vectors[batch] = model.ask([texts[i] for i in batch])
    if query is None:
        return Candidates(candidates.sentences, None, vectors)
    return Candidates(candidates.sentences, query, vectors[:-1], vectors[-1])


@lru_cache(maxsize=1)
def _model() -> ModelProcess | None:
    """One model process for all calls: loading takes seconds, and it ends with this program."""
    process = packaged_process()
    if process is not None:
        atexit.register(process.stop)
    return process


def _point(candidates: Candidates, texts: Sequence[str], unit: Sequence[int]) -> Point:
    told = [candidates.sentences[i] for i in unit]
    return Point(" ".join(s.text for s in told), tuple(_evidence(s, texts) for s in told))


def _evidence(s: Sentence, texts: Sequence[str]) -> Evidence:
    return Evidence(s.document, 1, s.start, s.end, texts[int(s.document) - 1][s.start : s.end], paragraph=s.paragraph)
