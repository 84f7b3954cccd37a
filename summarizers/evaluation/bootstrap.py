"""How sure is a mean? The percentile bootstrap (B. Efron, 1979)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean, and the interval that holds it in 95 of 100 redrawn samples."""

    mean: float
    low: float
    high: float


def estimate(values: Sequence[float], *, draws: int = 2000, seed: int = 0) -> Estimate:
    """The mean of ``values`` with its 95% interval."""
    sample = np.asarray(values, dtype=np.float64)
    if not len(sample):
        return Estimate(0.0, 0.0, 0.0)
    picks = np.random.default_rng(seed).integers(0, len(sample), (draws, len(sample)))
    low, high = np.percentile(sample[picks].mean(axis=1), [2.5, 97.5])
    return Estimate(float(sample.mean()), float(low), float(high))


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Estimate:
    """How much better ``ours`` are than ``theirs``, task by task."""
    return estimate([a - b for a, b in zip(ours, theirs, strict=True)])
