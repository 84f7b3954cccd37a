"""The message menu "Brief this"."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest

from tests.cogs.world import World, buttons, open_world, texts

LONG = (
    "The port of Bar signed a lease with a Turkish operator on 3 March 2024. The lease runs for 30 years. "
    "The operator will pay 4.2 million euros a year and invest 80 million euros in two new cranes. "
    "The union of dockers had called a strike against the lease in February 2024."
)


async def test_a_long_message_is_briefed_in_private(world: World) -> None:
    """A colleague's long message has to be read whole; or the whole channel sees who did not."""
    message = await world.bob.send(world.channel, LONG)
    result = await world.alice.context_menu(world.channel, "Brief this", message)
    assert result.ephemeral and result.response is not None
    said = texts(result.response)
    assert "30 years" in said or "4.2 million euros" in said
    assert "[1]" in said and "sentences verified" in said
    assert "Message of 20" in said and "bob" in said.casefold() and ".txt" not in said
    assert buttons(result.response) == [], "nothing of it is kept, so nothing can be opened later"


async def test_attachments_are_briefed_and_unreadable_ones_are_named(world: World) -> None:
    """A file that cannot be read spoils the others, or is passed over in silence."""
    files = [("lease.txt", LONG.encode()), ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00")]
    message = await world.bob.send(world.channel, "two files", attachments=files)
    result = await world.alice.context_menu(world.channel, "Brief this", message)
    assert result.ephemeral and result.response is not None
    assert "euros" in texts(result.response)
    assert "picture.png" in texts(result.response)


async def test_a_short_message_is_refused_with_a_remedy(world: World) -> None:
    """Briefing "ok" is a fault, or a brief of nothing."""
    message = await world.bob.send(world.channel, "ok")
    result = await world.alice.context_menu(world.channel, "Brief this", message)
    assert world.env.errors
    said = [m for m in (result.response, *result.followups) if m is not None]
    assert all(m.ephemeral for m in said)
    assert "too short" in texts(said[-1])


async def test_a_hostile_message_stays_text(world: World) -> None:
    """A message writes into the bot's answer what its author may not post."""
    hostile = LONG + " The mayor said @everyone should read [this](https://evil.example) by 4 April 2024."
    message = await world.bob.send(world.channel, hostile)
    result = await world.alice.context_menu(world.channel, "Brief this", message)
    assert result.response is not None
    assert "@everyone" not in texts(result.response) and "://evil" not in texts(result.response)


async def test_a_brief_longer_than_a_message_comes_whole(world: World) -> None:
    """Of very long sentences only those of the first page are ever seen."""
    sentences = [
        f"Company number {n} paid {n}00 million euros in 2024 for "
        + ", ".join(f"item{n}x{i}" for i in range(160))
        + "."
        for n in range(1, 6)
    ]
    message = await world.bob.send(world.channel, "long", attachments=[("long.txt", " ".join(sentences).encode())])
    result = await world.alice.context_menu(world.channel, "Brief this", message)
    shown = [m for m in (result.response, *result.followups) if m is not None]
    assert len(shown) > 1 and all(m.ephemeral for m in shown)
    said = "\n".join(texts(m) for m in shown)
    assert all(f"item{n}x159" in said for n in range(1, 6))


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_thread_is_read_whole_where_the_operator_allows_it(tmp_path: Path, allowed: bool) -> None:
    """Who comes late to a thread reads one message of forty; or a bot reads what nobody let it read."""
    async with open_world(tmp_path, settings={"read_threads": allowed}) as world:
        channel = world.bot.get_channel(world.channel.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.create_thread(name="The lease", type=discord.ChannelType.public_thread)
        (thread,) = world.channel.threads
        await world.bob.send(thread, "The port of Bar signed a lease with a Turkish operator on 3 March 2024.")
        await world.alice.send(
            thread, "The operator will pay 4.2 million euros a year, says the ministry of transport."
        )
        last = await world.bob.send(thread, LONG.replace("4.2 million euros", "a rent"))
        result = await world.alice.context_menu(thread, "Brief this", last)
        assert result.ephemeral and result.response is not None
        assert ("4.2 million euros" in texts(result.response)) == allowed
