"""/settings, as managers and others meet it."""

from __future__ import annotations

from typing import Any

import pytest
import simcord

from bot.errors import PrecisError
from bot.store.guild_rows import GuildSettings
from tests.cogs.world import World, button, texts


async def shown(world: World, boss: simcord.MemberActor) -> Any:
    result = await boss.slash(world.channel, "settings show")
    assert result.response is not None and result.response.ephemeral
    return result.response


async def pick(boss: simcord.MemberActor, form: Any, name: str, *values: Any) -> Any:
    result = await boss.select(form, values, custom_id=f"precis-menu:settings:{name}")
    assert result.response is not None, [texts(m) for m in result.followups]
    return result.response


async def allow(world: World, boss: simcord.MemberActor, role: Any) -> None:
    """As a server's owner lets a role see a command that is for managers."""
    (command,) = [c for c in await world.bot.tree.fetch_commands() if c.name == "settings"]
    boss.guild.set_command_permissions(command.id, {role: True})


def test_there_is_a_test_for_every_setting() -> None:
    """A new setting is not tried."""
    tried = {"language", "length", "method", "private", "zone", "manager_role"}
    assert set(GuildSettings.__dataclass_fields__) == tried


async def test_every_setting_is_changed_confirmed_and_undone(world: World, boss: simcord.MemberActor) -> None:
    """A manager picks something, and nothing comes of it, or it cannot be taken back."""
    form = await shown(world, boss)
    guild = str(boss.guild.id)
    role = boss.guild.create_role("editors")
    for name, value, kept in (
        ("language", "sr", "sr"),
        ("length", "long", "long"),
        ("method", "centroid", "centroid"),
        ("private", "yes", True),
        ("manager_role", role, str(role.id)),
    ):
        form = await pick(boss, form, name, value)
        assert getattr(await world.store.settings(guild), name) == kept
        serbian = name == "language"  # in which the confirmation is told at once
        assert ("**Jezik**: Srpski od sada" if serbian else "now; before:") in texts(form), name
        undone = await boss.click(form, custom_id=button(form, "Poništi" if serbian else "Undo"))
        assert getattr(await world.store.settings(guild), name) == getattr(GuildSettings(), name), name
        form = undone.response
    assert (await world.store.entries(guild, limit=20))[1] == 10


async def test_the_time_zone_is_typed_and_a_slip_is_told(world: World, boss: simcord.MemberActor) -> None:
    """A misspelled zone is kept, or ends in silence."""
    form = await shown(world, boss)
    typed = await boss.click(form, custom_id="precis:settings:zone")
    done = await boss.submit_modal(typed, {"zone": "belgrade"})
    assert done.response is not None and "Europe/Belgrade" in texts(done.response)
    typed = await boss.click(form, custom_id="precis:settings:zone")
    wrong = await boss.submit_modal(typed, {"zone": "Belgrad"})
    assert any("Did you mean" in texts(m) for m in (wrong.response, *wrong.followups) if m is not None)
    assert (await world.store.settings(str(boss.guild.id))).zone == "Europe/Belgrade"
    assert all(isinstance(e, PrecisError) for e in world.env.errors)


async def test_the_trail_names_who_changed_what(world: World, boss: simcord.MemberActor) -> None:
    """Nobody can tell who changed a setting, or older changes are out of reach."""
    form = await shown(world, boss)
    for _ in range(6):
        form = await pick(boss, form, "length", "long")
        form = await pick(boss, form, "length", "short")
    trail = await boss.slash(world.channel, "settings audit")
    assert trail.response is not None and trail.response.ephemeral
    said = texts(trail.response)
    assert f" · <@{boss.id}>" in said and "before: long" in said
    older = await boss.click(trail.response, custom_id=button(trail.response, "Next ›"))
    assert older.response is not None and "before: as installed" in texts(older.response)


async def test_what_was_changed_since_is_not_undone(world: World, boss: simcord.MemberActor) -> None:
    """Undo of an old change overturns a newer one."""
    first = await pick(boss, await shown(world, boss), "length", "long")
    stale = button(first, "Undo")
    second = await pick(boss, await shown(world, boss), "length", "short")
    result = await boss.click(first, custom_id=stale)
    assert any("changed again" in texts(m) for m in (result.response, *result.followups) if m is not None)
    assert (await world.store.settings(str(boss.guild.id))).length == "short"
    assert second is not None and all(isinstance(e, PrecisError) for e in world.env.errors)


async def test_others_change_nothing(world: World, boss: simcord.MemberActor) -> None:
    """Anybody sets the server's language, with a command or a button that they should not have."""
    with pytest.raises(simcord.SetupError):
        await world.bob.slash(world.channel, "settings show")
    everybody = boss.guild.create_role("everybody")
    reader = boss.guild.add_member(world.env.create_user("reader"), roles=[everybody])
    await allow(world, boss, everybody)
    refused = await reader.slash(world.channel, "settings show")
    said = [m for m in (refused.response, *refused.followups) if m is not None]
    assert said and all(m.ephemeral for m in said) and "Manage Server" in texts(said[0])
    assert [type(getattr(e, "original", e)).__name__ for e in world.env.errors] == ["NotAllowed"]


