"""Briefs are kept whole, so that a button finds them after a restart; for as long as somebody may press it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.answers import BriefAnswer
from bot.store.base import Store
from summarizers.models import Cite, DocumentId, Evidence, Origin, Point, Section, Source, Summary, Support

UNPOSTED = timedelta(days=90)
"""How long a brief is kept that was shown to one person: in private, in direct messages, at the prompt."""

POSTED = timedelta(days=730)
"""How long after it was posted in a server's channel, where anybody may find it again."""


async def drop_old(store: Store, now: datetime) -> int:
    """Drop the briefs that are kept no longer; how many. What was told in channels is not lost with them."""
    return await store.drop_old(unposted=(now - UNPOSTED).isoformat(), posted=(now - POSTED).isoformat())


def pack(answer: BriefAnswer) -> dict[str, Any]:
    """Plain values, ready for JSON."""
    return asdict(answer)


def unpack(payload: Mapping[str, Any]) -> BriefAnswer:
    """The answer that ``pack`` made the payload of."""
    summary = payload["summary"]
    return BriefAnswer(
        id=payload["id"],
        command=payload["command"],
        elapsed_ms=payload["elapsed_ms"],
        length=payload.get("length"),
        since=payload.get("since"),
        made_at=payload.get("made_at"),
        asked=tuple((name, value) for name, value in payload.get("asked", ())),
        flags=tuple((index, state) for index, state in payload.get("flags", ())),
        summary=Summary(
            topic=summary["topic"],
            method=summary["method"],
            sections=tuple(
                Section(s["name"], tuple(_point(p) for p in s["points"]), s.get("title")) for s in summary["sections"]
            ),
            sources=tuple(Source(**s) for s in summary["sources"]),
            support=Support(**summary["support"]),
            answered=summary["answered"],
            notes=tuple(summary["notes"]),
        ),
    )


def _point(p: Mapping[str, Any]) -> Point:
    return Point(p["text"], tuple(_evidence(e) for e in p["evidence"]), Origin(p["origin"]), p["date"])


def _evidence(e: Mapping[str, Any]) -> Evidence:
    cites = tuple(Cite(**c) for c in e["cites"])
    return Evidence(**{**e, "document": DocumentId(e["document"]), "cites": cites})
