"""Fit the coefficients of ``bot.briefing.answerability``, and say how well they tell apart.

python tests/benchmarks/fit_answerability.py

Logistic regression with a ridge penalty of three on standardized features, each weight held to the sign that its
feature's name gives it, over the twelve best-scored sentences of every question of ``reference/`` on both corpora,
and, at half the weight, of its twins: the question with another name, year or counted noun, to which what answers the
question is no answer. First fitted without one analyst's questions and judged on these, then on all: these are the
figures in the code.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.briefing import ask, assembly
from bot.briefing.answerability import Features, describe
from bot.briefing.told import setting
from bot.corpus.reading import read
from summarizers.base import Candidates, Vectors
from summarizers.embeddings import packaged_encoder
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Kind, Point, Query, Sentence
from summarizers.verification.lexicon import nation
from summarizers.words import fold, stems
from tests.benchmarks.judged import REFERENCE, ROOT, Marked, told
from tests.benchmarks.measuring import row

RIDGE, TWIN = 3.0, 0.5
AGAINST = {"figure_missing", "other_nation", "other_year", "past", "unsupported"}
EITHER = {"open"}
RARE = {"past": -2.0}
"""Weights held back: a handful of questions ask what will be."""
THRESHOLDS = (0.05, 0.08, 0.1, 0.13, 0.16, 0.2)
_NAME = re.compile(r"(?<=[a-z] )[A-ZČŠŽ][\w-]+(?: [A-Z][\w-]+)*")
_COUNTED = re.compile(r"\b([Hh]ow many (?:[\w-]+ )*?)(\w+s)\b")
_YEAR = re.compile(r"\b20[012]\d\b")
_NOUNS = "hospitals airports refugees students ships helicopters patents journalists".split()
_YEARS = "2003 2006 2011 2022 2023".split()
_NATIONS = "Russia China France Germany Turkey Hungary Russian Chinese German Turkish".split()


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One question on one corpus: (n, f) features of its best sentences, (n,) whether each answers."""

    analyst: int
    answerable: bool
    twin: bool
    features: np.ndarray
    answers: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    documents: dict[DocumentId, Document]
    sentences: list[Sentence]
    vectors: Vectors
    terms: TermMatrix
    settings: dict[DocumentId, str]

    def answers(self, question: Marked, index: int) -> bool:
        unit, _ = ask.answer_unit(self.sentences, index)
        point = assembly.point([self.sentences[k] for k in unit], self.documents)
        return isinstance(point, Point) and told(point, question, {str(d): str(d) for d in self.documents})


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


def twins(questions: Sequence[Marked], chance: random.Random) -> list[str]:
    """Questions that only look like one of these: another name of the same sort, another noun, another year."""
    asked = [q for q in questions if q["answerable"]]
    names = sorted({n for q in asked for n in _NAME.findall(q["question"])} | set(_NATIONS))
    found = []
    for question in asked:
        text, said = question["question"], set(stems(" ".join([question["question"], question["answer"]])))
        for pattern, others in ((_NAME, names), (_COUNTED, _NOUNS), (_YEAR, _YEARS)):
            match = pattern.search(text)
            if match is None:
                continue
            old = match.group(2) if pattern is _COUNTED else match.group()
            fitting = [o for o in others if _sort(o) == _sort(old) and not set(stems(o)) & said]
            if fitting:
                found.append(text.replace(old, chance.choice(fitting), 1))
    return found


def _sort(name: str) -> str:
    """Country, people, or any other name."""
    word = fold(name.split()[0])
    known = nation(word)
    return "other" if known is None else "country" if known == word else "people"


async def examples(folder: Path, sets: Sequence[Sequence[Marked]], *, lexical: bool) -> list[Example]:
    """Every question, and its twins, against every sentence of one corpus."""
    documents, sentences = load(folder)
    chance = random.Random(7)
    asked = [(k, q["question"], q) for k, questions in enumerate(sets) for q in questions]
    asked += [(k, text, None) for k, questions in enumerate(sets) for text in twins(questions, chance)]
    encoder = packaged_encoder()
    if encoder is None:
        raise SystemExit("The model is not installed.")
    try:
        vectors = await encoder.encode([s.text for s in sentences])
        encoded = await encoder.encode([text for _, text, _ in asked])
    finally:
        await encoder.close()
    settings = {key: setting(document) for key, document in documents.items()}
    corpus = Corpus(documents, sentences, vectors, TermMatrix.of([s.text for s in sentences]), settings)
    return [
        _example(corpus, analyst, text, question, None if lexical else vector)
        for (analyst, text, question), vector in zip(asked, encoded, strict=True)
    ]


