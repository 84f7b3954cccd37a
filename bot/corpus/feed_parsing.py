"""What a feed offers: RSS and Atom to items, by feedparser. Pure; run apart, for feeds are strangers' files."""

from __future__ import annotations

import calendar
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from bot.errors import UnreadableDocument

MOST_ITEMS = 200
"""Of one feed at a time: the newest."""

_LONGEST = 500_000

_FIGURE = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry. ``markup`` is what the feed itself carries of the article, often only a summary."""

    id: str
    url: str | None
    title: str
    author: str | None
    published: str | None  # ISO date
    markup: str
    looks: str = ""  # changes when the feed says something else of the article


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    title: str
    items: tuple[FeedItem, ...]
    minutes: int | None = None  # between two visits, as the feed asks


def parse_feed(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """The feed in ``data``, fetched from ``url``; ``content_type`` is the header that came with it.

    Raises UnreadableDocument for what is no feed.
    """
    import feedparser

    headers = {"content-location": url}
    if "charset=" in content_type.lower():
        headers["content-type"] = content_type
    found: Any = feedparser.parse(data, response_headers=headers, sanitize_html=True, resolve_relative_uris=True)
    if not found.get("version") and not found.entries:
        raise UnreadableDocument("That is not an RSS or Atom feed.", "Look for the feed's own address on the site.")
    title = " ".join(str(found.feed.get("title") or urlsplit(url).hostname or url).split())[:200]
    entries = found.entries
    if len(entries) > MOST_ITEMS and _moment(entries[0]) < _moment(entries[-1]):
        entries = entries[::-1]  # the oldest first
    items = {item.id: item for item in (_item(entry, url) for entry in entries[:MOST_ITEMS]) if item}
    return ParsedFeed(title, tuple(items.values()), _minutes(found.feed))


def _item(entry: Any, base: str) -> FeedItem | None:
    link = str(entry.get("link") or "").strip()
    link = urljoin(base, link) if link else ""
    title = " ".join(str(entry.get("title") or "").split())[:300]
    bodies = [str(each.get("value") or "") for each in entry.get("content") or ()]
    markup = max([*bodies, str(entry.get("summary") or "")], key=len)[:_LONGEST]
    known = str(entry.get("id") or link or "") or f"{title}{markup[:200]}"
    if not known or not (link or markup):
        return None
    digest = hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:16]
    author = " ".join(str(entry.get("author") or "").split())[:200] or None
    url = link if urlsplit(link).scheme in {"http", "https"} else None
    said = dict.get(entry, "updated") or " ".join(re.sub(r"<[^>]*>", " ", markup).split())
    looks = hashlib.sha256(f"{title}\0{said}".encode("utf-8", "replace")).hexdigest()[:16]
    return FeedItem(digest, url, title, author, _date(entry), markup, looks)


def _moment(entry: Any) -> float:
    parsed = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    return float(calendar.timegm(parsed)) if parsed else 0.0


def _date(entry: Any) -> str | None:
    for key in ("published_parsed", "issued_parsed", "created_parsed"):
        parsed = entry.get(key)
        if parsed:
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC).date().isoformat()
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _minutes(feed: Any) -> int | None:
    """``ttl`` and the syndication module's period, where sane."""
    ttl = figure(str(feed.get("ttl") or ""))
    if 0 < ttl <= 10_080:
        return ttl
    periods = {"hourly": 60, "daily": 1440, "weekly": 10_080}
    period = periods.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    frequency = figure(str(feed.get("sy_updatefrequency") or "1").strip())
    return max(5, period // frequency) if period and frequency else None


def figure(text: str) -> int:
    """A whole number that a stranger wrote; 0 where it is none, or one of more than nine digits."""
    return int(text) if _FIGURE.fullmatch(text) else 0
