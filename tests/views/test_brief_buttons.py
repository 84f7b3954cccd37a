"""The buttons below a brief: again, share, export, vote."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import simcord

from bot.errors import PrecisError
from bot.render.discord.parts import Page
from bot.views.reply import deliver
from tests.cogs.attack import volley
from tests.cogs.world import World, button, buttons, new_bot, new_desk, texts


async def test_shorter_changes_the_askers_brief_in_place(world: World) -> None:
    """Shorter posts a second brief, or changes nothing."""
    result = await world.alice.slash(world.channel, "brief", topic="energy")
    assert result.response is not None
    message = result.response
    await world.alice.click(message, custom_id=button(message, "Shorter"))
    assert "length: short" in texts(message)
    assert "Shorter" not in [b.get("label") for b in buttons(message)]
    await world.alice.click(message, custom_id=button(message, "Longer"))
    assert "length: standard" in texts(message)


async def test_somebody_else_gets_a_private_copy(world: World) -> None:
    """One reader's Longer changes what everybody reads."""
    result = await world.alice.slash(world.channel, "brief", topic="energy")
    assert result.response is not None
    before = texts(result.response)
    copy = await world.bob.click(result.response, custom_id=button(result.response, "Longer"))
    assert copy.ephemeral and copy.response is not None
    assert "length: long" in texts(copy.response)
    assert texts(result.response) == before


async def test_a_brief_keeps_its_limits_when_made_again(world: World) -> None:
    """Longer forgets that only sources since a date were wanted."""
    result = await world.alice.slash(world.channel, "brief", topic="energy", since="2024")
    assert result.response is not None
    assert "[2]" not in texts(result.response)
    await world.alice.click(result.response, custom_id=button(result.response, "Longer"))
    kept = await world.desk.kept(_scope(world), button(result.response, "[1]").split(":")[2])
    assert kept is not None and kept.since == "2024"


async def test_another_method_is_picked_from_all(world: World) -> None:
    """Other method offers nothing, or makes the same brief again."""
    result = await world.alice.slash(world.channel, "brief", topic="energy")
    assert result.response is not None
    offered = await world.bob.click(result.response, custom_id=button(result.response, "Other method"))
    assert offered.ephemeral and offered.response is not None
    labels = [b["label"] for b in buttons(offered.response)]
    assert "lead" in labels and "default" not in labels
    await world.bob.click(offered.response, custom_id=button(offered.response, "lead"))
    assert "Method: lead" in texts(offered.response)


async def test_a_private_answer_is_shared_once_with_who_shared_it(world: World) -> None:
    """Two taps post it twice; or nobody knows who brought it up."""
    result = await world.alice.slash(world.channel, "brief", topic="energy", private=True)
    assert result.response is not None
    share = button(result.response, "Share")
    shared = await world.alice.click(result.response, custom_id=share)
    assert shared.response is not None and not shared.response.ephemeral
    assert f"Shared by <@{world.alice.id}>" in texts(shared.response)
    assert "Share" not in [b.get("label") for b in buttons(shared.response)]
    again = await world.alice.click(result.response, custom_id=share)
    (told,) = [m for m in (again.response, *again.followups) if m is not None]
    assert told.ephemeral and "shared here already" in texts(told)
    assert all(isinstance(e, PrecisError) for e in world.env.errors)
    opened = await world.bob.click(shared.response, custom_id=button(shared.response, "[1]"))
    assert opened.ephemeral and opened.response is not None


async def test_a_share_that_takes_long_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord is slow in one channel, and nobody anywhere can share an answer; or two quick taps post it twice."""
    hers = await world.alice.slash(world.channel, "brief", topic="energy", private=True)
    his = await world.bob.slash(world.channel, "brief", topic="defense", private=True)
    assert hers.response is not None and his.response is not None
    free = asyncio.Event()

    async def slow(interaction: Any, page: Page) -> str | None:
        if interaction.user.id == world.alice.id:
            await free.wait()
        return await deliver(interaction, page)

    def shared_by(who: simcord.MemberActor) -> int:
        return sum(f"Shared by <@{who.id}>" in str(request.json) for request in world.env.http_requests)

    monkeypatch.setattr("bot.views.keeping.deliver", slow)
    async with volley(world):
        for _ in range(2):
            await world.alice.click(hers.response, custom_id=button(hers.response, "Share"))
        await world.bob.click(his.response, custom_id=button(his.response, "Share"))
        for _ in range(500):
            if shared_by(world.bob):
                break
            await asyncio.sleep(0.02)
        assert (shared_by(world.alice), shared_by(world.bob)) == (0, 1)
        free.set()
    assert shared_by(world.alice) == 1
    assert [type(error).__name__ for error in world.env.errors] == ["AlreadyShared"]


async def test_a_public_answer_needs_no_sharing(world: World) -> None:
    """A button does what is done already."""
    result = await world.alice.slash(world.channel, "ask", question="Who owns NIS?")
    assert result.response is not None
    assert "Share" not in [b.get("label") for b in buttons(result.response)]


async def test_an_answer_is_exported_as_pdf_and_markdown(world: World) -> None:
    """The brief cannot be printed, or cannot be taken into a report."""
    result = await world.alice.slash(world.channel, "brief", topic="energy")
    assert result.response is not None
    exported = await world.bob.click(result.response, custom_id=button(result.response, "Export"))
    assert exported.ephemeral and exported.response is not None
    printed, written = exported.response.attachments
    assert (printed.filename, written.filename) == ("energy.pdf", "energy.md")
    assert (await printed.read()).startswith(b"%PDF-")
    text = (await written.read()).decode()
    assert text.casefold().startswith("# energy\n") and "Gas and its owners" in text


async def test_all_of_them_work_after_a_restart(world: World) -> None:
    """After an update the buttons of older briefs are dead."""
    result = await world.alice.slash(world.channel, "brief", topic="energy", private=True)
    assert result.response is not None
    message = result.response
    await world.env.restart_bot(new_bot(new_desk(world.store)))
    for label in ("Longer", "Export", "Useful", "Other method", "Share"):
        pressed = await world.alice.click(message, custom_id=button(message, label))
        assert pressed.acknowledged, label
    assert world.env.errors == []


def _scope(world: World) -> object:
    from bot.store.base import Scope

    return Scope(str(world.alice.guild.id))
