"""The learned part: how a sentence that follows looks beside its evidence, and one that does not.

A logistic regression over a few lexical features and what the rules found; its coefficients are data
(``coefficients.json``), made by ``tests/benchmarks/fit_verification.py --write``.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from importlib.resources import files

from summarizers.verification import names
from summarizers.verification.lexicon import alike
from summarizers.verification.nearest import held, line, nearest, sentences
from summarizers.verification.reading import Reading
from summarizers.verification.thesaurus import entry
from summarizers.verification.tokens import Word, shouted
from summarizers.verification.verdict import Fault, Problem


@dataclass(frozen=True, slots=True)
class Features:
    """How a claim stands beside its evidence; all between 0 and 1, shares are of the content words."""

    near: float  # in the evidence, as they are or as words that may stand for them
    sentence: float  # in the one sentence that has most of them
    pairs: float  # neighbors that stand near each other there
    run: float  # the longest run of words that the evidence lacks, of five
    lacking: float  # how many it lacks, of five
    names: float  # names that it lacks, of three
    figures: float  # figures that it lacks, of three


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules found, by kind: none 0, one a half, more 1; ``total`` of six."""

    figure: float = 0.0
    name: float = 0.0
    role: float = 0.0
    assertion: float = 0.0
    degree: float = 0.0
    unsupported: float = 0.0
    total: float = 0.0


_KINDS = {
    Fault.FIGURE: "figure", Fault.UNIT: "figure", Fault.DATE: "figure", Fault.NAME: "name", Fault.ROLE: "role",
    Fault.NEGATION: "assertion", Fault.MODALITY: "assertion", Fault.QUOTATION: "assertion",
    Fault.OPPOSITE: "degree", Fault.DEGREE: "degree", Fault.UNSUPPORTED: "unsupported",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients in the order of ``Features`` and ``Findings``, and a bias."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: Features, findings: Findings | None = None) -> float:
        """How likely it follows, by its looks and, where they are given, by what the rules found."""
        values = (*astuple(features), *astuple(findings or Findings()))
        total = self.bias + sum(w * f for w, f in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def model() -> Model:
    """The coefficients in the package."""
    data = json.loads((files("summarizers.verification") / "coefficients.json").read_text(encoding="utf-8"))
    return Model(tuple(data["weights"][f.name] for kind in (Features, Findings) for f in fields(kind)), data["bias"])


def findings(problems: Sequence[Problem]) -> Findings:
    """The rules' problems counted by kind."""
    counts = Counter(_KINDS[p.fault] for p in problems if p.fault in _KINDS)
    return Findings(**{kind: min(n, 2) / 2 for kind, n in counts.items()}, total=min(len(problems), 6) / 6)


def describe(claim: Reading, evidence: Reading) -> Features:
    """The features of a claim beside its cited evidence."""
    mine = [w for w in claim.words if w.content]
    if not mine:
        return Features(0, 0, 0, 0, 0, 0, 0)
    there = {w.root for w in evidence.words if w.content}
    near = [_stands(w, evidence, there) for w in mine]
    known = [near[i] if not shouted(w) else w.key in evidence.keys for i, w in enumerate(mine)]
    longest = max((len(list(run)) for yes, run in itertools.groupby(known) if not yes), default=0)
    whole = line(claim)
    best = nearest(claim, evidence)
    theirs = line(sentences(evidence)[best[0]]) if best else []
    return Features(
        near=sum(near) / len(mine),
        sentence=held(whole, theirs) / len(whole),
        pairs=_pairs(whole, theirs),
        run=min(longest, 5) / 5,
        lacking=min(known.count(False), 5) / 5,
        names=min(sum(1 for _ in names.unknown(claim, evidence)), 3) / 3,
        figures=min(sum(not any(q.same_value(o) for o in evidence.quantities) for q in claim.quantities), 3) / 3,
    )


def _stands(word: Word, evidence: Reading, there: set[str]) -> bool:
    """Is the word there, or one that the thesaurus relates to it?"""
    if word.key in evidence.keys or not there.isdisjoint(alike(word.root)):
        return True
    known = entry(word.root)
    return not there.isdisjoint((known.near | known.kin | known.same) - known.contrary)


def _pairs(mine: Sequence[Word], theirs: Sequence[Word]) -> float:
    roots = [w.root for w in theirs]
    pairs = {(a, b) for i, a in enumerate(roots) for b in roots[i + 1 : i + 3]}
    own = list(itertools.pairwise(w.root for w in mine))
    return sum(any((x, y) in pairs for x in alike(a) for y in alike(b)) for a, b in own) / max(1, len(own))
