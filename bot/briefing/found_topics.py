"""What a corpus without a topics file speaks of, found in the corpus itself."""

from __future__ import annotations

import asyncio

from bot.answers import TopicInfo
from bot.briefing.library import Library
from bot.store.base import Scope
from summarizers.topics import find_topics


async def found_topics(library: Library, scope: Scope, most: int = 12) -> list[TopicInfo]:
    """Topics by their key phrases, widest first; the same corpus always gives the same."""
    snapshot = await library.snapshot(scope, None, None)
    found = await asyncio.to_thread(find_topics, snapshot.sentences, most)
    return [
        TopicInfo(
            slug="-".join(topic.name.casefold().split()),
            name=topic.name,
            aliases=topic.phrases[1:4],
            words=topic.phrases[1:],
            sentences=len(topic.sentences),
            documents=topic.documents,
        )
        for topic in found
    ]
