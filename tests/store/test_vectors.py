"""Vectors: stored small, given back as they were, whole corpora at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.store import nearest
from bot.store import vectors as module
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore, open_store
from summarizers.models import DocumentId
from tests.store.material import NOW, put

EVERYBODY = Scope()


def unit(count: int, dimensions: int = 384) -> np.ndarray:
    rows = np.random.default_rng(0).normal(size=(count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


async def test_vectors_keep_their_similarities(store: SqliteStore) -> None:
    await put(store, "a", "Gas. " * 20)
    keys = [s.key for s in await store.missing_vectors("m", 99)]
    rows = unit(len(keys))
    await store.put_vectors("m", keys, rows)
    found, back = await store.vectors("m", keys)
    assert list(found) == keys
    assert back.dtype == np.float32
    np.testing.assert_allclose(back @ back.T, rows @ rows.T, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(back, axis=1), 1, atol=1e-3)


async def test_vectors_are_asked_for_in_any_order_and_those_missing_are_left_out(store: SqliteStore) -> None:
    await put(store, "a", "One gas. Two gas. Three gas.")
    one, two, three = [s.key for s in await store.sentences(EVERYBODY)]
    await store.put_vectors("m", [one, three], unit(2))
    keys, rows = await store.vectors("m", [three, two, one, 999])
    assert list(keys) == [three, one]
    np.testing.assert_allclose(rows, unit(2)[::-1], atol=1e-3)
    none, empty = await store.vectors("other", [one])
    assert (list(none), len(empty)) == ([], 0)


async def test_only_current_sentences_in_scope_have_vectors_to_search(store: SqliteStore) -> None:
    await put(store, "a", "Old gas.")
    await put(store, "b", "Guild gas.", owner="1")
    await put(store, "c", "Gone gas.")
    await store.put_vectors("m", [s.key for s in await store.missing_vectors("m", 9)], unit(3))
    await put(store, "a", "New gas.")
    await store.withdraw(DocumentId("c"), now=NOW)
    assert await store.count_vectors(EVERYBODY, "m") == 0
    assert await store.count_vectors(Scope("1"), "m") == 1
    assert await store.count_missing("m") == 1


async def test_missing_vectors_are_given_in_batches_that_go_on(store: SqliteStore) -> None:
    await put(store, "a", "One gas. Two gas. Three gas.")
    first = await store.missing_vectors("m", 2)
    rest = await store.missing_vectors("m", 2, after=first[-1].key)
    assert [s.sentence.text for s in first + rest] == ["One gas.", "Two gas.", "Three gas."]


async def test_as_many_vectors_as_sentences(store: SqliteStore) -> None:
    await put(store, "a", "One gas.")
    with pytest.raises(ValueError, match="2 vectors for 1"):
        await store.put_vectors("m", [1], unit(2))


async def test_query_vectors_are_cached_exactly_and_the_oldest_go(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_QUERIES", 3)
    (vector,) = unit(1)
    await store.put_query_vector("m", "who pays?", vector)
    back = await store.query_vector("m", "who pays?")
    assert back is not None
    assert back.tolist() == vector.tolist()
    assert await store.query_vector("m", "\ud800") is None
    await store.put_query_vector("m", "\ud800", vector)
    for number in range(3):
        await store.put_query_vector("m", f"{number}", vector)
    assert await store.query_vector("m", "who pays?") is None
    assert await store.query_vector("m", "2") is not None


async def test_the_nearest_are_found_without_reading_all(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST_MEASURED", 10)
    await put(store, "a", " ".join(f"Gas number {i}." for i in range(300)))
    keys = [s.key for s in await store.missing_vectors("m", 999)]
    rows = unit(300)
    await store.put_vectors("m", keys, rows)
    for target in (0, 150, 299):
        hits = await store.nearest(EVERYBODY, "m", rows[target], 5)
        assert len(hits) == 5
        assert hits[0].key == keys[target]
        assert hits[0].score == pytest.approx(1, abs=1e-3)
        assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


async def test_of_equally_near_ones_the_newest_are_measured(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence in more documents than are measured: so many are found, and none by chance."""
    monkeypatch.setattr(module, "LEAST_MEASURED", 8)
    await put(store, "a", " ".join(f"Gas number {i}." for i in range(50)))
    keys = [s.key for s in await store.missing_vectors("m", 99)]
    rows = np.repeat(unit(2), [40, 10], axis=0)
    await store.put_vectors("m", keys, rows)
    assert [h.key for h in await store.nearest(EVERYBODY, "m", rows[0], 2)] == keys[32:34]


