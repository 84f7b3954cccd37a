"""What a scope sees is told from memory as the database would tell it."""

from __future__ import annotations

from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from summarizers.models import DocumentId
from tests.store.material import NOW, put

EVERYBODY = Scope()


async def test_counts_follow_the_corpus(store: SqliteStore) -> None:
    """/status and /topics never tell of what was replaced, withdrawn, or another server's."""
    assert await store.count(EVERYBODY) == 0
    assert await store.tally(EVERYBODY, ["gas"]) == (0, 0)
    await put(store, "a", "One gas. Two gas. Three oil.")
    await put(store, "b", "Four gas. Five oil.")
    await put(store, "c", "Six gas.", owner="1")
    assert (await store.count(EVERYBODY), await store.count(Scope("1"))) == (5, 6)
    assert await store.tally(EVERYBODY, ["gas", "oil"]) == (5, 2)
    assert await store.tally(Scope("1"), ["gas"]) == (4, 3)
    await put(store, "a", "New oil.")
    assert await store.tally(EVERYBODY, ["gas"]) == (1, 1)
    await store.withdraw(DocumentId("b"), now=NOW)
    assert await store.tally(EVERYBODY, ["gas"]) == (0, 0)
    assert await store.tally(EVERYBODY, ["oil", "the"]) == (1, 1)
    assert await store.count(EVERYBODY) == 1
