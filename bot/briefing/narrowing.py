"""From a corpus too large to be looked at whole: the sentences that an answer is chosen from.

Full text and vectors find sentences. The documents that hold the best of them are taken whole, so
that sections and context hold; of the further ones come the paragraphs, so that a single sentence in
one of ten thousand documents is not lost because its document speaks of something else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.store.base import Scope, Store, StoredSentence
from summarizers.base import Vectors
from summarizers.models import DocumentId, Query

FOUND = 300
"""Full-text hits looked at, and as many by embedding."""

WHOLE = 600
"""Sentences of the documents that are taken whole."""

PASSAGES = 120
"""Hits in other documents whose paragraphs are taken, and ..."""

IN_PASSAGES = 500
"""... the sentences that these may be."""

Narrowed = tuple[list[StoredSentence], frozenset[DocumentId]]
"""Sentences in document order, and the documents of which there are only parts."""


async def narrow(
    store: Store,
    scope: Scope,
    query: Query | None,
    vector: Vectors | None,
    model: str | None,
    include: Sequence[DocumentId],
) -> Narrowed:
    """What to choose from for ``query``; ``include`` is in it too, as far as there is room.

    ``vector`` is the query's, of ``model``; without one words alone find.
    """
    merit = await _merit(store, scope, query, vector, model)
    places = await store.places(scope, list(merit))
    by_document: dict[DocumentId, list[float]] = {}
    for key, place in places.items():
        by_document.setdefault(place.document, []).append(merit[key])
    sizes = {place.document: place.sentences for place in places.values()}
    paths = {place.document: place.path for place in places.values()}
    for row in await store.documents(scope, include) if include else ():
        sizes[row.document.id], paths[row.document.id] = row.sentences, row.document.path
    whole = _fitting(include, sizes, WHOLE)
    best = sorted(by_document, key=lambda d: -sum(sorted(by_document[d], reverse=True)[:5]))
    whole |= _fitting([d for d in best if d not in whole], sizes, WHOLE)
    further = sorted((key for key in places if places[key].document not in whole), key=lambda key: -merit[key])
    passages = await _passages(store, scope, further[:PASSAGES])
    stored = [*(await store.sentences(scope, whole) if whole else []), *passages]
    stored.sort(key=lambda s: (paths.get(s.sentence.document, ""), s.sentence.document, s.sentence.ordinal))
    return stored, frozenset(s.sentence.document for s in passages)


def _fitting(documents: Sequence[DocumentId], sizes: dict[DocumentId, int], room: int) -> set[DocumentId]:
    """The first of ``documents`` that have room together."""
    taken: set[DocumentId] = set()
    for document in documents:
        room -= sizes.get(document, 0)
        if room < 0:
            break
        taken.add(document)
    return taken


async def _merit(
    store: Store, scope: Scope, query: Query | None, vector: Vectors | None, model: str | None
) -> dict[int, float]:
    """Keys of the sentences found, each with what words and embedding say of it: up to 2."""
    words = () if query is None else (query.text, *query.text.split(), *query.words)
    searches = [store.match(scope, words, FOUND)]
    if vector is not None and model is not None:
        searches.append(store.nearest(scope, model, vector, FOUND))
    by_words, *by_vector = await asyncio.gather(*searches)
    highest = max((hit.score for hit in by_words), default=1.0) or 1.0
    merit = {hit.key: hit.score / highest for hit in by_words}
    for hit in (hit for hits in by_vector for hit in hits):
        merit[hit.key] = merit.get(hit.key, 0.0) + hit.score
    return merit


async def _passages(store: Store, scope: Scope, keys: Sequence[int]) -> list[StoredSentence]:
    """The paragraphs of those sentences, the first ones first, as far as there is room."""
    standing = await store.paragraphs(scope, keys)
    taken: dict[int, StoredSentence] = {}
    for key in keys:
        paragraph = standing.get(key, [])
        if len(taken) + len(paragraph) <= IN_PASSAGES:
            taken.update((s.key, s) for s in paragraph)
    return list(taken.values())
