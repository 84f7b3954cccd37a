"""From what a generator wrote to what may be shown: one tidy, verified sentence per cluster, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizers.abstractive.compression import fault
from summarizers.abstractive.prompt import speaks_to_a_model, without_tokens
from summarizers.quality import Leaning, quality
from summarizers.sentences import split
from summarizers.verification.lexicon import irregular
from summarizers.verification.tokens import words
from summarizers.verification.verdict import Fault, Problem, Verdict
from summarizers.verification.verify import verify

LONGEST = 60
"""Words: what runs on is no condensation."""

_PREAMBLE = re.compile(
    r"^(?:(?:sure|certainly|okay|ok|of course)\b[^:.]*[:.,]\s*|(?:here is|here's|the following is)\b[^:]*:\s*"
    r"|(?:the )?(?:main fact|one sentence|summary|sentence|answer|key point|main point|passage)\b[^:.]{0,60}:\s*"
    r"|(?:the|this) (?:main|key|central|most important) (?:fact|point|idea|message)"
    r"(?: (?:of|in) (?:the|this) passage)? is(?: that)?\s+"
    r"|(?:the|this) passage (?:states|says|reports|describes|explains|mentions|notes|is about)(?: that)?\s+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a generator made of a cluster. ``text`` is "" where nothing of it may be shown.

    ``cited`` are places in the cluster (of the sentences given), and ``verdict`` says why not.
    """

    text: str
    cited: tuple[int, ...] = ()
    verdict: Verdict | None = None
    raw: str = ""


def material(cluster: Sequence[str]) -> list[str]:
    """The sentences of a cluster that may be given to a generator, and be its evidence."""
    return [s for s in cluster if not speaks_to_a_model(s)]


def tidy(raw: str) -> str:
    """The first whole sentence of what was written, without a preamble or quotation marks around it."""
    text = " ".join(without_tokens(raw).split()).strip("*_ ")
    for _ in range(3):
        text = _PREAMBLE.sub("", text).strip()
    if len(text) > 2 and text[0] in "\"“'" and text[-1] in "\"”'" and text[1:-1].count(text[0]) == 0:
        text = text[1:-1].strip()
    spans = split(text)
    if not spans:
        return ""
    start, end = spans[0]
    first = text[start:end].strip()
    return first[:1].upper() + first[1:] if first.endswith((".", ".”", '."')) else ""


def choose(texts: Sequence[str], cluster: Sequence[str], own: int | None = None, *, goes_on: bool = False) -> Written:
    """The first of the texts that may be shown and is not simply a sentence of the cluster; else one that is.

    The first ``own`` sentences of the cluster are those that the ranking chose; a text that tells only
    of the others would take the place of a fact that was wanted. ``goes_on``: it is told after the
    sentence that it leans on.
    """
    judged = [judge(raw, cluster, own, goes_on=goes_on) for raw in texts]
    passing = [w for w in judged if w.text]
    new = [w for w in passing if w.text not in cluster]
    return next(iter([*new, *passing, *judged]), Written(""))


def judge(raw: str, cluster: Sequence[str], own: int | None = None, *, goes_on: bool = False) -> Written:
    """Verify what was written against the cluster's sentences; ``text`` stays "" when it fails."""
    text = tidy(raw)
    usable = material(cluster)
    q = quality(text) if text else None
    if q is None or not usable or not q.usable or q.words > LONGEST:
        return Written("", raw=raw)
    if q.leaning is Leaning.FULLY and not goes_on:
        return Written("", raw=raw)
    if speaks_to_a_model(text) or not _has_verb(text) or not _closed(text):
        return Written("", raw=raw)
    verdict = verify(text, usable)
    if not verdict.follows:
        return Written("", verdict=verdict, raw=raw)
    lost = next((f for i in verdict.cited[:1] if (f := fault(text, usable[i]))), "")
    if lost:
        return Written("", verdict=replace(verdict, follows=False, problems=(Problem(Fault.LOST, lost),)), raw=raw)
    places = [i for i, s in enumerate(cluster) if s in usable]
    cited = tuple(sorted(places[i] for i in verdict.cited))
    if own is not None and not any(i < own for i in cited):
        return Written("", raw=raw)
    return Written(text, cited, verdict, raw)


def _closed(text: str) -> bool:
    """Is every quotation and parenthesis that opens closed?"""
    pairs = all(text.count(a) == text.count(b) for a, b in ("()", "[]", "“”"))
    return pairs and text.count('"') % 2 == 0


_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should)\b|\b\w{2,}ed\b"
)


_RELATIVE = re.compile(r",? (?:who|which|whose|whom) [^,;]*(?=[,;.]|$)")
"""A relative clause: its verb is not the sentence's."""


def _has_verb(text: str) -> bool:
    """Is there a word that may be a finite verb? What has none is a heading, not a sentence."""
    main = _RELATIVE.sub("", text)
    if _VERB.search(main):
        return True
    if _ADJUNCT.match(main) and "," not in main:
        return False  # "In the words of ..."
    plain = [w for w in words(main) if not w.capital and not w.mark and not w.figure]
    return any(irregular(w.folded) or w.folded.endswith("s") for w in plain)


_ADJUNCT = re.compile(r"(?:In|On|At|For|With|From|By|After|Before|Since|Under|During|According to) ")
