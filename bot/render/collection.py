"""What managing a corpus answers, as plain lines and as JSON; shared by every place."""

from __future__ import annotations

from typing import Any

from bot.answers import CorpusChange, CorpusStatus, FeedInfo, FeedList
from bot.messages import count

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
    """The answer in sentences, the first of them its title."""
    match answer:
        case CorpusChange():
            return _change(answer)
        case CorpusStatus():
            return _status(answer)
        case FeedList():
            if not answer.feeds:
                return ["No feeds are followed.", "Follow one with: corpus feed add https://..."]
            return [count(len(answer.feeds), "feed"), *(_feed(feed) for feed in answer.feeds)]


def _change(answer: CorpusChange) -> list[str]:
    done = _DONE.get(answer.action, answer.action)
    documents = answer.documents
    if len(documents) == 1:
        about = documents[0]
        head = f"{done} “{about.title}” ({count(about.sentences, 'sentence')}, id {about.document})."
    elif documents:
        head = f"{done} {count(len(documents), 'document')}."
    else:
        head = f"{done}."
    listed = [f"{d.title} ({count(d.sentences, 'sentence')})" for d in documents[:_SHOWN]] if len(documents) > 1 else []
    problems = [f"Not read: {p.line}" for p in answer.problems[:_SHOWN]]
    return [head, *listed, *answer.notes[:_SHOWN], *problems]


def _status(answer: CorpusStatus) -> list[str]:
    own = f", {answer.own:,} of them here" if answer.own != answer.documents else ""
    said = [
        f"{count(answer.documents, 'document')}{own}, {count(answer.sentences, 'sentence')}; {answer.added:,} added."
    ]
    said += [f"Feed: {_feed(feed)}" for feed in answer.feeds]
    said += [f"Not read: {p.line}" for p in answer.problems[:_SHOWN]]
    if len(answer.problems) > _SHOWN:
        said.append(f"... and {len(answer.problems) - _SHOWN:,} more that were not read.")
    said += [f"Says the same: “{a}” and “{b}”; together one voice." for a, b in answer.same[:_SHOWN]]
    said += [f"“{a}” stands in “{b}”, which is no voice beside it." for a, b in answer.within[:_SHOWN]]
    if len(answer.same) > _SHOWN:
        said.append(f"... and {len(answer.same) - _SHOWN:,} more pairs that say the same.")
    return said


def _feed(feed: FeedInfo) -> str:
    success = _moment(feed.last_success) or "never"
    new = _moment(feed.last_new) or "nothing yet"
    failing = f"; {count(feed.failures, 'failure')} in a row: {feed.problem}" if feed.failures else ""
    return f"{feed.title} ({feed.url}): {feed.standing}; read {success}; last new {new}{failing}"


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
