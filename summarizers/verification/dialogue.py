"""Talk told in the third person: "Ben: My car broke down" is that Ben's car broke down.

A turn is a name and a colon. "I" and "my" are its speaker; "you" is the other one where only two speak.
Whatever is not a dialogue stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TURN = re.compile(r"(?:^|(?<=[.!?…\"'] ))([A-Z][\w'-]{1,20}(?: [A-Z][\w'-]{1,20})?): ")
_FIRST = {
    "i'll": "{} will", "i'd": "{} would", "i've": "{} has", "i'm": "{} is", "i am": "{} is", "i have": "{} has",
    "i was": "{} was", "i do": "{} does", "i don't": "{} does not", "i": "{}", "my": "{}'s", "mine": "{}'s",
    "me": "{}", "myself": "{}",
}  # fmt: skip
_SECOND = {"you're": "{} is", "you'll": "{} will", "you've": "{} has", "you are": "{} is", "your": "{}'s",
           "yours": "{}'s", "you": "{}"}  # fmt: skip
_WORDS = re.compile(
    r"\b(" + "|".join(re.escape(w) for w in sorted({**_FIRST, **_SECOND}, key=len, reverse=True)) + r")\b(?!')", re.I
)
_NOT_A_SPEAKER = frozenset(
    "note example update source sources result results conclusion warning question answer".split()
)


def resolved(texts: Sequence[str]) -> list[str]:
    """Texts with the speakers in the place of "I" and "you", where they are turns of a dialogue."""
    turns = [list(_TURN.finditer(t)) for t in texts]
    speakers = {m[1] for found in turns for m in found if m[1].casefold() not in _NOT_A_SPEAKER}
    if not speakers or not any(found and found[0].start() == 0 for found in turns):
        return list(texts)
    return [_told(text, found, speakers) for text, found in zip(texts, turns, strict=True)]


def _told(text: str, turns: Sequence[re.Match[str]], speakers: set[str]) -> str:
    parts = [text[: turns[0].start()]] if turns else [text]
    for i, turn in enumerate(turns):
        end = turns[i + 1].start() if i + 1 < len(turns) else len(text)
        others = speakers - {turn[1]}
        listener = next(iter(others)) if len(others) == 1 else None
        parts.append(turn.group() + _third(text[turn.end() : end], turn[1], listener))
    return "".join(parts)


def _third(said: str, speaker: str, listener: str | None) -> str:
    def put(m: re.Match[str]) -> str:
        word = m[1].casefold()
        if word in _FIRST:
            return _FIRST[word].format(speaker)
        return _SECOND[word].format(listener) if listener else m[1]

    return _WORDS.sub(put, said.replace("’", "'"))
