"""Fit the coefficients of ``bot.briefing.answerability``, and say how well they tell apart.

python tests/benchmarks/fit_answerability.py

Logistic regression with a ridge penalty of one on standardized features, over the eight
best-scored sentences of every question of ``reference/`` on both corpora. First fitted on one
analyst's questions and judged on the other's, then on all: these are the figures in the code.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.briefing import ask, assembly
from bot.briefing.answerability import describe
from bot.corpus.reading import read
from summarizers.base import Candidates
from summarizers.embeddings import packaged_encoder
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Kind, Point, Query, Sentence
from tests.benchmarks.judged import REFERENCE, ROOT, Marked, told
from tests.benchmarks.measuring import row

Example = tuple[bool, np.ndarray, np.ndarray]
"""Is it answerable; (8, f) features of its best sentences; (8,) whether each answers."""


def load(folder: Path) -> tuple[dict[DocumentId, Document], list[Sentence]]:
    """The documents of one corpus and their body sentences."""
    documents: dict[DocumentId, Document] = {}
    sentences: list[Sentence] = []
    for file in sorted(folder.iterdir()):
        if file.suffix in (".txt", ".md"):
            done = read(file.read_bytes(), path=file.name, document=DocumentId(file.name))
            documents[done.document.id] = done.document
            sentences += [s for s in done.sentences if s.kind is Kind.BODY]
    return documents, sentences


async def examples(folder: Path, questions: list[Marked], *, lexical: bool) -> list[Example]:
    """Every question against every sentence of one corpus."""
    documents, sentences = load(folder)
    encoder = packaged_encoder()
    if encoder is None:
        raise SystemExit("The model is not installed.")
    try:
        vectors = await encoder.encode([s.text for s in sentences])
        asked = await encoder.encode([q["question"] for q in questions])
    finally:
        await encoder.close()
    terms = TermMatrix.of([s.text for s in sentences])
    paths = {str(d): str(d) for d in documents}
    found = []
    for question, vector in zip(questions, asked, strict=True):
        candidates = Candidates(
            tuple(sentences),
            Query(question["question"]),
            None if lexical else vectors,
            None if lexical else vector,
            terms,
        )
        parsed = ask.parse(question["question"], terms)
        scores, cosine = ask.score(candidates, terms, parsed)
        features, answers = [], []
        for i in (int(i) for i in np.argsort(-scores, kind="stable")[: ask.LOOKED_AT]):
            unit, _ = ask.answer_unit(sentences, i)
            close = None if cosine is None else float(cosine[i])
            features.append(astuple(describe(parsed, candidates, terms, unit, close)))
            point = assembly.point([sentences[k] for k in unit], documents)
            answers.append(question["answerable"] and isinstance(point, Point) and told(point, question, paths))
        found.append((question["answerable"], np.array(features), np.array(answers)))
    return found


def fit(data: list[Example]) -> tuple[np.ndarray, float]:
    """(f,) weights and the bias, for features as they are."""
    x, y = np.vstack([f for _, f, _ in data]), np.concatenate([a for *_, a in data]).astype(float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    standard = (x - mean) / spread

    def loss(w: np.ndarray) -> float:
        margin = standard @ w[:-1] + w[-1]
        return float(np.sum(np.logaddexp(0, margin) - y * margin) + 0.5 * w[:-1] @ w[:-1])

    best = minimize(loss, np.zeros(x.shape[1] + 1), method="L-BFGS-B").x
    return best[:-1] / spread, float(best[-1] - best[:-1] @ (mean / spread))


def auc(data: list[Example], weights: np.ndarray, bias: float) -> float:
    """How often an answerable question's best sentence outranks an unanswerable one's."""
    best = np.array([(f @ weights + bias).max() for _, f, _ in data])
    answerable = np.array([a for a, *_ in data])
    return float(np.mean(best[answerable][:, None] > best[~answerable][None, :]))


def main() -> None:
    corpora = [p for p in (ROOT / "seeds", ROOT.parent / "shared" / "seeds") if p.is_dir()]
    sets = [json.loads(f.read_text(encoding="utf-8"))["questions"] for f in sorted(REFERENCE.glob("*.json"))]
    for lexical in (False, True):
        print("lexical form" if lexical else "with the model")
        data = [[e for c in corpora for e in asyncio.run(examples(c, s, lexical=lexical))] for s in sets]
        weights, bias = fit(data[0])
        row("AUC on the second set, fitted on the first", f"{auc(data[1], weights, bias):.3f}")
        weights, bias = fit(data[0] + data[1])
        row("coefficients, fitted on both", ", ".join(f"{w:.2f}" for w in weights))
        row("bias", f"{bias:.2f}")


if __name__ == "__main__":
    main()
