"""Full-text ranking that stays quick in a large corpus.

FTS5 scores every sentence that holds any of the words; a word that a tenth of a million sentences
hold costs a tenth of a second, and says least. So the rare words find the sentences, and the
common ones only add to the scores of those found. Up to ``SCORED`` sentences all words find.

The score is BM25 (Robertson and Zaragoza, "The probabilistic relevance framework", 2009) with
FTS5's constants.
"""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bot.store.base import Hit
from bot.store.connection import Database, Row
from bot.store.terms import phrases, quoted
from bot.store.visible import Visible

SCORED = 12_000
"""Sentences scored for one query; some 2 µs each."""

AMONG = 4_000
"""Sentences scored where only a part of the corpus is looked at; some 10 µs each."""

LONGLIST = 3
"""How many times the wanted hits are found by rare words, for common words to reorder."""

K1, B = 1.2, 0.75

KEPT_COUNTS = 20_000

SAMPLE = 2000
"""The newest sentences, whose length stands for that of all."""


HOLDS = 100
"""Of how many documents one may change before a phrase is counted anew: the counts are weights, and in a large corpus
they take a second, which nobody is to wait for after every document that is read."""

_SIZE = f"""SELECT count(*), coalesce(sum(v.sentences), 0),
    (SELECT avg(length(terms) - length(replace(terms, ' ', '')) + 1)
        FROM (SELECT terms FROM term ORDER BY rowid DESC LIMIT {SAMPLE}))
    FROM document d JOIN version v ON v.id = d.current WHERE d.withdrawn_at IS NULL"""


@dataclass(slots=True)
class _Known:
    """What was counted at one revision, or not long after it."""

    revision: int
    documents: int = 0
    sentences: int = 0
    length: float = 1.0  # terms in a sentence, on average
    counts: dict[str, int] = field(default_factory=dict)  # sentences that hold a phrase
    newest: int = 0  # the revision at which it was last looked for phrases that none held

    def holds(self, revision: int) -> bool:
        """Whether it is still near enough: a revision is a document more or less, or some vectors."""
        return 0 <= revision - self.revision <= self.documents // HOLDS and len(self.counts) <= KEPT_COUNTS


