"""``corpus ...`` as it is typed: "add report.pdf", "feed list" and so on, to the change that is meant."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.answers import CorpusChange, CorpusStatus, FeedList, IngestReport
from bot.briefing.collection import Collection
from bot.corpus import named_file
from bot.errors import BadOption
from bot.messages import did_you_mean
from bot.store.base import SHARED

ACTIONS = ("add", "remove", "reload", "status", "feed add", "feed remove", "feed list")
_HINT = "One of: " + ", ".join(ACTIONS) + "."


async def manage(
    collection: Collection, words: str, limit: int
) -> CorpusChange | CorpusStatus | FeedList | IngestReport:
    """Do what ``words`` say, with everybody's corpus. ``limit`` is the most bytes of a file.

    Raises BadOption where they say nothing, and whatever the change raises.
    """
    action, value = _meant(words)
    if action in {"add", "remove", "feed add", "feed remove"} and not value:
        raise BadOption(
            f"'corpus {action}' needs {_needs(action)}.", f"For example: corpus {action} {_example(action)}"
        )
    match action:
        case "add" if value.lower().startswith(("http://", "https://")):
            return await collection.add_url(SHARED, value)
        case "add":
            data = await asyncio.to_thread(named_file.load, value, limit)
            return await collection.add_file(SHARED, Path(value).name, data)
        case "remove":
            return await collection.remove(SHARED, value)
        case "reload":
            return await collection.revisit()
        case "status":
            return await collection.status(SHARED)
        case "feed add":
            return await collection.follow(SHARED, value)
        case "feed remove":
            return await collection.unfollow(SHARED, value)
        case _:
            return await collection.feeds(SHARED)


def _meant(words: str) -> tuple[str, str]:
    first, _, rest = words.strip().partition(" ")
    if first == "feed":
        second, _, rest = rest.strip().partition(" ")
        first = f"feed {second or 'list'}"
    if first not in ACTIONS:
        raise BadOption(f"There is no 'corpus {first[:40]}'.", did_you_mean(first, ACTIONS, _HINT))
    return first, rest.strip()


def _needs(action: str) -> str:
    return {"add": "a file or an address", "remove": "the name of a document"}.get(action, "the address of a feed")


def _example(action: str) -> str:
    return {"add": "report.pdf", "remove": "report.pdf"}.get(action, "https://example.org/feed.xml")
