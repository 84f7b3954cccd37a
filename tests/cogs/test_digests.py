"""Subscriptions and digests, as people in a server meet them."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import pytest_asyncio
import simcord

from bot.cogs.digests import Digest
from bot.errors import PrecisError
from bot.store.digest_rows import ACTIVE, SubscriptionRow
from bot.store.sqlite import open_store
from tests.channel import new_desk
from tests.cogs.contract import walk
from tests.cogs.world import ARMS_IS, GAS, GAS_IS, World, add_document, button, open_world, texts
from tests.subscribing import Clock

FORM = {"topics": ["Energy"], "when": "daily", "at": "08:00", "zone": "belgrade", "length": ["standard"]}


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2027, 5, 1, 12, tzinfo=UTC))


@pytest_asyncio.fixture
async def world(tmp_path: Path, clock: Clock) -> AsyncIterator[World]:
    store = await open_store(tmp_path / "precis.sqlite3")
    async with store, open_world(tmp_path, desk=new_desk(store, clock)) as opened:
        yield opened


def cog(world: World) -> Digest:
    return cast(Digest, world.bot.get_cog("Digest"))  # extensions are loaded anew, classes and all


async def due(world: World) -> None:
    """The courier looks once, and delivers."""
    await cog(world).courier.tick()
    await cog(world).courier.settled()
    await world.env.settle()


async def subscribe(world: World, boss: simcord.MemberActor, **changed: Any) -> SubscriptionRow:
    shown = await boss.slash(world.channel, "subscribe")
    drafted = await boss.submit_modal(shown, {**FORM, **changed})
    assert drafted.response is not None and drafted.response.ephemeral
    await boss.click(drafted.response, custom_id=button(drafted.response, "Subscribe"))
    (row,) = await world.store.subscriptions(channel=str(world.channel.id))
    return row


def posted(world: World) -> list[discord.Message]:
    """What stands in the channel without being asked for, oldest first."""
    return sorted((m for m in world.channel.history() if m.interaction_metadata is None), key=lambda m: m.id)


def raw(message: discord.Message) -> SimpleNamespace:
    """As it came over the wire."""
    return SimpleNamespace(components=[component.to_dict() for component in message.components])


async def test_the_form_leads_over_a_preview_to_a_subscription(world: World, boss: simcord.MemberActor) -> None:
    """A manager cannot subscribe, or subscribes to something else than was shown."""
    shown = await boss.slash(world.channel, "subscribe")
    drafted = await boss.submit_modal(shown, FORM)
    assert drafted.response is not None and drafted.response.ephemeral
    said = texts(drafted.response)
    assert "**Energy**" in said and "every day at 08:00 (Europe/Belgrade)" in said
    assert "56.15%" in said or "Gazprom" in said, "the preview shows nothing"
    assert await world.store.subscriptions() == [], "it was subscribed before it was confirmed"
    await boss.click(drafted.response, custom_id=button(drafted.response, "Subscribe"))
    (row,) = await world.store.subscriptions()
    assert (row.state, row.zone, row.topics, row.channel) == (
        ACTIVE,
        "Europe/Belgrade",
        ("Energy",),
        str(world.channel.id),
    )


async def test_a_slip_in_the_form_is_told_with_what_to_type(world: World, boss: simcord.MemberActor) -> None:
    """A misspelled zone ends in silence, or subscribes for another hour."""
    for wrong, hint in (({"zone": "Belgrad"}, "Belgrade"), ({"at": "26:00"}, "08:00"), ({"when": "sometimes"}, "mon")):
        shown = await boss.slash(world.channel, "subscribe")
        result = await boss.submit_modal(shown, {**FORM, **wrong})
        said = [texts(m) for m in (result.response, *result.followups) if m is not None]
        assert any(hint in text for text in said), said
    assert await world.store.subscriptions(states=("draft", "active")) == []
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)


async def test_only_managers_subscribe_also_by_a_button(world: World, boss: simcord.MemberActor) -> None:
    """Anybody turns the digests of a server off."""
    row = await subscribe(world, boss)
    with pytest.raises(simcord.SetupError):
        await world.bob.slash(world.channel, "subscribe")
    listed = await boss.slash(world.channel, "subscriptions")
    assert listed.response is not None and listed.response.ephemeral
    action = world.bot.actions["subscription"]
    assert action is not None
    await boss.click(listed.response, custom_id=button(listed.response, "Pause"))
    paused = await world.store.subscription(row.id)
    assert paused is not None and paused.state == "paused"


async def test_the_digest_comes_on_time_once_and_its_evidence_opens(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """The digest does not come, comes twice, or cannot be checked against its sources."""
    await subscribe(world, boss)
    await due(world)
    assert posted(world) == [], "it came before its time"
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    await due(world)
    (message,) = posted(world)
    said = texts(raw(message))
    assert "## Energy" in said and "Digest 2027-05-02" in said and "late" not in said
    assert "### Sources" in said and "[1]" in said
    opened = await world.bob.click(message, custom_id=button(raw(message), "[1]"))
    assert opened.response is not None and opened.ephemeral and "\n> " in texts(opened.response)
    why = await world.bob.click(message, custom_id=button(raw(message), "Why these"))
    assert why.response is not None and why.ephemeral and "not reported here before" in texts(why.response)


async def test_the_next_one_tells_only_what_is_new_and_a_quiet_day_says_so(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """People read the same points every morning, or wonder whether the bot still lives."""
    await subscribe(world, boss)
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    clock.advance(days=1)
    await due(world)
    assert "No material change" in texts(raw(posted(world)[-1]))
    await add_document(
        world.store,
        "sale",
        "# Gas\n\nGazprom Neft sold 11.3% of the shares of NIS to Lukoil in April 2027.",
        title="Sale",
    )
    clock.advance(days=1)
    await due(world)
    said = texts(raw(posted(world)[-1]))
    assert "Lukoil" in said and ("1 new" in said or "1 updated" in said)
    assert "29.87%" not in said
    assert len(posted(world)) == 3


async def test_a_role_is_mentioned_only_where_it_was_chosen(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """Everybody is called every morning, or the desk that asked to be called is not."""
    role = world.alice.guild.create_role("energy desk")
    shown = await boss.slash(world.channel, "subscribe", mention=role)
    drafted = await boss.submit_modal(shown, FORM)
    assert drafted.response is not None
    await boss.click(drafted.response, custom_id=button(drafted.response, "Subscribe"))
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    sent = [r.json for r in world.env.http_requests if r.path.endswith("/messages") and r.method == "POST"][-1]
    assert sent["allowed_mentions"]["roles"] == [str(role.id)] or sent["allowed_mentions"]["roles"] == [role.id]
    assert sent["allowed_mentions"]["parse"] == []
    assert sent["enforce_nonce"] is True


async def test_preview_is_private_and_changes_nothing(world: World, boss: simcord.MemberActor, clock: Clock) -> None:
    """A look at the next digest posts it, or uses its news up."""
    await subscribe(world, boss)
    seen = await world.bob.slash(world.channel, "digest preview")
    assert seen.response is not None and seen.response.ephemeral
    assert "NIS" in texts(seen.response)
    assert any("Why these points" in texts(m) for m in seen.followups)
    opened = await world.bob.click(seen.response, custom_id=button(seen.response, "[1]"))
    assert opened.response is not None and "\n> " in texts(opened.response)
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    assert "NIS" in texts(raw(posted(world)[-1]))


async def test_now_posts_and_records(world: World, boss: simcord.MemberActor, clock: Clock) -> None:
    """What was posted by hand comes again in the morning."""
    await subscribe(world, boss)
    await boss.slash(world.channel, "digest now")
    assert "NIS" in texts(raw(posted(world)[-1]))
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    assert "No material change" in texts(raw(posted(world)[-1]))


async def test_history_finds_digests_again_with_their_message(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """Nobody finds last week's digest."""
    await subscribe(world, boss)
    await boss.slash(world.channel, "digest now")
    found = await world.bob.slash(world.channel, "digest history", words="Gazprom")
    assert found.response is not None
    assert f"/{world.channel.id}/{posted(world)[-1].id})" in texts(found.response)
    nothing = await world.bob.slash(world.channel, "digest history", words="unheard")
    assert nothing.response is not None and "No digest" in texts(nothing.response)