async def test_the_manager_role_manages_but_does_not_pick_managers(world: World, boss: simcord.MemberActor) -> None:
    """The role of the settings does nothing; or whoever has it can hand it to everybody."""
    role = boss.guild.create_role("editors")
    await pick(boss, await shown(world, boss), "manager_role", role)
    editor = boss.guild.add_member(world.env.create_user("editor"), roles=[role])
    await allow(world, boss, role)
    form = await shown(world, editor)
    form = await pick(editor, form, "length", "long")
    assert (await world.store.settings(str(boss.guild.id))).length == "long"
    refused = await editor.select(form, [], custom_id="precis-menu:settings:manager_role")
    assert any("not for the manager role" in texts(m) for m in (refused.response, *refused.followups) if m)
    assert (await world.store.settings(str(boss.guild.id))).manager_role == str(role.id)
    assert all(isinstance(e, PrecisError) for e in world.env.errors)


async def test_a_source_is_graded_and_hidden_in_a_form(world: World, boss: simcord.MemberActor) -> None:
    """A manager picks a grade, and readers see another; or what is hidden stays in answers, or cannot come back."""
    listed = await boss.slash(world.channel, "settings sources")
    assert listed.response is not None and "not graded yet" in texts(listed.response)
    form = await boss.click(listed.response, custom_id="precis:settings:source:gas")
    done = await boss.submit_modal(form, {"source": ["B"], "said": ["2"], "hidden": ["no"]})
    assert done.response is not None and "B2: usually reliable, probably true" in texts(done.response)
    brief = await world.alice.slash(world.channel, "brief", topic="energy")
    assert brief.response is not None and "grade B2" in texts(brief.response)

    again = await boss.slash(world.channel, "settings source", name="Gas and its owners")
    done = await boss.submit_modal(again, {"source": ["B"], "said": ["2"], "hidden": ["yes"]})
    assert done.response is not None and "is hidden now" in texts(done.response)
    sources = await world.alice.slash(world.channel, "sources")
    assert sources.response is not None and "Gas and its owners" not in texts(sources.response)
    offered = await world.alice.autocomplete(world.channel, "source", "name", "")
    assert "Gas and its owners" not in [choice["name"] for choice in offered]
    listed = await boss.slash(world.channel, "settings sources")
    assert listed.response is not None and "1 hidden" in texts(listed.response)
    await boss.click(done.response, custom_id=button(done.response, "Undo"))
    sources = await world.alice.slash(world.channel, "sources")
    assert sources.response is not None and "Gas and its owners" in texts(sources.response)


async def test_a_source_is_judged_by_options_too(world: World, boss: simcord.MemberActor) -> None:
    """A slip in a grade is kept, or completion offers what cannot be typed."""
    (offered,) = [
        c
        for c in await boss.autocomplete(world.channel, "settings source", "grade", "C3")
        if c["name"].startswith("C3")
    ]
    done = await boss.slash(world.channel, "settings source", name="Arms from two", grade=offered["value"], hidden=True)
    assert done.response is not None and "C3" in texts(done.response) and "hidden now" in texts(done.response)
    wrong = await boss.slash(world.channel, "settings source", name="Gas and its owners", grade="Z9")
    assert any("no grade" in texts(m) for m in (wrong.response, *wrong.followups) if m is not None)
    assert list(await world.store.judgments(str(boss.guild.id))) == ["arms"]
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)


async def test_what_is_set_holds_where_nothing_else_is_asked_for(world: World, boss: simcord.MemberActor) -> None:
    """A manager sets length, method and privacy, and answers are as before; or nobody can ask otherwise any more."""
    guild, user = str(boss.guild.id), str(boss.id)
    for name, value in (("length", "short"), ("method", "lead"), ("private", "yes"), ("zone", "Asia/Tokyo")):
        await world.desk.guilds.choose(guild, user, name, value)
    brief = await world.alice.slash(world.channel, "brief", topic="energy")
    assert brief.response is not None and brief.response.ephemeral
    assert "Method: lead" in texts(brief.response) and "length: short" in texts(brief.response)
    for command, options in (
        ("ask", {"question": "Who owns NIS?"}),
        ("search", {"words": "gas"}),
        ("changed", {}),
        ("topics", {}),
        ("sources", {}),
        ("source", {"name": "gas"}),
    ):
        result = await world.alice.slash(world.channel, command, **options)
        assert result.response is not None and result.response.ephemeral, command
    asked = await world.alice.slash(
        world.channel, "brief", topic="energy", length="standard", method="default", private=False
    )
    assert asked.response is not None and not asked.response.ephemeral
    assert "Method: default" in texts(asked.response) and "length: standard" in texts(asked.response)
    form = (await boss.slash(world.channel, "subscribe")).modal
    assert "Tokyo" in str(form), "the zone is asked for again"
    far = await world.carol.slash(world.far_channel, "brief", topic="energy")
    assert far.response is not None and not far.response.ephemeral and "Method: default" in texts(far.response)
