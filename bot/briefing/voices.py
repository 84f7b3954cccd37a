"""Which sources of an answer say the same, so that copies and syndicated stories count as one voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.store.base import Store
from summarizers.models import DocumentId, Evidence, Summary


async def with_voices(store: Store, summary: Summary) -> Summary:
    """``summary`` with its sources linked to those before them that say the same, and its voices counted."""
    groups = await store.voices([(source.document, source.version) for source in summary.sources])
    first: dict[frozenset[DocumentId], int] = {}
    by_number = {source.n: source.document for source in summary.sources}
    sources = []
    for source in summary.sources:
        group = next((each for each in groups if source.document in each), frozenset({source.document}))
        said = first.setdefault(group, source.n)
        other = said != source.n and by_number[said] != source.document  # not a version of the same
        sources.append(replace(source, same_as=said if other else None))
    support = replace(summary.support, independent=len(groups))
    return replace(summary, sources=tuple(sources), support=support)


async def count_voices(store: Store, evidence: Iterable[Evidence]) -> int:
    """How many voices stand behind these passages."""
    return len(await store.voices(list(dict.fromkeys((e.document, e.version) for e in evidence))))
