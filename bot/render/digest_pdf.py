"""Posted digests as PDF: the same words as their page, each point with its sources and what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.answers import Archived, Change, DigestAnswer
from bot.render.paper import Paper
from bot.render.pdf import standing
from bot.render.wording import LABELS, citation
from bot.translations import say, speaking


def day(date: str, digests: Sequence[Archived]) -> bytes:
    """Everything that was posted on one day. Takes up to a second a digest: call it in a thread."""
    paper = Paper(say("Digests of {date}", date=date), language=speaking(), footer=f"Precis · {date}")
    for one in digests:
        late = f" · {say('late')}" if one.answer.late else ""
        _digest(paper, one.answer, f"{one.posted_at[:16].replace('T', ' ')} UTC{late} · {one.link}")
        if one.flagged:
            paper.note(say("A source was changed or withdrawn since ({date})", date=one.flagged[:10]) + ".")
    return paper.finish()


def digest(answer: DigestAnswer) -> bytes:
    """One digest."""
    paper = Paper(answer.title, language=speaking(), footer=f"Precis · {answer.id}")
    _digest(paper, answer, say("Digest {slot}", slot=answer.slot) if answer.slot else say("What changed"))
    return paper.finish()


def _digest(paper: Paper, answer: DigestAnswer, small: str) -> None:
    paper.title(answer.title, small)
    for topic, changes in groupby(answer.changes, key=lambda change: change.topic):
        paper.heading(topic or say("Corrections"))
        for change in changes:
            _change(paper, answer, change)
    if not answer.changes:
        paper.claim(say("No material change") + ".")
    for topic, at in answer.quiet:
        paper.note(say("Gone quiet: {topic}, nothing new since {date}.", topic=topic, date=at[:10]))
    if answer.summary.sources:
        paper.heading(say("Sources"))
        for source in answer.summary.sources:
            paper.source(source.n, citation(source), source.url)


def _change(paper: Paper, answer: DigestAnswer, change: Change) -> None:
    summary, point = answer.summary, change.point
    numbers, small = standing(summary, point)
    if change.also:
        small.append(say("Also told by {names}", names="; ".join(change.also)))
    small += [
        f"{say('Reported')} {b.at[:10]}" + (f": “{b.text}”" if b.text != point.text else "")
        for b in change.before
        if b.at
    ]
    paper.claim(point.text, numbers, small, label=say(LABELS.get(change.kind, "")))
