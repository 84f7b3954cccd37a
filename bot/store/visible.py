"""What a scope sees, in memory: the sentences of its current versions as ranges of keys.

A version's sentences have keys one after another. So ten thousand documents are a few arrays, and
whether each of a million sentences may be seen is a search in them, where asking the database for
every one would take seconds. While documents are read, only those that changed are looked at anew.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.store.connection import Database
from bot.store.scope import Scope
from bot.store.sight import current

Keys = NDArray[np.int64]

KEPT = 32
"""Scopes held, some 320 kB each at ten thousand documents."""

# As one text: after each row SQLite's thread waits for its turn again, and where other threads are at work ten
# thousand turns take seconds.
_RANGES = """SELECT group_concat(v.id
        || ',' || coalesce((SELECT key FROM sentence s WHERE s.version = v.id ORDER BY ordinal LIMIT 1), 0)
        || ',' || coalesce((SELECT key FROM sentence s WHERE s.version = v.id ORDER BY ordinal DESC LIMIT 1), -1)
        || ',' || v.sentences || ',' || ({seen}))
    FROM document d JOIN version v ON {which}"""


@dataclass(frozen=True, slots=True, eq=False)
class Visible:
    """Current versions (n,) at one revision, in the order of their keys; those without a sentence first."""

    revision: int
    version: Keys
    first: Keys  # of its sentences; 0 where there is none, and ...
    last: Keys  # ... -1
    body: Keys  # how many sentences its body has

    @property
    def documents(self) -> int:
        return len(self.version)

    @property
    def sentences(self) -> int:
        """Of their bodies."""
        return int(self.body.sum())

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

    def count(self, keys: Keys) -> int:
        """How many of the keys, ascending, may be seen."""
        upto = np.searchsorted(keys, self.last, side="right") - np.searchsorted(keys, self.first)
        return int(upto[self.last >= self.first].sum())


class Views:
    """What each scope sees, brought up to date by the documents that changed since it was last asked for."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._known: dict[Scope, Visible] = {}

    async def of(self, scope: Scope) -> Visible:
        ((value,),) = await self._db.read("SELECT value FROM state WHERE key = 'revision'")
        revision, known = int(value), self._known.get(scope)
        if known is not None and known.revision == revision:
            return known
        visible = await (self._all(scope, revision) if known is None else self._since(scope, revision, known))
        self._known.pop(scope, None)
        if len(self._known) >= KEPT:
            self._known.pop(next(iter(self._known)))
        self._known[scope] = visible
        return visible

    async def _all(self, scope: Scope, revision: int) -> Visible:
        seen, values = current(scope)
        ((ranges,),) = await self._db.read(_RANGES.format(seen=seen, which="v.id = d.current"), values)
        return await asyncio.to_thread(lambda: _visible(revision, _numbers(ranges)))

    async def _since(self, scope: Scope, revision: int, known: Visible) -> Visible:
        """``known`` without any version of the documents that changed, and with those of them that are seen now."""
        seen, values = current(scope)
        sql = _RANGES.format(seen=f"v.id = d.current AND {seen}", which="v.document = d.id AND d.changed > ?")
        ((ranges,),) = await self._db.read(sql, (*values, known.revision))
        changed = _numbers(ranges)
        stays = ~np.isin(known.version, changed[0])
        columns = (known.version, known.first, known.last, known.body)
        kept = np.stack([*(column[stays] for column in columns), np.ones(np.count_nonzero(stays), dtype=np.int64)])
        return _visible(revision, np.concatenate([kept, changed], axis=1))


def _numbers(ranges: str | None) -> Keys:
    """(5, n): version, first and last key, sentences of the body, and whether it is seen."""
    return np.fromstring(ranges or "", dtype=np.int64, sep=",").reshape(-1, 5).T


def _visible(revision: int, ranges: Keys) -> Visible:
    held = ranges[:4, ranges[4] != 0]
    version, first, last, body = held[:, np.argsort(held[1], kind="stable")]
    return Visible(revision, version, first, last, body)
