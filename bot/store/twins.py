"""Which documents say the same: likenesses as they were computed, and the pairs found by them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.store.connection import Database, marks
from bot.store.scope import Scope
from summarizers.models import DocumentId

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Likeness:
    """How the words of a version look; ``bands`` are what like versions share some of."""

    version: int
    shingles: int
    minhash: bytes
    bands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """Two current documents that say the same."""

    a: DocumentId
    b: DocumentId
    overlap: float
    jaccard: float


class LikenessStore(Protocol):
    """What finding them asks of the store."""

    async def count_unlikened(self) -> int:
        """How many current versions there are whose likeness is not known yet."""

    async def unlikened(self, limit: int) -> list[tuple[int, list[str]]]:
        """Some of them, with their body sentences."""

    async def akin(self, bands: Sequence[int], most: int = 200) -> list[Likeness]:
        """Versions that share a band, those that share most first."""

    async def put_likenesses(
        self, likenesses: Sequence[Likeness], twins: Iterable[tuple[int, int, float, float]]
    ) -> None: ...


_UNLIKENED = """FROM document d LEFT JOIN likeness l ON l.version = d.current
    WHERE d.withdrawn_at IS NULL AND l.version IS NULL AND d.current IS NOT NULL"""


class Twins:
    """The part of the store that knows them."""

    _db: Database

    async def count_unlikened(self) -> int:
        ((count,),) = await self._db.read(f"SELECT count(*) {_UNLIKENED}")
        return int(count)

    async def unlikened(self, limit: int) -> list[tuple[int, list[str]]]:
        rows = await self._db.read(f"SELECT d.current {_UNLIKENED} ORDER BY d.current LIMIT ?", (limit,))
        found: dict[int, list[str]] = {row[0]: [] for row in rows}
        if found:
            texts = await self._db.read(
                f"""SELECT version, text FROM sentence WHERE version IN ({marks(list(found))}) AND kind = 'body'
                ORDER BY version, ordinal""",
                list(found),
            )
            for version, text in texts:
                found[version].append(text)
        return list(found.items())

    async def akin(self, bands: Sequence[int], most: int = 200) -> list[Likeness]:
        rows = await self._db.read(
            f"""SELECT l.version, l.shingles, l.minhash FROM (
                SELECT version, count(*) AS shared FROM likeness_band WHERE hash IN ({marks(bands)})
                GROUP BY version ORDER BY shared DESC LIMIT ?) s
            JOIN likeness l ON l.version = s.version""",
            (*bands, most),
        )
        return [Likeness(*row) for row in rows]

    async def put_likenesses(
        self, likenesses: Sequence[Likeness], twins: Iterable[tuple[int, int, float, float]]
    ) -> None:
        async with self._db.transaction() as write:
            await write.many(
                "INSERT OR IGNORE INTO likeness (version, shingles, minhash) VALUES (?, ?, ?)",
                [(each.version, each.shingles, each.minhash) for each in likenesses],
            )
            await write.many(
                "INSERT OR IGNORE INTO likeness_band (hash, version) VALUES (?, ?)",
                [(band, each.version) for each in likenesses for band in each.bands],
            )
            await write.many("INSERT OR REPLACE INTO twin (a, b, overlap, jaccard) VALUES (?, ?, ?, ?)", twins)

    async def twins(self, scope: Scope) -> list[Twin]:
        """Every pair of current documents in scope that say the same."""
        rows = await self._db.read(
            f"""SELECT x.id, y.id, t.overlap, t.jaccard FROM twin t
            JOIN document x ON x.current = t.a JOIN document y ON y.current = t.b
            WHERE x.withdrawn_at IS NULL AND y.withdrawn_at IS NULL
                AND x.owner IN ({marks(scope.owners)}) AND y.owner IN ({marks(scope.owners)})
            ORDER BY x.path, y.path""",
            (*scope.owners, *scope.owners),
        )
        return [Twin(DocumentId(a), DocumentId(b), overlap, jaccard) for a, b, overlap, jaccard in rows]

    async def voices(self, versions: Sequence[tuple[DocumentId, int]]) -> list[frozenset[DocumentId]]:
        """The documents (each with its version) grouped by what they say: one group, one voice."""
        documents = list(dict.fromkeys(document for document, _ in versions))
        groups = {document: {document} for document in documents}
        for start in range(0, len(versions), _AT_ONCE):
            part = versions[start : start + _AT_ONCE]
            named = " OR ".join("(document = ? AND number = ?)" for _ in part)
            rows = await self._db.read(
                f"SELECT id, document FROM version WHERE {named or '0'}", [value for pair in part for value in pair]
            )
            ids = {row[0]: DocumentId(row[1]) for row in rows}
            pairs = await self._db.read(
                f"SELECT a, b FROM twin WHERE a IN ({marks(list(ids))}) AND b IN ({marks(list(ids))})",
                [*ids, *ids],
            )
            for a, b in pairs:
                together = groups[ids[a]] | groups[ids[b]]
                for each in together:
                    groups[each] = together
        return list({frozenset(group) for group in groups.values()})
