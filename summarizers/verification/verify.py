"""Does this sentence follow from this evidence?

Nothing here understands a text. The evidence that a sentence rests on is found by the rare words
that they share; then rules look for what a false sentence gets wrong (numbers and their units,
dates, names and the parts that they play, negation, modality, quotation, opposites, invented
words); a small learned score has the last word on what no rule sees. What cannot be told to
follow does not pass: a sentence lost costs a line, a false one costs trust.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizers.verification import assertion, degree, figures, names, quotation
from summarizers.verification.citation import cite
from summarizers.verification.lexicon import alike
from summarizers.verification.reading import Reading, joined, read
from summarizers.verification.score import describe, model
from summarizers.verification.verdict import Fault, Problem, Verdict

__all__ = ["Fault", "Problem", "Verdict", "verify"]

MOST_NEW = 3
"""A run of so many content words that no evidence has is an invention."""


def verify(sentence: str, evidence_texts: Sequence[str]) -> Verdict:
    """Check one sentence against the sentences or passages that it should follow from.

    Never raises: an empty sentence or no evidence simply does not follow.
    """
    claim = read(sentence)
    readings = [read(text) for text in evidence_texts]
    if not any(w.content for w in claim.words):
        return Verdict(False, 0.0, (), (Problem(Fault.EMPTY, sentence.strip()),))
    cited = cite(claim, readings)
    if not cited:
        return Verdict(False, 0.0, (), (Problem(Fault.UNSUPPORTED, sentence.strip()),))
    evidence = joined([readings[i] for i in cited])
    found = tuple(dict.fromkeys(_problems(claim, evidence)))
    learned = model()
    score = learned.probability(describe(claim, evidence, readings[cited[0]]))
    if not found and score < learned.threshold:
        found = (Problem(Fault.SCORE, f"{score:.2f}"),)
    return Verdict(not found, score, cited, found)


def _problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    yield from figures.problems(claim, evidence)
    yield from names.unknown(claim, evidence)
    yield from names.swapped(claim, evidence)
    yield from assertion.problems(claim, evidence)
    yield from quotation.problems(claim, evidence)
    yield from degree.problems(claim, evidence)
    yield from _invented(claim, evidence)


def _invented(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    run: list[str] = []
    for word in claim.words:
        if not word.content:
            continue
        if evidence.roots.isdisjoint(alike(word.root)) and word.key not in evidence.keys:
            run.append(word.text)
            if len(run) == MOST_NEW:
                yield Problem(Fault.UNSUPPORTED, " ".join(run))
                return
        else:
            run = []
