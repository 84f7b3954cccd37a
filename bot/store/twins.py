"""Which documents say the same: what they are looked up by, and the pairs that were found."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.store.connection import Database, marks
from bot.store.scope import Scope
from summarizers.models import DocumentId

_AT_ONCE = 500

NEWEST = 40
"""Versions looked at for a run of words that many have in common: a formula stands in thousands, and of a story
that hundreds tell the newest lead to all."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The hashes of some of a version's ``count`` runs of words, smallest first."""

    version: int
    count: int
    runs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """Two current documents that say the same; ``share`` is how much of ``a``, the shorter, stands in ``b``.

    ``part`` says that the longer one has much besides.
    """

    a: DocumentId
    b: DocumentId
    share: float
    part: bool


class TwinStore(Protocol):
    """What finding them asks of the store."""

    async def count_unsketched(self) -> int:
        """How many current versions there are that were not compared yet."""

    async def unsketched(self, limit: int) -> list[tuple[int, list[str]]]:
        """Some of them, with their body sentences."""

    async def bodies(self, versions: Collection[int]) -> dict[int, list[str]]:
        """The body sentences of versions."""

    async def akin(self, sketch: Sketch, needed: Callable[[int, int], float], most: int) -> list[int]:
        """At most so many versions with the most alike sketches, of those that have in common what is ``needed`` for
        the sizes of both.

        Each is the last of its document, which may be withdrawn; a document's own earlier versions are not among them.
        """

    async def put_sketches(self, sketches: Sequence[Sketch], twins: Iterable[tuple[int, int, float]]) -> None: ...


_UNSKETCHED = """FROM document d LEFT JOIN sketch s ON s.version = d.current
    WHERE d.withdrawn_at IS NULL AND s.version IS NULL AND d.current IS NOT NULL"""

LONGER = 1.8
"""How many times as long a document is that only contains another, as a review of the press does."""


def grouped(
    documents: Sequence[DocumentId], pairs: Iterable[tuple[DocumentId, DocumentId]], sizes: Mapping[DocumentId, int]
) -> list[frozenset[DocumentId]]:
    """The documents by voice, ``pairs`` being those that say the same.

    One that contains several others, much shorter ones that have nothing in common, does not make these
    one voice; it adds none itself, and goes with the first of them. The order of ``documents`` and ``pairs`` does
    not matter.
    """
    beside: dict[DocumentId, set[DocumentId]] = {document: set() for document in documents}
    for a, b in pairs:
        beside[a].add(b)
        beside[b].add(a)
    groups: list[set[DocumentId]] = []
    for document in sorted(beside, key=lambda d: (sizes.get(d, 0), d)):  # the shorter first
        near = [group for group in groups if group & beside[document]]
        limit = sizes.get(document, 0) / LONGER
        alike = [group for group in near if any(sizes.get(d, 0) > limit for d in group & beside[document])]
        joined = alike or near[:1]
        groups = [group for group in groups if group not in joined]
        groups.append({document}.union(*joined))
    return [frozenset(group) for group in groups]


