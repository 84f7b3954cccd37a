"""Fit the learned part of verification: ``python tests/benchmarks/fit_verification.py [--quotesum FILE] [--write]``.

Five sets of claims: rule-made ones of the two notes named in ``material.FITTED`` and of ACLSum's training papers,
the pairs written by hand, and the human summaries of ACLSum's papers and (with its file) of QuoteSum's sources, true
as they stand and false with a planted error or beside another text. Each set weighs the same, each of its
classes half.

Two logistic regressions, with a ridge around ``PRIOR``: one on the looks alone, whose negatives differ by whole words
(another source, an invented clause, another name or figure); one with what the rules found as well. The mean of their
coefficients is kept, so that neither rules that are too strict for a kind of text nor mere overlap decide alone.
No sign may go against the sense of its feature. Printed: the AUC on each set of a model that was fitted without
the sets of its kind.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from summarizers.sentences import split  # noqa: E402  after the path is known
from summarizers.verification.score import Features, Findings, describe, findings  # noqa: E402
from summarizers.verification.verify import Case, opened  # noqa: E402
from tests.summarizers.verification import material, planting, rewriting  # noqa: E402
from tests.summarizers.verification.test_pairs import auc, pairs  # noqa: E402

TARGET = ROOT / "summarizers" / "verification" / "coefficients.json"
LOOKS = tuple(f.name for f in fields(Features))
ALL = (*LOOKS, *(f.name for f in fields(Findings)))
HELPS = ("near", "sentence", "pairs")
PRIOR = {"near": 2.0, "sentence": 2.0, "pairs": 2.0}
RIDGE = 20.0
WEIGHT = 300.0
"""What a set weighs against the ridge."""
LOST = 0.03
WHOLE = ("wrong citation", "invented clause", "another text", "name", "number", "date", "pair")
Claim = tuple[str, str, Sequence[str], bool]  # kind, claim, evidence, whether it follows


@dataclass(frozen=True, slots=True)
class Table:
    rows: np.ndarray  # (claims, features)
    labels: np.ndarray  # (claims,) 1 where it follows
    whole: np.ndarray  # (claims,) whether it is of use to the looks alone
    family: str


def made(sentences: Sequence[str]) -> Iterator[Claim]:
    yield from ((kind, text, evidence, False) for kind, text, evidence in planting.planted(sentences))
    yield from ((kind, text, evidence, True) for kind, text, evidence in rewriting.rewritten(sentences))


def with_errors(text: str, evidence: Sequence[str], rng: random.Random) -> Iterator[Claim]:
    yield "human", text, evidence, True
    wrong = [(kind, w) for kind, plant in planting.PLANTS.items() if (w := plant(text, rng)) and w != text]
    for kind, claim in rng.sample(wrong, min(2, len(wrong))):
        yield kind, claim, evidence, False


def papers() -> list[dict[str, Any]]:
    """ACLSum's training papers; none where the package is not installed."""
    spec = find_spec("aclsum")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        lines = (Path(place) / "dataset" / "train.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line]
    return []


def told(found: Sequence[dict[str, Any]]) -> Iterator[Claim]:
    """Human summaries beside their paper, and beside another."""
    rng = random.Random(5)
    for i, paper in enumerate(found):
        text = [s for part in paper["sentences"].values() for s in part]
        for aspect, summary in paper["summary"].items():
            yield from with_errors(summary, text, rng)
            yield "another text", found[(i + 7) % len(found)]["summary"][aspect], text, False


def quoted(file: Path) -> Iterator[Claim]:
    """Human answers beside their sources."""
    rng = random.Random(6)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sources = [f"{row[f'title{k}']}. {row[f'source{k}']}" for k in range(1, 9) if row[f"source{k}"]]
        answer = re.sub(r"\[\s*\d+\s+(.*?)\s*\]", r"\1", row["summary"])
        for start, end in split(answer):
            if len(answer[start:end].split()) >= 5:
                yield from with_errors(answer[start:end], sources, rng)


def table(claims: Sequence[Claim], family: str) -> Table:
    rows, labels, whole = [], [], []
    for kind, text, evidence, follows in claims:
        case = opened(text, evidence)
        if isinstance(case, Case):
            found = findings(tuple(dict.fromkeys(case.problems())))
            rows.append((*astuple(describe(case.claim, case.evidence)), *astuple(found)))
            labels.append(follows)
            whole.append(follows or kind in WHOLE)
    return Table(np.array(rows), np.array(labels, dtype=float), np.array(whole), family)


def fit(tables: Sequence[Table], names: Sequence[str]) -> np.ndarray:
    """(features + 1,) coefficients and bias."""
    columns = [ALL.index(n) for n in names]
    rows = np.vstack([t.rows[:, columns] for t in tables])
    x = np.hstack([rows, np.ones((len(rows), 1))])
    y = np.concatenate([t.labels for t in tables])
    share = np.concatenate([
        WEIGHT / len(t.labels) * np.where(t.labels == 1, 0.5 / t.labels.mean(), 0.5 / (1 - t.labels.mean()))
        for t in tables
    ])  # fmt: skip
    prior = np.array([*(PRIOR.get(n, 0.0) for n in names), 0.0])
    ridge = np.array([*(RIDGE for _ in names), 0.0])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        value = (share * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (ridge * (w - prior) ** 2).sum()
        return float(value), x.T @ (share * (1 / (1 + np.exp(-z)) - y)) + ridge * (w - prior)

    bounds = [*((0, None) if n in HELPS else (None, 0) for n in names), (None, None)]
    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x)


def both(tables: Sequence[Table]) -> np.ndarray:
    """The mean of the fit on looks alone and of the fit on all."""
    kept = [Table(t.rows[t.whole], t.labels[t.whole], t.whole[t.whole], t.family) for t in tables]
    looks = fit([t for t in kept if 0 < t.labels.mean() < 1], LOOKS)
    padded = np.concatenate([looks[:-1], np.zeros(len(ALL) - len(LOOKS)), looks[-1:]])
    return (padded + fit(tables, ALL)) / 2


def passing(tables: Sequence[Table], w: np.ndarray) -> np.ndarray:
    """A bias by which ``LOST`` of the true claims without a problem fall below a half, in the set where most would."""
    logits = []
    for t in tables:
        free = (t.rows[:, ALL.index("total")] == 0) & (t.labels == 1)
        logits.append(np.quantile(t.rows[free] @ w[:-1], LOST))
    return np.append(w[:-1], -min(logits))


def scored(w: np.ndarray, t: Table) -> np.ndarray:
    """(claims,) scores as a verdict has them."""
    p = 1 / (1 + np.exp(-(t.rows @ w[:-1] + w[-1])))
    free = t.rows[:, ALL.index("total")] == 0
    return np.where(free & (p >= 0.5), p, 0.499 * p)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quotesum", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    found = papers()
    prose = [s for p in found for s in p["sentences"]["introduction"] if 8 <= len(s.split()) <= 45 and s.endswith(".")]
    tables = {
        "notes, by rules": table(list(made(material.for_fitting(ROOT / "seeds"))), "notes"),
        "pairs by hand": table([("pair", p.claim, p.evidence, p.follows) for p in pairs()], "pairs"),
    }
    if found:
        tables["papers, by rules"] = table(list(made(random.Random(3).sample(prose, 300))), "papers")
        tables["papers, human summaries"] = table(list(told(found)), "papers")
    if given.quotesum:
        tables["QuoteSum, human answers"] = table(list(quoted(given.quotesum)), "quotesum")
    for name, t in tables.items():
        kept = [other for other in tables.values() if other.family != t.family]
        w = passing(kept, both(kept))
        s = scored(w, t)
        print(f"{name:26} {len(s):5} claims, AUC {auc(s[t.labels == 1], s[t.labels == 0]):.3f} fitted without its kind")
    w = passing(list(tables.values()), both(list(tables.values())))
    weights = {n: round(float(v), 3) for n, v in zip(ALL, w, strict=False)}
    data = {"weights": weights, "bias": round(float(w[-1]), 3)}
    print(json.dumps(data, indent=1))
    if given.write:
        TARGET.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
