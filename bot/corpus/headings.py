"""Headings of plain text, which nothing marks but how they are set.

A heading is short, does not end a sentence, stands where a sentence has ended and is followed
by text that begins anew. In wrapped text it also leaves room on its line for the next word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.corpus.lines import Line, full
from summarizers.models import Kind

_ENDS = re.compile(r"[.,;…\-–—&(\[/][⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_NUMBER = re.compile(
    r"^(?:(?P<roman>[IVXLC]{1,6})[.:)]|(?P<decimal>\d{1,2}(?:\.\d{1,2})*)[.)]?|(?P<letter>[A-H])[.)]"
    r"|(?P<part>(?:Chapter|Part|Section|Annex|Appendix|Глава|Поглавље|Poglavlje|Deo|Део)\s+[\dIVXLC]+)[.:]?)\s+(?=\S)"
)
_COMMON = re.compile(
    r"^(?:executive summary|summary|abstract|introduction|background|conclusions?|acknowledge?ments"
    r"|key (?:points|findings|takeaways)|recommendations|methodology|appendix|contents|references|bibliography"
    r"|notes|endnotes|foreword|preface"
    r"|резиме|сажетак|увод|закључак|sažetak|rezime|uvod|zaključak)\W*$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"^(?:[\[(]?\d{1,2}:\d\d|[^\W\d_][\w .’'-]{1,40}: +\S.*[.!?]$)")
_WORDS = 14
_LENGTH = 110
_FIRST_SECTION = 4
"""Words of the last line above the text that rather heads its first section than goes on with the title."""


@dataclass(frozen=True, slots=True)
class Heading:
    lines: tuple[int, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings by the index of their first line, and the lines that carry one on."""

    headings: Mapping[int, Heading] = field(default_factory=dict)
    continuations: frozenset[int] = frozenset()


def is_common(text: str) -> bool:
    """A heading that any document may have ("Introduction"), so never a title."""
    return bool(_COMMON.match(text))


def find_headings(lines: Sequence[Line], wrapped: bool, roles: Mapping[int, Kind], items: Mapping[int, int]) -> Outline:
    """The headings among the lines that have no role yet."""
    content = [i for i, line in enumerate(lines) if not line.blank and i not in roles]
    found = _in_wrapped(lines, content, items) if wrapped else _in_paragraphs(lines, content, items)
    if content and is_common(lines[content[-1]].text) and [content[-1]] not in found and _apart(lines, content[-1]):
        found.append([content[-1]])  # below it are only notes
    if not found:
        return Outline()
    titles = _titles(lines, content, found)
    isolated = {group[0]: _isolated(lines, group) for group in found}
    both = wrapped and len(set(isolated.values())) == 2
    headings: dict[int, Heading] = {}
    for group in found:
        text = " ".join(lines[i].text for i in group)
        level = 0 if group[0] in titles else _level(text, isolated[group[0]] or not both)
        headings[group[0]] = Heading(tuple(group), level)
    continuations = frozenset(i for group in found for i in group[1:])
    return Outline(headings, continuations)


def _looks(text: str) -> bool:
    """Could ``text`` be a heading or the first line of one?"""
    if len(text) > _LENGTH or len(text.split()) > _WORDS or _ENDS.search(text) or _SPEAKER.match(text):
        return False
    if _NUMBER.match(text):
        return True
    first = next((c for c in text if c.isalnum()), "")
    return bool(first) and (first.isupper() or (first.isdigit() and any(c.isalpha() for c in text)))


def _title_case(text: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) > 3]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.6 * len(words)


def _in_wrapped(lines: Sequence[Line], content: Sequence[int], items: Mapping[int, int]) -> list[list[int]]:
    found: list[list[int]] = []
    position = 0
    while position < len(content) - 1:
        below = bool(found) and position > 0 and content[position - 1] == found[-1][-1]
        group = _group(lines, content, position, items, below)
        if group:
            found.append(group)
        position += max(1, len(group))
    return found


