"""What every written form of an answer says alike: headings, support, citations, plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from bot.answers import FLAGS, BriefAnswer, SourceInfo
from bot.messages import count
from bot.translations import retold, say
from summarizers.models import Evidence, Point, Section, Sentence, Source, Summary

_HEADINGS = {
    "bottom_line": "bottom line",
    "changed": "changed",
    "key_points": "key points",
    "disagreements": "where sources differ",
    "answer": "answer",
    "summary": "summary",
}
LABELS = {
    "updated": "Update:",
    "contradicted": "Contradicted:",
    "removed": "No longer in the source:",
    "withdrawn": "Source withdrawn:",
}
"""What is put before a point of a digest; its own words stay as they are, and news has none."""
_INVISIBLE = frozenset("\u200b\u200e\u200f\u2060\ufeff\u00ad") | {
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def plain(text: str) -> str:
    """``text`` without anything that acts on a display: control characters become pictures of
    themselves (ESC is ␛), direction overrides and invisible marks go. Line ends and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def _shown(character: str) -> str:
    if character in "\n\t":
        return character
    if character in "\r\u2028\u2029\x85":
        return "\n"
    if character in _INVISIBLE:
        return ""
    category = unicodedata.category(character)
    if category == "Cc":
        code = ord(character)
        return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"
    return "\ufffd" if category == "Cs" else character


def heading(section: str) -> str:
    """What a section is called for people."""
    name = _HEADINGS.get(section, section.replace("_", " "))
    return retold(name)


def subject(answer: BriefAnswer) -> str:
    """What an answer is about: its topic, with the parties where some are compared."""
    summary = answer.summary
    topic = summary.topic or (title(summary.sources[0]) if summary.sources else answer.command)
    sides = [s.title for s in summary.sections if s.title and s.name in ("a", "b")]
    joined = f" {say('and')} ".join(sides)
    named = f"{topic}: {joined}" if sides else topic
    return named[:1].upper() + named[1:]


def section_title(section: Section) -> str:
    """What a section is called, with a capital."""
    name = section.title or heading(section.name)
    return name[:1].upper() + name[1:]


def nothing_said(section: Section) -> str:
    """What stands in place of the points of a side of which nothing is said; else an empty text."""
    if section.points or section.name not in ("a", "b"):
        return ""
    return say("On this topic no source speaks of {party} alone.", party=section.title)


def covers(summary: Summary) -> str:
    """``5 documents, 4 publishers, 2020-09 to 2025-06`` of the sources that are cited."""
    if not summary.sources:
        return ""
    parts = [count(summary.support.documents, "document")]
    if summary.support.publishers:
        parts.append(count(summary.support.publishers, "publisher"))
    months = sorted(s.published[:7] for s in summary.sources if s.published)
    if months:
        parts.append(
            months[0] if months[0] == months[-1] else say("{first} to {last}", first=months[0], last=months[-1])
        )
    return ", ".join(parts)


def support_line(summary: Summary) -> str:
    """Counts, never a likelihood."""
    support = summary.support
    publishers = count(support.publishers, "publisher") if support.publishers else say("no publisher is stated")
    alone = say("; each rests on a single source") if len(summary.sources) > 1 and _all_alone(summary) else ""
    independent = support.independent
    voices = "" if independent in {None, support.documents} else say("{n} independent of ", n=independent)
    held = say(
        "{verified} of {sentences} verified against their sources"
        if support.points != 1
        else "{verified} of {sentences} verified against its source",
        verified=support.verified,
        sentences=count(support.points, "sentence"),
        total=support.points,
    )
    return f"{voices}{count(support.documents, 'document')}, {publishers}; {held}{alone}"


def dates(point: Point) -> str:
    """The event's date where it is stated."""
    return point.date or ""


_MONTHS = "January February March April May June July August September October November December".split()


def day(iso: str, *, short: bool = False) -> str:
    """``2019``, ``May 2019`` or ``8 May 2019`` of an ISO date, as precise as it is."""
    year, *rest = iso.split("-")
    if not rest:
        return say("{year}", year=year)
    month = say(_MONTHS[int(rest[0]) - 1])
    month = month[:3] if short else month
    if len(rest) > 1:
        return say("{day} {month} {year}", day=int(rest[1]), month=month, year=year)
    return say("{month} {year}", month=month, year=year)


def single_voice(point: Point, summary: Summary) -> str:
    """Marks a claim that one source alone makes, where others have several (``support_line`` says it once
    where none has)."""
    return say("single source") if _voices(point, summary) == 1 and not _all_alone(summary) else ""


def marks(numbers: Iterable[int], template: str = "[{n}]") -> str:
    """`` [1] [2]``, what stands after a claim: bound to its last word and to one another by no-break
    spaces, so that on a narrow screen no line begins with them."""
    return "".join("\u00a0" + template.format(n=n) for n in dict.fromkeys(numbers))


def flag(answer: BriefAnswer, point: Point) -> str:
    """What is said of a point of this answer that was reported as wrong."""
    flags = {index: FLAGS.get(state, "") for index, state in answer.flags}
    return retold(next((flags[i] for i, each in enumerate(answer.summary.points) if each is point and i in flags), ""))


def _voices(point: Point, summary: Summary) -> int:
    first = {source.n: source.same_as or source.n for source in summary.sources}
    return len({first[summary.number_of(e)] for e in point.evidence})


def _all_alone(summary: Summary) -> bool:
    return all(_voices(p, summary) == 1 for p in summary.points)


def place(at: Evidence | Sentence) -> str:
    """``page 4``, or the innermost heading over it."""
    if at.page is not None:
        return say("page {n}", n=at.page)
    return at.section.rsplit(" > ", 1)[-1] if at.section else ""


def age(source: Source | SourceInfo) -> str:
    """When it was published; else what is known of that."""
    if source.published:
        return source.published
    return say("undated, not before {date}", date=source.not_before) if source.not_before else say("undated")


def title(source: Source | SourceInfo) -> str:
    """Its title; one that goes by its file's name says that it has none."""
    if source.title == PurePath(source.path).stem:
        return say("{file} (untitled)", file=PurePath(source.path).name)
    return source.title


def same_as(source: Source) -> str:
    """That the source says what one before it says, and is no further voice; else an empty text."""
    return "" if source.same_as is None else say("says the same as [{n}]", n=source.same_as)


def citation(source: Source, places: Iterable[str] = ()) -> str:
    """``Publisher, “Title”, author, date, in Heading; Heading, grade F6`` with what is known of these."""
    inside = "; ".join(p for p in places if p)
    page = say("page {n}", n="")
    known = [
        source.publisher,
        f"“{source.title}”" if title(source) == source.title else title(source),
        source.author,
        age(source),
        say("in {place}", place=inside) if inside and not inside.startswith(page) else inside,
        say("grade {grade}", grade=source.grade),
        same_as(source),
    ]
    return ", ".join(k for k in known if k)
