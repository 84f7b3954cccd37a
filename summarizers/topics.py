"""Topics that a corpus has of itself: key phrases, and the clusters that they make.

Candidate phrases are runs of content words (as in RAKE, Rose et al., 2010), rated by how widely
and how unevenly they stand (residual inverse document frequency, Church and Gale, 1995). Phrases
that stand in the same passages make a topic; it is called by the phrase that is most typical.

Nothing is drawn by lot: phrases are taken in a fixed order, each into the topic that it is most
like, or as a new one. So the same corpus gives the same topics, and a document more moves only what
it speaks of.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizers.models import Sentence
from summarizers.verification.tokens import Word, words
from summarizers.words import STOP_WORDS, stem

LIKE = 0.34
"""Share of passages (Dice) from which two phrases belong to one topic."""

EVERYWHERE = 0.33
"""Share of passages beyond which a phrase is what the whole corpus is about, and names no part of it."""

LONGEST = 3

_EMPTY = frozenset(
    "year years month months day days time times part parts way ways number example case cases end fact addition"
    " percent per cent million billion thousand said says text article paper report author authors according"
    " first second third new several many other others large small big good important main recent current former"
    " see note source total level point view role kind type form order set line result use country countries people"
    " today early late mid next last despite since among amid well long high low strong key major instead however"
    " january february march april may june july august september october november december".split()
)

_VAGUE = frozenset(
    "president minister ministry prime party department council committee house group company companies project"
    " projects head leader chief issue issues core world industry business interest interests relationship relations"
    " attempt attempts source sources body service services".split()
)
"""They name no subject without a word that says which."""


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """``name`` is its most typical phrase; ``phrases`` all of them, best first; sentences by index."""

    name: str
    phrases: tuple[str, ...]
    sentences: tuple[int, ...]
    documents: int


@dataclass(slots=True)
class _Phrase:
    key: tuple[str, ...]
    forms: Counter[str]
    passages: set[int]
    sentences: set[int]
    documents: set[str]
    times: int = 0
    score: float = 0.0

    @property
    def form(self) -> str:
        return min(self.forms, key=lambda f: (-self.forms[f], f))


def find_topics(sentences: Sequence[Sentence], most: int = 12, phrases: int = 8) -> list[FoundTopic]:
    """Up to ``most`` topics, the widest first; none for a corpus too small to repeat itself."""
    known = _rated(sentences)
    if not known:
        return []
    topics: list[list[_Phrase]] = []
    for phrase in known[: 15 * most]:
        best = max(range(len(topics)), key=lambda t: (_likeness(phrase, topics[t]), -t), default=-1)
        if best >= 0 and _likeness(phrase, topics[best]) >= LIKE:
            topics[best].append(phrase)
        elif len(topics) < 3 * most:
            topics.append([phrase])
    wide = sorted(topics, key=lambda t: (-_weight(t), t[0].key))[:most]
    return [_told(topic, phrases) for topic in wide if len(topic) > 1 or len(topic[0].sentences) >= 4]


def _told(topic: Sequence[_Phrase], most: int) -> FoundTopic:
    held = sorted({i for p in topic for i in p.sentences})
    return FoundTopic(
        topic[0].form,
        tuple(dict.fromkeys(p.form for p in topic[:most])),
        tuple(held),
        len({d for p in topic for d in p.documents}),
    )


def _weight(topic: Sequence[_Phrase]) -> float:
    return sum(p.score for p in topic[:5])


def _likeness(phrase: _Phrase, topic: Sequence[_Phrase]) -> float:
    """To the topic's first phrases: the passages that they share (mean Dice), or a phrase within a phrase."""
    if any(_within(phrase.key, p.key) or _within(p.key, phrase.key) for p in topic[:2]):
        return 1.0
    first = topic[:3]
    return sum(2 * len(phrase.passages & p.passages) / (len(phrase.passages) + len(p.passages)) for p in first) / len(
        first
    )


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[a : a + len(part)] == part for a in range(len(whole) - len(part) + 1))


def _rated(sentences: Sequence[Sentence]) -> list[_Phrase]:
    """Phrases that at least four sentences hold, best first; ties by their letters."""
    found: dict[tuple[str, ...], _Phrase] = {}
    passage_of = _passages(sentences)
    for i, sentence in enumerate(sentences):
        for form, key, opens in _phrases(words(sentence.text)):
            phrase = found.setdefault(key, _Phrase(key, Counter(), set(), set(), set()))
            phrase.forms[form] += not opens  # a capital at the opening of a sentence says nothing
            phrase.times += 1
            phrase.passages.add(passage_of[i])
            phrase.sentences.add(i)
            phrase.documents.add(sentence.document)
    total = len(set(passage_of))
    kept = {k: p for k, p in found.items() if len(p.sentences) >= 4 and len(p.passages) >= 2}
    longer: dict[tuple[str, ...], int] = {}
    for key, phrase in kept.items():
        for part in {key[a:b] for a in range(len(key)) for b in range(a + 1, len(key) + 1)} - {key}:
            longer[part] = max(longer.get(part, 0), len(phrase.sentences))
    for key, phrase in kept.items():
        if longer.get(key, 0) >= 0.7 * len(phrase.sentences):
            continue  # nearly always said as a part of the longer phrase
        if total > 12 and len(phrase.passages) > EVERYWHERE * total:
            continue
        uneven = _unevenness(phrase.times, len(phrase.passages), total)
        wide = math.log1p(len(phrase.sentences)) * (1 + 0.3 * math.log(len(phrase.documents)))
        phrase.score = max(0.0, uneven) * wide * (1 + 0.25 * (len(key) - 1))
    return sorted((p for p in kept.values() if p.score > 0), key=lambda p: (-p.score, p.key))


def _unevenness(occurrences: int, passages: int, total: int) -> float:
    """Residual inverse document frequency: words of a subject come in crowds, other words singly
    (Church and Gale, "Inverse Document Frequency: A Measure of Deviations from Poisson", 1995)."""
    return math.log2(total / passages) + math.log2(1 - math.exp(-occurrences / total))


def _passages(sentences: Sequence[Sentence], length: int = 6) -> list[int]:
    """The number of the passage of so many sentences that each stands in; a passage never crosses
    documents, and counts from the document's own beginning, so that another one moves none of them."""
    seen: dict[tuple[str, int], int] = {}
    place: Counter[str] = Counter()
    numbers = []
    for s in sentences:
        numbers.append(seen.setdefault((s.document, place[s.document] // length), len(seen)))
        place[s.document] += 1
    return numbers


def _phrases(line: Sequence[Word]) -> Iterable[tuple[str, tuple[str, ...], bool]]:
    run: list[Word] = []
    for word in (*line, None):
        if word is not None and _fits(word):
            run.append(word)
            continue
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                part = run[start:end]
                if end - start == 1 and not _telling(part[0]):
                    continue
                if part[-1].folded.endswith(("ed", "ly")):
                    continue
                yield " ".join(w.text for w in part), tuple(stem(w.folded) for w in part), part[0].opens
        run = []


def _fits(word: Word) -> bool:
    return word.content and word.folded not in _EMPTY and word.folded not in STOP_WORDS and word.folded.isalpha()


def _telling(word: Word) -> bool:
    """May a word stand alone? Not short ones, participles and adverbs, unless an abbreviation."""
    if word.folded in _VAGUE:
        return False
    if word.text.isupper() and len(word.text) > 1:
        return True
    return len(word.folded) >= 4 and not word.folded.endswith(("ed", "ing", "ly", "ive", "ous", "able", "ern"))
