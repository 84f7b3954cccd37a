"""Fit the learned part of verification: ``python tests/benchmarks/fit_verification.py [--write]``.

Negatives are errors that change many words (an invented clause, a wrong citation) or one name;
figures, roles and negation are the rules' business. Positives are rewrites that keep the meaning.
Only the notes named in ``material.FITTED`` are read. Logistic regression with a ridge, by Newton's
method; the threshold is a quarter of what all but one in two hundred of the fitted rewrites reach, since
real rewrites change more than one thing.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from summarizers.verification.citation import cite  # noqa: E402  after the path is known
from summarizers.verification.reading import joined, read  # noqa: E402
from summarizers.verification.score import Features, describe  # noqa: E402
from tests.summarizers.verification import material, planting, rewriting  # noqa: E402

TARGET = ROOT / "summarizers" / "verification" / "coefficients.json"
KINDS = ("invented clause", "wrong citation", "name")
RIDGE = 0.5


def features(text: str, evidence: list[str]) -> tuple[float, ...] | None:
    claim, readings = read(text), [read(e) for e in evidence]
    cited = cite(claim, readings)
    if not cited:
        return None
    return astuple(describe(claim, joined([readings[i] for i in cited]), readings[cited[0]]))


def fit(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """(features + 1,) weights and bias."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[-1, -1] = 1e-6
    share = np.where(labels == 1, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))  # both classes weigh the same
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (share * (p - labels)) + ridge @ w
        curvature = x.T @ (x * (share * p * (1 - p))[:, None]) + ridge
        w -= np.linalg.solve(curvature, gradient)
    return w


def main() -> None:
    sentences = material.for_fitting(ROOT / "seeds")
    pairs = [(t, e, 0) for kind, t, e in planting.planted(sentences) if kind in KINDS]
    pairs += [(t, e, 1) for kind, t, e in rewriting.rewritten(sentences) if kind != "as it stands"]
    pairs += [(sentences[i], [sentences[i]], 1) for i in range(0, len(sentences), 4)]
    known = [(f, label) for t, e, label in pairs if (f := features(t, list(e))) is not None]
    rows, labels = np.array([f for f, _ in known]), np.array([label for _, label in known])
    w = fit(rows, labels)
    p = 1 / (1 + np.exp(-(rows @ w[:-1] + w[-1])))
    threshold = float(min(0.5, 0.25 * np.quantile(p[labels == 1], 0.005)))
    caught = float((p[labels == 0] < threshold).mean())
    weights = {f.name: round(float(v), 3) for f, v in zip(fields(Features), w, strict=False)}
    data = {"weights": weights, "bias": round(float(w[-1]), 3), "threshold": round(threshold, 3)}
    print(json.dumps(data, indent=1))
    print(f"{len(rows)} pairs; {caught:.1%} of these errors fall below the threshold by the score alone")
    if "--write" in sys.argv:
        TARGET.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
