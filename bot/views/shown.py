"""What a button refers to, found again: kept briefs and the evidence of their points."""

from __future__ import annotations

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.errors import UserError
from bot.render.discord.evidence import OpenedEvidence
from bot.store.base import Scope
from summarizers.models import DocumentId, Origin


class Gone(UserError):
    """What a button refers to is not kept any more, or belongs to another server."""

    code = "gone"


def gone(what: str, command: str) -> Gone:
    return Gone(f"I no longer have that {what}, or it is not of this server.", f"Ask again with {command}.")


async def kept_brief(desk: Desk, scope: Scope, brief: str) -> BriefAnswer:
    """The brief of that id, if this scope may see it."""
    answer = await desk.kept(scope, brief)
    if answer is None:
        raise gone("brief", "/brief or /ask")
    return answer


async def opened_evidence(desk: Desk, scope: Scope, key: str) -> OpenedEvidence:
    """``key`` is "brief:point:n": the passages that this point takes from source [n]."""
    brief, _, rest = key.partition(":")
    point_part, _, number_part = rest.partition(":")
    answer = await kept_brief(desk, scope, brief)
    if not (point_part.isdecimal() and number_part.isdecimal()):
        raise gone("passage", "/brief")
    index, n = int(point_part), int(number_part)
    points = answer.summary.points
    if index >= len(points):
        raise gone("passage", "/brief")
    point = points[index]
    wanted = [e for e in point.evidence if answer.summary.number_of(e) == n]
    opened = await desk.opened(scope, brief, n)
    quotes = {evidence.quote for evidence in wanted}
    passages = tuple(o for o in opened if o.quote in quotes) or tuple(opened)
    if not passages:
        raise gone("passage", "/brief")
    claim = None if point.origin is not Origin.GENERATED else point.text
    return OpenedEvidence(n, passages, claim)


async def opened_passage(desk: Desk, scope: Scope, key: str) -> OpenedEvidence:
    """``key`` is "document:version:start:end": that stretch, if this scope may see the document."""
    document, *numbers = key.rsplit(":", 3)
    if len(numbers) != 3 or not all(number.isdecimal() for number in numbers):
        raise gone("passage", "/search")
    version, start, end = map(int, numbers)
    opened = await desk.passage(scope, DocumentId(document), version, start, end)
    if opened is None:
        raise gone("passage", "/search")
    return OpenedEvidence(None, (opened,))
