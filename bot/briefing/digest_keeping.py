"""Digests as the ledger keeps them: what was said, and what is then known as told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.answers import Before, Change, DigestAnswer, LeftOut
from bot.briefing.digest import Composed
from bot.briefing.keeping import pack, unpack
from bot.store.digest_rows import ReportedRow, Told


def packed(composed: Composed) -> dict[str, Any]:
    """Plain values, ready for JSON."""
    told = composed.told
    return {
        **packed_answer(composed.answer),
        "cursor": told.cursor,
        "carried": told.carried,
        "reported": [asdict(r) for r in told.reported],
        "notices": told.notices,
        "flagged": told.flagged,
    }


def packed_answer(answer: DigestAnswer) -> dict[str, Any]:
    """What was said alone. The points stand in the brief, and are not kept twice."""
    return {
        "brief": pack(answer.brief),
        "topics": answer.topics,
        "changes": [
            {"kind": c.kind, "topic": c.topic, "why": c.why, "before": [asdict(b) for b in c.before], "also": c.also}
            for c in answer.changes
        ],
        "left_out": [asdict(left) for left in answer.left_out],
        "counts": answer.counts,
        "quiet": answer.quiet,
        "since": answer.since,
        "slot": answer.slot,
        "late": answer.late,
        "waiting": answer.waiting,
    }


def unpacked(content: Mapping[str, Any]) -> Composed:
    """What ``packed`` made the content of."""
    return Composed(answer_of(content), told_of(content))


def answer_of(content: Mapping[str, Any]) -> DigestAnswer:
    brief = unpack(content["brief"])
    changes = tuple(
        Change(
            c["kind"], point, c["topic"], tuple(Before(**b) for b in c["before"]), c["why"], tuple(c.get("also", ()))
        )
        for c, point in zip(content["changes"], brief.summary.points, strict=True)
    )
    return DigestAnswer(
        brief,
        tuple(content["topics"]),
        changes,
        tuple(LeftOut(**left) for left in content["left_out"]),
        tuple((reason, number) for reason, number in content["counts"]),
        tuple((topic, at) for topic, at in content["quiet"]),
        content["since"],
        content["slot"],
        content["late"],
        content["waiting"],
    )


def told_of(content: Mapping[str, Any]) -> Told:
    return Told(
        content["cursor"],
        tuple(content["carried"]),
        tuple(ReportedRow(**r) for r in content["reported"]),
        tuple(content["notices"]),
        flagged=tuple(content["flagged"]),
    )
