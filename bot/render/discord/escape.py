"""Untrusted text made harmless: shown as it was written, and doing nothing.

Titles, documents, questions and names may hold markdown, masked links, mentions, code fences,
direction overrides and invisible characters. ``safe`` lets all of it through as one line of
plain text. It leans on Discord's rule that a backslash before any ASCII punctuation makes that
character plain; no ping is possible anyway, since every message is sent without mentions.
"""

from __future__ import annotations

import re
import unicodedata

_LOOKED_AT = re.compile(r"[^ -~À-ɏЀ-џ‐-‧]+")
"""All but Latin and Cyrillic letters and common marks: nearly all of a text, and seen as they are."""

_MARKDOWN = re.compile(r"[\\*_~`|<\[\]]")
_SHORTCODE = re.compile(r":(?=[A-Za-z0-9_+-]{2,}:)")
_LINE_START = re.compile(r"^(?:[#>+-]|\d+(?=[.)]))")
_EVERYBODY = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0")
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_FACT = 60
"""Characters of a fact."""
_JOINER = "\u200d"


def plain(text: str) -> str:
    """One line without control, direction and invisible characters; not yet safe as markdown."""
    return " ".join(_LOOKED_AT.sub(_seen, text).split())


def _seen(run: re.Match[str]) -> str:
    """What is seen of a run of characters."""
    kept: list[str] = []
    before = run.string[run.start() - 1] if run.start() else ""
    for character in run[0]:
        category = unicodedata.category(character)
        if category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category == "Cs":  # a lone half of a pair cannot be sent at all
            kept.append("\ufffd")
        elif category == "Cf" and character not in _SEEN_FORMATS:
            # inside an emoji a joiner is part of the picture; elsewhere it only hides things
            last = kept[-1] if kept else before
            if character == _JOINER and last and unicodedata.category(last) in ("So", "Sk"):
                kept.append(character)
        elif character not in _BLANKS:
            kept.append(character)
    return "".join(kept)


def safe(text: str | None, default: str = "") -> str:
    """One line of ``text`` that Discord shows as written; ``default`` when nothing is left."""
    line = plain(text or "")
    if not line:
        return default
    line = _MARKDOWN.sub(r"\\\g<0>", line)
    line = line.replace("://", ":\\/\\/")  # no link but those we make ourselves
    line = _SHORTCODE.sub(r"\\:", line)  # ":fire:" is a picture wherever it stands
    return _begun(_EVERYBODY.sub("\uff20", line))


def _begun(line: str) -> str:
    """The same, so that it may begin a line: no heading, quote or item of a list."""
    start = _LINE_START.match(line)
    if start is None:
        return line
    if start[0].isdigit():
        return f"{start[0]}\\{line[start.end() :]}"
    return "\\" + line


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters of untrusted text, on one line, an ellipsis where it was cut.

    For names and echoes of what was asked only; claims and quotes are never shortened.
    """
    line = plain(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;") + "…"


def fact(text: str | None, default: str = "") -> str:
    """A short fact (a date, a kind, a name of ours), however long it is: safe, and cut where it goes on."""
    return safe(shorten(text or "", _FACT), default)


def pieces(escaped: str, limit: int) -> list[str]:
    """Escaped text in pieces of at most ``limit`` characters, parted between words; each may begin a line.

    A word longer than that is parted too, but never between a backslash and what it escapes.
    """
    found: list[str] = []
    rest = escaped
    while len(rest) > limit:
        cut = rest.rfind(" ", 1, limit + 1)
        if cut <= 0:
            cut = limit
            while cut > 1 and (len(rest[:cut]) - len(rest[:cut].rstrip("\\"))) % 2:
                cut -= 1
        found.append(rest[:cut].rstrip(" "))
        rest = _begun(rest[cut:].lstrip(" "))
    if rest or not found:
        found.append(rest)
    return found
