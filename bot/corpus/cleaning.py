"""Prose that remembers where each of its characters stood in the original.

Cleaning only ever leaves characters out (marks, inline references, line ends, hyphens of
broken words) or turns a line end into one space; it never writes a word.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

_SPACES = re.compile(r"\s+")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u2011\u00ad]$")
_BEGINS = re.compile(r"[^\W\d_]+")
_PREFIXES = frozenset(
    "all anti best co counter cross deep ex extra far fast first five four full great half hard high "
    "ill inter intra large last late left life like long low man mid mini multi near neo new nine non "
    "off old one open out over pan part people post pre pro quasi right second self semi seven short "
    "single six small so socio state sub super ten then third three top trans twenty two ultra un under "
    "vice well wide world year".split()
)
_ENDING = re.compile(
    r"(?:[bcdfghjklmnpqrstvwz]{0,2})?(?:e?d|ing|ings|ion|ions|[ts]ions?|tional|ment|ments|mental|ly|al|ally|er|ers|or|ors|est"
    r"|ness|able|ible|ably|ity|ities|ive|ives|ous|ance|ances|ence|ences|ent|ents|ant|ants|ture|tures|tural|ful|less|ism|ist|ists"
    r"|ship|ships|tic|tics|tical|ria|ary|ory|ize|ise|ized|ised|izing|ising|ate|ated|ates|ating|ian|ians|es|s)"
)
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """Clean text; ``at[i]`` is the place of ``text[i]`` in the original."""

    text: str
    at: array[int]

    def without(self, spans: Iterable[tuple[int, int]]) -> Prose:
        """The same with the ``spans`` of its text left out."""
        text: list[str] = []
        at = array("I")
        position = 0
        for start, end in sorted(spans):
            if start < position:
                start = position
            if end <= start:
                continue
            text.append(self.text[position:start])
            at += self.at[position:start]
            position = end
        if not position:
            return self
        text.append(self.text[position:])
        at += self.at[position:]
        return Prose("".join(text), at)

    def folded(self) -> Prose:
        """Runs of white space as one space, and none at the ends."""
        drop: list[tuple[int, int]] = []
        for match in _SPACES.finditer(self.text):
            start, end = match.span()
            if start == 0 or end == len(self.text):
                drop.append((start, end))
            elif end - start > 1:
                drop.append((start + 1, end))
        folded = self.without(drop)
        return Prose(_SPACES.sub(" ", folded.text), folded.at)


def join(
    original: str,
    pieces: Sequence[tuple[int, int]],
    vocabulary: Collection[str],
    removed: Sequence[tuple[int, int]] = (),
) -> Prose:
    """The ``pieces`` (lines) of ``original`` as one run of prose, ``removed`` spans left out.

    ``vocabulary`` is the words of the whole document, lower case: it tells a word that was
    hyphenated for the line end from one that always has its hyphen.
    """
    text: list[str] = []
    at = array("I")
    before = ""
    for index, (start, end) in enumerate(pieces):
        if index and before:
            glue = _glue(before, original[start:end], vocabulary)
            if glue == "-":
                text[-1] = text[-1][:-1]
                at.pop()
            elif glue:
                text.append(" ")
                at.append(pieces[index - 1][1])
        parts = [original[a:b] for a, b in _kept(original, start, end, removed)]
        for a, b in _kept(original, start, end, removed):
            at.extend(range(a, b))
        before = "".join(parts)
        text.append(before)
    return Prose("".join(text), at).folded()


def _kept(original: str, start: int, end: int, removed: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of a line without the ``removed`` ones and without invisible characters."""
    holes = [(a, b) for a, b in removed if a < end and b > start]
    holes += [(start + m.start(), start + m.end()) for m in _INVISIBLE.finditer(original[start:end])]
    position = start
    for first, last in sorted(holes):
        if position < first:
            yield position, first
        position = max(position, last)
    if position < end:
        yield position, end


def _glue(before: str, after: str, vocabulary: Collection[str]) -> str:
    """What stands between two lines: "" nothing, " " a space, "-" nothing, and the hyphen goes."""
    if before.endswith(("—", "/")):
        return ""
    broken = _BROKEN.search(before)
    begins = _BEGINS.match(after)
    if broken is None:
        return " "
    if begins is None:
        return "" if after[:1].isdigit() else " "
    left, right = broken.group(1), begins.group()
    if not right[0].islower():
        return ""
    if right in {"and", "or", "und", "i", "ili"}:
        return " "  # "two- and three-year"
    return "" if _true_hyphen(left.lower(), right.lower(), vocabulary) else "-"


def _true_hyphen(left: str, right: str, vocabulary: Collection[str]) -> bool:
    if left + right in vocabulary:
        return False
    if f"{left}-{right}" in vocabulary or left in _PREFIXES:
        return True
    if _ENDING.fullmatch(right):
        return False
    if len(left) < 3 or len(right) < 3:
        return False
    return _is_word(right, vocabulary) or (_is_word(left, vocabulary) and len(right) > 4)


def _is_word(word: str, vocabulary: Collection[str]) -> bool:
    """Does the document know it, in this form or a longer one?"""
    return any(word + ending in vocabulary for ending in _FORMS)


_FORMS = ("", "s", "es", "d", "ed", "ing", "er", "ly")
_AFTER_BREAK = re.compile(r"[-\u2010\u00ad][^\S\n]*\r?\n[^\S\n]*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def vocabulary_of(text: str) -> frozenset[str]:
    """The words of ``text``, lower case, as they stand within lines."""
    words: set[str] = set()
    for match in _WORD.finditer(text):
        if text[match.end() : match.end() + 1] in {"-", "\u00ad"}:
            continue  # a word broken by the line end is no word
        if _AFTER_BREAK.search(text, max(0, match.start() - 4), match.start()):
            continue  # nor is its second half
        word = match.group().lower()
        words.add(word)
        if "-" in word:
            words.update(word.split("-"))
    return frozenset(words)