async def test_the_nearest_within_sight_are_found_among_many_that_are_not(store: SqliteStore) -> None:
    """A guild that sees little is answered with less than there is, because the nearest are not for its eyes."""
    rows = unit(400, dimensions=64)
    for number in range(40):  # vectors come a few at a time, as they do while documents are read
        await put(store, f"d{number:02}", " ".join(f"Gas {number} {i}." for i in range(10)), owner=str(number % 4))
        new = [s.key for s in await store.missing_vectors("m", 99)]
        await store.put_vectors("m", new, rows[number * 10 : number * 10 + 10])
        await store.index_vectors("m")
    for number in range(0, 40, 3):
        await put(store, f"d{number:02}", f"New gas {number}.", owner=str(number % 4))
    found, vectors = await store.vectors("m", [s.key for s in await store.sentences(Scope("2"))])
    visible, codes = await store._views.of(Scope("2")), nearest.signs(vectors)
    for target in rows[::40]:
        differing = np.bitwise_count(codes ^ nearest.signs(target[None, :])).sum(axis=0)
        closest = store._signs["m"].closest(target, visible, 10)
        assert sorted(differing[list(found).index(key)] for key in closest) == sorted(differing)[:10]


async def test_the_nearest_are_current_and_within_sight(store: SqliteStore) -> None:
    await put(store, "a", "Old gas.")
    await put(store, "b", "Guild gas.", owner="1")
    keys = [s.key for s in await store.missing_vectors("m", 9)]
    await store.put_vectors("m", keys, unit(2))
    assert [h.key for h in await store.nearest(EVERYBODY, "m", unit(1)[0], 5)] == [keys[0]]
    assert len(await store.nearest(Scope("1"), "m", unit(1)[0], 5)) == 2
    await put(store, "a", "New gas.")
    assert await store.nearest(EVERYBODY, "m", unit(1)[0], 5) == []
    (new,) = await store.missing_vectors("m", 9)
    await store.put_vectors("m", [new.key], unit(1))
    assert [h.key for h in await store.nearest(EVERYBODY, "m", unit(1)[0], 5)] == [new.key]
    await store.withdraw(DocumentId("a"), now=NOW)
    assert await store.nearest(EVERYBODY, "m", unit(1)[0], 5) == []
    assert await store.nearest(EVERYBODY, "unknown", unit(1)[0], 5) == []


async def test_a_start_finds_the_same_by_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signs kept of many vectors, and what came after them, answer as the vectors do."""
    monkeypatch.setattr(nearest, "LOADED_AT_ONCE", 20)
    path = tmp_path / "x.sqlite3"
    rows = unit(50)
    async with await open_store(path) as store:
        await put(store, "a", " ".join(f"Gas number {i}." for i in range(45)))
        keys = [s.key for s in await store.missing_vectors("m", 99)]
        await store.put_vectors("m", keys, rows[:45])
        await store.index_vectors("m")
    async with await open_store(path) as store:
        await put(store, "b", " ".join(f"Oil number {i}." for i in range(5)))
        more = [s.key for s in await store.missing_vectors("m", 99)]
        await store.put_vectors("m", more, rows[45:])
        for target, key in enumerate([*keys, *more]):
            assert (await store.nearest(EVERYBODY, "m", rows[target], 1))[0].key == key
        assert await store.count_vectors(EVERYBODY, "m") == 50


async def test_what_was_kept_is_left_when_rows_were_numbered_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VACUUM may give vectors other rowids; no sentence is then found by another one's vector, and none is lost."""
    monkeypatch.setattr(nearest, "LOADED_AT_ONCE", 10)
    path = tmp_path / "x.sqlite3"
    rows = unit(35)
    async with await open_store(path) as store:
        await put(store, "a", " ".join(f"Gas number {i}." for i in range(35)))
        keys = [s.key for s in await store.missing_vectors("m", 99)]
        await store.put_vectors("m", keys, rows)
        await store.put_vectors("m", keys[5:8], rows[5:8])
        await store.index_vectors("m")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
    for _ in range(2):
        async with await open_store(path) as store:
            assert await store.count_vectors(EVERYBODY, "m") == 35
            for target, key in enumerate(keys):
                assert (await store.nearest(EVERYBODY, "m", rows[target], 1))[0].key == key
