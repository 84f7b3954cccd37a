"""What there is: topics, sources, one source with its sections."""

from __future__ import annotations

import asyncio

from bot.answers import SectionInfo, SourceDetail, SourceInfo, TopicInfo
from bot.briefing.completing import Completions
from bot.briefing.library import Library
from bot.briefing.topics import TopicCatalogue
from bot.errors import UnknownSource
from bot.store.base import DocumentRow, Scope, Store
from summarizers.models import Sentence
from summarizers.words import fold


async def topics(store: Store, catalogue: TopicCatalogue, scope: Scope) -> list[TopicInfo]:
    """Configured topics with how many sentences and documents hold one of their words."""
    infos = []
    for topic in catalogue:
        sentences, documents = await store.tally(scope, (topic.name, *topic.aliases, *topic.words))
        infos.append(TopicInfo(topic.slug, topic.name, topic.aliases, topic.words, sentences, documents))
    return infos


async def sources(store: Store, scope: Scope) -> list[SourceInfo]:
    """Every document in scope, by path."""
    rows = await store.documents(scope)
    return await asyncio.to_thread(lambda: [source_info(row) for row in rows])


async def source(store: Store, library: Library, scope: Scope, name: str) -> SourceDetail:
    """The one source that ``name`` (a title, path, id, or part of one) means."""
    rows = await store.documents(scope)
    row = await asyncio.to_thread(choose, rows, name)
    path = row.document.path
    beside = [r for r in rows if r.owner == row.owner]
    attached = [source_info(r) for r in beside if r.document.path.startswith(f"{path}/")]
    letters = [source_info(r) for r in beside if path.startswith(f"{r.document.path}/")]
    stored = await store.sentences(scope, [row.document.id])
    sections: dict[str, list[Sentence]] = {}
    for s in stored:
        sections.setdefault(s.sentence.section or "", []).append(s.sentence)
    return SourceDetail(
        source_info(row),
        tuple(SectionInfo(title, len(held), held[0]) for title, held in sections.items()),
        tuple(attached),
        max(letters, key=lambda info: len(info.path), default=None),
    )


def choose(rows: list[DocumentRow], name: str) -> DocumentRow:
    """Raises UnknownSource with the nearest names when none, or more than one, is meant."""
    wanted = fold(name).strip()
    exact = [r for r in rows if wanted in (fold(r.document.id), fold(r.document.path), fold(r.document.title))]
    found = exact or [
        r for r in rows if wanted and (wanted in fold(r.document.title) or wanted in fold(r.document.path))
    ]
    if len(found) == 1 or (exact and found):
        return found[0]
    if found:
        titles = "; ".join(r.document.title for r in found[:5])
        raise UnknownSource(f"“{name}” could be any of {len(found)} sources: {titles}.", "Say more of the title.")
    names = dict.fromkeys((*(r.document.title for r in rows), *(r.document.path for r in rows)))
    close = Completions(names).nearest(wanted, 3, like=0.4)
    hint = "Did you mean " + " or ".join(f"“{c}”" for c in close) + "?" if close else "See /sources."
    raise UnknownSource(f"There is no source “{name}”.", hint)


def source_info(row: DocumentRow) -> SourceInfo:
    """A document as lists show it."""
    d = row.document
    return SourceInfo(
        d.id, d.version, d.path, d.title, d.author, d.publisher, d.published, d.url, d.language, d.kind,
        row.sentences, row.characters, d.not_before, d.grade or "F6",
    )  # fmt: skip
