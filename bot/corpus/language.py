"""The language of a text, by its commonest words; unknown unless the evidence is plain."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_COMMON: dict[str, frozenset[str]] = {
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
_SAMPLE = 4000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None."""
    words = [word.casefold() for word in _WORD.findall(text[: _SAMPLE * 10])][:_SAMPLE]
    if len(words) < 20:
        return None
    counts = Counter(words)
    shares = {code: sum(counts[w] for w in common) / len(words) for code, common in _COMMON.items()}
    best, second = sorted(shares.items(), key=lambda item: item[1], reverse=True)[:2]
    return best[0] if best[1] >= 0.12 and best[1] >= 1.5 * second[1] else None
