"""A brief or an answer as Discord pages: claims with their [n], sources, support."""

from __future__ import annotations

from bot.answers import BriefAnswer
from bot.render.discord.escape import pieces, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import (
    Beside,
    Block,
    Page,
    Press,
    Rule,
    Text,
    Tone,
    rows,
)
from bot.render.discord.sources import counted, full_name, graded, last_heading, short_name
from summarizers.models import Origin, Point, Source, Summary

_HEADINGS = {
    "bottom_line": "Bottom line",
    "changed": "Changed",
    "key_points": "Key points",
    "disagreements": "Where sources differ",
    "answer": "Answer",
    "summary": "Summary",
}
_LONGEST = 2400
"""Characters of one claim on one page; a longer one goes on over the next, with its [n]."""


def brief_pages(answer: BriefAnswer) -> tuple[Page, ...]:
    """The whole answer; each claim stands with its [n] and the buttons that open it."""
    summary = answer.summary
    blocks: list[Block] = []
    index = 0
    for section in summary.sections:
        heading = Text(f"### {_HEADINGS.get(section.name) or _titled(section.name)}")
        opening: Block = (Rule(), heading) if blocks else (heading,)
        for point in section.points:
            claim = _claim(answer.id, summary, point, index)
            blocks.append((*opening, *claim[0]) if opening else claim[0])
            blocks.extend(claim[1:])
            opening = ()
            index += 1
    if not summary.answered or not index:
        blocks.append((Text(_nothing(answer.command)),))
    blocks.extend(_closing(answer))
    return paginate(_head(answer), blocks, tone=Tone.BRIEF, turn=Turn(f"brief:{answer.id}"))


def _head(answer: BriefAnswer) -> Block:
    summary = answer.summary
    if answer.command == "ask":
        return (Text(f"### {safe(shorten(summary.topic or '', 300), 'Answer')}"),)
    title = safe(shorten(summary.topic or "Summary", 150), "Brief")
    if not summary.points:
        return (Text(f"## {title}"),)
    counts = [
        counted(summary.support.documents, "document"),
        counted(summary.support.publishers, "publisher") if summary.support.publishers else "",
        _span(summary.sources),
    ]
    return (Text(f"## {title}\n-# {' · '.join(filter(None, counts))}"),)


def _claim(brief: str, summary: Summary, point: Point, index: int) -> list[Block]:
    """One point as one block, or as several where its text is longer than a page holds."""
    numbers = list(dict.fromkeys(summary.number_of(e) for e in point.evidence))
    marks = "".join(f"[{n}]" for n in numbers)
    sources = {source.n: source for source in summary.sources}
    lines = [f"[{n}] {short_name(sources[n])}{_section(summary, point, n)}" for n in numbers]
    lines[-1] += f" · event {safe(point.date)}" if point.date else ""
    subtext = "\n".join(f"-# {line}" for line in [*lines, *_remarks(point)])
    presses = [Press(f"[{n}]", "evidence", f"{brief}:{index}:{n}") for n in numbers]
    texts = pieces(safe(point.text), _LONGEST)
    blocks: list[Block] = []
    for i, text in enumerate(texts):
        before, after = "… " if i else "", " …" if i < len(texts) - 1 else ""
        content = f"{before}{text}{after} {marks}"
        if after:
            blocks.append((Text(content),))
        elif len(presses) == 1 and presses[0].fits:
            blocks.append((Beside(f"{content}\n{subtext}", presses[0]),))
        else:
            blocks.append((Text(f"{content}\n{subtext}"), *rows(list(presses))))
    return blocks


def _section(summary: Summary, point: Point, n: int) -> str:
    for evidence in point.evidence:
        if summary.number_of(evidence) == n and evidence.section:
            heading = last_heading(evidence.section)
            return f" · {heading}" if heading else ""
    return ""


def _remarks(point: Point) -> list[str]:
    """What a reader has to know of a point beside its source."""
    if point.origin is Origin.GENERATED:
        return ["Reworded by a model; verified against the passage"]
    if point.origin is Origin.FALLBACK:
        return ["In the source's own words: a rewording did not hold against the passage"]
    return []


def _closing(answer: BriefAnswer) -> list[Block]:
    summary = answer.summary
    blocks: list[Block] = []
    if summary.sources and summary.points:
        lines = [f"[{source.n}] {full_name(source)} · {graded(source.grade)}" for source in summary.sources]
        blocks.append((Rule(), Text("### Sources"), Text(lines[0])))
        blocks.extend((Text(line),) for line in lines[1:])
    blocks.extend((Text(f"-# {safe(note)}"),) for note in summary.notes if note)
    if summary.points:
        blocks.append((Text(_support(summary)), Text(_how(answer))))
    return blocks


def _support(summary: Summary) -> str:
    support = summary.support
    single = sum(len({e.document for e in p.evidence}) == 1 for p in summary.points)
    said = [
        f"Support: {counted(support.documents, 'document')}",
        counted(support.publishers, "publisher") if support.publishers else "no publisher stated",
        f"{support.verified} of {support.points} sentences verified",
        f"{single} on a single source" if single else "",
    ]
    return f"-# {' · '.join(filter(None, said))}"


def _how(answer: BriefAnswer) -> str:
    said = [f"Method: {safe(answer.summary.method)}"]
    if answer.length:
        said.append(f"length: {safe(answer.length)}")
    return f"-# {' · '.join([*said, 'tap [n] to open its passage'])}"


def _span(sources: tuple[Source, ...]) -> str:
    """The months from the oldest to the newest source."""
    dates = sorted(safe(source.published[:7]) for source in sources if source.published)
    if not dates:
        return ""
    return dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"


def _titled(name: str) -> str:
    return safe(name.replace("_", " ").capitalize(), "Points")


def _nothing(command: str) -> str:
    if command == "ask":
        return (
            "**The corpus does not hold the answer.**\n"
            "Try other words, or `/search` for passages near the subject; `/sources` lists what there is."
        )
    return "**The corpus says nothing on this.**\nTry `/topics` for what there is, or `/search` with other words."
