"""A document's own sources: notes with their text, "Ibid." resolved, references in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.corpus.lines import Line
from bot.corpus.notes import MONTH, NoteLines, start_of

_IBID = re.compile(r"^(?:Ibid|Ibidem|Idem|Id|Isto|Ибид)\b\.?(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_OP_CIT = re.compile(r"^(?P<who>.+?),? (?:op\. ?cit\.?|loc\. ?cit\.?|navedeno delo|nav\. delo)", re.IGNORECASE)
_SUPRA = re.compile(r"\b(?:supra|see|above)\b[^.]{0,20}\b(?:note|n\.|footnote) ?(?P<n>\d{1,3})", re.IGNORECASE)
_PLACE = re.compile(
    r"[,;:]?\s+(?:at |here )?(?:pp?|paras?|chap|ch|vol|n|str|стр|S|art|sec|fn)\.? ?[\divxlc]+(?:[–-][\divxlc]+)?"
    r"(?:,? (?:\d+(?:[–-]\d+)?|ff?))*\W*$",
    re.IGNORECASE,
)
"""Where in a work: of no help in telling which work it is."""

_WORD = re.compile(r"[^\W_]+")
_DATE = rf"(?:(?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}})?(?:\s*[–-]\s*(?:{MONTH} )?\d{{1,2}})?,? (?:1[5-9]|20)\d\d)"
_NAMED = r"[^()\n]{0,120}?"
_INLINE = re.compile(rf"\((?P<source>{_NAMED}),\s*(?P<date>{_DATE}(?:[;,] (?:{_NAMED}, )?{_DATE})*)\)")
_SCHOLARLY = re.compile(
    r"\((?P<source>(?:see |cf\. |e\.g\. )?"
    r"[A-ZČĆŠŽĐ][\w’'-]+(?:(?:,? (?:and|&|i) |, )[A-ZČĆŠŽĐ][\w’'-]+)*(?: et al\.)?,? "
    r"(?:1[6-9]|20)\d\d[a-f]?(?:[:,] ?(?:pp?\. ?)?\d+(?:[–-]\d+)?)?"
    r"(?:; [^()]{3,80}(?:1[6-9]|20)\d\d[a-f]?)*)\)"
)
LABELED = re.compile(r"(?<=\S)\[\^[\w-]{1,30}\]")
"""A Markdown mark whose note was lost on the way."""

_LOWER = re.compile(r"(?<![\w’'.-])[a-zčćšžđ][\w’'-]*")
_BACK = 600
"""How many notes back a short form may refer."""
_NAME_WORDS = frozenset(
    "of the and for in on to de la le du des der die das von van al et an a at i u o za na iz with "
    "daily news press agency ministry via cited see also".split()
)


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: its words as they read, line ends joined, and its place."""

    number: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Inline:
    """A reference in brackets inside the prose: its span there (with the space before), its words."""

    start: int
    end: int
    text: str


def read_notes(lines: Sequence[Line], found: Sequence[NoteLines]) -> list[Note]:
    """The numbered notes of ``found`` with their text, the number left out."""
    notes: list[Note] = []
    for note in found:
        if note.number is None:
            continue
        first = lines[note.lines[0]]
        begun = start_of(first.text)
        skip = begun[1] if begun else 0
        own = note.lines
        if begun is None and len(own) > 1 and first.text.isdigit():  # the number stands above the words
            own, first, skip = own[1:], lines[own[1]], 0
        text = ""
        for index in own:
            piece = lines[index].text[skip:] if index == own[0] else lines[index].text
            in_address = text.rfind("<") > text.rfind(">") or text.endswith("://")
            text += piece if not text or in_address else f" {piece}"
        notes.append(Note(note.number, " ".join(text.split()), first.start + skip, lines[note.lines[-1]].end))
    return notes


def resolve(notes: Sequence[Note]) -> list[Note]:
    """The notes with "Ibid." and short forms followed by what they repeat.

    "Ibid." repeats the note before it, if that has not been lost; a short form repeats the last
    earlier note that holds all its words in its order and more.
    """
    full: dict[int, str] = {}  # position -> the text that the note comes down to
    words = [_words(note.text) for note in notes]
    resolved: list[Note] = []
    for position, note in enumerate(notes):
        target = _target(notes, words, position)
        if target is None:
            full[position] = note.text
            resolved.append(note)
        else:
            full[position] = full[target]
            bare = _IBID.fullmatch(note.text.rstrip(" ."))
            said = note.text.rstrip(" .") + ("." if bare and not bare["rest"] else "")
            resolved.append(Note(note.number, f"{said}: {full[target]}", note.start, note.end))
    return resolved


def _target(notes: Sequence[Note], words: Sequence[Sequence[str]], position: int) -> int | None:
    """The position of the earlier note that this one repeats."""
    text = notes[position].text
    if _IBID.match(text) and len(text) < 60:
        before = position - 1
        return before if before >= 0 and notes[before].number == notes[position].number - 1 else None
    earlier = range(position - 1, max(-1, position - _BACK), -1)
    supra = _SUPRA.search(text)
    if supra and len(text) < 120:
        return next((index for index in earlier if notes[index].number == int(supra["n"])), None)
    op_cit = _OP_CIT.match(text)
    said = _words(op_cit["who"]) if op_cit else _words(_PLACE.sub("", text))
    if not op_cit and len(said) < 3:
        return None
    for index in earlier:
        longer = words[index]
        if len(longer) >= len(said) + (1 if op_cit else 2) and _in_order(said, longer):
            return index
    return None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _in_order(words: Sequence[str], longer: Sequence[str]) -> bool:
    """Are the words all in ``longer``, in order, and not scattered over it?"""
    position, first = 0, -1
    for word in words:
        while position < len(longer) and longer[position] != word:
            position += 1
        if position == len(longer):
            return False
        first = position if first < 0 else first
        position += 1
    return position - first <= len(words) + 4


def inline_references(text: str, *, scholarly: bool = False) -> list[Inline]:
    """The references in brackets in ``text``: "(Balkan Insight, May 8, 2024)", "(, May 2024)".

    A bracket counts when it ends with a date and before it has a name and nothing else.
    ``scholarly`` takes "(Smith and Jones, 2019: 44)" too.
    """
    found: list[Inline] = []
    if "(" not in text:
        return found
    for match in _INLINE.finditer(text):
        source = match["source"].strip()
        lower = [word for word in _LOWER.findall(source) if word not in _NAME_WORDS]
        if source and (lower or not source[0].isalnum()):
            continue
        words = f"{source}, {match['date']}" if source else f"{match['date']} (the source's name is missing)"
        found.append(Inline(_with_space(text, match.start()), match.end(), words))
    if scholarly:
        found += (Inline(_with_space(text, m.start()), m.end(), m["source"]) for m in _SCHOLARLY.finditer(text))
    return sorted(found, key=lambda inline: inline.start)


def _with_space(text: str, place: int) -> int:
    while place and text[place - 1].isspace():
        place -= 1
    return place


def is_scholarly(text: str) -> bool:
    """Does the document refer by author and year, more than once or twice?"""
    return len({match["source"] for match in _SCHOLARLY.finditer(text)}) >= 3
