"""What a scope sees is told from memory as the database would tell it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np

from bot.store.base import Scope
from bot.store.guild_rows import SOURCES, Entry
from bot.store.sqlite import SqliteStore
from bot.store.visible import Views, Visible
from summarizers.models import DocumentId
from tests.store.material import NOW, document, put, split

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


async def test_what_is_held_and_brought_up_to_date_is_what_a_look_at_everything_gives(store: SqliteStore) -> None:
    """After hundreds of changes somebody sees what was replaced, withdrawn or hidden, or misses what is new."""
    chance = random.Random(4)
    scopes = [
        Scope(),
        Scope("1"),
        Scope("1", hidden_too=True),
        Scope("2"),
        Scope(since="2024"),
        Scope("1", since="2023-05"),
    ]
    held = Views(store._db)
    hide = Entry(0, "1", "7", NOW, SOURCES, "hidden", label="x")
    for step in range(120):
        name, owner = f"d{(number := chance.randrange(12))}", ("", "1", "2")[number % 3]
        match chance.randrange(6):
            case 0:
                await store.withdraw(DocumentId(name), now=NOW)
            case 1:
                await store.change(replace(hide, subject=name, after=chance.choice(("yes", None))))
            case _:
                text = " ".join(f"Gas {step} {i}." for i in range(chance.choice((0, 1, 4))))
                new = document(name, text, published=chance.choice(("2022", "2023-06", "2024-02-01")))
                await store.put(new, split(new), owner=owner, digest=f"{step}", now=NOW)
        for scope in chance.sample(scopes, 2):
            assert columns(await held.of(scope)) == columns(await Views(store._db).of(scope)), (step, scope)
    seen = await held.of(Scope("1"))
    keys = np.arange(1, 1 + max(s.key for s in await store.sentences(Scope("1"))))
    assert [s.key for s in sorted(await store.sentences(Scope("1")), key=lambda s: s.key)] == [*keys[seen.holds(keys)]]
    assert seen.count(keys) == seen.sentences == len(await store.sentences(Scope("1")))
    assert seen.documents == len(await store.documents(Scope("1")))


def columns(seen: Visible) -> list[tuple[int, ...]]:
    """A row for each version."""
    return sorted(zip(*(map(int, each) for each in (seen.version, seen.first, seen.last, seen.body)), strict=True))
