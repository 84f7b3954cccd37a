"""Does this sentence follow from this evidence?

Nothing here understands a text. The evidence that a sentence rests on is found by the rare words
that they share; then rules look for what a false sentence gets wrong (numbers and their units,
dates, names and the parts that they play, negation, modality, quotation, opposites, invented
words); a small learned score has the last word on what no rule sees. What cannot be told to
follow does not pass: a sentence lost costs a line, a false one costs trust.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizers.verification import (
    assertion,
    attribution,
    clauses,
    degree,
    directions,
    edits,
    figures,
    links,
    names,
    omissions,
    pairing,
    quotation,
)
from summarizers.verification.abbreviated import unified
from summarizers.verification.casing import recased
from summarizers.verification.citation import cite, focused, gathered
from summarizers.verification.dialogue import resolved
from summarizers.verification.lexicon import alike
from summarizers.verification.nearest import divided, sentences
from summarizers.verification.reading import Reading, joined, read
from summarizers.verification.score import describe, findings, model
from summarizers.verification.verdict import Fault, Problem, Verdict

__all__ = ["Fault", "Problem", "Verdict", "follows", "verify"]

MOST_NEW = 3
"""A run of so many content words that no evidence has is an invention."""

ENOUGH = 0.5
"""The probability from which a sentence passes that no rule objects to."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A claim and what it rests on; ``readings`` are all that was given, ``cited`` the indices it rests on."""

    claim: Reading
    evidence: Reading
    readings: Sequence[Reading]
    cited: tuple[int, ...]

    def problems(self) -> Iterator[Problem]:
        """What the rules find, quickest rules first."""
        yield from _problems(self.claim, self.evidence)
        yield from names.fused(self.claim, self.readings, self.cited)

    def likely(self, found: Sequence[Problem] = ()) -> float:
        """How likely it follows, by its looks and what the rules found."""
        return model().probability(describe(self.claim, self.evidence), findings(found))


def verify(sentence: str, evidence_texts: str | Sequence[str]) -> Verdict:
    """Check a sentence against the text, or the sentences or passages, that it should follow from.

    Several sentences follow where each of them does. An empty sentence or no evidence simply does not follow.
    Raises TypeError for what is no text.
    """
    pieces = _pieces(sentence)
    if len(pieces) > 1:
        return _together([verify(piece, evidence_texts) for piece in pieces])
    case = opened(sentence, evidence_texts)
    if isinstance(case, Verdict):
        return case
    found = tuple(dict.fromkeys(case.problems()))
    likely = case.likely(found)
    if not found and likely < ENOUGH:
        found = (Problem(Fault.SCORE, f"{likely:.2f}"),)
    return Verdict(not found, 0.499 * likely if found else likely, case.cited, found)


def follows(sentence: str, evidence_texts: str | Sequence[str]) -> bool:
    """What ``verify`` says of it, in a fraction of the time where it does not: the first problem decides."""
    pieces = _pieces(sentence)
    if len(pieces) > 1:
        return all(follows(piece, evidence_texts) for piece in pieces)
    case = opened(sentence, evidence_texts)
    if isinstance(case, Verdict):
        return case.follows
    return next(case.problems(), None) is None and case.likely() >= ENOUGH


def opened(sentence: str, evidence_texts: str | Sequence[str]) -> Case | Verdict:
    """What is to be looked at, or the verdict where there is nothing to look at."""
    texts = [evidence_texts] if isinstance(evidence_texts, str) else list(evidence_texts)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("evidence is a text, or a sequence of sentences and passages")
    claim = read(recased(sentence, texts))
    if not any(w.content for w in claim.words):
        return Verdict(False, 0.0, (), (Problem(Fault.EMPTY, sentence.strip()),))
    texts = [recased(text, [sentence]) for text in texts]
    shorter, texts = unified(claim.text, texts)
    if shorter != claim.text:
        claim = read(shorter)
    told = resolved(texts)
    readings = [gathered(text) for text in told]
    for i, (reading, text) in enumerate(zip(readings, texts, strict=True)):
        plain = reading if text == told[i] else gathered(text)
        if _stands_in(claim, reading) or _stands_in(claim, plain):
            return Verdict(True, 1.0, (i,))
    cited = cite(claim, readings)
    if not cited:
        return Verdict(False, 0.0, (), (Problem(Fault.UNSUPPORTED, sentence.strip()),))
    return Case(claim, joined([focused(claim, readings[i]) for i in sorted(cited)]), readings, cited)


def _stands_in(claim: Reading, text: Reading) -> bool:
    """Is the claim the source's own sentence?"""
    return claim.text in text.text and (claim.text == text.text or any(claim.text == s.text for s in sentences(text)))


def _pieces(text: str) -> list[str]:
    """The sentences of a claim; as one where one of them says nothing by itself."""
    if not isinstance(text, str):
        raise TypeError("a claim is a text")
    pieces = list(dict.fromkeys(divided(text)))
    return pieces if pieces and all(any(w.content for w in read(piece).words) for piece in pieces) else [text]


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Several sentences follow where each does; they rest on what all of them rest on."""
    return Verdict(
        all(v.follows for v in verdicts),
        min(v.score for v in verdicts),
        tuple(dict.fromkeys(i for v in verdicts for i in v.cited)),
        tuple(dict.fromkeys(p for v in verdicts for p in v.problems)),
    )


def _problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    yield from figures.problems(claim, evidence)
    yield from names.unknown(claim, evidence)
    yield from names.swapped(claim, evidence)
    yield from clauses.problems(claim, evidence)
    yield from clauses.exchanged(claim, evidence)
    yield from clauses.other_person(claim, evidence)
    yield from clauses.other_kind(claim, evidence)
    yield from links.problems(claim, evidence)
    yield from directions.problems(claim, evidence)
    yield from assertion.problems(claim, evidence)
    yield from pairing.problems(claim, evidence)
    yield from omissions.problems(claim, evidence)
    yield from attribution.problems(claim, evidence)
    yield from quotation.problems(claim, evidence)
    yield from degree.problems(claim, evidence)
    yield from edits.problems(claim, evidence)
    yield from _invented(claim, evidence)


def _invented(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Three unknown words in a row; or as many known and unknown ones that never stand together."""
    line = [w for w in claim.words if w.content]
    known = [not evidence.roots.isdisjoint(alike(w.root)) or w.key in evidence.keys for w in line]
    near = _neighbours(evidence)
    run = apart = 0
    for i, word in enumerate(line):
        run = 0 if known[i] else run + 1
        together = i > 0 and any((a, b) in near for a in alike(line[i - 1].root) for b in alike(word.root))
        apart = 0 if together or i == 0 else apart + 1
        stretch = range(max(0, i - apart), i + 1)
        if run >= MOST_NEW or (apart >= MOST_NEW and sum(not known[j] for j in stretch) * 4 >= len(stretch)):
            yield Problem(Fault.UNSUPPORTED, " ".join(line[j].text for j in stretch[-MOST_NEW:]))
            return


def _neighbours(evidence: Reading, within: int = 4) -> set[tuple[str, str]]:
    roots = [w.root for w in evidence.words if w.content]
    pairs = {(a, b) for i, a in enumerate(roots) for b in roots[i + 1 : i + 1 + within]}
    return pairs | {(b, a) for a, b in pairs}
