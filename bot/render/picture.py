"""A timeline as a picture: what happened when, at a glance and on a phone.

Dates stand on the left, a dot and a few lines of each event on the right; the whole sentences are
in the message below, so a longer one ends in "…" here. Drawn in the bundled fonts.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bot.answers import BriefAnswer
from bot.render.fonts import BOLD, REGULAR, font
from bot.render.wording import day, plain, subject
from summarizers.models import Point, Summary

WIDTH = 1080
"""Dots across: three for each point of a phone 360 points wide."""

MOST = 12
"""Events in one picture; a line says how many more the message holds."""

LINES = 6
"""Lines of one event."""

MOST_ALT = 1000
"""Characters of the text for those who do not see the picture (Discord takes 1,024)."""

_PAPER, _INK, _GRAY, _LINE, _ACCENT = "#fbfaf7", "#1f2933", "#616e7c", "#c9d3d1", "#1f7a70"
_LEFT, _AXIS, _TEXT, _RIGHT = 48, 268, 312, 44
_TOP, _BOTTOM, _GAP = 44, 40, 30
_SIZE, _LEADING = 34, 45


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and what it says."""

    png: bytes
    alt: str


def timeline(answer: BriefAnswer) -> Picture:
    """The first ``MOST`` events in order, as a PNG. Takes a few tenths of a second: call it in a thread."""
    summary = answer.summary
    points = [p for p in summary.points if p.date][:MOST]
    rows = [(_when(p), _lines(p, summary)) for p in points]
    title = _wrapped(subject(answer), _face(BOLD, 54), WIDTH - _LEFT - _RIGHT, 2)
    small = _span(points)
    more = len(summary.points) - len(points)
    heights = [max(len(lines), 1) * _LEADING + _GAP for _, lines in rows]
    top = _TOP + len(title) * 66 + 62
    height = top + sum(heights) + _BOTTOM + (44 if more > 0 else 0)
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 12, height), fill=_ACCENT)
    for i, line in enumerate(title):
        draw.text((_LEFT, _TOP + i * 66), line, fill=_INK, font=_face(BOLD, 54))
    draw.text((_LEFT, top - 62), small, fill=_GRAY, font=_face(REGULAR, 32))
    y = top + 14
    if rows:
        draw.line((_AXIS, y + 24, _AXIS, y + sum(heights[:-1]) + 24), fill=_LINE, width=5)
    before = ""
    for (when, lines), tall in zip(rows, heights, strict=True):
        if when != before:
            draw.text((_AXIS - 30, y), when, fill=_ACCENT, font=_face(BOLD, _SIZE), anchor="ra")
            before = when
        draw.ellipse((_AXIS - 11, y + 13, _AXIS + 11, y + 35), fill=_ACCENT, outline=_PAPER, width=4)
        for i, line in enumerate(lines):
            draw.text((_TEXT, y + i * _LEADING), line, fill=_INK, font=_face(REGULAR, _SIZE))
        y += tall
    if more > 0:
        draw.text((_TEXT, y), f"+ {more}", fill=_GRAY, font=_face(BOLD, 32))
    out = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), _alt(answer, points))


def _lines(point: Point, summary: Summary) -> list[str]:
    """The event in a few lines, its [n] at the end of the last."""
    marks = "".join(f"[{n}]" for n in dict.fromkeys(summary.number_of(e) for e in point.evidence))
    return _wrapped(point.text, _face(REGULAR, _SIZE), WIDTH - _TEXT - _RIGHT, LINES, f" {marks}")


def _wrapped(text: str, face: ImageFont.FreeTypeFont, width: int, most: int, tail: str = "") -> list[str]:
    """At most ``most`` lines, ``tail`` after the last word that fits; a cut is marked."""
    words = " ".join(plain(text).split())[:2000].split(" ")
    lines = [""]
    for i, word in enumerate(words):
        grown = f"{lines[-1]} {word}".strip()
        last = len(lines) == most
        ending = tail if i == len(words) - 1 else f" …{tail}" if last else ""
        if face.getlength(grown + ending) <= width:
            lines[-1] = grown
            continue
        if last:
            return [*lines[:-1], f"{lines[-1]} …{tail}".strip()]
        lines.append(_shortened(word, face, width, tail))
    lines[-1] += tail
    return lines


def _shortened(word: str, face: ImageFont.FreeTypeFont, width: int, tail: str) -> str:
    """A word that is wider than a line, cut to it."""
    while len(word) > 1 and face.getlength(f"{word} …{tail}") > width:
        word = word[: max(1, len(word) * 9 // 10)]
    return word


def _when(point: Point) -> str:
    return day(point.date or "", short=True)


def _span(points: list[Point]) -> str:
    dates = [p.date for p in points if p.date]
    if not dates:
        return ""
    first, last = day(dates[0]), day(dates[-1])
    return first if first == last else f"{first} – {last}"


def _alt(answer: BriefAnswer, points: list[Point]) -> str:
    """The events as one text, whole ones only."""
    text = f"{subject(answer)}, {_span(points)}."
    for point in points:
        said = f" {_when(point)}: {' '.join(plain(point.text).split())}"
        if len(text) + len(said) > MOST_ALT:
            return text + " …"
        text += said
    return text[:MOST_ALT]


_FACES: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}


def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    known = _FACES.get((name, size))
    if known is None:
        known = _FACES[name, size] = ImageFont.truetype(io.BytesIO(font(name)), size)
    return known
