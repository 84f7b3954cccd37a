"""A sentence as verification reads it: words with their place, case and root."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from summarizers.verification.lexicon import contentful, nation, root
from summarizers.verification.thesaurus import entry
from summarizers.words import fold

_PIECE = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’-][^\W_]+)*|[^\W_]+|[$€£¥%]|[,;:()\[\]—–-]|[.!?]")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ",
                             "\u202f": " ", "\u2009": " ", "‑": "-", "−": "-"})  # fmt: skip
_DAY = r"(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})"
_LIFE = re.compile(rf"\(({_DAY})\s?[-–—]\s?({_DAY})\)")
"""The dates of a life, as encyclopedias put them after a name."""
_PHRASES = {
    "turned down": "rejected", "turn down": "reject", "turns down": "rejects", "taken over": "acquired",
    "took over": "acquired", "takes over": "acquires", "set up": "established", "carried out": "conducted",
    "gave up": "abandoned", "went up": "rose", "went down": "fell", "goes up": "rises", "goes down": "falls",
    "put off": "postponed", "called off": "cancelled", "brought about": "caused", "took part": "participated",
    "ruled out": "excluded", "rule out": "exclude", "found out": "discovered", "pointed out": "noted",
    "taken off": "removed", "took off": "removed", "laid off": "dismissed", "blew up": "exploded",
    "a number of": "several", "no fewer than": "at least", "no less than": "at least", "not less than": "at least",
    "not fewer than": "at least", "a minimum of": "at least", "a maximum of": "at most", "not more than": "at most",
    "no more than": "at most", "in excess of": "more than", "in spite of": "despite", "in addition to": "besides",
    "prior to": "before", "on account of": "because of", "as a result of": "because of", "owing to": "because of",
    "as a consequence of": "because of", "by means of": "through", "in the course of": "during",
    "with the help of": "through", "in order to": "to", "at the same time as": "while", "in the event that": "if",
    "can not": "cannot", "even though": "although",
    "united states of america": "US", "united states": "US", "united kingdom": "UK", "great britain": "Britain",
    "european union": "EU", "united nations": "UN",
}  # fmt: skip
_PHRASAL = re.compile(rf"\b({'|'.join(_PHRASES)})\b", re.IGNORECASE)
"""Phrases that one word says as well."""
_DENIALS = {
    "failed to": "did not", "fails to": "does not", "failing to": "not", "fail to": "not", "rather than": "not",
    "instead of": "not", "have yet to": "have not yet", "has yet to": "has not yet", "had yet to": "had not yet",
}  # fmt: skip
_DENYING = re.compile(rf"\b({'|'.join(_DENIALS)})\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b((?:is|are|was|were|be|been|being|remain(?:s|ed)?)(?: \w+ly| still| also| almost)?)"
    r" ((?:un|im(?!mediate)|in|il|ir)(\w{3,}))\b"
)
"""An adjective with its "not" before it: "is unlikely"."""
_CONTRACTED = re.compile(r"\b(ca|wo|sha|[a-z]+)(n't|'ll|'re|'ve)\b", re.IGNORECASE)
_IS = re.compile(r"\b(it|that|there|here|he|she|what|who)'s (?!been\b|got\b|had\b)", re.IGNORECASE)
_FULL = {"n't": " not", "'ll": " will", "'re": " are", "'ve": " have"}
_CLIPPED = {"ca": "can", "wo": "will", "sha": "shall"}
_DEGREES = re.compile(r"\s?°\s?([CF])\b")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d,]|\.\d)")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_ASIDE = re.compile(r"\([^()]{1,80}\)")
_DOT = re.compile(r"\.(?!\d)")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Rev|Hon|St|Jr|Sr)\. (?=[^\W\d_a-z])")
"""Dots that end no sentence: those in parentheses and after a title."""
_TITLES = frozenset("mr mrs ms dr prof president minister prime general".split())
_new = tuple.__new__  # half of the time of calling the class


class Word(NamedTuple):
    """One word, figure or mark. ``root`` is "" for marks.

    A tuple, since an answer makes ten thousand of them, and a dataclass takes three times as long to make.
    """

    text: str
    folded: str
    root: str
    start: int
    opens: bool  # first word of its sentence
    capital: bool
    mark: bool
    figure: bool
    content: bool  # it says something of its own
    key: str  # what names are compared by: Serbian and Serbia, French and France are one


@lru_cache(maxsize=65536)
def _seen(written: str) -> tuple[str, str, str, bool, bool, bool, bool, str]:
    """What a ``Word`` holds of a word wherever it stands, but for its place: in their order, without ``opens``."""
    bare = written.removesuffix("'s").removesuffix("'") if "'" in written else written
    folded = fold(bare)
    mark, figure = not folded[:1].isalnum(), folded[:1].isdigit()
    return (
        bare,
        folded,
        "" if mark else folded.replace(",", "") if figure else root(folded),
        bare[:1].isupper(),
        mark,
        figure,
        not mark and not figure and contentful(folded),
        nation(folded) or root(folded),
    )


def normalized(text: str) -> str:
    """One kind of apostrophe, quotation mark, dash and space; U.S. as US."""
    text = " ".join((text if text.isascii() else text.translate(_TYPOGRAPHY)).split())
    if "°" in text:
        text = _DEGREES.sub(lambda m: " degrees Celsius" if m[1] == "C" else " degrees Fahrenheit", text)
    if "'" in text:
        text = _IS.sub(r"\1 is ", _CONTRACTED.sub(_spelled, text))
    text = _put(_PHRASES, _PHRASAL, text)
    if "(" in text:
        text = _LIFE.sub(r"(born \1, died \2)", text)
        text = _ASIDE.sub(lambda m: _DOT.sub("", m.group()), text)
    if ". " in text:
        text = _TITLE.sub(r"\1 ", text)
    text = _SPACED.sub(lambda m: m[1] + m[2].replace(" ", ","), text)
    return _DOTTED.sub(lambda m: m.group().replace(".", ""), text) if text.count(".") > 1 else text


def spelled_out(text: str) -> str:
    """Normalized, with a "not" for whatever is denied: "did not" of "failed to". For comparing, not for searching."""
    return _put(_DENIALS, _DENYING, _NEGATED.sub(_negated, normalized(text)))


def _put(phrases: Mapping[str, str], pattern: re.Pattern[str], text: str) -> str:
    folded = text.casefold()
    if not any(phrase in folded for phrase in phrases):  # a quick look: few have one
        return text
    return pattern.sub(lambda m: phrases[m[1].lower()], text)


def _negated(m: re.Match[str]) -> str:
    """is not likely, of "is unlikely"; "is important" as it is."""
    word, plain = root(m[2].lower()), root(m[3].lower())
    return f"{m[1]} not {m[3]}" if plain in entry(word).contrary or word in entry(plain).contrary else m.group()


def _spelled(m: re.Match[str]) -> str:
    """will not, of won't."""
    verb, rest = m[1], m[2].lower()
    full = _CLIPPED.get(verb.lower(), verb) if rest == "n't" else verb
    return (full.capitalize() if verb[0].isupper() else full) + _FULL[rest]


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """The words and marks of ``text`` in order; hyphenated words in their parts, 's dropped."""
    return words_of(spelled_out(text))


def words_of(plain: str) -> tuple[Word, ...]:
    """``words`` of a normalized text."""
    found: list[Word] = []
    opens = True
    for match in _PIECE.finditer(plain):
        piece = match.group()
        parts = [piece] if "-" not in piece or not piece[0].isalpha() else [p for p in piece.split("-") if p]
        at = match.start()
        for part in parts:
            bare, folded, known, capital, mark, figure, content, key = _seen(part)
            found.append(_new(Word, (bare, folded, known, at, opens and not mark, capital, mark, figure, content, key)))
            at += len(part) + 1
            if not mark:
                opens = False
        if piece in ".!?":
            opens = True
    return tuple(found)


def possessive(text: str, word: Word) -> bool:
    """Does the name own what follows ("Serbia's exports")?"""
    return text[word.start + len(word.text) :][:2] == "'s"


def titled(word: Word) -> bool:
    return word.folded in _TITLES


def shouted(word: Word) -> bool:
    """All capitals: an abbreviation."""
    return len(word.text) > 1 and word.text.isupper()
