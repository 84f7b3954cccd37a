"""What is dropped of kept briefs and of the buttons' state when it is old, and what never is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.store import briefs
from bot.store.base import BriefRow
from bot.store.digest_rows import CitedRow, PostingRow, ReportedRow
from bot.store.migrate import migrations
from bot.store.sqlite import SqliteStore, open_store
from summarizers.models import DocumentId
from tests.store.material import NOW

LONG_AGO, LAST_YEAR, MAY, JUNE = (
    f"{day}T00:00:00+00:00" for day in ("2020-01-01", "2025-06-02", "2026-05-01", "2026-06-01")
)
CITED = (CitedRow(0, DocumentId("a"), 1, 0, 5, "A fact."),)


async def keep(store: SqliteStore, id: str, made: str, posted: str | None = None) -> None:
    await store.save_brief(BriefRow(id, "1", None, None, made, {"id": id}))
    await store.set(f"shown:{id}", "content", at=made, brief=id)
    if posted is not None:
        await store.save_posting(PostingRow(id, "1", "10", f"m-{id}", posted, CITED))


async def kept(store: SqliteStore, *ids: str) -> list[str]:
    briefs = [id for id in ids if await store.brief(id)]
    assert briefs == [id for id in ids if await store.get(f"shown:{id}")], "a brief and its buttons' state part"
    return briefs


async def test_old_briefs_are_dropped_with_what_their_buttons_need(store: SqliteStore) -> None:
    """The database grows with every question for ever; or a posted brief's sources can no longer be opened."""
    await keep(store, "old", LONG_AGO)
    await keep(store, "fresh", JUNE)
    await keep(store, "posted", LAST_YEAR, posted=LAST_YEAR)
    await keep(store, "posted-later", LONG_AGO, posted=MAY)
    await keep(store, "posted-long-ago", LONG_AGO, posted=LONG_AGO)
    everything = ("old", "fresh", "posted", "posted-later", "posted-long-ago")
    assert await kept(store, *everything) == list(everything)

    assert await store.drop_old(unposted=MAY, posted=LAST_YEAR) == 2

    assert await kept(store, *everything) == ["fresh", "posted", "posted-later"]
    assert await store.drop_old(unposted=MAY, posted=LAST_YEAR) == 0


async def test_state_without_a_brief_is_dropped_by_its_age_and_named_values_never(store: SqliteStore) -> None:
    """The commands are sent to Discord anew after three months, or a search's words are kept for ever."""
    await store.set("commands:1", "hash")
    await store.set("search:a", "words", at=LONG_AGO)
    await store.set("search:b", "words", at=LONG_AGO)
    await store.set("search:b", "words", at=JUNE)  # searched again
    await store.set("shown:quiet", "nothing to tell", at=LONG_AGO, brief="never kept")
    revision = await store.revision()
    await store.drop_old(unposted=MAY, posted=LAST_YEAR)
    keys = ("commands:1", "search:a", "search:b", "shown:quiet")
    assert [await store.get(key) for key in keys] == ["hash", None, "words", None]
    assert await store.revision() == revision


async def test_what_a_channel_was_told_outlives_the_brief(store: SqliteStore) -> None:
    """A digest tells a story again, or no longer sees that a posted source was withdrawn."""
    await keep(store, "b", LONG_AGO, posted=LONG_AGO)
    async with store._db.transaction() as write:
        await write.run(
            """INSERT INTO reported (channel, digest, text, document, version, start, end, at)
            VALUES ('10', 'b', 'A fact.', 'a', 1, 0, 5, ?)""",
            (LONG_AGO,),
        )
    told = await store.reported("10")
    assert told == [ReportedRow("10", "b", None, "A fact.", DocumentId("a"), 1, 0, 5, LONG_AGO, "1", "m-b")]
    assert await store.drop_old(unposted=MAY, posted=LAST_YEAR) == 1
    assert await store.reported("10") == told
    assert await store._db.read("SELECT count(*) FROM cited") == [(1,)]


async def test_a_brief_that_is_kept_again_keeps_what_its_buttons_need(store: SqliteStore) -> None:
    """A digest that is posted at the second attempt loses its pages."""
    await keep(store, "b", JUNE)
    again = BriefRow("b", "1", "10", "u", JUNE, {"id": "b", "more": True})
    await store.save_brief(again)
    assert await store.brief("b") == again and await store.get("shown:b") == "content"


async def test_many_are_dropped_in_steps(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """After years without it, one transaction holds the write lock while somebody waits for an answer."""
    monkeypatch.setattr(briefs, "AT_ONCE", 2)
    for number in range(5):
        await keep(store, f"b{number}", LONG_AGO)
    begun = 0
    transaction = store._db.transaction

    def counted() -> object:
        nonlocal begun
        begun += 1
        return transaction()

    monkeypatch.setattr(store._db, "transaction", counted)
    assert await store.drop_old(unposted=MAY, posted=LAST_YEAR) == 5
    assert begun == 3
    assert await store.drop_old(unposted=MAY, posted=LAST_YEAR) == 0
    assert begun == 3, "takes the lock where there is nothing to drop"


async def test_state_of_an_older_database_is_dropped_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What buttons needed before the update stays for ever, or is gone at once."""
    path, known = tmp_path / "x.sqlite3", migrations()
    monkeypatch.setattr("bot.store.migrate.migrations", lambda: known[:12])
    state = {"shown:b": "s", "shared:b:10": "1", "shared:c:10": "1", "search:k": "w", "commands:1": "h"}
    async with await open_store(path) as store, store._db.transaction() as write:
        await write.run("INSERT INTO brief (id, created_at, payload) VALUES ('b', ?, ?)", (NOW, json.dumps({})))
        await write.many("INSERT INTO state (key, value) VALUES (?, ?)", list(state.items()))
    monkeypatch.undo()
    async with await open_store(path) as store:
        rows = await store._db.read("SELECT key, at IS NOT NULL, brief FROM state WHERE key <> 'revision' ORDER BY key")
        assert rows == [
            ("commands:1", 0, None),
            ("search:k", 1, None),
            ("shared:b:10", 1, "b"),
            ("shared:c:10", 1, None),
            ("shown:b", 1, "b"),
        ]
        assert await store.drop_old(unposted=LONG_AGO, posted=LONG_AGO) == 0
        assert {key: await store.get(key) for key in state} == state
        assert await store.drop_old(unposted="2999", posted="2999") == 1
        assert [key for key in state if await store.get(key)] == ["commands:1"]
