"""A brief as Markdown, for an export or a page: text from documents is always text."""

from __future__ import annotations

import re

from bot.answers import BriefAnswer
from bot.render.wording import (
    citation,
    covers,
    dates,
    day,
    flag,
    marks,
    nothing_said,
    plain,
    section_title,
    single_voice,
    subject,
    support_line,
)
from bot.translations import retold, say
from summarizers.models import Point

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_MARK = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def escaped(text: str) -> str:
    """``text`` so that it reads as itself in CommonMark: no emphasis, links, HTML or lists."""
    one_line = " ".join(plain(text).split())
    safe = _SPECIAL.sub(r"\\\1", one_line).replace("&", "&amp;")
    safe = _LINE_MARK.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", safe)
    return re.sub(r"(?i)\b(https?|www)(:|\.)", lambda m: f"{m[1]}\u200b{m[2]}", safe)


def brief(value: BriefAnswer) -> str:
    """The whole brief, with its sources and its support; ends with a newline."""
    summary = value.summary
    lines = [f"# {escaped(subject(value))}", ""]
    about = covers(summary)
    if about:
        lines += [escaped(about), ""]
    if not summary.answered:
        lines += [say("The corpus does not hold an answer."), ""]
    for section in summary.sections:
        nothing = nothing_said(section)
        if not section.points and not nothing:
            continue
        lines += [f"## {escaped(section_title(section))}", "", *([escaped(nothing)] if nothing else [])]
        mark = "" if section.name == "bottom_line" else "- "
        for point in section.points:
            lines.append(f"{mark}{_point(point, value)}")
            if not mark:
                lines.append("")
        if mark:
            lines.append("")
    if summary.points:
        lines += [f"## {say('Support')}", "", escaped(support_line(summary)), ""]
    if summary.sources:
        lines += [f"## {say('Sources')}", ""]
        lines += [f"{s.n}. {escaped(citation(s))}" for s in summary.sources]
        lines.append("")
    lines += [f"*{escaped(retold(note))}*" for note in summary.notes]
    return "\n".join(lines).rstrip() + "\n"


def _point(point: Point, answer: BriefAnswer) -> str:
    summary = answer.summary
    cited = marks((summary.number_of(e) for e in point.evidence), "\\[{n}\\]")
    when = f"**{escaped(day(point.date))}** " if answer.command == "timeline" and point.date else ""
    remarks = [r for r in ("" if when else dates(point), single_voice(point, summary), flag(answer, point)) if r]
    tail = f" *({escaped(', '.join(remarks))})*" if remarks else ""
    return f"{when}{escaped(point.text)}{cited}{tail}"
