"""What a sentence is to somebody who has been told others: news, an update, a contradiction, nothing.

Pure: texts in, judgments out. Strict where a mistake costs trust (a repetition, a contradiction
that is none), lenient where it costs a word ("Update:").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from summarizers.models import DocumentId
from summarizers.verification.agreement import content, figures, names, negations, tells_the_same, units

SAME_SUBJECT = 0.5
"""Share of content words in common (Jaccard, figures apart) from which two sentences speak of one thing."""

SAME_STATEMENT = 0.6
"""... and from which a difference between them is a difference over that thing."""

_CURRENCIES = frozenset({"usd", "eur", "gbp", "cny", "bam", "rsd", "chf", "rub"})
_YEAR = re.compile(r"(?:19|20)\d\d")


class Kind(StrEnum):
    """What happened, in the order in which a digest tells it."""

    UPDATED = "updated"
    CONTRADICTED = "contradicted"
    REMOVED = "removed"  # the passage is gone from its source
    WITHDRAWN = "withdrawn"  # the source is gone
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Known:
    """Something that people were told: its words, and the document that it came from.

    ``said`` is what a reader finds it by (the digest's id), empty within one digest.
    """

    text: str
    document: DocumentId
    at: str = ""
    said: str = ""
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Judgment:
    """``kind`` None: it was told already, by ``known``."""

    kind: Kind | None
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class _Traits:
    """What sentences are compared by."""

    words: frozenset[str]  # content stems without figures
    figures: frozenset[str]
    years: frozenset[str]
    units: frozenset[str]
    names: frozenset[str]
    negated: bool


@lru_cache(maxsize=16384)
def traits(text: str) -> _Traits:
    found = figures(text)
    return _Traits(
        frozenset(w for w in content(text) if not w[0].isdigit()),
        frozenset(f for f in found if not _YEAR.fullmatch(f)),
        frozenset(f for f in found if _YEAR.fullmatch(f)),
        units(text),
        names(text) - _CURRENCIES,
        negations(text) > 0,
    )


class Memory:
    """What was told, looked through by its words."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._known: list[Known] = []
        self._by_word: dict[str, list[int]] = {}
        for item in known:
            self.add(item)

    def __len__(self) -> int:
        return len(self._known)

    def add(self, known: Known) -> None:
        for word in traits(known.text).words:
            self._by_word.setdefault(word, []).append(len(self._known))
        self._known.append(known)

    def judge(self, text: str, document: DocumentId) -> Judgment:
        """What ``text``, found in ``document``, is to those who were told this."""
        mine = traits(text)
        shared = Counter(i for word in mine.words for i in self._by_word.get(word, ()))
        best: tuple[int, float, Judgment] | None = None
        for i, common in shared.most_common(40):
            known = self._known[i]
            theirs = traits(known.text)
            alike = common / max(1, len(mine.words | theirs.words))
            if same(text, known.text):
                return Judgment(None, known)
            kind = _differs(mine, theirs, alike, same_source=known.document == document)
            if kind is None:
                continue
            weight = 1 if kind is Kind.CONTRADICTED else 0
            if best is None or (alike, weight) > (best[1], best[0]):
                best = (weight, alike, Judgment(kind, known))
        return best[2] if best is not None else Judgment(Kind.NEW)


def same(text: str, known: str) -> bool:
    """Does ``known`` hold everything that ``text`` tells?"""
    return plain(text) == plain(known) or (bool(content(text)) and tells_the_same(text, known))


def _differs(mine: _Traits, theirs: _Traits, alike: float, *, same_source: bool) -> Kind | None:
    if alike < SAME_SUBJECT or (theirs.names and mine.names and not mine.names & theirs.names):
        return None
    if same_source:
        return Kind.UPDATED
    other_time = bool(mine.years and theirs.years and not mine.years & theirs.years)
    if alike < SAME_STATEMENT or other_time:
        return Kind.UPDATED
    other_figure = bool(mine.figures - theirs.figures and theirs.figures - mine.figures)
    other_unit = bool(mine.units - theirs.units and theirs.units - mine.units)
    if other_figure or other_unit or mine.negated != theirs.negated:
        return Kind.CONTRADICTED
    return Kind.UPDATED


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Letters and figures alone: what a change of layout leaves as it is."""
    return "".join(c for c in text.casefold() if c.isalnum())


# within one digest --------------------------------------------------------------------------


def unchanged(texts: Sequence[str], before: Iterable[str]) -> list[bool]:
    """For each text of a new version, whether the version before it had it too."""
    known = {plain(text) for text in before}
    return [plain(text) in known for text in texts]


# passages that no longer stand --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a claim still stands in its document; ``now`` is the index of what it reads now."""

    stands: bool
    now: int | None = None


def standing(claim: str, sentences: Sequence[str]) -> Standing:
    """Look for ``claim`` among the ``sentences`` of the document's current version.

    It stands where a sentence says the same both ways; else ``now`` is the likeliest successor.
    """
    wanted = plain(claim)
    whole = [plain(s) for s in sentences]
    if wanted in whole or (len(wanted) > 20 and wanted in "".join(whole)):
        return Standing(True)
    mine = traits(claim)
    best: tuple[float, int] | None = None
    for i, sentence in enumerate(sentences):
        if tells_the_same(claim, sentence) and tells_the_same(sentence, claim):
            return Standing(True)
        theirs = traits(sentence)
        alike = len(mine.words & theirs.words) / max(1, len(mine.words | theirs.words))
        if alike >= SAME_SUBJECT and (best is None or alike > best[0]):
            best = (alike, i)
    return Standing(False, None if best is None else best[1])
