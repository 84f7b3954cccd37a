"""What a scope sees, in memory: the sentences of its current versions as ranges of keys.

A version's sentences have keys one after another. So ten thousand documents are two arrays, and
whether each of a million sentences may be seen is a search in them, where asking the database for
every one would take seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.store.connection import Database, Row
from bot.store.scope import Scope
from bot.store.sight import current

Keys = NDArray[np.int64]

KEPT = 32
"""Scopes held, some 200 kB each at ten thousand documents."""

_RANGES = """SELECT
    (SELECT key FROM sentence s WHERE s.version = v.id ORDER BY ordinal LIMIT 1) AS first,
    (SELECT key FROM sentence s WHERE s.version = v.id ORDER BY ordinal DESC LIMIT 1),
    v.sentences
    FROM document d JOIN version v ON v.id = d.current WHERE """


@dataclass(frozen=True, slots=True, eq=False)
class Visible:
    """The first and last keys (n,) of current versions, ascending, at one revision."""

    revision: str
    first: Keys
    last: Keys
    documents: int  # also those without a sentence
    sentences: int  # of their bodies

    def versions(self, keys: Keys) -> NDArray[np.intp]:
        """The index (k,) of the version that holds each key; -1 for what may not be seen."""
        if not len(self.first):
            return np.full(len(keys), -1, dtype=np.intp)
        places = np.searchsorted(self.first, keys, side="right") - 1
        return np.where((places >= 0) & (keys <= self.last[places]), places, -1)

    def holds(self, keys: Keys) -> NDArray[np.bool_]:
        """(k,) whether each key may be seen."""
        seen: NDArray[np.bool_] = self.versions(keys) >= 0
        return seen


class Views:
    """What each scope sees, as long as the corpus and its judgments stay as they are."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._known: dict[Scope, Visible] = {}

    async def of(self, scope: Scope) -> Visible:
        ((revision,),) = await self._db.read("SELECT value FROM state WHERE key = 'revision'")
        known = self._known.get(scope)
        if known is None or known.revision != revision:
            seen, values = current(scope)
            rows = await self._db.read(f"{_RANGES}{seen} ORDER BY first", values)
            known = await asyncio.to_thread(_visible, revision, rows)
            self._known.pop(scope, None)
            if len(self._known) >= KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[scope] = known
        return known


def _visible(revision: str, rows: Sequence[Row]) -> Visible:
    held = np.array([row for row in rows if row[0] is not None], dtype=np.int64).reshape(-1, 3)
    first, last = np.ascontiguousarray(held[:, 0]), np.ascontiguousarray(held[:, 1])
    return Visible(revision, first, last, len(rows), int(held[:, 2].sum()))