async def test_changed_answers_at_any_time(world: World, clock: Clock) -> None:
    """/changed fails where nobody subscribed, or takes any words for a date."""
    result = await world.bob.slash(world.channel, "changed", topic="energy", since="2020")
    assert result.response is not None and "NIS" in texts(result.response)
    refused = await world.bob.slash(world.channel, "changed", since="whenever")
    said = [texts(m) for m in (refused.response, *refused.followups) if m is not None]
    assert any("not a date" in text for text in said)
    assert world.env.errors


async def test_a_message_that_stands_there_is_found_after_a_crash(
    world: World, boss: simcord.MemberActor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot dies between posting and recording, and posts again when it comes up."""
    await subscribe(world, boss)
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)

    async def dies(*args: object, **kwargs: object) -> bool:
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(world.desk.store, "finish", dies)
        await due(world)
    assert len(posted(world)) == 1
    clock.advance(minutes=11)
    await due(world)
    assert len(posted(world)) == 1
    (row,) = await world.store.ledger("")
    assert (row.state, row.message) == ("posted", str(posted(world)[0].id))


async def test_a_channel_without_permission_is_named_and_its_manager_told_once(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """A digest vanishes without a word, its manager is told of it every day, or others wait for it."""
    going = await subscribe(world, boss)
    guild = world.alice.guild
    shut = guild.create_text_channel(
        "shut", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    row = dataclasses.replace(going, id="shut", channel=str(shut.id))
    await world.store.save_subscription(row)
    for _ in range(4):
        clock.advance(days=1)
        await due(world)
    now = await world.store.subscription("shut")
    assert now is not None and now.state == "paused" and "send messages" in (now.reason or "")
    told = [
        r
        for r in world.env.http_requests
        if r.method == "POST" and r.path.endswith("/messages") and str(world.channel.id) not in r.path
    ]
    assert len(told) == 1 and "could not be posted" in str(told[0].json)
    assert len(posted(world)) == 4


def test_every_part_of_a_page_is_reached_by_the_walk() -> None:
    """The contract's checks look past a part of the messages."""
    assert [p["type"] for p in walk([{"type": 17, "components": [{"type": 10}]}])] == [17, 10]


async def test_a_brief_in_the_channel_is_corrected_by_its_next_digest(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """What /brief posted stays wrong in the channel; or a private answer is told to everybody."""
    await subscribe(world, boss)
    brief = await world.bob.slash(world.channel, "brief", topic="energy")
    private = await world.bob.slash(world.channel, "brief", topic="defense", private=True)
    assert brief.response is not None and private.response is not None
    await boss.slash(world.channel, "digest now")
    await add_document(world.store, "gas", GAS.replace("29.87%", "30.5%"), **GAS_IS)
    await add_document(world.store, "arms", "# Deliveries\n\nNothing of it stands any more today in 2027.", **ARMS_IS)
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    said = texts(raw(posted(world)[-1]))
    assert "**Update:**" in said and "30.5%" in said
    assert f"/{world.channel.id}/{brief.response.id})" in said
    assert "CH-92A" not in said
