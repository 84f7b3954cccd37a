"""The bibliography of a document: what it states, or its catalogue states, and nothing else.

The catalogue wins over front matter, front matter over what the format carries, and that over
what the text itself says plainly (a byline, a publication line, the note on the author).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from bot.corpus.credits import Rank, credits_of, dateline_of, day_of, never_published
from bot.corpus.dates import Anchor, event_date, parse_date
from bot.corpus.front_matter import front_matter
from bot.corpus.furniture import bio_of, byline_of
from bot.corpus.headings import is_common
from bot.corpus.language import believed, language_of
from summarizers.models import Kind, Sentence

_NAMES = {
    "title": ("title", "headline", "name"),
    "author": ("author", "authors", "by", "byline", "creator"),
    "publisher": ("publisher", "publication", "outlet", "site", "site_name", "journal"),
    "published": ("published", "date", "pubdate", "publication_date", "issued", "published_at"),
    "language": ("language", "lang"),
    "url": ("url", "link", "source_url", "canonical", "permalink"),
    "kind": ("kind", "type", "genre", "category"),
}
_FIELD = re.compile(
    r"\b(?P<name>Publication|Publisher|Published(?: (?:on|in|by))?|Posted(?: on)?|Date|Authors?|URL|Language|Title)\s*:"
    r"\s*(?P<value>.+?)(?=\s+(?:Volume|Issue|Vol|No|ISSN|Date|Authors?|URL|Published|Language|Pages?)\s*[.:]|\s*\||$)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:in|of) this (?P<kind>commentary|article|paper|report|op-ed|blog|brief|essay|study|analysis)\b", re.IGNORECASE
)
_SELF = re.compile(r"\bthis (?P<kind>paper|report|study)\b", re.IGNORECASE)
_SERIES = re.compile(
    r"(?:\b(?:no|nr|vol|issue|number)\b\.?|#)\s?\d+(?:[,\s]+\w*\s?\d{4})?$|^#\s?\d"
    r"|\b(?:latest|top|related) (?:stories|news|posts)\b"
    r"|^(?:policy (?:brief|paper)|working paper|research (?:paper|report)"
    r"|commentary|analysis|news|report|opinion)s?\b.{0,20}$",
    re.IGNORECASE,
)
"""A heading that names a series or a part of a site, not the document."""

_NO_TITLE = re.compile(
    r"^(?:Microsoft (?:Office )?(?:Word|PowerPoint|Excel|Publisher)\b.*|(?:Apache )?OpenOffice\b.*"
    r"|PowerPoint[ -]Pr[äae]sentation|Présentation PowerPoint|Word Document"
    r"|\W*(?:untitled|no title|title|unknown|none|null|bez naslova)(?: document)?[\W\d]*"
    r"|(?:(?:new )?document|doc|layout|slide|page|book|chapter)?[\W\d_]*"
    r"|.*\.(?:docx?|dotx?|odt|ott|rtf|wpd|indd|pdf|qx[dp]|tex|dvi|e?ps|pub|pptx?|xlsx?|x?html?|epub|txt|pmd|p65|cdr|md)"
    r"(?: - .{2,30})?|(?:[A-Za-z]:\\|/|file:)\S.*|[^\s_]*_\S*)$",
    re.IGNORECASE,
)
"""What programs write where nobody gave a title: the name of a file, or of nothing."""

_ABOVE = (Kind.FURNITURE, Kind.HEADING)
_NOUGHT = frozenset({"1970-01-01", "1900-01-01", "1601-01-01"})
"""What programs write where they know no date."""

_LONGEST = 300
_LONGEST_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is stated of a document; ``None`` where nothing is. ``published`` is an ISO date."""

    title: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    kind: str | None = None
    grade: str | None = None  # only ever the catalogue's: no source grades itself
    notes: tuple[str, ...] = ()


def describe(
    text: str,
    *,
    path: str,
    markdown: bool,
    sentences: Sequence[Sentence],
    stated: Mapping[str, Any] | None = None,
    catalogue: Mapping[str, Any] | None = None,
) -> Metadata:
    """The metadata of ``text``; ``stated`` is what its format carries, ``catalogue`` its entry there.

    A document without a title of its own goes by its file's name.
    """
    head = front_matter(text) if markdown else None
    found = _said(sentences, text)
    notes = [head.note] if head and head.note else []
    for source in (stated or {}, head.stated if head else {}, catalogue or {}):
        for name, aliases in _NAMES.items():
            raw = next((source[alias] for alias in aliases if source.get(alias) not in (None, "")), None)
            if raw is None:
                continue
            value = _date(raw) if name == "published" else _words(raw)
            if name == "author" and value:
                value = re.sub(r"^by:? |\s*\|.*$", "", value, flags=re.IGNORECASE) or None
            if name == "title" and value and source is stated and _is_no_title(value):
                continue
            if name == "language" and value and source is not catalogue:
                value = believed(value, text)
                if value is None:
                    continue
            if value is None:
                notes.append(f"Its {name} {str(raw)[:40]!r} could not be understood and was ignored.")
            else:
                found[name] = value
    if (raw := (catalogue or {}).get("grade")) is not None:
        if isinstance(raw, str) and re.fullmatch(r"[A-F][1-6]", raw.strip()):
            found["grade"] = raw.strip()
        else:
            notes.append(f"Its grade {str(raw)[:40]!r} is not one from A1 to F6 and was ignored.")
    allowed = {each.name for each in fields(Metadata)} - {"notes", "title"}
    title = found.get("title") or PurePath(path).stem
    return Metadata(title=title, notes=tuple(notes), **{k: v for k, v in found.items() if k in allowed})


