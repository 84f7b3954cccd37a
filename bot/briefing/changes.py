"""What a sentence is to somebody who has been told others: news, an update, a contradiction, nothing.

Pure: texts in, judgments out. Strict where a mistake costs trust (a repetition, a contradiction
that is none), lenient where it costs a word ("Update:").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

import numpy as np

from summarizers.base import Vectors
from summarizers.models import DocumentId
from summarizers.verification.agreement import content, figures, names, negations, tells_the_same, units
from summarizers.words import stem, tokenize

SAME_SUBJECT = 0.5
"""Share of content words in common (Jaccard, figures apart) from which two sentences speak of one thing."""

GOES_ON = 0.45
"""... or of the shorter one's words, where two names and four words are common: a story that goes on."""

REVERSED = 0.6
"""... of the shorter one's words, from which one that denies it speaks of the same statement."""

SAME_MEANING = 0.75
"""Cosine of two sentences' embeddings from which one that adds no figure or name only words it anew."""

_CURRENCIES = frozenset({"usd", "eur", "gbp", "cny", "bam", "rsd", "chf", "rub"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?:{'|'.join(m.title() for m in _MONTHS)})"
_DATE = re.compile(rf"\b\d{{1,2}}\.?\s+{_MONTH}\b|\b{_MONTH}\s+\d{{1,2}}\b(?!\d)")
_ALONE = re.compile(rf"\b{_MONTH}\b")
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), start=2
    )
}
_AHEAD = re.compile(r"\b(?:can|could|will|would|may|might|should|plan(?:s|ned)?|expect(?:s|ed)?|is to|are to)\b")
_DENIES = re.compile(r"\bden(?:y|ies|ied)\b|\bdismiss(?:es|ed)?\b|\brefut(?:es|ed)\b", re.IGNORECASE)
_DATELINE = re.compile(r"^\(?[A-Z][^.!?()]{1,40}\)?\s+[-–—]\s+")
# who says so, when, and in what measure is not what is said
_FRAME = frozenset(
    stem(word)
    for word in """said says say saying told tells reported reports report announced according stated citing cited added
    spokesman spokeswoman statement monday tuesday wednesday thursday friday saturday sunday morning evening night today
    yesterday week month year early late million billion thousand percent cubic meters metres tons tonnes megawatts
    hectares dollars euros dinars people update usd eur gbp cny bam rsd chf rub""".split()
)
_DULL = _FRAME | {stem(word) for word in (*_MONTHS, *_NUMBERS)}


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

    ``said`` is what a reader finds it by (the digest's id), empty within one digest; ``version``
    and ``start`` are its place, where it is a document's own sentence.
    """

    text: str
    document: DocumentId
    at: str = ""
    said: str = ""
    version: int = 0
    start: int = -1
    vector: Vectors | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Judgment:
    """``kind`` None: it was told already, by ``known``."""

    kind: Kind | None
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class _Traits:
    """What sentences are compared by."""

    words: frozenset[str]  # stems of what is said, without figures and times
    opens: str  # the first of them
    figures: frozenset[str]  # also in words, and months that stand alone
    dates: frozenset[str]
    years: frozenset[str]
    units: frozenset[str]
    names: frozenset[str]
    negated: bool
    denies: bool
    ahead: bool  # what will or can be, not what is


@lru_cache(maxsize=1024)  # eight objects each: more, walked through by the garbage collector, hold up the event loop
def traits(text: str) -> _Traits:
    text = statement(text)
    dates = _DATE.findall(text)
    rest = _DATE.sub(" ", text)
    months = {m.casefold() for m in _ALONE.findall(rest)}
    found = figures(rest) | {_NUMBERS[w] for w in tokenize(rest) if w in _NUMBERS}
    years = frozenset(f for f in found if _YEAR.fullmatch(f))
    told_of = content(text)
    words = [w for w in (stem(token) for token in tokenize(text)) if w in told_of and not w[0].isdigit()]
    told = [w for w in words if w not in _DULL]
    return _Traits(
        frozenset(told),
        told[0] if told else "",
        (found - years) | months,
        frozenset(" ".join(d.split()) for d in dates),
        years,
        units(text),
        names(text) - _CURRENCIES - _DULL,
        negations(text) > 0 or bool(_DENIES.search(text)),
        bool(_DENIES.search(text)),
        bool(_AHEAD.search(text)),
    )


@lru_cache(maxsize=4096)
def statement(text: str) -> str:
    """``text`` without the agency and place that a newspaper puts before its first sentence."""
    return _DATELINE.sub("", text)


class Memory:
    """What was told, looked through by its words and, where vectors are there, by its meaning."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._known: list[Known] = []
        self._traits: list[_Traits] = []
        self._by_word: dict[str, list[int]] = {}
        self._with_vector: list[int] = []
        self._vectors: list[Vectors] = []
        self._matrix: Vectors | None = None  # of them all, made when it is first needed
        for item in known:
            self.add(item)

    def __len__(self) -> int:
        return len(self._known)

    def of(self, document: DocumentId) -> list[Known]:
        """What was told from that document, in order."""
        return [known for known in self._known if known.document == document]

    def add(self, known: Known) -> None:
        self._traits.append(traits(known.text))
        for word in self._traits[-1].words:
            self._by_word.setdefault(word, []).append(len(self._known))
        if known.vector is not None:
            self._with_vector.append(len(self._known))
            self._vectors.append(known.vector)
        self._known.append(known)

    def judge(self, text: str, document: DocumentId, vector: Vectors | None = None, version: int = 0) -> Judgment:
        """What ``text``, found in ``document`` (in that ``version``, where it has one), is to those who were told this.

        What one version says beside what was told of it is news: it neither brings it up to date nor contradicts it.
        """
        mine = traits(text)
        shared = Counter(i for word in mine.words for i in self._by_word.get(word, ()))
        near = self._near(vector)
        best: tuple[float, int, Judgment] | None = None
        for i in dict.fromkeys([*(i for i, _ in shared.most_common(40)), *near]):
            known, theirs = self._known[i], self._traits[i]
            alike = 1.0 if mine.words and mine.words <= theirs.words else near.get(i, 0.0)
            if same(text, known.text) or means_the_same(mine, theirs, alike):
                return Judgment(None, known)
            if version and (known.document, known.version) == (document, version):
                continue
            kind = _differs(mine, theirs, same_source=known.document == document)
            if kind is None:
                continue
            alike = len(mine.words & theirs.words) / max(1, len(mine.words | theirs.words))
            weight = 1 if kind is Kind.CONTRADICTED else 0
            if best is None or (alike, weight) > (best[0], best[1]):
                best = (alike, weight, Judgment(kind, known))
        return best[2] if best is not None else Judgment(Kind.NEW)

    def _near(self, vector: Vectors | None) -> dict[int, float]:
        """Those that mean nearly the same, with their cosine."""
        if vector is None or not self._vectors:
            return {}
        if self._matrix is None or len(self._matrix) != len(self._vectors):
            self._matrix = np.stack(self._vectors)
        cosines = self._matrix @ vector
        close = np.flatnonzero(cosines >= SAME_MEANING)
        ranked = sorted(close, key=lambda j: -cosines[j])[:10]
        return {self._with_vector[j]: float(cosines[j]) for j in ranked}


def same(text: str, known: str) -> bool:
    """Does ``known`` hold everything that ``text`` tells?"""
    if plain(text) == plain(known):
        return True
    text, known = statement(text), statement(known)
    if not content(text) or not tells_the_same(text, known):
        return False
    return traits(text).ahead == traits(known).ahead


def means_the_same(mine: _Traits, theirs: _Traits, cosine: float) -> bool:
    """Do other words tell the same, as their meaning has it, and no figure or name beside what ``theirs`` has?"""
    return (
        cosine >= SAME_MEANING
        and mine.figures <= theirs.figures
        and mine.years <= theirs.years
        and (mine.dates <= theirs.dates or not theirs.dates)
        and mine.units <= theirs.units
        and mine.negated == theirs.negated
        and mine.ahead == theirs.ahead
        and all(_named(name, theirs) for name in mine.names)
    )


def _named(name: str, theirs: _Traits) -> bool:
    """Is the name there, be it in another form ("Hungarian" of "Hungary")?"""
    return name in theirs.words or (len(name) > 4 and any(other[:5] == name[:5] for other in theirs.words))


def _differs(mine: _Traits, theirs: _Traits, *, same_source: bool) -> Kind | None:
    common = mine.words & theirs.words
    alike = len(common) / max(1, len(mine.words | theirs.words))
    within = len(common) / max(1, min(len(mine.words), len(theirs.words)))
    shared_names = mine.names & theirs.names
    if mine.names and theirs.names and not shared_names:
        return None
    if alike < SAME_SUBJECT and not (within >= GOES_ON and len(shared_names) >= 2 and len(common) >= 4):
        return None
    if same_source:
        return Kind.UPDATED
    # one thing is put in another's place ("Serbia bought", "Hungary bought"): another subject
    if alike >= SAME_SUBJECT and mine.opens not in theirs.words and theirs.opens not in mine.words:
        return None
    if not shared_names and len(common) < _WITHOUT_NAMES - (mine.opens == theirs.opens):
        return None
    return Kind.CONTRADICTED if _contradicts(mine, theirs, within, len(common)) else Kind.UPDATED


_WITHOUT_NAMES = 5
"""Words that must be common where no name is ("three workers were injured" may be anywhere); one less
where both begin alike, for what a sentence begins with may be a name."""


def _contradicts(mine: _Traits, theirs: _Traits, within: float, common: int) -> bool:
    """Does the one say everything that the other does, but for a figure, a unit or a denial?"""
    if mine.years and theirs.years and not mine.years & theirs.years:
        return False
    whole = not (mine.words - theirs.words) or not (theirs.words - mine.words)
    if mine.negated != theirs.negated:
        denied = GOES_ON if mine.denies != theirs.denies else REVERSED
        return whole or (within >= denied and common >= 4)
    if not whole or mine.ahead != theirs.ahead:
        return False
    pairs = ((mine.figures, theirs.figures), (mine.units, theirs.units), (mine.dates, theirs.dates))
    return any(a - b and b - a for a, b in pairs)


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

    It stands where a sentence says the same both ways, or says it anew without another figure, name
    or denial; else ``now`` is the likeliest successor.
    """
    wanted = plain(claim)
    whole = [plain(s) for s in sentences]
    if wanted in whole or (len(wanted) > 20 and wanted in "".join(whole)):
        return Standing(True)
    mine = traits(claim)
    said = frozenset().union(*(traits(s).words for s in sentences))
    best: tuple[float, int] | None = None
    for i, sentence in enumerate(sentences):
        if tells_the_same(claim, sentence) and tells_the_same(sentence, claim):
            return Standing(True)
        theirs = traits(sentence)
        alike = len(mine.words & theirs.words) / max(1, len(mine.words | theirs.words))
        if alike >= SAME_SUBJECT and _anew(mine, theirs) and mine.names <= said:
            return Standing(True)
        if alike >= SAME_SUBJECT and (best is None or alike > best[0]):
            best = (alike, i)
    return Standing(False, None if best is None else best[1])


def _anew(mine: _Traits, theirs: _Traits) -> bool:
    """The same figures, times and sense, and no name that was not there: only the wording is another."""
    return (
        (mine.figures, mine.years, mine.units, mine.negated)
        == (theirs.figures, theirs.years, theirs.units, theirs.negated)
        and mine.ahead == theirs.ahead
        and (mine.dates == theirs.dates or not mine.dates or not theirs.dates)
        and theirs.names <= mine.words
    )