class Twins:
    """The part of the store that knows them."""

    _db: Database

    async def count_unsketched(self) -> int:
        ((count,),) = await self._db.read(f"SELECT count(*) {_UNSKETCHED}")
        return int(count)

    async def unsketched(self, limit: int) -> list[tuple[int, list[str]]]:
        rows = await self._db.read(f"SELECT d.current {_UNSKETCHED} ORDER BY d.current LIMIT ?", (limit,))
        return list((await self.bodies([row[0] for row in rows])).items())

    async def bodies(self, versions: Collection[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {version: [] for version in versions}
        wanted = list(found)
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            texts = await self._db.read(
                f"""SELECT version, text FROM sentence WHERE version IN ({marks(part)}) AND kind = 'body'
                ORDER BY version, ordinal""",
                part,
            )
            for version, text in texts:
                found[version].append(text)
        return found

    async def akin(self, sketch: Sketch, needed: Callable[[int, int], float], most: int) -> list[int]:
        rows = await self._db.read(
            """SELECT r.version, count(*) FROM json_each(?) k CROSS JOIN sketch_run r
            WHERE r.hash = k.value AND r.version IN
                (SELECT version FROM sketch_run WHERE hash = k.value ORDER BY version DESC LIMIT ?)
            GROUP BY r.version""",
            (json.dumps(sketch.runs), NEWEST),
        )
        shared: dict[int, int] = dict(rows)
        likely = [version for version, count in shared.items() if count >= min(2, len(sketch.runs))]
        found: list[tuple[float, int]] = []
        for start in range(0, len(likely), _AT_ONCE):
            part = likely[start : start + _AT_ONCE]
            rows = await self._db.read(
                f"""SELECT s.version, s.kept FROM sketch s JOIN document d ON d.current = s.version
                WHERE s.version IN ({marks(part)}) AND d.id != (SELECT document FROM version WHERE id = ?)""",
                (*part, sketch.version),
            )
            found += (
                (shared[version] / min(kept, len(sketch.runs)), version)
                for version, kept in rows
                if shared[version] >= needed(kept, len(sketch.runs))
            )
        return [version for _, version in sorted(found, key=lambda each: (-each[0], each[1]))[:most]]

    async def put_sketches(self, sketches: Sequence[Sketch], twins: Iterable[tuple[int, int, float]]) -> None:
        async with self._db.transaction() as write:
            await write.many(
                "INSERT OR IGNORE INTO sketch (version, kept, runs) VALUES (?, ?, ?)",
                [(each.version, len(each.runs), each.count) for each in sketches],
            )
            await write.many(
                "INSERT OR IGNORE INTO sketch_run (hash, version) VALUES (?, ?)",
                [(run, each.version) for each in sketches for run in each.runs],
            )
            await write.many("INSERT OR REPLACE INTO twin (a, b, share) VALUES (?, ?, ?)", twins)

    async def twins(self, scope: Scope) -> list[Twin]:
        """Every pair of current documents in scope that say the same."""
        rows = await self._db.read(
            f"""SELECT x.id, y.id, t.share, k.runs, l.runs FROM twin t
            JOIN document x ON x.current = t.a JOIN document y ON y.current = t.b
            JOIN sketch k ON k.version = t.a JOIN sketch l ON l.version = t.b
            WHERE x.withdrawn_at IS NULL AND y.withdrawn_at IS NULL
                AND x.owner IN ({marks(scope.owners)}) AND y.owner IN ({marks(scope.owners)})
            ORDER BY x.path, y.path""",
            (*scope.owners, *scope.owners),
        )
        found = []
        for a, b, share, one, other in rows:
            inner, outer = (a, b) if one <= other else (b, a)
            part = max(one, other) >= LONGER * min(one, other)
            found.append(Twin(DocumentId(inner), DocumentId(outer), share, part))
        return found

    async def voices(self, versions: Sequence[tuple[DocumentId, int]]) -> list[frozenset[DocumentId]]:
        """The documents (each with its version) grouped by what they say: one group, one voice."""
        documents = list(dict.fromkeys(document for document, _ in versions))
        found: list[tuple[DocumentId, DocumentId]] = []
        sizes: dict[DocumentId, int] = {}
        for start in range(0, len(versions), _AT_ONCE):
            part = versions[start : start + _AT_ONCE]
            named = " OR ".join("(v.document = ? AND v.number = ?)" for _ in part)
            rows = await self._db.read(
                f"""SELECT v.id, v.document, s.runs FROM version v LEFT JOIN sketch s ON s.version = v.id
                WHERE {named or "0"}""",
                [value for pair in part for value in pair],
            )
            ids = {row[0]: DocumentId(row[1]) for row in rows}
            sizes.update({DocumentId(document): runs or 0 for _, document, runs in rows})
            pairs = await self._db.read(
                f"SELECT a, b FROM twin WHERE a IN ({marks(list(ids))}) AND b IN ({marks(list(ids))})",
                [*ids, *ids],
            )
            found += ((ids[a], ids[b]) for a, b in pairs)
        return grouped(documents, found, sizes)
