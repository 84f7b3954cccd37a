"""Where a document's own references stand: numbered notes, and lists of addresses.

Notes may stand at the foot of a page, so in the middle of a sentence of the text, or at the end.
A numbered list is not notes: notes read like references, or carry on a series of notes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.corpus.lines import Line

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
URL = re.compile(r"(?:https?://|www\.|\bpic\.twitter\.com/|\bt\.co/)\S+", re.IGNORECASE)
_URL_LINE = re.compile(r"^[<(\[]?(?:https?://|www\.)\S+$", re.IGNORECASE)
_START = re.compile(
    r"^(?:(?P<dot>\d{1,3})\.|\[(?P<bracket>\d{1,3})\]:?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?P<bare>\d{1,3})(?=\s+[^\W\d_]|\s+[‘“\"]|[A-ZČĆŠŽĐА-Я‘“]))\s*(?=\S)"
)
NOTES_HEADING = re.compile(
    r"^(?:\W|\d)*(?:(?:foot|end)?notes|references?|sources|citations|bibliography|works cited"
    r"|напомене|фусноте|napomene|fusnote|izvori|извори|литература|literatura)\W*$",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ALONE = re.compile(r"^(?:[1-9]\d{0,2}|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2})$")
_COMPLETE = re.compile(r"(?:[.!?>…]|\.[’”\"'»)])$")
_SIGNS: tuple[tuple[re.Pattern[str], float], ...] = (
    (URL, 2.0),
    (re.compile(r"\b(?:accessed|retrieved|last visited|pristupljeno)\b", re.IGNORECASE), 2.0),
    (re.compile(r"^\W*(?:Ibid|Idem|Id\.|Ibidem)\b|\bop\. ?cit\.|\bsupra note\b", re.IGNORECASE), 2.0),
    (re.compile(r"\([A-Z][^()]{2,60}: [^()]{2,80}, \d{4}\)"), 2.0),
    (re.compile(r"(?:^|[,.:] )[‘“\"«'][^‘“\"«]{8,250}[’”\"»'][,.;)]?(?: |$)"), 1.5),
    (re.compile(rf"(?:\d{{1,2}} {MONTH}|{MONTH} \d{{1,2}},|{MONTH}) ?\d{{4}}\.?$"), 1.0),
    (re.compile(r"\bet al\b|\beds?\.|\b(?:press release|working paper|policy paper)\b", re.IGNORECASE), 1.0),
    (re.compile(r"\bpp?\. ?\d|\bVol\. ?\d|\bdoi\b|\bno\. ?\d", re.IGNORECASE), 1.0),
    (re.compile(r"[(,] ?(?:1[6-9]|20)\d\d\)?\.?$"), 1.0),
)
REFERENCE_LIKE = 1.5
_LEAST_NOTES = 2
_LEFT_OUT = 5
"""Notes in a row that may have been missed before one that plainly is one."""


@dataclass(frozen=True, slots=True)
class NoteLines:
    """A note's number, and its lines by index; ``number`` is None for a bare address."""

    number: int | None
    lines: tuple[int, ...]


def likeness(text: str) -> float:
    """How much ``text`` reads like a reference to a source; REFERENCE_LIKE and more is yes."""
    return sum(weight for sign, weight in _SIGNS if sign.search(text))


def is_address(line: Line) -> bool:
    """Is the line nothing but a web address?"""
    return bool(_URL_LINE.match(line.text))


def start_of(text: str) -> tuple[int, int] | None:
    """The number with which ``text`` begins as a note does, and where its words begin."""
    match = _START.match(text)
    if match is None or not match.lastgroup:
        return None
    number = int(match[match.lastgroup].translate(_DIGITS))
    return (number, match.end()) if number else None


def begins(lines: Sequence[Line], index: int) -> tuple[int, int] | None:
    """The same of a line; its number may stand on a line of its own above the words, as some take it from a PDF."""
    line = lines[index]
    if _ALONE.match(line.text) and index + 1 < len(lines):
        below = lines[index + 1]
        if not below.blank and not below.after_break and not _ALONE.match(below.text):
            return int(line.text.translate(_DIGITS)), len(line.text)
    return start_of(line.text)


