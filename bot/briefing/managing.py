"""``corpus ...`` as it is typed: "add report.pdf", "feed list" and so on, to the change that is meant."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.answers import CorpusChange, CorpusStatus, FeedList, IngestReport
from bot.briefing.collection import Collection
from bot.errors import BadOption, UnreadableDocument
from bot.messages import did_you_mean
from bot.store.base import SHARED

ACTIONS = ("add", "remove", "reload", "status", "feed add", "feed remove", "feed list")
_HINT = "One of: " + ", ".join(ACTIONS) + "."


async def manage(
    collection: Collection, words: str, limit: int, owner: str = SHARED
) -> CorpusChange | CorpusStatus | FeedList | IngestReport:
    """Do what ``words`` say. Raises BadOption where they say nothing, and whatever the change raises."""
    action, value = _meant(words)
    if action in {"add", "remove", "feed add", "feed remove"} and not value:
        raise BadOption(
            f"'corpus {action}' needs {_needs(action)}.", f"For example: corpus {action} {_example(action)}"
        )
    match action:
        case "add" if value.lower().startswith(("http://", "https://")):
            return await collection.add_url(owner, value)
        case "add":
            return await collection.add_file(owner, Path(value).name, await asyncio.to_thread(_load, value, limit))
        case "remove":
            return await collection.remove(owner, value)
        case "reload":
            return await collection.revisit()
        case "status":
            return await collection.status(owner)
        case "feed add":
            return await collection.follow(owner, value)
        case "feed remove":
            return await collection.unfollow(owner, value)
        case _:
            return await collection.feeds(owner)


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


def _load(file: str, limit: int) -> bytes:
    path = Path(file).expanduser()
    try:
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except IsADirectoryError:
        raise UnreadableDocument(
            f"{file} is a folder.", "Name it as corpus in the settings, or add a zip of it."
        ) from None
    except FileNotFoundError:
        raise UnreadableDocument(f"There is no file {file}.", "Check the name and the folder.") from None
    except OSError as error:
        raise UnreadableDocument(
            f"{file} cannot be read: {error.strerror or error}.", "Check its permissions."
        ) from error
