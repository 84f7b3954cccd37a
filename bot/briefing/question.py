"""What a question asks: the words to look for, and the kind of thing that would answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise, product

from summarizers.lexical import TermMatrix
from summarizers.verification.lexicon import nation
from summarizers.words import fold, stem, stems

_ASKING = frozenset(
    stem(w)
    for w in "who whom whose what which when where why how much many did do does tell explain describe list name"
    " say know happen please give show"
    # Serbian, Latin or Cyrillic, as stems() sees it
    " ko koga kome sta sto kada kad gde kako koliko zasto koji koja koje je su li da u na i od za se".split()
)


_KIND_WORDS = frozenset(
    stem(w)
    for w in "percent percentage share proportion cost price amount value worth number rank year date month day decade"
    " size country company city person".split()
)
"""They say what kind of thing is asked for, and rarely stand in the sentence that answers."""

_TITLES = frozenset(
    "president prime minister foreign defence defense interior ambassador general patriarch chancellor king queen"
    " mr mrs ms dr sir st saint ministry government parliament january february march april may june july august"
    " september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)

_EXPECTED = {
    "money": re.compile(
        r"\bhow much (?:did|do|is|was|were|will|would|has|have|money)\b(?! \w+ own)"
        r"|\b(?:cost|price|paid|pay|worth|amount|value|sum|loan)\b"
    ),
    "share": re.compile(r"\b(?:percent|percentage|share|stake|proportion)\b|\bhow much of\b"),
    "count": re.compile(
        r"\bhow (?:many|large|big|long|high|often|far|old|much)\b|\b(?:number|rank|size)\b"
        r"|\bwhat (?:is|was|are|were) (?:\w+ )?(?:\w+ )?(?:population|gdp|area|height|length|budget|turnout)\b"
        r"|\bkoliko\b"
    ),
    "date": re.compile(
        r"\bwhen\b|\bkada?\b|\b(?:what|which) (?:year|date|month|day|decade)\b|\bsince (?:when|what|which)\b"
    ),
    "name": re.compile(
        r"\bwho(?:m|se)?\b|\bwhere\b|\bwhich (?:country|company|city|state|minister|bank|person|firm|party)\b"
    ),
}
_HELD = {
    "money": re.compile(
        r"[$€£]\s?\d|\b(?:USD|EUR|CNY|BAM)\s?\d|\d[\d.,]*(?:[\s-](?:million|billion|thousand))?[\s-]"
        r"(?:USD|EUR|CNY|BAM|euros?|dollars?|RMB|yuan)"
    ),
    "share": re.compile(r"\d\s?(?:%|per ?cent)|\b(?:half|third|quarter|majority|all|most|none)\b"),
    "count": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|thousands?"
        r"|first|second|third|fourth|fifth|ninth|tenth|half|twice|largest|smallest)\b",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"\b(?:1[5-9]|20)\d\d\b|\b\d\ds\b|\b(?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December)\b|\b(?:yesterday|today|last|this|earlier) (?:week|month|year)\b"
    ),
    "name": re.compile(r"(?<=\w )[A-ZŠĐŽČĆ]"),
}
_COUNTED = re.compile(
    r"\bhow many (?:of )?(?:the )?((?:[\w-]+ ){0,2}?[\w-]+?)\b"
    r"(?= (?:did|do|does|has|have|had|is|are|was|were|will|can|could|took|take|came|come|live|work|voted|won)\b|\?|$)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the stems to look for, and what kind of thing would answer."""

    text: str
    wanted: tuple[str, ...]
    expects: str | None  # money | share | count | date | name
    counted: frozenset[str] = frozenset()  # "how many military planes": what the figure must be of
    named: frozenset[str] = frozenset()  # names and figures that the question itself gives
    unknown: bool = False  # it gives a name of several words that stand nowhere side by side


def parse(text: str, terms: TermMatrix) -> Question:
    """Stems to look for, misspelt ones mended from the corpus's own vocabulary."""
    wanted = []
    named = set()
    asked_for = [w for w in dict.fromkeys(stems(text)) if w not in _ASKING]
    for word in [w for w in asked_for if w not in _KIND_WORDS] or asked_for:
        mended = _mended(word, terms)
        wanted.append(mended)
        if word[0].isdigit() or _is_name(word, text):
            named.add(mended)
    asked = fold(text)
    expects = next((kind for kind, cue in _EXPECTED.items() if cue.search(asked)), None)
    counted = _COUNTED.search(asked)
    return Question(
        text,
        tuple(dict.fromkeys(wanted)),
        expects,
        frozenset(stems(counted.group(1))[-1:] if counted else ()),
        frozenset(named),
        any(not _known(name, terms) for name in _full_names(text)),
    )


def _full_names(text: str) -> list[list[str]]:
    """Runs of two or more capitalized words after the first word ("Open Balkan"), titles and nations left out."""
    names: list[list[str]] = [[]]
    for word in text.split()[1:]:
        bare = word.strip("\"'“”‘’(),.;:!?")
        if bare[:1].isupper() and bare.isalpha() and fold(bare) not in _TITLES and not nation(fold(bare)):
            names[-1].append(bare)
        if not bare[:1].isupper() or word[-1:] in ",;:":
            names.append([])
    return [name for name in names if len(name) > 1]


def _known(name: Sequence[str], terms: TermMatrix) -> bool:
    """Do two of its words stand side by side somewhere, as they are or spelt a little otherwise?"""
    parts = [part for word in name for part in stems(word)]
    forms = [{part, *get_close_matches(part, terms.vocabulary, n=3, cutoff=0.8)} for part in parts]
    return len(parts) < 2 or any(
        len(terms.holding(pair)) for first, second in pairwise(forms) for pair in product(first, second)
    )


def _mended(word: str, terms: TermMatrix) -> str:
    """A word of the corpus for one that is misspelt."""
    if word in terms.vocabulary or len(word) <= 4 or word[0].isdigit():
        return word
    close = get_close_matches(word, terms.vocabulary, n=1, cutoff=0.8)
    return close[0] if close else word


def _is_name(stemmed: str, text: str) -> bool:
    """Does the word stand capitalized, other than at the start?"""
    words = text.split()
    return any(stemmed in stems(w) and w.strip("\"'“‘(")[:1].isupper() for w in words[1:])


def holds(kind: str | None, text: str) -> bool:
    """Does ``text`` hold a thing of that kind?"""
    return kind is None or bool(_HELD[kind].search(text))
