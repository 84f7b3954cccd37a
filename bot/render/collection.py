"""What managing a corpus answers, as plain lines and as JSON; shared by every place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers import CorpusChange, CorpusStatus, FeedInfo, FeedList, IngestProblem
from bot.messages import count
from bot.translations import retold, say

_DONE = {
    "added": "Added",
    "updated": "Updated",
    "unchanged": "Nothing new in",
    "removed": "Removed",
    "following": "Following",
    "unfollowed": "No longer following",
}
_SHOWN = 20


def lines(answer: CorpusChange | CorpusStatus | FeedList) -> list[str]:
    """The answer in sentences of the reader's language, the first of them its title."""
    match answer:
        case CorpusChange():
            return _change(answer)
        case CorpusStatus():
            return _status(answer)
        case FeedList():
            if not answer.feeds:
                return [say("No feeds are followed."), say("Follow one with: corpus feed add https://...")]
            return [count(len(answer.feeds), "feed"), *(_feed(feed) for feed in answer.feeds)]


def unread(problems: Sequence[IngestProblem]) -> list[str]:
    """The first of what could not be read, each with the reason, and how many more there are."""
    told = [say("Not read: {problem}", problem=retold(p.line)) for p in problems[:_SHOWN]]
    more = len(problems) - len(told)
    return [*told, say("... and {n} more that were not read.", n=f"{more:,}")] if more else told


def _change(answer: CorpusChange) -> list[str]:
    done = say(_DONE.get(answer.action, answer.action))
    documents = answer.documents
    if len(documents) == 1:
        about = documents[0]
        sentences, id = count(about.sentences, "sentence"), about.document
        head = say("{done} “{title}” ({sentences}, id {id}).", done=done, title=about.title, sentences=sentences, id=id)
    elif documents:
        head = f"{done} {count(len(documents), 'document')}."
    else:
        head = f"{done.rstrip(':')}."
    listed = [f"{d.title} ({count(d.sentences, 'sentence')})" for d in documents[:_SHOWN]] if len(documents) > 1 else []
    return [head, *listed, *map(retold, answer.notes[:_SHOWN]), *unread(answer.problems)]


def _status(answer: CorpusStatus) -> list[str]:
    said = [count(answer.documents, "document")]
    if answer.own != answer.documents:
        said.append(say("{own} of them here", own=f"{answer.own:,}"))
    said.append(count(answer.sentences, "sentence"))
    told = [say("{held}; {added} added.", held=", ".join(said), added=f"{answer.added:,}")]
    told += [say("Feed: {feed}", feed=_feed(feed)) for feed in answer.feeds]
    told += unread(answer.problems)
    told += [say("Says the same: “{a}” and “{b}”; together one voice.", a=a, b=b) for a, b in answer.same[:_SHOWN]]
    told += [say("“{a}” stands in “{b}”, which is no voice beside it.", a=a, b=b) for a, b in answer.within[:_SHOWN]]
    if len(answer.same) > _SHOWN:
        told.append(say("... and {n} more pairs that say the same.", n=f"{len(answer.same) - _SHOWN:,}"))
    return told


def _feed(feed: FeedInfo) -> str:
    told = [
        say(feed.standing),
        say("read {when}", when=_moment(feed.last_success) or say("never")),
        say("last new {when}", when=_moment(feed.last_new) or say("nothing yet")),
    ]
    if feed.failures:
        failures, why = count(feed.failures, "failure"), retold(feed.problem or "")
        told.append(say("{failures} in a row: {why}", failures=failures, why=why))
    return f"{feed.title} ({feed.url}): {'; '.join(told)}"


def _moment(time: str | None) -> str | None:
    return time.replace("T", " ")[:16] + " UTC" if time else None


def as_object(answer: CorpusChange | CorpusStatus | FeedList) -> dict[str, Any]:
    """What ``--json`` gives besides ``ok`` and ``command``."""
    match answer:
        case CorpusChange():
            return {
                "action": answer.action,
                "documents": [{"document": d.document, "title": d.title, "path": d.path} for d in answer.documents],
                "problems": [{"path": p.path, "reason": p.reason} for p in answer.problems],
                "notes": list(answer.notes),
            }
        case FeedList():
            return {"action": "feed list", "feeds": [_feed_object(feed) for feed in answer.feeds]}
        case CorpusStatus():
            return {
                "action": "status",
                "documents": answer.documents,
                "own": answer.own,
                "sentences": answer.sentences,
                "added": answer.added,
                "feeds": [_feed_object(feed) for feed in answer.feeds],
                "problems": [{"path": p.path, "reason": p.reason} for p in answer.problems],
                "same": [list(pair) for pair in answer.same],
                "within": [list(pair) for pair in answer.within],
            }


def _feed_object(feed: FeedInfo) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "standing": feed.standing,
        "last_success": feed.last_success,
        "last_new": feed.last_new,
        "failures": feed.failures,
        "problem": feed.problem,
        "due": feed.due,
    }
