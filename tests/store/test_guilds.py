"""What guilds choose: kept, recorded, taken back, and nobody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store.guild_rows import SETTINGS, SOURCES, Entry, GuildSettings, Judged
from bot.store.sqlite import SqliteStore
from summarizers.models import DocumentId

LENGTH = Entry(0, "g1", "7", "2027-05-01T12:00:00+00:00", SETTINGS, "length", after="long")
HIDE = replace(LENGTH, area=SOURCES, name="hidden", subject="gas", label="Gas", after="yes")


async def test_a_choice_is_kept_with_who_made_it_and_what_was_before(store: SqliteStore) -> None:
    """A setting is lost, or nobody can tell who changed it from what."""
    first = await store.change(LENGTH)
    second = await store.change(replace(LENGTH, user="8", after="short"))
    assert first is not None and second is not None
    assert (first.before, second.before) == (None, "long")
    assert (await store.settings("g1")).length == "short"
    entries, total = await store.entries("g1", limit=1)
    assert total == 2 and entries == [second], "not the newest first"


async def test_what_stays_the_same_is_not_recorded(store: SqliteStore) -> None:
    """The trail fills with changes that changed nothing."""
    await store.change(LENGTH)
    again = await store.change(LENGTH)
    assert again is not None and again.id == 0
    assert (await store.entries("g1", limit=9))[1] == 1


async def test_what_was_changed_again_since_is_not_undone(store: SqliteStore) -> None:
    """Undo takes back somebody else's later choice."""
    first = await store.change(LENGTH)
    await store.change(replace(LENGTH, after="short"))
    assert await store.change(replace(LENGTH, after=None), undoes=first) is None
    assert (await store.settings("g1")).length == "short"


async def test_guilds_know_nothing_of_each_other(store: SqliteStore) -> None:
    """One guild's choices hold in another, or can be read there."""
    made = await store.change(LENGTH)
    await store.change(HIDE)
    assert made is not None
    assert await store.settings("g2") == GuildSettings()
    assert await store.judgments("g2") == {}
    assert await store.entry("g2", made.id) is None
    assert await store.entries("g2", limit=9) == ([], 0)


async def test_judging_a_source_is_seen_by_caches_and_can_be_taken_back(store: SqliteStore) -> None:
    """A hidden source goes on being told from a cache, or stays hidden for good."""
    before = await store.revision()
    hidden = await store.change(HIDE)
    assert await store.judgments("g1") == {DocumentId("gas"): Judged(None, True)}
    assert await store.revision() > before
    assert await store.change(replace(HIDE, after=None), undoes=hidden) is not None
    assert await store.judgments("g1") == {}


async def test_nothing_else_can_be_set(store: SqliteStore) -> None:
    """A slip in the program writes into any column."""
    for wrong in (replace(LENGTH, subject="gas"), replace(HIDE, name="document"), replace(HIDE, subject="")):
        with pytest.raises(ValueError):
            await store.change(wrong)
