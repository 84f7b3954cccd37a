"""The language of a text, by its commonest words; unknown unless the evidence is plain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_COMMON: Mapping[str, frozenset[str]] = {
    "en": frozenset("the of and to in that is for with as was by are on from has have its at this".split()),
    "de": frozenset("der die und das ist nicht mit für auf dem den von eine ein auch sich des werden".split()),
    "fr": frozenset("le la les et des est une dans que pour qui sur pas avec du au par ce sont".split()),
    "es": frozenset("el los las y que en del una por con para es se como más pero fue su al".split()),
    "it": frozenset("il di che è per una sono con del della non nel gli alla dei anche come si".split()),
    "ru": frozenset("и в не на что с по это как из за был для его от при также он она были".split()),
    "sr": frozenset(
        "је у и да на се су од за са који што као није али ће би био није"
        " je u i da na se su od za sa koji što kao nije ali će bi bio".split()
    ),
}
_KIN: Mapping[str, frozenset[str]] = {
    "sr": frozenset("hr bs cnr sh me".split()),
    "es": frozenset("ast gl lad".split()),
    "en": frozenset({"sco"}),
}
"""Languages that share their commonest words with one of these: what a text says of itself is better than a guess."""

_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_SAMPLE = 4000
_FEWEST, _LONG = 20, 300
"""Words from which a text tells its language, and from which it is sure to hold many of the commonest ones."""

_DIFFERENT, _MANY, _HARDLY = 4, 8, 3
"""How many different common words a short and a long text of a language hold, and how few one in another."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None."""
    return _told(_words(text))


def believed(stated: str, text: str) -> str | None:
    """The language that ``text`` is said to be in, unless it plainly is in another; None if only that is plain."""
    code = _CODE.fullmatch(stated.strip())
    if code is None:
        return stated
    said, words = code[1].lower(), _words(text)
    told = _told(words)
    if told is not None:
        return stated if told == said or said in _KIN.get(told, ()) else told
    denied = said in _COMMON and len(words) >= _LONG and len(_COMMON[said].intersection(words)) < _HARDLY
    return None if denied else stated


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[: _SAMPLE * 10])][:_SAMPLE]


def _told(words: list[str]) -> str | None:
    if len(words) < _FEWEST:
        return None
    counts = Counter(words)
    shares = {code: sum(counts[w] for w in common) / len(words) for code, common in _COMMON.items()}
    best, second = sorted(shares.items(), key=lambda item: item[1], reverse=True)[:2]
    different = len(_COMMON[best[0]].intersection(counts))
    plain = best[1] >= 0.12 and best[1] >= 1.5 * second[1]
    return best[0] if plain and different >= (_MANY if len(words) >= _LONG else _DIFFERENT) else None