def _group(
    lines: Sequence[Line], content: Sequence[int], position: int, items: Mapping[int, int], below: bool = False
) -> list[int]:
    """The lines of the heading that begins at ``content[position]``; none if there is none.

    ``below`` says that another heading stands right before it.
    """
    index = content[position]
    text = lines[index].text
    numbered = bool(_NUMBER.match(text))
    if (index in items and not numbered) or not _looks(text) or text.endswith(("!", "…")):
        return []
    gap = index == 0 or lines[index - 1].blank or lines[index].after_break
    before = lines[content[position - 1]] if position else None
    after_sentence = before is None or before.finished or before.text.endswith(":")
    broken_off = gap and (numbered or below or is_common(text))
    group = [index]
    while True:
        following = content[position + len(group)] if position + len(group) < len(content) else None
        if following is None:
            return []
        line = lines[following]
        adjacent = following - group[-1] == 1 and not line.after_break
        share = 0.75 if len(group) == 1 else 0.88
        if adjacent and full(lines, group[-1], following, share):
            return []
        if line.continues or (following in items and not _NUMBER.match(line.text)):
            return group if text.endswith(":") and following in items and after_sentence else []
        more = adjacent and len(group) < 3 and not line.finished and _looks(line.text)
        if more or (adjacent and line.text.endswith("?") and len(group) < 3 and _looks(line.text)):
            beyond = content[position + len(group) + 1] if position + len(group) + 1 < len(content) else None
            if beyond is not None and not full(lines, following, beyond, 0.88):
                group.append(following)
                continue
        break
    if not adjacent and not gap and not _title_case(text):
        return []
    return group if after_sentence or broken_off else []


def _in_paragraphs(lines: Sequence[Line], content: Sequence[int], items: Mapping[int, int]) -> list[list[int]]:
    """Headings where every line is a paragraph: short lines before prose."""
    looks = [
        i not in items
        and _looks(lines[i].text)
        and not lines[i].text.endswith("!")
        and (not lines[i].hanging or lines[i].text.endswith(":"))
        and not _sentence(lines[i])
        for i in content
    ]
    prose = [lines[i].finished or len(lines[i].text) > _LENGTH or i in items for i in content]
    found: list[list[int]] = []
    position = 0
    while position < len(content):
        if not looks[position]:
            position += 1
            continue
        end = position
        while end < len(content) and looks[end]:
            end += 1
        run = list(content[position:end])
        begun = any(lines[i].finished or len(lines[i].text) > _LENGTH for i in content[:position])
        allowed = 2 if begun else 4
        if len(run) <= allowed and end < len(content) and prose[end]:
            found += [[i] for i in run]
        elif end < len(content) and prose[end] and _apart(lines, run[-1]):
            found.append([run[-1]])
        position = end
    return found


def _sentence(line: Line) -> bool:
    return line.finished and not (line.text.endswith("?") and _title_case(line.text))


def _apart(lines: Sequence[Line], index: int) -> bool:
    return index > 0 and lines[index - 1].blank


def _isolated(lines: Sequence[Line], group: Sequence[int]) -> bool:
    after = group[-1] + 1
    return after >= len(lines) or lines[after].blank


def _titles(lines: Sequence[Line], content: Sequence[int], found: Sequence[Sequence[int]]) -> frozenset[int]:
    """The first lines of the headings at the very top that are the document's title."""
    top: list[int] = []
    position = 0
    for group in found:
        if content[position] != group[0]:
            break
        top.append(group[0])
        position += len(group)
        if position >= len(content):
            break
    text = [lines[i].text for i in top]
    if not top or any(is_common(t) or _NUMBER.match(t) for t in text[:1]):
        return frozenset()
    while len(top) > 1 and (is_common(text[-1]) or _NUMBER.match(text[-1])):
        top.pop()
        text.pop()
    if len(top) > 1 and len(found) > len(top) and len(text[-1].split()) <= _FIRST_SECTION < len(" ".join(text[:-1])):
        top.pop()  # the first section's, where others follow
    long_enough = len(top) > 1 or len(text[0].split()) >= 3 or len(found) == 1
    return frozenset(top) if long_enough else frozenset()


def _level(text: str, upper: bool) -> int:
    match = _NUMBER.match(text)
    if match and match["decimal"]:
        return match["decimal"].count(".") + 1
    if match and (match["roman"] or match["part"]):
        return 1
    return 1 if upper else 2
