"""Search: the passages that hold the words, best first, a page at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.answers import Passage, SearchAnswer
from bot.briefing import namesakes
from bot.briefing.library import Library
from bot.briefing.mending import other_forms
from bot.errors import BadOption, NothingFound
from bot.store.base import DocumentRow, Hit, Scope, Store
from summarizers.models import Source
from summarizers.words import stems, tokenize

PER_PAGE = 10
MOST = 200
"""Hits that are ranked; further ones would not be read."""


async def search(store: Store, library: Library, scope: Scope, words: str, *, page: int = 1) -> SearchAnswer:
    """Body sentences that hold any of the words, those first that hold all; one in quotes is looked for as a phrase."""
    if not tokenize(words):
        raise BadOption("There is no word to search for.", "Give one or more words, as in: search gas pipeline")
    hits, whole = await _whole_first(store, scope, words, await store.match(scope, _terms(words), MOST))
    if not hits:  # a Serbian case of a name ("Vučića"), a Serbian name of a country or town
        hits = await store.match(scope, [form for term in _terms(words) for form in other_forms(term)], MOST)
    meant = await _of_those_meant(store, scope, words, hits)
    if whole is not None:
        whole &= {hit.key for hit in meant}
    hits = meant
    if not hits:
        raise NothingFound(f"No passage holds “{words.strip()}”.", "Try fewer or other words, or /topics.")
    pages = math.ceil(len(hits) / PER_PAGE)
    if not 1 <= page <= pages:
        raise BadOption(f"There is no page {page}.", f"There are {pages} pages." if pages > 1 else "There is one page.")
    shown = hits[(page - 1) * PER_PAGE : page * PER_PAGE]
    stored = {s.key: s.sentence for s in await store.by_keys(scope, [h.key for h in shown])}
    rows = {row.document.id: row for row in await store.documents(scope, {s.document for s in stored.values()})}
    passages = []
    numbers: dict[str, int] = {}
    for hit in shown:
        sentence = stored.get(hit.key)
        if sentence is None or sentence.document not in rows:
            continue
        document = await library.text(scope, sentence.document, sentence.version)
        if document is None:
            continue
        n = numbers.setdefault(sentence.document, len(numbers) + 1)
        quote = document.text[sentence.start : sentence.end]
        passages.append(Passage(sentence, source(n, rows[sentence.document]), hit.score, quote))
    return SearchAnswer(words, tuple(passages), len(hits), page, pages, len(whole) if whole is not None else None)


async def _whole_first(
    store: Store, scope: Scope, words: str, hits: Sequence[Hit]
) -> tuple[list[Hit], set[int] | None]:
    """Those that hold all of the words before those that hold some; the former's keys, None for a single word."""
    wanted = [frozenset(stems(term)) for term in _terms(words)]
    wanted = [term for term in wanted if term]
    if len(wanted) < 2 or not hits:
        return list(hits), None
    whole = {
        stored.key
        for stored in await store.by_keys(scope, [h.key for h in hits])
        if frozenset().union(*wanted) <= frozenset(stems(stored.sentence.text))
    }
    return sorted(hits, key=lambda hit: hit.key not in whole), whole


async def _of_those_meant(store: Store, scope: Scope, words: str, hits: Sequence[Hit]) -> list[Hit]:
    """Without the passages that hold a word only as its namesake (Niš for NIS)."""
    if not namesakes.asked_apart(words):
        return list(hits)
    stored = {s.key: s.sentence.text for s in await store.by_keys(scope, [h.key for h in hits])}
    held = [h for h in hits if h.key in stored]
    others = namesakes.others(words, [stored[h.key] for h in held], shouted=True)
    return [h for i, h in enumerate(held) if i not in others]


def _terms(words: str) -> list[str]:
    """Quoted stretches as phrases, the rest word by word."""
    terms: list[str] = []
    for place, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        terms.extend([part] if place % 2 else part.split())
    return [t for t in terms if tokenize(t)]


def source(n: int, row: DocumentRow) -> Source:
    """A document row as the ``[n]`` of an answer."""
    return Source.of(n, row.document)
