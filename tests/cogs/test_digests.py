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


async def test_drafts_that_wait_do_not_make_more_digests_than_a_channel_may_have(
    world: World, boss: simcord.MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty drafts are made first, and all confirmed."""
    monkeypatch.setattr("bot.briefing.subscribing.MOST", 1)
    drafts = [(await boss.submit_modal(await boss.slash(world.channel, "subscribe"), FORM)).response for _ in range(2)]
    await boss.click(drafts[0], custom_id=button(drafts[0], "Subscribe"))
    refused = await boss.click(drafts[1], custom_id=button(drafts[1], "Subscribe"))
    assert any("1 subscriptions" in texts(m) for m in (refused.response, *refused.followups) if m is not None)
    assert len(await world.store.subscriptions(channel=str(world.channel.id), states=(ACTIVE,))) == 1
    assert world.env.errors


async def test_the_buttons_of_a_subscription_speak_the_servers_language(
    world: World, boss: simcord.MemberActor
) -> None:
    """In a Serbian server the form is Serbian, and what its buttons do is told in English."""
    await world.desk.guilds.choose(str(boss.guild.id), "1", "language", "sr")
    drafted = await boss.submit_modal(await boss.slash(world.channel, "subscribe"), FORM)
    assert drafted.response is not None
    (row,) = await world.store.subscriptions(states=("draft",))
    await boss.click(drafted.response, custom_id=f"precis:subscription:confirm:{row.id}")
    await boss.click(drafted.response, custom_id=f"precis:subscription:remove:{row.id}")
    assert "Nothing more is posted" not in texts(drafted.response)
    assert "Uklonjeno" in texts(drafted.response)


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


async def test_a_slip_leads_back_to_the_form_as_it_was_filled_in(world: World, boss: simcord.MemberActor) -> None:
    """One misread time zone costs everything that was typed."""
    shown = await boss.slash(world.channel, "subscribe")
    wrong = await boss.submit_modal(shown, {**FORM, "when": "mon wed", "zone": "CET"})
    assert wrong.response is not None and wrong.response.ephemeral
    assert "when clocks change" in texts(wrong.response) and "Belgrade" in texts(wrong.response)
    again = await boss.click(wrong.response, custom_id=button(wrong.response, "Correct it"))
    sent = str(again.modal)
    assert "mon wed" in sent and "CET" in sent, sent
    drafted = await boss.submit_modal(again, {**FORM, "when": "mon wed"})
    assert drafted.response is not None and "Monday, Wednesday at 08:00" in texts(drafted.response)


async def test_the_form_begins_with_what_was_chosen_in_the_command(world: World, boss: simcord.MemberActor) -> None:
    """A topic in free words cannot be subscribed to, or a zone must be spelled as the database does."""
    offered = await boss.autocomplete(world.channel, "subscribe", "zone", "belg")
    assert "Europe/Belgrade" in str(offered)
    shown = await boss.slash(world.channel, "subscribe", topic="lithium mine", zone="nepal")
    drafted = await boss.submit_modal(shown, {**FORM, "topics": ["lithium mine", "Energy"], "zone": "Asia/Kathmandu"})
    assert drafted.response is not None
    said = texts(drafted.response)
    assert "lithium mine" in said and "Asia/Kathmandu" in said


async def test_quiet_days_and_the_mention_are_edited(world: World, boss: simcord.MemberActor) -> None:
    """Who is called every morning can be changed only by removing the digest and losing what it knows."""
    row = await subscribe(world, boss)
    role = world.alice.guild.create_role("energy desk", mentionable=True)
    listed = await boss.slash(world.channel, "subscriptions")
    assert listed.response is not None
    form = await boss.click(listed.response, custom_id=button(listed.response, "Quiet days, mention"))
    changed = await boss.submit_modal(form, {"quiet": ["silent"], "role": [role]})
    assert changed.response is not None and f"<@&{role.id}>" in texts(changed.response)
    now = await world.store.subscription(row.id)
    assert now is not None and (now.quiet, now.mention) == ("silent", str(role.id))
    assert (now.active_from, now.at) == (row.active_from, row.at)


async def test_a_role_that_would_not_be_called_is_refused(world: World, boss: simcord.MemberActor) -> None:
    """The desk believes it is called each morning, and is not; or everyone is."""
    guild = world.alice.guild
    quiet = guild.create_role("not mentionable")
    room = guild.create_text_channel(
        "room", overwrites={guild.default_role: discord.PermissionOverwrite(mention_everyone=False)}
    )
    refused = await boss.slash(room, "subscribe", mention=quiet)
    assert refused.response is not None and "may not mention the role not mentionable" in texts(refused.response)
    everyone = await boss.slash(room, "subscribe", mention=guild.default_role)
    assert everyone.response is not None and "does not call everyone" in texts(everyone.response)
    assert world.env.errors


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


async def test_the_trail_says_who_subscribed_and_who_ended_it(world: World, boss: simcord.MemberActor) -> None:
    """A digest stops, and nobody can tell who stopped it."""
    await subscribe(world, boss)
    listed = await boss.slash(world.channel, "subscriptions")
    assert listed.response is not None
    await boss.click(listed.response, custom_id=button(listed.response, "Pause"))
    trail, _ = await world.desk.guilds.trail(str(boss.guild.id))
    assert [(e.area, e.name, e.user) for e in trail] == [
        ("subscriptions", "paused", str(boss.id)),
        ("subscriptions", "subscribed", str(boss.id)),
    ]
    assert all("#desk" in e.label and "Energy" in e.label for e in trail)


async def test_posting_now_names_the_permission_that_lacks(world: World, boss: simcord.MemberActor) -> None:
    """A digest is composed for a channel that it cannot be posted in, and why is not told."""
    guild = world.alice.guild
    shut = guild.create_text_channel(
        "shut", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    result = await boss.slash(shut, "digest now")
    said = [texts(m) for m in (result.response, *result.followups) if m is not None]
    assert any("#shut: send messages" in text for text in said), said
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)


async def test_a_role_is_mentioned_only_where_it_was_chosen(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """Everybody is called every morning, or the desk that asked to be called is not."""
    role = world.alice.guild.create_role("energy desk", mentionable=True)
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
    why = await world.bob.click(seen.response, custom_id=button(seen.response, "Why these"))
    assert why.response is not None and "not reported here before" in texts(why.response)
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    assert "NIS" in texts(raw(posted(world)[-1]))


async def test_of_several_digests_the_one_that_is_due_next_or_the_one_that_is_named(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """A channel with two digests can look at only one of them."""
    row = await subscribe(world, boss, at="20:00")
    other = dataclasses.replace(row, id="arms", topics=("Defense and arms",), at="07:00")
    await world.store.save_subscription(other)
    soonest = await world.bob.slash(world.channel, "digest preview")  # it is two in the afternoon there
    named = await world.bob.slash(world.channel, "digest preview", which="arms")
    unknown = await world.bob.slash(world.channel, "digest preview", which="church")
    assert soonest.response is not None and "## Energy" in texts(soonest.response)
    assert named.response is not None and "## Defense" in texts(named.response)
    said = [texts(m) for m in (unknown.response, *unknown.followups) if m is not None]
    assert any("Defense and arms, daily at 07:00" in text for text in said)
    offered = await world.bob.autocomplete(world.channel, "digest preview", "which", "ener")
    assert "Energy, daily at 20:00" in str(offered) and "Defense" not in str(offered)
    assert world.env.errors


async def test_a_second_digest_of_a_channel_does_not_begin_with_what_is_left_of_old_news(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """A new digest beside another one drips last year's leftovers into the channel."""
    await subscribe(world, boss, topics=[])
    await boss.slash(world.channel, "digest now")
    shown = await boss.slash(world.channel, "subscribe")
    drafted = await boss.submit_modal(shown, FORM)
    assert drafted.response is not None and "No material change" in texts(drafted.response)


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
    assert nothing.response is not None and "unheard” was posted" in texts(nothing.response)
    brief = await world.bob.slash(world.channel, "brief", topic="defense")
    await world.bob.slash(world.channel, "brief", topic="energy", private=True)
    listed = await world.bob.slash(world.channel, "digest history")
    assert brief.response is not None and listed.response is not None
    said = texts(listed.response)
    assert said.index(f"/{brief.response.id})") > 0 and said.count("https://discord.com/channels/") == 2
    far = await world.carol.slash(world.far_channel, "digest history")
    assert far.response is not None and "Nothing was posted" in texts(far.response)


async def test_changed_answers_at_any_time(world: World, clock: Clock) -> None:
    """/changed fails where nobody subscribed, or takes any words for a date."""
    result = await world.bob.slash(world.channel, "changed", topic="energy", since="2020")
    assert result.response is not None and "NIS" in texts(result.response)
    opened = await world.bob.click(result.response, custom_id=button(result.response, "[1]"))
    assert opened.response is not None and "\n> " in texts(opened.response)
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
    clock.advance(days=1)
    await due(world)
    listed = await boss.slash(world.channel, "subscriptions")
    assert listed.response is not None and "1 digest in a row could not be posted" in texts(listed.response)
    for _ in range(3):
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


async def test_a_long_digest_is_read_to_its_end_and_stays_as_it_was_posted(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """What has no room in one message is lost, or one reader turns the page for all."""
    for i, town in enumerate(("Niš", "Novi Sad", "Subotica", "Kragujevac", "Zrenjanin", "Leskovac", "Valjevo")):
        told = f"A gas power plant of {100 + 17 * i} megawatts opened in {town} in 202{i}" + ", and it is large" * 12
        await add_document(world.store, f"plant{i}", f"# Energy\n\n{told}.", title=f"Plant {i}" + " and more" * 15)
    await subscribe(world, boss, length=["long"])
    preview = await world.bob.slash(world.channel, "digest preview")
    assert preview.response is not None
    onward = await world.bob.click(preview.response, custom_id=button(preview.response, "Next ›"))
    assert onward.response is not None and "Page 2 of" in texts(onward.response)
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    (message,) = posted(world)
    turned = await world.bob.click(message, custom_id=button(raw(message), "Next ›"))
    assert turned.response is not None and turned.ephemeral and "Page 2 of" in texts(turned.response)
    assert "Page 1 of" in texts(raw(posted(world)[0]))


async def test_a_digest_is_exported_as_pdf_and_markdown(world: World, boss: simcord.MemberActor, clock: Clock) -> None:
    """A digest cannot be sent on to somebody who is not in the server."""
    await subscribe(world, boss)
    clock.now = datetime(2027, 5, 2, 6, 0, 5, tzinfo=UTC)
    await due(world)
    (message,) = posted(world)
    got = await world.bob.click(message, custom_id=button(raw(message), "Export"))
    assert got.response is not None and got.ephemeral
    files = {a.filename for a in got.response.attachments}
    assert files == {"digest-2027-05-02.pdf", "digest-2027-05-02.md"}, files


async def test_a_posted_message_says_that_its_source_was_changed_and_keeps_its_buttons(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """A wrong figure goes on standing in the channel as if nothing had happened."""
    brief = await world.bob.slash(world.channel, "brief", topic="energy")
    other = await world.bob.slash(world.channel, "brief", topic="defense")
    assert brief.response is not None and other.response is not None
    marker = cog(world).courier.marker
    await marker.look()
    clock.advance(hours=1)
    await add_document(world.store, "gas", GAS.replace("29.87%", "30.5%"), **GAS_IS)
    await marker.look()
    await marker.look()
    shown = {m.id: m for m in world.channel.history()}
    said = texts(raw(shown[brief.response.id]))
    assert said.count("A source of this was changed or withdrawn since") == 1 and "56.15%" in said
    assert "changed or withdrawn" not in texts(raw(shown[other.response.id]))
    opened = await world.bob.click(shown[brief.response.id], custom_id=button(raw(shown[brief.response.id]), "[1]"))
    assert opened.response is not None and "\n> " in texts(opened.response)
    listed = await world.bob.slash(world.channel, "digest history")
    assert listed.response is not None
    assert texts(listed.response).count("A source was changed or withdrawn since (2027-05-01)") == 1


async def test_a_message_that_is_gone_or_out_of_reach_is_let_be(
    world: World, boss: simcord.MemberActor, clock: Clock
) -> None:
    """The bot tries for ever to change a message that somebody deleted."""
    brief = await world.bob.slash(world.channel, "brief", topic="energy")
    assert brief.response is not None
    world.env.backend.delete_message(world.channel.id, brief.response.id)
    await add_document(world.store, "gas", GAS.replace("29.87%", "30.5%"), **GAS_IS)
    await cog(world).courier.marker.look()
    assert await world.store.unmarked(10) == []


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
