"""Does a sentence say who somebody is, or what something is?

"Nikolai Patrushev, the head of ...", "Prime Minister Ana Brnabić", "the Petroleum Industry of Serbia (NIS), the
country's largest corporation": an apposition, a title before the name, a form of "be" after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizers.verification.reading import read
from summarizers.verification.tokens import Word
from summarizers.words import fold, stem

_ASKED = re.compile(
    r"(?:and |so )?(?:who|what|whos|whats|ko|sta)(?:'s)? (?:is|was|are|were|je|su|s)? ?(?:the |a |an )?"
    r"(?P<name>[^,;?]+?)\s*\??$"
)
_BE = frozenset("is was are were remains became".split())
_ARTICLES = frozenset("the a an one".split())
ROLES = frozenset(
    stem(w)
    for w in "president minister premier chancellor king queen prince ambassador envoy consul spokesman spokeswoman"
    " spokesperson director head chief chairman chair leader commander general admiral officer secretary governor mayor"
    " patriarch bishop pope researcher analyst expert professor journalist author writer founder cofounder owner member"
    " deputy politician lawmaker strongman economist historian lawyer activist".split()
)
"""What a person may be."""

_ROLES = ROLES | frozenset(
    stem(w)
    for w in "company firm subsidiary corporation bank"
    " agency group party alliance bloc organization organisation institute center centre church mission treaty"
    " agreement pipeline project system exercise newspaper initiative framework plan body force service movement gang"
    " club".split()
)


def defined(core: str) -> tuple[str, ...]:
    """The keys of the name that a question asks to be told of ("Who is Ana Brnabić?"); none where it asks more."""
    folded = fold(core)
    match = _ASKED.match(folded)
    if match is None:
        return ()
    name = core[match.start("name") : match.end("name")]
    words = read(name).words
    if len(words) > 1 and not all(w.capital or w.mark for w in words):
        return ()
    return tuple(w.key for w in words if w.content or w.capital)


def defines(names: Sequence[str], text: str) -> bool:
    """Does ``text`` say who or what the bearer of that name is? A given name alone is anybody's."""
    line = read(text).words
    i = 0
    while i < len(line):
        if not (line[i].capital or line[i].key in names) or line[i].mark:
            i += 1
            continue
        last = i
        while last + 1 < len(line) and line[last + 1].capital and not line[last + 1].mark:
            last += 1
        held = [k for k in range(i, last + 1) if line[k].key in names]
        if held and line[held[-1]].key == names[-1] and (_follows(line, held[-1]) or _precedes(line, held[0])):
            return True
        i = last + 1
    return False


def _follows(line: Sequence[Word], last: int) -> bool:
    """ "X is a ...", "X, the ...", "X, Serbia's largest ..."."""
    after = list(line[last + 1 : last + 9])
    if after and after[0].folded == ")":
        after = after[1:]
    if not after:
        return False
    rest = [w.folded for w in after[1:4]]
    if after[0].folded in _BE:
        return bool(_ARTICLES & set(rest[:2])) or any(w.root in _ROLES for w in after[1:6])
    if after[0].folded in (",", "(", "–", "—"):
        if rest and rest[0] in ("who", "which", "whose", "where"):
            return any(w.root in _ROLES or w.folded in ("chairs", "heads", "leads", "led") for w in after[1:6])
        return bool(rest and (rest[0] in _ARTICLES or any(w.root in _ROLES for w in after[1:7])))
    return False


def _precedes(line: Sequence[Word], first: int) -> bool:
    """ "Prime Minister X", "a subsidiary, X"."""
    before = [w for w in line[max(0, first - 3) : first] if w.folded != ","]
    return bool(before) and (before[-1].root in _ROLES or (before[-1].folded == "(" and len(line) > first + 1))