class Matching:
    """Finds sentences by words. Remembers what it counted until much of the corpus has changed."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._known = _Known(-1)

    async def best_among(self, words: Sequence[str], limit: int, visible: Visible) -> list[Hit]:
        """The best ``limit`` of the sentences that ``visible`` holds: for a part of the corpus, however small.

        ``best`` would rank what is elsewhere first, and reach the part late or never.
        """
        known, wanted = await self._wanted(words)
        share = visible.sentences / max(1, known.sentences)
        rare: list[str] = []
        expected = 0.0
        for phrase in wanted:
            expected += share * known.counts[phrase]
            if expected > AMONG and rare:
                break
            rare.append(phrase)
        if not rare or not len(visible.first) or limit <= 0:
            return []
        # As one text, for a row of its own for each of a hundred thousand would be an object of its own.
        ((found,),) = await self._db.read(
            "SELECT group_concat(rowid) FROM term WHERE term MATCH ? AND rowid BETWEEN ? AND ?",
            (quoted(rare), int(visible.first[0]), int(visible.last[-1])),
        )
        keys = await asyncio.to_thread(_newest_held, found or "", visible)
        rows = await self._db.read(
            "SELECT rowid, terms FROM term WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
        )
        weights = {phrase: _weight(known.counts[phrase], known.sentences) for phrase in wanted}
        return await asyncio.to_thread(_scored, rows, weights, known.length, limit, {})

    async def _wanted(self, words: Sequence[str]) -> tuple[_Known, list[str]]:
        """The phrases that any sentence holds, the rarest first."""
        asked = phrases(words)
        known = await self._count(asked)
        return known, sorted((p for p in asked if known.counts[p]), key=lambda p: known.counts[p])

    async def best(self, words: Sequence[str], limit: int) -> list[Hit]:
        """The best ``limit`` sentences of any owner that hold any of the words or phrases."""
        known, wanted = await self._wanted(words)
        if limit <= 0:
            return []
        rare: list[str] = []
        total = 0
        for phrase in wanted:
            if rare and total + known.counts[phrase] > SCORED:
                break
            total += known.counts[phrase]
            rare.append(phrase)
        if not rare:
            return []
        common = wanted[len(rare) :]
        hits = await self._found(rare, limit * LONGLIST if common else limit, newest=SCORED if total > SCORED else None)
        return (await self._rescored(hits, common, known))[:limit]

    async def _count(self, asked: Sequence[str]) -> _Known:
        """How many sentences hold each phrase."""
        ((value,),) = await self._db.read("SELECT value FROM state WHERE key = 'revision'")
        revision = int(value)
        if not self._known.holds(revision):
            ((documents, sentences, length),) = await self._db.read(_SIZE)
            self._known = _Known(revision, documents, sentences, length or 1.0, newest=revision)
        if self._known.newest != revision:  # what was in no sentence may be in one now
            counts = {phrase: count for phrase, count in self._known.counts.items() if count}
            self._known = replace(self._known, counts=counts, newest=revision)
        known = self._known
        if missing := [phrase for phrase in asked if phrase not in known.counts]:
            rows = await self._db.read(
                """SELECT k.value, (SELECT count(*) FROM term WHERE term MATCH '"' || k.value || '"')
                FROM json_each(?) k""",
                (json.dumps(missing),),
            )
            known.counts.update(rows)
        return known

    async def _found(self, wanted: Sequence[str], limit: int, newest: int | None = None) -> list[Hit]:
        """Scored by FTS5; only among the ``newest`` sentences that hold a phrase, if so many are."""
        query, since = quoted(wanted), 0
        if newest is not None:
            rows = await self._db.read(
                "SELECT rowid FROM term WHERE term MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
                (query, newest),
            )
            since = rows[0][0] if rows else 0
        found = await self._db.read(
            """SELECT rowid, -bm25(term) AS score FROM term
            WHERE term MATCH ? AND rowid > ? ORDER BY score DESC, rowid LIMIT ?""",
            (query, since, limit),
        )
        return [Hit(key, score) for key, score in found]

    async def _rescored(self, hits: Sequence[Hit], common: Sequence[str], known: _Known) -> list[Hit]:
        """What the common phrases add to the scores, as FTS5 would have counted it."""
        if not common:
            return list(hits)
        rows = await self._db.read(
            "SELECT rowid, terms FROM term WHERE rowid IN (SELECT value FROM json_each(?))",
            (json.dumps([hit.key for hit in hits]),),
        )
        weights = {phrase: _weight(known.counts[phrase], known.sentences) for phrase in common}
        found = {hit.key: hit.score for hit in hits}
        return await asyncio.to_thread(_scored, rows, weights, known.length, len(hits), found)


def _newest_held(found: str, visible: Visible) -> list[int]:
    """The newest ``AMONG`` of the keys that ``visible`` holds."""
    keys = np.fromstring(found, dtype=np.int64, sep=",") if found else np.zeros(0, dtype=np.int64)
    newest: list[int] = keys[visible.holds(keys)][-AMONG:].tolist()
    return newest


def _scored(
    rows: Sequence[Row], weights: Mapping[str, float], average: float, limit: int, before: Mapping[int, float]
) -> list[Hit]:
    """The best of the (key, terms), by the scores that they have ``before`` and the BM25 of these phrases."""
    padded = {_padded(phrase): weight for phrase, weight in weights.items()}
    hits = [Hit(key, before.get(key, 0.0) + _bm25(_padded(terms), padded, average)) for key, terms in rows]
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]


def _weight(holding: int, everything: int) -> float:
    """The inverse document frequency of a phrase; hardly anything where half of all hold it."""
    return max(1e-6, math.log((everything - holding + 0.5) / (holding + 0.5)))


def _padded(terms: str) -> str:
    """With a space on either side of each term, so that a phrase is found where it stands whole."""
    return f" {terms.replace(' ', '  ')} "


def _bm25(terms: str, weights: Mapping[str, float], average: float) -> float:
    """Of the phrases in a sentence of these terms, all of them padded."""
    norm = K1 * (1 - B + B * (terms.count("  ") + 1) / average)
    score = 0.0
    for phrase, weight in weights.items():
        if times := terms.count(phrase):
            score += weight * times * (K1 + 1) / (times + norm)
    return score
