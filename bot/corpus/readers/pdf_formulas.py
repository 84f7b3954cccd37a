"""What a PDF page displays between its sentences and nobody could quote: formulas, and the labels in charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.corpus.notes import start_of
from bot.corpus.readers.pdf_lines import Line
from bot.corpus.readers.pdf_pages import Page, breaks
from summarizers.models import Kind

_RELATION = re.compile(r"[=≡≠≅∝∑∏∫√∂∇∈∉⊂⊆∪∩∀∃]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FUNCTIONS = frozenset(
    "sin cos tan cot exp log ln lim max min sup inf arg det mod var cov sgn sign dim ker rank".split()
)
_MOST_WORDS = 0.35
"""The share of a formula's characters that a word may make up, or half of it several."""

_PART = 2.0
"""Times the size of the type within which a line without words is a part of the formula above or below it."""

_SMALLER = 0.93
"""Times the size of most of the text up to which a few words may be a label in a chart: as many in all, or a line."""

_LABEL_WORDS, _LABEL_WORDS_A_LINE = 8, 3
_LEAST_LABELS = 4
"""Labels in a row from which they are those of a chart: one or two may be an address."""


def with_formulas(page: Page) -> Page:
    """The page with its displayed formulas marked as furniture."""
    lines = page.lines
    formulas = {index for index, line in enumerate(lines) if line.kind is None and _is_formula(line.text)}
    for step in (1, -1):
        order = range(len(lines)) if step > 0 else range(len(lines) - 1, -1, -1)
        for index in order:
            if index - step in formulas and _is_part(lines[index], lines[index - step]):
                formulas.add(index)
    return _set_aside(page, formulas)


def _is_formula(text: str) -> bool:
    if not _RELATION.search(text):
        return False
    words = [word for word in _WORD.findall(text) if word.lower() not in _FUNCTIONS]
    most = _MOST_WORDS if len(words) < 2 else _MOST_WORDS / 2
    return sum(map(len, words)) <= most * sum(c.isalnum() for c in text)


def _is_part(line: Line, formula: Line) -> bool:
    """Is it a fraction's numerator, a sum's limits or the like, which stand on a line of their own?"""
    near = abs(line.bottom - formula.bottom) < _PART * max(line.size, formula.size)
    within = formula.left - formula.size < line.left and line.right < formula.right + formula.size
    return line.kind is None and near and within and line.column == formula.column and not _WORD.search(line.text)


def with_labels(page: Page, usual: float) -> Page:
    """The page with the labels in its charts marked as furniture; ``usual`` is the size of most of the text."""
    lines = page.lines
    before = [*breaks(page), ""]
    found = {
        index
        for index, line in enumerate(lines)
        if line.kind is None
        and before[index] != "\n"
        and before[index + 1] != "\n"
        and line.size < 1.05 * usual
        and not any(map(str.isalpha, line.text))
        and len(line.cells) == 1
    }
    run: list[list[int]] = []
    for group in [*_groups(lines, before), []]:
        if group and (group[0] in found or _is_label([lines[index] for index in group], usual)):
            run.append(group)
            continue
        if sum(map(len, run)) >= _LEAST_LABELS:
            found.update(index for each in run for index in each)
        run = []
    return _set_aside(page, found)


def _groups(lines: Sequence[Line], before: Sequence[str]) -> list[list[int]]:
    """The lines that stand together as those of a paragraph do."""
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        if groups and before[index] == "\n" and line.kind is lines[index - 1].kind is None:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _is_label(lines: Sequence[Line], usual: float) -> bool:
    """A few words in small type, or few to a line, that end no sentence and begin no note."""
    words = sum(len(line.text.split()) for line in lines)
    if any(line.kind is not None or line.size >= _SMALLER * usual for line in lines):
        return False
    if words > max(_LABEL_WORDS, _LABEL_WORDS_A_LINE * len(lines)) or lines[-1].text[-1:] in ".!?;:,":
        return False
    first = lines[0].text
    return start_of(first) is None or _WORD.search(first) is None


def _set_aside(page: Page, indices: set[int] | Sequence[int]) -> Page:
    lines = [replace(line, kind=Kind.FURNITURE) if i in indices else line for i, line in enumerate(page.lines)]
    return replace(page, lines=lines)
