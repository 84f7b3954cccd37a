"""How a source and a place in it are named: one line each, safe to show."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from bot.answers import BriefAnswer, SourceInfo
from bot.grades import UNGRADED, grade_words
from bot.messages import count
from bot.render.discord.escape import fact, safe, shorten
from bot.render.discord.parts import Link
from bot.render.wording import age, flag, same_as, title
from bot.translations import say
from summarizers.models import Point, Source

_NAME = 90
_DEEP = 6
"""Headings of a path that are named, the innermost ones."""
_SHORT = 48
_TITLE = 160
_MAX_URL = 512


def short_name(source: Source | SourceInfo) -> str:
    """Who says it and when: "SWP · 2020-09-28"; the title where no publisher is stated."""
    who = source.publisher or source.author or title(source)
    named = safe(shorten(who, _SHORT), say("Untitled"))
    return f"{named} · {fact(source.published)}" if source.published else named


def full_name(source: Source | SourceInfo) -> str:
    """Title, then publisher, author and date: "**Title** · SWP · J. Doe · 2020-09-28"."""
    named = safe(shorten(title(source), _TITLE), say("Untitled"))
    return " · ".join((f"**{named}**", *origin(source)))


def source_line(source: Source) -> str:
    """``[n]`` with its full name, its grade, and whether it only says again what another says."""
    return " · ".join(filter(None, (f"[{source.n}] {full_name(source)}", graded(source.grade), same_as(source))))


def named(source: Source) -> str:
    """Title, publisher and date in short, for a line below a passage."""
    stated = [title(source), source.publisher or source.author, source.published]
    return " · ".join(filter(None, (safe(shorten(value, 64)) for value in stated if value))) or say("Untitled")


def origin(source: Source | SourceInfo) -> list[str]:
    """Publisher, author and date, those that the document states."""
    stated = (source.publisher, source.author)
    named = [safe(shorten(value, _NAME)) for value in stated if value]
    return [*filter(None, named), fact(age(source))]


def place(section: str | None, page: int | None, paragraph: int | None) -> str:
    """Where in the document: "III. Economics › Gas · page 4"; empty when nothing is known."""
    path = [safe(shorten(part, _NAME)) for part in (section or "").split(" > ") if part][-_DEEP:]
    found = [" › ".join(filter(None, path))]
    if page is not None:
        found.append(say("page {n}", n=page))
    if paragraph is not None:
        found.append(say("paragraph {n}", n=paragraph + 1))
    return " · ".join(filter(None, found))


def last_heading(section: str | None) -> str:
    """The innermost heading alone, short."""
    return safe(shorten((section or "").split(" > ")[-1], 60))


def open_link(url: str | None) -> Link | None:
    """A button to the source's address; None unless it is a plain web address."""
    if not url or len(url) > _MAX_URL or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parsed = urlsplit(url)
    except ValueError:
        return None
    if parsed.scheme not in ("http", "https") or not parsed.hostname or parsed.username is not None:
        return None
    return Link("Open the source", url)


def flag_line(answer: BriefAnswer, point: Point) -> list[str]:
    """What is to be said of a point that was reported as wrong, if it was."""
    said = flag(answer, point)
    return [f"⚠️ {said}"] if said else []


def graded(grade: str) -> str:
    """The Admiralty code, short."""
    return say("not graded yet (F6)") if grade == UNGRADED else say("grade {grade}", grade=fact(grade))


def graded_in_words(grade: str) -> str:
    """The Admiralty code as a reader understands it."""
    return graded(grade) if grade == UNGRADED else say("grade {grade}", grade=fact(grade_words(grade)))


def ago(at: str) -> str:
    """How long ago that moment (ISO 8601) was, as each reader's Discord counts it: "4 minutes ago"."""
    return f"<t:{int(datetime.fromisoformat(at).timestamp())}:R>"


def counted(number: int, noun: str) -> str:
    """ "1 document", "1,204 documents"."""
    return count(number, noun)
