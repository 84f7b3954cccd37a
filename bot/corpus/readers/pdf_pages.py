"""A PDF page to lines in reading order: from characters with boxes to fragments, columns, lines."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

from bot.corpus.bibliography import is_entry
from bot.corpus.readers.pdf_columns import ordered
from bot.corpus.readers.pdf_lines import Fragment, Line
from bot.corpus.readers.pdf_turning import OBLIQUE, UPRIGHT, Edges, Frame, frame_of

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st"}
_HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}
_TYPESETTERS = {
    **{0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«"},
    **{0x14: "»", 0x15: "–", 0x16: "—", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"},
}
"""Where TeX's fonts keep ligatures and quotes (Cork's and Knuth's encodings); some files give the bare codes."""

_SYMBOL_BULLETS = frozenset(b"\x6c\x6e\x6f\x71\x72\x73\x75\x76\x77\x9f\xa7\xa8\xb2\xb7\xd8\xe0\xe8\xf0\xfc\xfe")
"""What word processors set as bullets in Symbol and Wingdings, which files give as private characters (U+F0xx)."""

_MOST_CHARACTERS = 60_000
"""A page with more is no page that anybody reads."""

_HARDLY = 200
"""Characters up to which a page may be a scan with a line or two printed on it."""

_TURNED = 300
"""Characters in another direction than most of the text from which they are text too, as a table on its side is."""

_BELOW = 0.22
"""The share of the type's size that reaches below the line."""

_PARAGRAPH = 1.35
"""Times the usual distance of lines from which a gap parts paragraphs."""


@dataclass(slots=True)
class Page:
    """Lines in reading order; ``pictured`` is the share that its largest image takes up where it has little text."""

    lines: list[Line] = field(default_factory=list)
    pictured: float = 0.0
    height: float = 0.0


def read_page(page: Any) -> Page:
    """The lines of a pypdfium2 page: in the direction in which most of it is written, and after them the others."""
    edges = page.get_bbox()
    text = page.get_textpage()
    try:
        written = _fragments(text, edges)
    finally:
        text.close()
    sizes = {frame: sum(len(f.text) for f in fragments) for frame, fragments in written.items()}
    pictured = _pictured(page, edges) if sum(sizes.values()) < _HARDLY else 0.0
    frames = sorted(written, key=lambda frame: (-sizes[frame], frame != UPRIGHT))
    lines: list[Line] = []
    for turned, frame in enumerate(frames):
        aside = turned > 0 and (frame == OBLIQUE or sizes[frame] < _TURNED)
        found = _aslant(written[frame]) if frame == OBLIQUE else ordered(written[frame])
        lines += (replace(line, turned=turned, aside=aside) for line in found)
    return Page(lines, pictured, (frames[0] if frames else UPRIGHT).height(edges))


def _pictured(page: Any, edges: Edges) -> float:
    """The share of a page that its largest image takes up."""
    import pypdfium2.raw as raw

    left, bottom, right, top = edges
    area = max((right - left) * (top - bottom), 1.0)
    found = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        a, b, c, d = image.get_bounds()
        found = max(found, (min(c, right) - max(a, left)) * (min(d, top) - max(b, bottom)) / area)
    return found


def _aslant(fragments: Sequence[Fragment]) -> list[Line]:
    """What stands aslant, as it comes: where its letters stand says nothing of its lines."""
    return [Line(f.text, f.left, f.right, f.bottom, f.size, column=-1) for f in fragments]


