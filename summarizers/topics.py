"""Topics that a corpus has of itself: noun phrases, and the clusters that they make.

Phrases (``phrases``) are rated by how widely and how unevenly they stand (residual inverse document frequency,
Church and Gale, 1995). Phrases that stand in the same passages make a topic; it is called by the one that is most
typical of its passages (TF-IDF of the cluster), in a longer form where that is the usual one ("interest rates").

Nothing is drawn by lot: phrases are taken in a fixed order, each into the topic that it is most
like, or as a new one. So the same corpus gives the same topics, and a document more moves only what
it speaks of.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizers.models import Sentence
from summarizers.phrases import Phrase, noun_phrases

LIKE = 0.34
"""Share of passages (Dice) from which two phrases belong to one topic."""

TERM = 0.4
"""The least unevenness of a phrase of several words."""

EVERYWHERE = 0.33
"""Share of passages beyond which a phrase is what the whole corpus is about, and names no part of it."""

SEVERAL = 8
"""Documents from which a corpus is a collection: what one document alone speaks of is no topic of it."""

USUAL, FULL = 0.2, 0.12
"""Share of a word's uses from which a longer phrase names the subject better; of a name's, its full form."""


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """``name`` is its most typical phrase; ``phrases`` all of them, that one first; sentences by index."""

    name: str
    phrases: tuple[str, ...]
    sentences: tuple[int, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class _Rated:
    """A phrase with where it stands: the numbers of its passages, and its documents."""

    phrase: Phrase
    passages: frozenset[int]
    documents: frozenset[str]
    score: float

    @property
    def key(self) -> tuple[str, ...]:
        return self.phrase.key


def find_topics(sentences: Sequence[Sentence], most: int = 12, phrases: int = 8) -> list[FoundTopic]:
    """Up to ``most`` topics, the widest first; none for a corpus too small to repeat itself."""
    candidates = noun_phrases(sentences)
    known = _rated(sentences, candidates)
    topics: list[list[_Rated]] = []
    for one in known[: 15 * most]:
        best = max(range(len(topics)), key=lambda t: (_likeness(one, topics[t]), -t), default=-1)
        if best >= 0 and _likeness(one, topics[best]) >= LIKE:
            topics[best].append(one)
        elif len(topics) < 3 * most:
            topics.append([one])
    wide = sorted(topics, key=lambda t: (-_weight(t), t[0].key))[:most]
    return [
        _told(topic, phrases, candidates) for topic in wide if len(topic) > 1 or len(topic[0].phrase.sentences) >= 4
    ]


def _told(topic: Sequence[_Rated], most: int, known: Mapping[tuple[str, ...], Phrase]) -> FoundTopic:
    held = sorted({i for r in topic for i in r.phrase.sentences})
    label = _label(topic, known)
    forms = [label.form, *(r.phrase.form for r in topic)]
    return FoundTopic(
        label.form,
        tuple(dict.fromkeys(forms))[:most],
        tuple(held),
        len({d for r in topic for d in r.documents}),
    )


def _label(topic: Sequence[_Rated], known: Mapping[tuple[str, ...], Phrase]) -> Phrase:
    """The phrase that says most of the cluster's passages, in its usual longer form."""
    heart = Counter(p for r in topic[:6] for p in r.passages)
    core = {p for p, n in heart.items() if n > 1} or set(heart)

    def typical(rated: _Rated) -> float:
        telling = rated.phrase.units > 1 or rated.phrase.name
        return rated.score * (0.2 + len(rated.passages & core) / len(core)) * (1.5 if telling else 1.0)

    best = max(topic[:6], key=lambda r: (typical(r), r.key))
    return _usual(best.phrase, known)


def _usual(phrase: Phrase, known: Mapping[tuple[str, ...], Phrase]) -> Phrase:
    """The longer form of a single word that is its usual one: "interest rates", "Orthodox Church"."""
    if phrase.units > 1:
        return phrase
    longer = [p for k, p in known.items() if len(k) > len(phrase.key) and k[-len(phrase.key) :] == phrase.key]
    best = max(longer, key=lambda p: (p.times, p.key), default=phrase)
    return best if best.times >= (FULL if phrase.name else USUAL) * phrase.times else phrase


def _weight(topic: Sequence[_Rated]) -> float:
    return sum(r.score for r in topic[:5])


def _likeness(one: _Rated, topic: Sequence[_Rated]) -> float:
    """To the topic's first phrases: the passages that they share (mean Dice), or a phrase within a phrase."""
    if any(_within(one.key, r.key) or _within(r.key, one.key) for r in topic[:2]):
        return 1.0
    first = topic[:3]
    return sum(2 * len(one.passages & r.passages) / (len(one.passages) + len(r.passages)) for r in first) / len(first)


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[a : a + len(part)] == part for a in range(len(whole) - len(part) + 1))


def _rated(sentences: Sequence[Sentence], candidates: Mapping[tuple[str, ...], Phrase]) -> list[_Rated]:
    """The phrases, best first; ties by their letters."""
    passage_of = _passages(sentences)
    total = len(set(passage_of))
    collection = len({s.document for s in sentences}) >= SEVERAL
    rated = []
    for phrase in candidates.values():
        passages = frozenset(passage_of[i] for i in phrase.sentences)
        documents = frozenset(sentences[i].document for i in phrase.sentences)
        if len(passages) < 2 or (collection and len(documents) < 2):
            continue
        if total > 12 and len(passages) > EVERYWHERE * total:
            continue
        uneven = _unevenness(phrase.times, len(passages), total)
        if phrase.units > 1:
            uneven = max(uneven, TERM)  # several words that go together are a term, also where they stand singly
        wide = math.log1p(len(phrase.sentences)) * (1 + 0.3 * math.log(len(documents)))
        score = uneven * wide * (1 + 0.25 * (phrase.units - 1))
        if score > 0:
            rated.append(_Rated(phrase, passages, documents, score))
    return sorted(rated, key=lambda r: (-r.score, r.key))


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
