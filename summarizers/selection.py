"""From a ranking to what is said: budget, redundancy, context, order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarizers.base import Candidates, Ranked, Summarizer
from summarizers.lexical import TermMatrix
from summarizers.models import Budget
from summarizers.quality import Leaning, quality


def select(
    candidates: Candidates, ranked: Sequence[Ranked], budget: Budget, *, most_alike: float = 0.85
) -> list[list[int]]:
    """Units of candidate indices, best first, within ``budget``.

    A sentence that leans on the one before it brings it, when the budget allows; sentences too
    like one already chosen are passed over. (At .75 sentences are passed over that people mark
    side by side: on ACLSum that costs two points of F1.)
    """
    units: list[list[int]] = []
    texts: list[str] = []
    used: list[int] = []
    alike = _Likeness(candidates)
    for r in ranked:
        if r.index in used or (used and alike.highest(r.index, used) > most_alike):
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
    if quality(sentence.text).leaning is not Leaning.FULLY or index == 0:
        return [index]
    before = candidates.sentences[index - 1]
    same = before.document == sentence.document and before.section == sentence.section
    return [index - 1, index] if same and quality(before.text).leaning is not Leaning.FULLY else [index]


class _Likeness:
    """Cosine between candidates: by embedding where there is one, else TF-IDF."""

    def __init__(self, candidates: Candidates) -> None:
        self._vectors = candidates.vectors
        terms = candidates.terms or TermMatrix.of(candidates.texts)
        self._rows = terms.tfidf() if self._vectors is None else None

    def highest(self, index: int, others: Sequence[int]) -> float:
        if self._vectors is not None:
            return float(np.max(self._vectors[list(others)] @ self._vectors[index]))
        assert self._rows is not None
        return float((self._rows[list(others)] @ self._rows[index].T).max())
