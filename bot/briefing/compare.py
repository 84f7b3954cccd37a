"""Two parties on one topic: what the sources say of the one, of the other, and of both.

A sentence belongs to a side when it names that side and not the other; one that names both is told
as such, for it is where sources themselves compare. Each side gets the same room, and a side of
which nothing is said stays empty, to be told so.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.briefing import assembly
from bot.briefing.brief import cite
from bot.briefing.choosing import Chosen, choose
from bot.briefing.library import Library
from bot.briefing.parties import Party, named
from bot.briefing.told import country, keys
from bot.errors import BadOption, NothingFound
from bot.store.base import Scope
from summarizers.base import Candidates, Vectors
from summarizers.lexical import TermMatrix
from summarizers.models import Query, Section, Summary
from summarizers.relevance import RelevanceWeights, relevance
from summarizers.words import WORD, fold

EACH = 4
"""Points of each side, and at most as many less one of both."""

_SIDES = ("a", "b", "both")


@dataclass(frozen=True, slots=True)
class Sided:
    """Points to be, by side."""

    a: tuple[Chosen, ...]
    b: tuple[Chosen, ...]
    both: tuple[Chosen, ...]


async def compare(
    library: Library,
    scope: Scope,
    query: Query,
    first: Party,
    second: Party,
    *,
    query_vector: Vectors | None = None,
    each: int = EACH,
) -> Summary:
    """Sections ``a``, ``b`` and ``both``, titled by name, of at most ``each`` points a side.

    Raises BadOption when both are one party, NothingFound when nothing is said of either.
    """
    if {fold(n) for n in first.names} & {fold(n) for n in second.names}:
        raise BadOption(
            f"“{first.label}” and “{second.label}” are one and the same.", "Name two parties, as in: Russia and China."
        )
    wide = Query(query.text, (*query.words, *first.names, *second.names), query.name)
    snapshot = await library.snapshot(scope, wide, query_vector)
    candidates = snapshot.candidates(query, query_vector)
    sides = await asyncio.to_thread(split, candidates, first, second, each)
    titles = (first.label, second.label, f"{first.label} and {second.label}")
    sections = []
    for name, title, chosen in zip(_SIDES, titles, (sides.a, sides.b, sides.both), strict=True):
        sections.append(Section(name, tuple(await cite(library, scope, candidates, chosen)), title))
    if not any(section.points for section in sections):
        raise NothingFound(
            f"No source speaks of {first.label} or {second.label} on “{query.label}”.",
            "Try another topic or other names, or see /topics for what there is.",
        )
    return assembly.summary(sections, snapshot.documents, topic=query.label, method="default")


def split(candidates: Candidates, first: Party, second: Party, each: int) -> Sided:
    """Choose for each side among the sentences on the topic that name it alone, best first."""
    if not len(candidates):
        return Sided((), (), ())
    terms = candidates.terms or TermMatrix.of(candidates.texts)
    speaks = relevance(candidates, terms, RelevanceWeights()).speaks  # few name a side: the rest is no filler
    home = _home(candidates)
    of = [
        _side(s.text, first, second, home) if on_topic else (False, False)
        for s, on_topic in zip(candidates.sentences, speaks, strict=True)
    ]
    chosen: list[tuple[Chosen, ...]] = []
    used: set[int] = set()
    for wanted, room in (((True, True), each - 1), ((True, False), each), ((False, True), each)):
        only = np.array([sides == wanted for sides in of], dtype=bool)
        found = choose(candidates, 2 * each, only=only) if only.any() else []
        kept = [c for c in found if not used & set(c.unit) and _sides(candidates, c.unit, first, second) == wanted]
        chosen.append(tuple(kept[:room]))
        used.update(i for c in kept[:room] for i in c.unit)
    both, a, b = chosen
    return Sided(a, b, both)


def _side(text: str, first: Party, second: Party, home: str | None) -> tuple[bool, bool]:
    """Whom a sentence is about: not a party to which it comes only after a third country ("China built it against
    rules of the EU")."""
    sides = named(text, first, second)
    if sides[0] == sides[1]:
        return sides
    party = first if sides[0] else second
    opening = min(span[0] for span in party.spans(text))
    words = [m.group() for m in WORD.finditer(text)][:opening]
    third = {c for w in words if w[:1].isupper() and (c := country(fold(w).removesuffix("'s"))) and c != home}
    others = {c for name in (*first.names, *second.names) if (c := country(fold(name)))}
    return (False, False) if third - others else sides


def _home(candidates: Candidates) -> str | None:
    """The country that most sentences name: what is said is said of it anyway."""
    counted = Counter(c for s in candidates.sentences for c in {country(k) for k in keys(s.text)} if c)
    return counted.most_common(1)[0][0] if counted else None


def _sides(candidates: Candidates, unit: Sequence[int], first: Party, second: Party) -> tuple[bool, bool]:
    """Whom the whole point speaks of, with the sentence that it leans on."""
    found = [named(candidates.sentences[i].text, first, second) for i in unit]
    return any(a for a, _ in found), any(b for _, b in found)
