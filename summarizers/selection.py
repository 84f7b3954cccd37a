"""From a ranking to what is said: budget, redundancy, context, order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizers.base import Candidates, Ranked, Summarizer
from summarizers.lexical import TermMatrix
from summarizers.models import Budget, Query
from summarizers.quality import Leaning, adds_little, quality
from summarizers.words import stems

SAME = 0.9
"""Cosine above which a sentence tells what another one does, whatever figures and names it has."""

_POINTS = re.compile(r"[\"'“‘(\[ ]*(?:this|these|that|those|such)\b", re.IGNORECASE)


def select(
    candidates: Candidates, ranked: Sequence[Ranked], budget: Budget, *, most_alike: float = 0.85
) -> list[list[int]]:
    """Units of candidate indices, best first, within ``budget``.

    A sentence that leans on the one before it brings it, when the budget allows; sentences too
    like one already chosen are passed over, unless they have other names or figures. (At .75
    sentences are passed over that people mark side by side: on ACLSum that costs two points of F1.)
    """
    units: list[list[int]] = []
    texts: list[str] = []
    used: list[int] = []
    alike = _Likeness(candidates)
    for r in ranked:
        if r.index in used or alike.told(r.index, used, most_alike):
            continue
        unit = [i for i in _with_context(candidates, r.index) if i not in used]
        said = [candidates.sentences[i].text for i in unit]
        if not _fits(budget, texts, said):
            unit, said = [r.index], [candidates.sentences[r.index].text]
            if quality(said[0]).leaning is Leaning.FULLY or not _fits(budget, texts, said):
                continue
        units.append(unit)
        used.extend(unit)
        texts.extend(said)
    if not units and ranked:  # a budget too small for anything still says the best sentence
        units.append([ranked[0].index])
    return units


def choose(method: Summarizer, candidates: Candidates, budget: Budget) -> list[list[int]]:
    """What ``method`` says within ``budget``.

    It is asked for a few more sentences than fit, since a greedy method pays for each one; for all
    only if those were too much alike.
    """
    most, least = budget.sentences, budget.sentences
    if most is None or least is None:
        most, least = (budget.words or 0) // 8, (budget.words or 0) // 40  # short and long sentences
    enough = min(3 * most + 20, len(candidates))
    units = select(candidates, method.rank(candidates, enough), budget)
    if enough < len(candidates) and sum(map(len, units)) < least:
        units = select(candidates, method.rank(candidates, len(candidates)), budget)
    return units


def _fits(budget: Budget, texts: Sequence[str], said: Sequence[str]) -> bool:
    held = list(texts)
    for text in said:
        if not budget.allows(held, text):
            return False
        held.append(text)
    return True


def _with_context(candidates: Candidates, index: int) -> list[int]:
    sentence = candidates.sentences[index]
    stands = quality(sentence.text).leaning is not Leaning.FULLY or _read_beside(candidates.query, sentence.text)
    if stands or index == 0:
        return [index]
    before = candidates.sentences[index - 1]
    same = before.document == sentence.document and before.section == sentence.section
    return [index - 1, index] if same and quality(before.text).leaning is not Leaning.FULLY else [index]


def _read_beside(query: Query | None, text: str) -> bool:
    """Does the question say what the sentence leans on ("It opened in 1912" to "When did the line open?")?

    "This line" points at the very sentence before, which it brings all the same.
    """
    return query is not None and not _POINTS.match(text) and not {*stems(query.text)}.isdisjoint(stems(text))


class _Likeness:
    """Cosine between candidates: by embedding where there is one, else TF-IDF."""

    def __init__(self, candidates: Candidates) -> None:
        self._sentences = candidates.sentences
        self._vectors = candidates.vectors
        self._rows = None
        if self._vectors is None:
            self._rows = (candidates.terms or TermMatrix.of(candidates.texts)).tfidf()

    def told(self, index: int, others: Sequence[int], most_alike: float) -> bool:
        """Do ``others`` tell what the sentence tells?"""
        if not others:
            return False
        text = self._sentences[index].text
        return any(
            cosine > SAME or (cosine > most_alike and adds_little(text, self._sentences[other].text))
            for other, cosine in zip(others, self._to(index, others), strict=True)
        )

    def _to(self, index: int, others: Sequence[int]) -> list[float]:
        if self._vectors is not None:
            return list(map(float, self._vectors[list(others)] @ self._vectors[index]))
        assert self._rows is not None
        return list(map(float, (self._rows[list(others)] @ self._rows[index].T).toarray().ravel()))
