"""Subscriptions, the ledger and what was told, as the store keeps them."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path

from bot.store.base import Scope
from bot.store.digest_rows import CLAIMED, FAILED, POSTED, CitedRow, DigestRow, PostingRow, ReportedRow, Told
from bot.store.sqlite import SqliteStore, open_store
from summarizers.models import DocumentId
from tests.store.material import NOW, put
from tests.subscribing import subscription

EIGHT = "2027-05-03T06:00:00+00:00"


def at(minute: int, hour: int = 6) -> str:
    return f"2027-05-03T{hour:02d}:{minute:02d}:00+00:00"


def slot(holder: str, minute: int = 0, key: str = "2027-05-03") -> DigestRow:
    return DigestRow(
        f"{holder}-{minute}", "s1", key, EIGHT, "1", "10", CLAIMED, holder, at(minute + 2), 1, at(minute)
    )  # fmt: skip


async def test_a_slot_is_claimed_by_one_alone(tmp_path: Path) -> None:
    """Two programs on one database both post the same digest."""
    async with await open_store(tmp_path / "d.sqlite3") as one, await open_store(tmp_path / "d.sqlite3") as two:
        await one.save_subscription(subscription("s1"))
        claims = await asyncio.gather(
            *(store.claim(slot(f"h{i}"), now=at(0)) for i in range(10) for store in (one, two))
        )
        taken = [c for c in claims if c is not None]
        assert {c.holder for c in taken} == {taken[0].holder}
        assert {c.id for c in taken} == {taken[0].id}


async def test_a_claim_is_taken_over_when_its_lease_has_run_out(store: SqliteStore) -> None:
    """After a crash the slot stays claimed for ever; or a slow holder is overtaken at once."""
    await store.save_subscription(subscription("s1"))
    first = await store.claim(slot("a"), now=at(0))
    assert first is not None
    assert await store.claim(slot("b", 1), now=at(1)) is None
    second = await store.claim(slot("b", 2), now=at(2))
    assert second is not None
    assert (second.id, second.holder, second.attempts) == (first.id, "b", 2)
    assert not await store.prepare(first.id, "a", content={}, now=at(3), lease_until=at(5)), "the overtaken one posts"
    assert not await store.finish(first.id, "a", state=POSTED, now=at(3), message="1", reason=None, told=None)
    assert await store.finish(first.id, "b", state=POSTED, now=at(3), message="1", reason=None, told=None)
    assert await store.claim(slot("c", 30), now=at(30)) is None, "a posted slot is claimed again"


async def test_a_clock_set_back_neither_frees_a_claim_nor_blocks_it_for_ever(store: SqliteStore) -> None:
    """The clock goes back an hour: the claim at work is taken, or a dead one is kept for a year."""
    await store.save_subscription(subscription("s1"))
    assert await store.claim(slot("a", 30), now=at(30)) is not None
    assert await store.claim(slot("b", 5), now=at(5)) is None
    year = dataclasses.replace(slot("c"), slot="2027-05-04", lease_until="2028-05-03T06:02:00+00:00")
    assert await store.claim(year, now="2028-05-03T06:00:00+00:00") is not None
    assert await store.claim(slot("d", 0, "2027-05-04"), now=at(0)) is not None


async def test_what_was_told_is_known_exactly_when_the_slot_is_done(store: SqliteStore) -> None:
    """A digest that failed counts as told, or one that was posted is told again."""
    await store.save_subscription(subscription("s1"))
    told = Told(
        cursor=7,
        carried=(5,),
        reported=(ReportedRow("10", "x", "Energy", "NIS was sold.", DocumentId("a"), 1, 0, 13, at(0)),),
        notices=("withdrawn:a",),
        posting=PostingRow("b1", "1", "10", "99", at(0), (CitedRow(0, DocumentId("a"), 1, 0, 13, "NIS was sold."),)),
    )
    claimed = await store.claim(slot("a"), now=at(0))
    assert claimed is not None
    await store.finish(claimed.id, "a", state=FAILED, now=at(1), message=None, reason="gone", told=told)
    assert await store.reported("10") == [] and await store.said_once("10") == frozenset()
    row = await store.subscription("s1")
    assert row is not None and (row.failures, row.cursor) == (1, 0)

    again = await store.claim(slot("a", 5, "2027-05-04"), now=at(5))
    assert again is not None
    await store.finish(again.id, "a", state=POSTED, now=at(6), message="99", reason=None, told=told)
    assert [r.text for r in await store.reported("10")] == ["NIS was sold."]
    assert await store.reported("11") == []
    assert await store.said_once("10") == {"withdrawn:a"}
    row = await store.subscription("s1")
    assert row is not None and (row.failures, row.cursor, row.carried) == (0, 7, (5,))


async def test_fresh_versions_are_those_since_the_last_digest(store: SqliteStore) -> None:
    """Yesterday's documents are news again, or an edited one is not."""
    await put(store, "a", "One is here.")
    await put(store, "b", "Two is here.")
    cursor = await store.newest_version()
    assert await store.fresh(Scope(), cursor, ()) == []
    await put(store, "b", "Two is gone.")
    await put(store, "c", "Three is here.")
    fresh = await store.fresh(Scope(), cursor, ())
    assert [(f.document, f.number, f.before) for f in fresh] == [("b", 2, 1), ("c", 1, None)]
    assert [f.document for f in await store.fresh(Scope(), cursor, (1,))] == ["a", "b", "c"]
    await store.withdraw(DocumentId("c"), now=NOW)
    assert [f.document for f in await store.fresh(Scope(), cursor, ())] == ["b"]
    assert await store.texts(DocumentId("b"), 1) == ["Two is here."]


async def test_postings_are_doubted_when_what_they_cite_has_changed(store: SqliteStore) -> None:
    """A brief goes on standing in the channel though its source was edited or withdrawn."""
    await put(store, "a", "One is here.")
    await put(store, "b", "Two is here.")
    cited = (CitedRow(0, DocumentId("a"), 1, 0, 12, "One."), CitedRow(1, DocumentId("b"), 1, 0, 12, "Two."))
    await store.save_posting(PostingRow("b1", "1", "10", "99", NOW, cited))
    assert await store.doubtful("10") == []
    await put(store, "a", "One is gone.")
    await store.withdraw(DocumentId("b"), now=NOW)
    doubtful = await store.doubtful("10")
    assert [(d.cited.document, d.current) for d in doubtful] == [("a", 2), ("b", None)]
    assert doubtful[0].posting.message == "99"
    assert await store.doubtful("11") == []
