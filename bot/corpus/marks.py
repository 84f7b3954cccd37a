"""Footnote marks: the superscript numbers that lost their height and stick to words.

No mark can be told from a figure by its looks ("G20", "2019.26"). What tells it is that marks
count upwards through a document. So every glued number is a candidate with a weight for its
looks, and the best chain of candidates that counts upwards is found by dynamic programming;
numbers outside it stay as they are, and a document without a convincing chain loses nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_AFTER = r"(?=[\s.,;:!?)\]’”\"'»—–…]|$)"
_WORD = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,}+)(?P<n>[1-9]\d{0,2})" + _AFTER)
_POINT = re.compile(r"(?<=[^\W\d_]|[)\]’”\"'»%…])(?P<point>[.,;:!?…)\]’”\"'»]{1,6})(?P<n>[1-9]\d{0,2})" + _AFTER)
_QUOTE = re.compile(r"(?<=[^\W\d_]|%)(?P<point>[)\]’”\"'»])(?P<n>[1-9]\d{0,2})" + _AFTER)
_YEAR = re.compile(r"(?<![\d.,$€£])(?P<year>(?:1[5-9]|20)\d\d)(?P<n>[1-9]\d{0,2})" + _AFTER)
_FIGURE_STOP = re.compile(
    r"(?P<figure>(?<![\d.,])\d[\d,–-]{0,20}%?)(?P<point>[.!?][)\]’”\"'»]*)(?P<n>[1-9]\d{0,2})"
    r"(?=\s*$|\s+[“‘\"'(\[«]?[^\W\d_])"
)
_FIGURE_COMMA = re.compile(r"(?P<figure>(?<![\d.,])(?:1[5-9]|20)\d\d)(?P<point>[,;])(?P<n>[1-9]\d{0,2})(?=\s|$)")
_PERCENT = re.compile(r"(?<=\d)(?P<point>%[,;.]?)(?P<n>[1-9]\d{0,2})(?=[\s.,;)]|$)")
_RAISED = re.compile(r"(?<=\S)(?P<n>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})")
_BRACKET = re.compile(r"(?<=[^\s\[(])(?P<whole>\[(?P<n>[1-9]\d{0,2})\])(?!\()")
_DIGIT = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]")
_TOKEN = re.compile(r"(?<![^\W\d_])[^\W\d_]++\d++")
_ALONE = re.compile(r"(?<![\w-])[^\W\d_]++(?![\w-])")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PART = re.compile(
    r"(?:^\W*|\b(?:sections?|chapters?|parts?|tables?|figures?|fig\.|annex|appendix|articles?|art\.|paragraphs?|versions?|item"
    r"|step|odelj\w+|poglavlj\w+|tabel\w+|slik\w+|члан\w*|članu?|поглављ\w+|табел\w+|слик\w+)\s|§\s?)$",
    re.IGNORECASE,
)
"""Before the number of a part: "2.5 Why is that?" as a heading, "see Section 6.1"."""

_UNIT = re.compile(r"(?:\d\s?|\b)(?:m|km|cm|mm|ft|mi)$")

_LOOKED_AT = 60
"""Characters before a number that tell what it is."""

GAP, RESTART, LATE = 0.35, 2.5, 0.25
REACH = 25
"""How many numbers in a row may be missing from a chain."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that may be, or is, a footnote mark, and its place in the original.

    ``run`` counts how often the numbers of the marks began anew, for a chapter or a page.
    """

    number: int
    start: int
    end: int
    weight: float = 1.0
    run: int = 0


def candidates(text: str, spans: Iterable[tuple[int, int]]) -> list[Mark]:
    """Every glued number in ``spans`` of ``text``, in order of place."""
    pieces = [(start, text[start:end]) for start, end in spans]
    words = Counter[str]()
    tokens = Counter[str]()
    for _, piece in pieces:
        words.update(_ALONE.findall(piece))
        tokens.update(_TOKEN.findall(piece))
    found: list[Mark] = []
    for offset, piece in pieces:
        found += (Mark(m.number, m.start + offset, m.end + offset, m.weight) for m in _in(piece, words, tokens))
    return sorted(set(found), key=lambda mark: (mark.start, mark.end))


def _in(piece: str, words: Counter[str], tokens: Counter[str]) -> Iterable[Mark]:
    if not _DIGIT.search(piece):
        return
    for match in _WORD.finditer(piece):
        weight = _word_weight(piece, match, words, tokens)
        if weight:
            yield _mark(match, weight)
    for pattern, weight in ((_POINT, 1.0), (_QUOTE, 1.0), (_YEAR, 0.6), (_PERCENT, 0.5)):
        for match in pattern.finditer(piece):
            if not _ordinary(piece, match):
                yield _mark(match, weight)
    for match in _FIGURE_STOP.finditer(piece):
        is_year = re.fullmatch(r"(?:1[5-9]|20)\d\d", match["figure"])
        following = piece[match.end() :].lstrip("“‘\"'([« ")
        if not is_year and len(match["figure"]) <= 2 and _PART.search(piece, *_before(match)):
            continue
        if following[:1].islower() and match["point"] == ".":
            continue  # "$9.8 million" is a decimal
        yield _mark(match, 0.8 if is_year else 0.5)
    for match in _FIGURE_COMMA.finditer(piece):
        yield _mark(match, 0.7)
    for match in _RAISED.finditer(piece):
        if not _UNIT.search(piece, *_before(match)):
            yield _mark(match, 1.2)
    for match in _BRACKET.finditer(piece):
        yield Mark(int(match["n"]), match.start("whole"), match.end("whole"), 1.2)


def _before(match: re.Match[str]) -> tuple[int, int]:
    """Where what is looked at before a number begins and ends: a line may be as long as its file."""
    return max(0, match.start() - _LOOKED_AT), match.start()


def _mark(match: re.Match[str], weight: float) -> Mark:
    return Mark(int(match["n"].translate(_DIGITS)), match.start("n"), match.end("n"), weight)


def _word_weight(piece: str, match: re.Match[str], words: Counter[str], tokens: Counter[str]) -> float:
    """How much a number after a word looks like a mark; 0 for designations ("E793", "COVID19")."""
    word = match["word"]
    before = piece[slice(*_before(match))]
    if before.endswith(("/", "#", "@", "_", ".")) or before[-1:].isdigit():
        return 0.0
    if before.endswith("-") and not (len(word) > 3 and word[1:].islower()):
        return 0.0
    if tokens[match.group()] > 1:
        return 0.1  # a name that comes again with its number: "Covid19", "Windows10"
    if word.isupper():
        return 0.6 if words[word] else 0.0
    return 1.0


def _ordinary(piece: str, match: re.Match[str]) -> bool:
    """A number after punctuation that is no mark: "’90", "p.12", "No.5"."""
    before = piece[slice(*_before(match))]
    point = match.groupdict().get("point") or ""
    if point.startswith(("’", "'")) and (not before or before[-1].isspace()):
        return True
    return bool(re.search(r"(?:\b(?:No|no|nr|Nr|pp?|Vol|vol|Fig|fig|art|Art|Sec|Ch|ch|str|br)|[./@]\w*)$", before))


def chain(found: Sequence[Mark]) -> list[Mark]:
    """The best sequence of candidates that counts upwards, restarts at 1 allowed.

    The score of a chain is the sum of its weights, less GAP for each number left out, RESTART
    for each new beginning and LATE for each number that a chain begins after 1 (up to ten).
    """
    best_by_number: dict[int, tuple[float, int]] = {}
    overall: tuple[float, int] = (0.0, -1)
    scores: list[float] = []
    previous: list[int] = []
    used_end: list[int] = []
    for index, mark in enumerate(found):
        score, link = -LATE * min(mark.number - 1, 10), -1
        if mark.number == 1 and overall[0] - RESTART > score and used_end[overall[1]] <= mark.start:
            score, link = overall[0] - RESTART, overall[1]
        for step in range(1, REACH + 1):
            known = best_by_number.get(mark.number - step)
            if known is None or used_end[known[1]] > mark.start:
                continue
            if known[0] - GAP * (step - 1) > score:
                score, link = known[0] - GAP * (step - 1), known[1]
        score += mark.weight
        scores.append(score)
        previous.append(link)
        used_end.append(mark.end)
        if score >= best_by_number.get(mark.number, (float("-inf"), 0))[0]:
            best_by_number[mark.number] = (score, index)
        if score > overall[0]:
            overall = (score, index)
    chosen: list[Mark] = []
    index = overall[1]
    while index >= 0:
        chosen.append(found[index])
        index = previous[index]
    return chosen[::-1]


def find_marks(
    text: str, spans: Iterable[tuple[int, int]], notes: Sequence[int] = (), *, raised: bool = False
) -> list[Mark]:
    """The footnote marks in ``spans`` of ``text``; ``notes`` are the numbers of its notes.

    ``raised`` says that marks kept their height in this text: numbers that stand on the line are none.

    A run is believed where the notes bear it out, or else where it is long, starts at the
    beginning, leaves out little and sticks to different words.
    """
    numbers = sorted(set(notes))
    believed: list[Mark] = []
    found = [mark for mark in candidates(text, spans) if mark.weight > 1 or not raised]
    for run in _runs(chain(found)):
        borne_out = sum(_holds(numbers, mark.number) for mark in run)
        coverage = len(run) / (run[-1].number - run[0].number + 1)
        strength = sum(mark.weight for mark in run) / len(run)
        stems = {text[max(0, mark.start - 4) : mark.start] for mark in run}
        convincing = len(run) >= 4 and run[0].number <= 3 and coverage >= 0.6 and strength >= 0.5
        convincing = convincing or (len(run) >= 12 and coverage >= 0.8 and strength >= 0.6)
        noted = borne_out >= max(1, len(run) / 3) and strength >= 0.5
        if (convincing and len(stems) > len(run) / 2) or noted:
            believed += run
    return _with_repeats(text, believed, found)


def _with_repeats(text: str, believed: Sequence[Mark], found: Sequence[Mark]) -> list[Mark]:
    """The marks with their runs, and the raised ones that name a note once more ("²" where "³" stood before)."""
    if not believed:
        return []
    taken = {mark.start for mark in believed}
    most = max(mark.number for mark in believed)
    again = [
        mark
        for mark in found
        if mark.start not in taken
        and mark.number <= most
        and mark.weight > 1
        and not text[max(0, mark.start - 1) : mark.start].isdecimal()
    ]
    marks: list[Mark] = []
    run = last = 0
    for mark in sorted((*believed, *again), key=lambda each: each.start):
        if mark.start in taken:
            run += mark.number <= last
            last = mark.number
        marks.append(replace(mark, run=run))
    return marks


def _holds(numbers: Sequence[int], number: int) -> bool:
    index = bisect_left(numbers, number)
    return index < len(numbers) and numbers[index] == number


def _runs(marks: Sequence[Mark]) -> list[list[Mark]]:
    runs: list[list[Mark]] = []
    for mark in marks:
        if not runs or mark.number <= runs[-1][-1].number:
            runs.append([])
        runs[-1].append(mark)
    return runs
