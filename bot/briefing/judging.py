"""How a guild judges sources and sentences, laid over what the use cases answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.answers import FLAGS, BriefAnswer, SourceInfo
from bot.store.base import Scope, Store
from bot.store.guild_rows import Judged
from summarizers.models import DocumentId, Source, Summary

_S = TypeVar("_S", Source, SourceInfo)

Judgments = Mapping[DocumentId, Judged]


def graded(source: _S, judged: Judgments) -> _S:
    """With the guild's own grade, where it has given one."""
    own = judged.get(source.document)
    return source if own is None or own.grade is None else replace(source, grade=own.grade)


def graded_summary(summary: Summary, judged: Judgments) -> Summary:
    if not judged:
        return summary
    return replace(summary, sources=tuple(graded(source, judged) for source in summary.sources))


def flagged(answer: BriefAnswer, states: Mapping[str, str]) -> BriefAnswer:
    """With the points marked that stand on a sentence reported as wrong; ``states`` by folded quote."""
    flags = []
    for index, point in enumerate(answer.summary.points):
        found = {states[key] for e in point.evidence if (key := folded(e.quote)) in states}
        if found:
            flags.append((index, "accepted" if "accepted" in found else found.pop()))
    return replace(answer, flags=tuple(flags))


async def judgments(store: Store, scope: Scope) -> Judgments:
    """Nobody judges in direct messages."""
    return {} if scope.guild is None else await store.judgments(scope.guild)


async def as_judged(store: Store, scope: Scope, answer: BriefAnswer) -> BriefAnswer:
    """A brief or an answer with the guild's grades, and with what was reported in it."""
    if scope.guild is None:
        return answer
    answer = replace(answer, summary=graded_summary(answer.summary, await store.judgments(scope.guild)))
    return flagged(answer, await store.report_states(scope.guild))


async def remarks(store: Store, scope: Scope, document: DocumentId, quote: str) -> tuple[str, ...]:
    """What whoever opens that passage has to know."""
    if scope.guild is None:
        return ()
    judged = (await store.judgments(scope.guild)).get(document)
    said = ["This source is hidden in this server: nothing new is taken from it."] * bool(judged and judged.hidden)
    state = (await store.report_states(scope.guild)).get(folded(quote))
    return (*said, *([FLAGS[state]] if state in FLAGS else []))


def folded(quote: str) -> str:
    """A quote whatever its line breaks, to know it again in another version."""
    return " ".join(quote.split())
