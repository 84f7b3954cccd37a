"""Words as the lexical methods see them: folded, tokenized, stemmed.

Folding makes Вучић, Vučić and Vucic one word: Serbian Cyrillic is transliterated to Latin,
then diacritics are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

_CYRILLIC = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџшщъыьэюяйё",
        "a b v g d dj e z z i j k l lj m n nj o p r s t c u f h c c dz s sc . y . e ju ja j e".split(),
        strict=True,
    )
)
_CYRILLIC = {k: v.replace(".", "") for k, v in _CYRILLIC.items()}
_LATIN = {"đ": "dj", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
_TABLE = str.maketrans({**_CYRILLIC, **_LATIN, "’": "'", "‘": "'"})


class _Folding(dict[int, str]):
    """Every character (by code point) to its folded form, found when it is first met."""

    def __missing__(self, point: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(point).casefold().translate(_TABLE))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[point] = folded = plain.casefold().translate(_TABLE)
        return folded


_FOLDING = _Folding()

WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*\d*|[^\W_]+")
"""A figure ("56.15", "1,000"), or a word; a hyphen or dash parts ("Belgrade-Budapest", "MiG-29")."""

_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ably|ful|ite|hood|ly)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)(?<=defence|offence|licence)"), "ense"),
    (re.compile(r"^(cent|met|theat|lit|fib)re(?=s?$)"), r"\1er"),
    (re.compile(r"^programme(?=s?$)"), "program"),
)
"""British and American spellings that ask for the same word."""

STOP_WORDS: frozenset[str] = frozenset(
    """a about above across after again against all almost also although always am among an and
    another any are aren't around as at away be became because become becomes been before being
    below between both but by came can cannot come could did do does doing done down due during
    each either else ever every few for from further get gets give given go goes going gone got
    had has have having he her here hers herself him himself his how however i if in indeed into
    is isn't it its itself just least less let like made make makes many may me might more most
    much must my myself near neither never no nor not now of off often on once one only onto or
    other others our ours ourselves out over own per perhaps put quite rather re s same say says
    said see seem seems shall she should since so some still such t than that the their theirs
    them themselves then there therefore these they this those though through thus to together
    too toward towards under until up upon us use used uses very via was we well went were what
    when where whether which while who whom whose why will with within without would yes yet you
    your yours yourself yourselves according including""".split()
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, Latin script, no diacritics: the form in which words are compared."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).translate(_FOLDING)


def tokenize(text: str) -> list[str]:
    """The folded words and figures of ``text``, in order."""
    return [word.removesuffix("'s") for word in WORD.findall(fold(text))]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a folded word, spelt one way; figures stay as they are."""
    for spelling, one_way in _SPELLINGS:
        word = spelling.sub(one_way, word)
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=16384)
def stems(text: str) -> tuple[str, ...]:
    """Stems of the content words of ``text``, in order, stop words left out."""
    return tuple(s for word in WORD.findall(fold(text)) if (s := _content(word)) is not None)


@lru_cache(maxsize=65536)
def _content(word: str) -> str | None:
    """The stem of a folded word as it stands in a text; None for a stop word."""
    word = word.removesuffix("'s")
    return None if word in STOP_WORDS else stem(word)