def _example(corpus: Corpus, analyst: int, text: str, question: Marked | None, vector: Vectors | None) -> Example:
    sentences, terms = corpus.sentences, corpus.terms
    vectors = None if vector is None else corpus.vectors
    candidates = Candidates(tuple(sentences), Query(text), vectors, vector, terms, settings=corpus.settings)
    parsed = ask.parse(text, terms)
    scores, cosine = ask.score(candidates, terms, parsed)
    features, answers = [], []
    for i in (int(i) for i in np.argsort(-scores, kind="stable")[: ask.LOOKED_AT]):
        unit, stands = ask.answer_unit(sentences, i)
        close = None if cosine is None else float(cosine[i])
        features.append(astuple(describe(parsed, candidates, terms, unit, close, stands=stands)))
        answers.append(question is not None and question["answerable"] and corpus.answers(question, i))
    answerable = question is not None and question["answerable"]
    return Example(analyst, answerable, question is None, np.array(features), np.array(answers))


def fit(data: Sequence[Example]) -> tuple[np.ndarray, float]:
    """(f,) weights and the bias, for features as they are."""
    x, y = np.vstack([e.features for e in data]), np.concatenate([e.answers for e in data]).astype(float)
    weight = np.concatenate([np.full(len(e.answers), TWIN if e.twin else 1.0) for e in data])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    standard = (x - mean) / spread

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = standard @ w[:-1] + w[-1]
        off = weight * (1 / (1 + np.exp(-margin)) - y)
        value = float(np.sum(weight * (np.logaddexp(0, margin) - y * margin)) + RIDGE / 2 * w[:-1] @ w[:-1])
        return value, np.append(standard.T @ off + RIDGE * w[:-1], off.sum())

    names = [f.name for f in fields(Features)]
    scale = dict(zip(names, spread, strict=True))
    bounds = [
        (None, None) if n in EITHER else (RARE[n] * scale[n] if n in RARE else None, 0) if n in AGAINST else (0, None)
        for n in names
    ]
    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    return best[:-1] / spread, float(best[-1] - best[:-1] @ (mean / spread))


def judge(data: Sequence[Example], weights: np.ndarray, bias: float) -> str:
    """The share of answerable questions whose best sentence answers; how often its score exceeds that of the best of an
    unanswerable question, and of a twin; and for some thresholds the shares rightly answered and rightly refused."""
    best = {id(e): float((e.features @ weights + bias).max()) for e in data}
    answerable = [e for e in data if e.answerable]
    first = np.array([bool(e.answers[int(np.argmax(e.features @ weights))]) for e in answerable])
    good = np.array([best[id(e)] for e in answerable])
    bad = np.array([best[id(e)] for e in data if not e.answerable and not e.twin])
    twin = np.array([best[id(e)] for e in data if e.twin])
    told = [f"{first.mean():.2f}", *(f"{np.mean(good[:, None] > others[None, :]):.3f}" for others in (bad, twin))]
    for threshold in THRESHOLDS:
        least = np.log(threshold / (1 - threshold))
        told.append(f"{threshold}: {np.mean(first & (good >= least)):.2f} {np.mean(bad < least):.2f}")
    return ", ".join(told)


def main() -> None:
    corpora = [p for p in (ROOT / "seeds", ROOT.parent / "shared" / "seeds") if p.is_dir()]
    sets = [json.loads(f.read_text(encoding="utf-8"))["questions"] for f in sorted(REFERENCE.glob("*.json"))]
    for lexical in (False, True):
        print("lexical form" if lexical else "with the model")
        print("first right, AUC, AUC of twins, threshold: rightly answered, rightly refused")
        data = [e for c in corpora for e in asyncio.run(examples(c, sets, lexical=lexical))]
        for held in range(len(sets)):
            weights, bias = fit([e for e in data if e.analyst != held])
            row(f"fitted without set {held + 1}", judge([e for e in data if e.analyst == held], weights, bias))
        weights, bias = fit(data)
        row("coefficients, fitted on all", ", ".join(f"{w:.2f}" for w in weights))
        row("bias", f"{bias:.2f}")


if __name__ == "__main__":
    main()
