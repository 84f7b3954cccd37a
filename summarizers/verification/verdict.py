"""What verification answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a sentence does not follow."""

    FIGURE = "figure"  # a number that the evidence does not state, or states of something else
    UNIT = "unit"  # the number stands there, in another unit, magnitude or currency
    DATE = "date"
    NAME = "name"
    ROLE = "role"  # the names stand there, and do something else
    NEGATION = "negation"
    MODALITY = "modality"  # a plan, a possibility or a report told as a fact, or the reverse
    QUOTATION = "quotation"
    OPPOSITE = "opposite"  # rose for fell, most for least
    DEGREE = "degree"  # "one of the largest" told as "the largest", "more than" left out
    LOST = "lost"  # a word was left out that carries the rest
    UNSUPPORTED = "unsupported"  # words that no evidence has
    SCORE = "score"  # nothing definite; too unlike its evidence
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; ``words`` are the sentence's own."""

    fault: Fault
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence follows from its evidence.

    ``cited`` are the indices of the evidence texts that it rests on, best first. ``score``, 0 to 1,
    orders sentences from those that surely do not to those that do: it is the learned estimate,
    lowered by each problem, and at least a half exactly when the sentence follows.
    """

    follows: bool
    score: float
    cited: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