def _is_no_title(stated: str) -> bool:
    named_by_a_year = stated.isdigit() and len(stated) == len("1984")
    return _NO_TITLE.match(stated) is not None and not named_by_a_year


def _words(raw: Any) -> str | None:
    if isinstance(raw, (list, tuple)):
        parts = [part for part in (_words(each) for each in raw) if part]
        return ", ".join(parts) or None
    if isinstance(raw, (str, int, float, date)) and not isinstance(raw, bool):
        value = " ".join(str(raw).split())
        return value[:_LONGEST] or None
    return None


def _date(raw: Any) -> str | None:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, (str, int)) and not isinstance(raw, bool):
        said = str(raw).strip()[:60]
        day = parse_date(said.split("T")[0]) or day_of(said)
        return None if day in _NOUGHT else day
    return None


def _said(sentences: Sequence[Sentence], text: str) -> dict[str, str]:
    """What the document says of itself."""
    found: dict[str, str] = {}
    title = _title(sentences)
    if title:
        found["title"] = title
    body = [i for i, s in enumerate(sentences) if s.kind is Kind.BODY]
    first, last = (body[0], body[-1]) if body else (len(sentences), -1)
    found |= _credited([s for s in sentences[: first + 3] if s.kind in _ABOVE and s.text != title])
    if "published" not in found and body and (day := dateline_of(sentences[first].text)):
        found["published"] = day
    for index, sentence in enumerate(sentences):
        if sentence.kind is not Kind.FURNITURE or sentence.text.startswith("---"):
            continue
        if never_published(sentence.text):
            continue
        if index <= first + 3 or (index > last and len(sentence.text) < _LONGEST_DATELINE):
            _publication_line(sentence.text, found)
        if index < first and len(sentence.text) < 30 and (day := parse_date(sentence.text)) and len(day) > len("2020"):
            found.setdefault("published", day)  # a line of its own above the text
        if index > last or index <= first + 3:
            name = bio_of(sentence.text)
            if name:
                found.setdefault("author", name)
        kind = _KIND.search(sentence.text)
        if kind and len(sentence.text) < 500:
            found.setdefault("kind", kind["kind"].lower())
    selves = [m["kind"].lower() for s in sentences if s.kind is Kind.BODY for m in _SELF.finditer(s.text)]
    if len(selves) >= 3 and len(set(selves)) == 1:
        found.setdefault("kind", selves[0])
    language = language_of(text)
    if language:
        found["language"] = language
    return found


def _credited(above: Sequence[Sentence]) -> dict[str, str]:
    """What the lines above a text say of it; of several dates the one that is called that of publication."""
    found: dict[str, str] = {}
    dates: list[tuple[Rank, str]] = []
    for sentence in above:
        stated = credits_of(sentence.text, loose=True)
        if stated is None:
            continue
        dates += stated.dates
        for name, value in (("author", stated.author), ("publisher", stated.publisher)):
            if value:
                found.setdefault(name, value)
    if dates:
        found["published"] = min(dates, key=lambda each: each[0])[1]
    return found


def _title(sentences: Sequence[Sentence]) -> str | None:
    """The headings before the text that head no section: the first that says something."""
    top: list[str] = []
    for sentence in sentences:
        if sentence.kind is Kind.BODY:
            break
        if sentence.kind is Kind.HEADING and sentence.section is None and not is_common(sentence.text):
            top.append(sentence.text)
    if not top:
        return None
    named = [each for each in top if not _SERIES.search(each)] or top
    return next((each for each in named if len(each.split()) >= 3), max(named, key=len))


def _dateline(text: str) -> str | None:
    """The day in a line that is little else: "Harbor News August 14, 2025 5 min read"."""
    day = event_date(text, Anchor()) if len(text) < _LONGEST_DATELINE else None
    return day if day and len(day) == len("2020-01-01") else None


def _publication_line(text: str, found: dict[str, str]) -> None:
    byline = byline_of(text)
    if byline:
        found.setdefault("author", byline)
    if dated := _dateline(text):
        found.setdefault("published", dated)
    for match in _FIELD.finditer(text):
        name, value = match["name"].lower(), match["value"].strip(" .,;")
        if name.startswith(("published", "posted", "date")):
            published = parse_date(value)
            if published:
                found.setdefault("published", published)
            elif name in {"published by", "published in"}:
                found.setdefault("publisher", value)
        elif name in {"publication", "publisher"}:
            found.setdefault("publisher", value)
        elif name.startswith("author"):
            found.setdefault("author", value)
        elif name == "url" and value.startswith("http"):
            found.setdefault("url", value)
