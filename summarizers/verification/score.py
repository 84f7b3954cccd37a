"""The learned part: how a sentence that follows looks beside its evidence, and one that does not.

A logistic regression over lexical features; its coefficients are data (``coefficients.json``),
made by ``tests/benchmarks/fit_verification.py --write`` from planted errors and rewrites.
"""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from importlib.resources import files

from summarizers.verification.lexicon import alike
from summarizers.verification.reading import Reading
from summarizers.verification.tokens import shouted


@dataclass(frozen=True, slots=True)
class Features:
    """All between 0 and 1; shares are of the content words; figures are the rules’ business."""

    recall: float  # in the evidence, words that may stand for them counted
    exact: float  # ... as they are
    pairs: float  # neighbouring content words that are neighbours there too
    order: float  # longest common subsequence
    run: float  # the longest run of words that the evidence lacks, of five
    lacking: float  # how many it lacks, of five
    first: float  # recall of the best piece alone
    short: float  # 1 for a sentence of few content words


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients in the order of ``Features``, a bias, and the least probability that passes."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, features: Features) -> float:
        total = self.bias + sum(w * f for w, f in zip(self.weights, astuple(features), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def likeness(self, features: Features) -> float:
        """The probability drawn out so that the threshold lies at a half."""
        p = self.probability(features)
        if p < self.threshold:
            return 0.5 * p / self.threshold
        return 0.5 + 0.5 * (p - self.threshold) / (1 - self.threshold)


def graded(likeness: float, problems: int) -> float:
    """One figure to order sentences by: at least a half when nothing is wrong, less with each problem."""
    return likeness if problems == 0 else 0.499 * likeness * 0.6 ** (problems - 1)


@lru_cache(maxsize=1)
def model() -> Model:
    """The coefficients in the package."""
    data = json.loads((files("summarizers.verification") / "coefficients.json").read_text(encoding="utf-8"))
    return Model(tuple(data["weights"][f.name] for f in fields(Features)), data["bias"], data["threshold"])


def describe(claim: Reading, evidence: Reading, first: Reading) -> Features:
    """The features of a claim beside its cited evidence, and the best piece of it."""
    mine = _line(claim)
    theirs = _line(evidence)
    if not mine:
        return Features(0, 0, 0, 0, 0, 0, 0, 1)
    held = set(theirs)
    known = [not alike(r).isdisjoint(held) for r in mine]
    pairs = {(a, b) for i, a in enumerate(theirs) for b in theirs[i + 1 : i + 3]}
    mine_pairs = list(itertools.pairwise(mine))
    run = longest = 0
    for yes in known:
        run = 0 if yes else run + 1
        longest = max(longest, run)
    best = set(_line(first))
    n = len(mine)
    return Features(
        recall=sum(known) / n,
        exact=sum(r in held for r in mine) / n,
        pairs=sum(any((x, y) in pairs for x in alike(a) for y in alike(b)) for a, b in mine_pairs) / max(1, n - 1),
        order=_common(mine, theirs) / n,
        run=min(longest, 5) / 5,
        lacking=min(n - sum(known), 5) / 5,
        first=sum(not alike(r).isdisjoint(best) for r in mine) / n,
        short=1 / n,
    )


def _line(reading: Reading) -> list[str]:
    return [w.key if w.capital else w.root for w in reading.words if w.content and not shouted(w)]


def _common(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        above = 0
        same = alike(x)
        for j, y in enumerate(b, 1):
            kept = row[j]
            row[j] = above + 1 if y in same else max(row[j], row[j - 1])
            above = kept
    return row[-1]