def find_notes(lines: Sequence[Line], marked: Collection[int] = ()) -> list[NoteLines]:
    """The notes and address lists among ``lines``, in order.

    ``marked`` are the numbers of the marks in the text: they bear out notes that are remarks
    rather than references.
    """
    found: list[NoteLines] = []
    last = 0
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.blank:
            index += 1
        elif is_address(line):
            found.append(NoteLines(None, (index,)))
            index += 1
        elif _opens(lines, index, last, marked):
            notes, index = _region(lines, index)
            found += notes
            last = max((note.number or 0 for note in notes), default=last)
        else:
            index += 1
    return found


def _opens(lines: Sequence[Line], index: int, last: int, marked: Collection[int]) -> bool:
    """Does a stretch of notes begin here?"""
    begun = begins(lines, index)
    bare = _is_bare(lines[index].text)
    if begun is None or not (bare or _at_paragraph(lines, index)):
        return False
    number = begun[0]
    stretch = " ".join(lines[i].text for i in _note(lines, index))[begun[1] :].lstrip()
    if bare:
        in_turn = number == last + 1 or number in ending_numbers(lines)
        if in_turn and number in marked and _only_notes_follow(lines, index):
            return True
        return last < number <= last + _LEFT_OUT and number in marked and likeness(stretch) >= REFERENCE_LIKE
    if number == last + 1 and last >= 3:
        return True
    headed = index > 0 and not lines[index - 1].blank and NOTES_HEADING.match(lines[index - 1].text) is not None
    if headed and number == 1 and (number in marked or likeness(stretch) > 0):
        return True
    if (number > last or number == 1) and likeness(stretch) >= REFERENCE_LIKE:
        return True
    return number == last + 1 and number in marked and _only_notes_follow(lines, index)


def ending_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers with which the last paragraphs of a text begin, if they count upwards: its notes, it may be, the
    numbers of an earlier part's going on."""
    numbers: list[int] = []
    for line in reversed(lines):
        if line.blank:
            continue
        begun = start_of(line.text)
        if begun is None or (numbers and begun[0] != numbers[-1] - 1):
            break
        numbers.append(begun[0])
    return frozenset(numbers) if len(numbers) >= _LEAST_NOTES else frozenset()


def _is_bare(text: str) -> bool:
    """A number without a stop after it: too common at the head of a line to be believed alone."""
    match = _START.match(text)
    return bool(match and match["bare"]) or _ALONE.match(text) is not None


def _at_paragraph(lines: Sequence[Line], index: int) -> bool:
    if index == 0 or lines[index].after_break:
        return True
    before = lines[index - 1]
    return before.blank or before.finished or is_address(before) or bool(NOTES_HEADING.match(before.text))


def _note(lines: Sequence[Line], index: int) -> list[int]:
    """The lines of the note that begins at ``index``, blank ones left out."""
    taken = [index]
    for i in range(index + 1, min(len(lines), index + 40)):
        line = lines[i]
        if line.after_break:
            break
        if line.blank:
            continue
        gap = i - taken[-1] > 1
        complete = bool(_COMPLETE.search(lines[taken[-1]].text))
        if complete and (gap or begins(lines, i) or is_address(line)):
            break
        if gap and is_address(line):
            break
        taken.append(i)
    return taken


def _region(lines: Sequence[Line], index: int) -> tuple[list[NoteLines], int]:
    """The notes from ``index`` on, and the index of the first line after them."""
    notes: list[NoteLines] = []
    while index < len(lines):
        line = lines[index]
        if line.blank:
            index += 1
            continue
        if is_address(line):
            notes.append(NoteLines(None, (index,)))
            index += 1
            continue
        begun = begins(lines, index)
        previous = next((note.number for note in reversed(notes) if note.number), None)
        if begun is None or (previous is not None and not previous < begun[0] <= previous + 60):
            break
        if line.after_break and notes and begun[0] != (previous or 0) + 1:
            break
        taken = _note(lines, index)
        notes.append(NoteLines(begun[0], tuple(taken)))
        index = taken[-1] + 1
    return notes, index


def _only_notes_follow(lines: Sequence[Line], index: int) -> bool:
    """From here to the end of the page, does every paragraph begin as a note does?"""
    number = 0
    fresh = True
    for i, line in enumerate(lines[index:], index):
        if line.after_break and number:
            return True
        if line.blank:
            fresh = True
            continue
        begun = begins(lines, i)
        if begun is not None and begun[0] > number:
            number = begun[0]
        elif fresh and not is_address(line):
            return False
        fresh = False
    return True