def _fragments(text: Any, edges: Edges) -> dict[Frame, list[Fragment]]:
    """Characters joined as long as they follow on one another on one line, by the direction of writing."""
    import pypdfium2.raw as raw

    found: dict[Frame, list[Fragment]] = {}
    current: Fragment | None = None
    before = UPRIGHT
    box, shape, width, height = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    matrix, across, level = ctypes.byref(shape), ctypes.byref(width), ctypes.byref(height)
    handle, at = text.raw, ctypes.byref(box)
    space = False
    for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        own = code in _TYPESETTERS and not raw.FPDFText_IsGenerated(handle, index)
        character = _TYPESETTERS[code] if own else _character(code)
        if character in {"\r", "\n"}:
            current, space = None, False
            continue
        if not character:
            continue
        if character.isspace():
            space = True
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, index, at):
            continue
        raw.FPDFText_GetMatrix(handle, index, matrix)
        frame = frame_of(shape.a, shape.b, shape.c, shape.d)
        corners = frame.place(box.left, box.bottom, edges), frame.place(box.right, box.top, edges)
        (left, right), (bottom, top) = (sorted(each) for each in zip(*corners, strict=True))
        size = top - bottom
        typed = raw.FPDFText_GetFontSize(handle, index) * math.hypot(shape.c, shape.d)
        based = raw.FPDFText_GetCharOrigin(handle, index, across, level)
        if based and 0.4 * size < typed < 4 * size + 1:  # boxes of some fonts hug every letter
            size = typed
            bottom = frame.place(width.value, height.value, edges)[1] - _BELOW * typed
            top = bottom + size
        size = max(size, 0.1)
        aslant = frame == OBLIQUE
        if current is not None and frame == before and (aslant or _follows(current, left, bottom, top, size)):
            apart = not aslant and left - current.right > 0.25 * size
            current.text += (" " if space or apart else "") + character
            current.right = max(current.right, right)
            current.bold = current.bold and (not space or _is_bold(handle, index))  # a bold word makes no bold line
        else:
            current = Fragment(character, left, right, bottom, top, size, _is_bold(handle, index))
            found.setdefault(frame, []).append(current)
        space, before = False, frame
    return found


def _character(code: int) -> str:
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _HYPHENS:
        return "-"
    character = chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""
    if 0xF020 <= code <= 0xF0FF and code & 0xFF in _SYMBOL_BULLETS:
        return "•"
    if character in {"\r", "\n"} or character.isspace():
        return character
    return "" if unicodedata.category(character or "\0") in {"Cc", "Co", "Cn", "Cs"} else character


def _is_bold(handle: Any, index: int) -> bool:
    """Is a character set in a heavy font, by its weight or by the font's name?"""
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(handle, index) >= 600:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    size = raw.FPDFText_GetFontInfo(handle, index, name, 128, ctypes.byref(flags))
    return 0 < size <= 128 and any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


def _follows(fragment: Fragment, left: float, bottom: float, top: float, size: float) -> bool:
    """Does a character go on the fragment: on its line, of its size, not far off?"""
    level = abs(bottom - fragment.bottom) < 0.15 * max(size, fragment.size)
    alike = 0.8 < size / fragment.size < 1.25
    return level and alike and -0.5 * size < left - fragment.right < 1.2 * size


def breaks(page: Page) -> list[str]:
    """What stands before each line: a line end, or a blank line where a gap, another size or
    another column parts what is said."""
    lines = page.lines
    pairs = [(a, b) for a, b in pairwise(lines) if a.column == b.column and a.bottom > b.bottom]
    steps = [a.bottom - b.bottom for a, b in pairs]
    usual = median(steps) if steps else 0.0
    return ["", *("\n\n" if _parted(before, line, usual) else "\n" for before, line in pairwise(lines))][: len(lines)]


def _parted(before: Line, line: Line, usual: float) -> bool:
    if before.turned != line.turned or line.aside:
        return True
    if before.column != line.column:
        return before.size != line.size or before.column == -1 or line.column == -1 or before.text[-1:] in '.!?:”"'
    other_size = abs(line.size - before.size) > 0.08 * max(line.size, before.size)
    step = before.bottom - line.bottom
    if other_size or step <= 0:
        return True
    reach = max(usual, 1.05 * line.size)
    if step > _PARAGRAPH * reach:
        return True
    ended = not before.text[-1:].isalpha() and before.text[-1:] not in ",;-–("
    if is_entry(line.text) and ended and line.left < before.left + 0.5 * line.size:
        return True
    indented = line.left - before.left > 0.8 * line.size
    return indented and before.text[-1:] in '.!?:”"’)⁰¹²³⁴⁵⁶⁷⁸⁹'
