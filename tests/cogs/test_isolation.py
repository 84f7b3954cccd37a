"""What belongs to one server is not to be had from another, by any command or button."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import PrecisError
from bot.store.base import Scope
from bot.views.button import PrecisButton
from tests.cogs.world import World, button, texts


async def test_a_servers_document_is_found_there_and_nowhere_else(world: World) -> None:
    """Another server, or a direct message, reads a server's own document."""
    at_home = await world.alice.slash(world.channel, "search", words="secret depot")
    assert at_home.response is not None and "secret gas depot" in texts(at_home.response)

    for command, options in (
        ("brief", {"topic": "secret depot"}),
        ("ask", {"question": "When did the secret gas depot of the first server open?"}),
        ("search", {"words": "secret depot"}),
        ("sources", {}),
        ("source", {"name": "secret"}),
    ):
        for result in (
            await world.carol.slash(world.far_channel, command, **options),
            await world.alice.user.slash(command, **options),
        ):
            said = [texts(m) for m in (result.response, *result.followups) if m is not None]
            assert said, command
            assert not any("opened in 2023" in s or "40 tanks" in s for s in said), command
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)


async def test_completion_tells_no_title_of_another_server(world: World) -> None:
    """Typing is enough to read what another server has uploaded."""
    await world.desk.refresh(Scope(str(world.alice.guild.id)))
    at_home = await world.alice.autocomplete(world.channel, "source", "name", "")
    far = await world.carol.autocomplete(world.far_channel, "source", "name", "")
    far += await world.carol.autocomplete(world.far_channel, "source", "name", "")
    assert any("secret" in c["name"].casefold() or "plans" in c["name"].casefold() for c in at_home)
    assert not any("secret" in c["name"].casefold() or "plans" in c["name"].casefold() for c in far)


@pytest.mark.parametrize("kind", ["evidence", "passage", "turn", "source"])
async def test_a_forged_button_opens_nothing_of_another_server(world: World, kind: str) -> None:
    """A copied custom id opens a brief, passage, search or source of another server."""
    brief = await world.alice.slash(world.channel, "brief", topic="secret gas depot")
    search = await world.alice.slash(world.channel, "search", words="secret depot")
    assert brief.response is not None and search.response is not None, [texts(f) for f in brief.followups]
    evidence = button(brief.response, "[1]")
    brief_id = evidence.split(":")[2]
    argument = {
        "evidence": evidence.split(":", 2)[2],
        "passage": button(search.response, "Open").split(":", 2)[2],
        "turn": f"brief:{brief_id}:0",
        "source": "secret",
    }[kind]
    listed = await world.carol.slash(world.far_channel, "sources")
    assert listed.response is not None
    pressed = _forged(world, listed.response, f"precis:{kind}:{argument}")
    result = await world.carol.click(pressed, custom_id=f"precis:{kind}:{argument}")

    said = [texts(m) for m in (result.response, *result.followups) if m is not None]
    assert said and not any("opened in 2023" in s or "40 tanks" in s for s in said)
    assert all(isinstance(e, PrecisError) for e in world.env.errors)


def _forged(world: World, message: Any, custom_id: str) -> Any:
    """The message, its first button now asking for something else."""
    assert PrecisButton.__discord_ui_compiled_template__.fullmatch(custom_id)
    stored = world.env.backend.get_message(message.channel_id, message.id)
    for container in stored.components:
        for part in container["components"]:
            if accessory := part.get("accessory"):
                accessory["custom_id"] = custom_id
                return message
    raise AssertionError("no button to forge")


async def test_buttons_of_what_is_gone_say_so(world: World) -> None:
    """A button of a lost brief, of nonsense, or of an older version fails without a word."""
    for custom_id in (
        "precis:evidence:nobrief:0:1",
        "precis:evidence:x",
        "precis:turn:brief:nobrief:1",
        "precis:turn:search:nosearch:1.0",
        "precis:turn:cinema:1:1",
        "precis:passage:gas:1:900000:900001",
        "precis:passage:nonsense",
        "precis:source:nothing-like-it",
        "precis:retired:1",
    ):
        listed = await world.alice.slash(world.channel, "sources")
        assert listed.response is not None
        result = await world.alice.click(_forged(world, listed.response, custom_id), custom_id=custom_id)
        said = [m for m in (result.response, *result.followups) if m is not None and m.ephemeral]
        assert said, custom_id
        assert "reference" not in texts(said[0]), f"{custom_id} was an unexpected fault"
    assert world.env.errors
