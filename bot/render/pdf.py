"""A brief as PDF: the same words as its Markdown, with each claim's place below it."""

from __future__ import annotations

from bot.answers import BriefAnswer
from bot.messages import NOT_IN_CORPUS
from bot.render.paper import Paper
from bot.render.wording import (
    age,
    citation,
    covers,
    day,
    flag,
    nothing_said,
    place,
    section_title,
    single_voice,
    subject,
    support_line,
    title,
)
from bot.translations import retold, say, speaking
from summarizers.models import Origin, Point, Summary


def brief(value: BriefAnswer) -> bytes:
    """The whole brief with its sources and its support, as the bytes of a PDF. Takes up to a second."""
    summary = value.summary
    name = subject(value)
    paper = Paper(name, language=speaking(), footer=f"Precis · {value.id}" if value.id else "Precis")
    paper.title(name, covers(summary))
    if not summary.answered:
        paper.claim(retold(NOT_IN_CORPUS))
    for section in summary.sections:
        nothing = nothing_said(section)
        if not section.points and not nothing:
            continue
        paper.heading(section_title(section))
        if nothing:
            paper.note(nothing)
        several = len(section.points) > 1 and section.name != "bottom_line"
        for number, point in enumerate(section.points, 1):
            numbered = several and section.name != "timeline"
            _claim(paper, value, point, f"{number}." if numbered else "")
    if summary.sources:
        paper.heading(say("Sources"))
        for source in summary.sources:
            paper.source(source.n, citation(source), source.url)
    if summary.points:
        paper.heading(say("Support"))
        paper.note(support_line(summary))
    for note in (say("Method: {name}", name=summary.method), *map(retold, summary.notes)):
        paper.note(note)
    return paper.finish()


def standing(summary: Summary, point: Point) -> tuple[list[int], list[str]]:
    """The numbers of the sources of ``point``, and of each a line that says who, when and where."""
    numbers = list(dict.fromkeys(summary.number_of(e) for e in point.evidence))
    places = {n: place(e) for e in point.evidence if (n := summary.number_of(e)) and place(e)}
    sources = {source.n: source for source in summary.sources}
    small = []
    for n in numbers:
        source = sources[n]
        known = (source.publisher or source.author or title(source), age(source), places.get(n))
        small.append(f"[{n}] " + " · ".join(k for k in known if k))
    return numbers, small


def _claim(paper: Paper, answer: BriefAnswer, point: Point, lead: str) -> None:
    summary = answer.summary
    numbers, small = standing(summary, point)
    dated = answer.command == "timeline" and point.date
    remarks = [
        r
        for r in (point.date and not dated and say("event {date}", date=day(point.date)), single_voice(point, summary))
        if r
    ]
    if remarks:
        small[-1] += " · " + " · ".join(remarks)
    if point.origin is Origin.GENERATED:
        small += [f"[{summary.number_of(e)}] reads: “{' '.join(e.quote.split())}”" for e in point.evidence]
    if flagged := flag(answer, point):
        small.append(flagged)
    paper.claim(point.text, numbers, small, lead=lead, label=day(point.date or "") if dated else "")
