"""Meeting mode: private answers, shared by a button with who shared them; the same question again at once."""

from __future__ import annotations

import re

from tests.cogs.world import World, add_document, button, buttons, new_bot, new_desk, texts


async def test_the_same_question_again_says_how_old_its_answer_is_and_can_be_asked_anew(world: World) -> None:
    """Everybody in the room waits for the same answer; or nobody can tell that it is an old one."""
    first = await world.alice.slash(world.channel, "ask", question="Who holds 56.15% of the shares of NIS?")
    again = await world.bob.slash(world.channel, "ask", question="who holds 56.15% of the shares of NIS")
    assert "Answered" not in texts(first.response)
    assert re.search(r"Answered <t:\d+:R>; its sources are as they were", texts(again.response))
    assert "Gazprom Neft" in texts(again.response)
    opened = await world.bob.click(again.response, custom_id=button(again.response, "[1]"))
    assert "Gazprom Neft" in texts(opened.response), "a kept answer is as good as a new one"
    anew = await world.bob.click(again.response, custom_id=button(again.response, "Answer anew"))
    assert "Answered" not in texts(anew.response) and "Gazprom Neft" in texts(anew.response)
    assert "Answer anew" not in [b.get("label") for b in buttons(anew.response)]


async def test_answer_anew_of_somebody_elses_message_is_a_private_copy(world: World) -> None:
    """Anybody changes what somebody else has asked for."""
    await world.alice.slash(world.channel, "brief", topic="energy")
    again = await world.alice.slash(world.channel, "brief", topic="Energy")
    before = texts(again.response)
    anew = await world.bob.click(again.response, custom_id=button(again.response, "Answer anew"))
    assert anew.response.flags.ephemeral and "Answered" not in texts(anew.response)
    assert texts(again.response) == before


async def test_another_server_is_answered_from_its_own_documents(world: World) -> None:
    """The answer of one server, made with its own document, is given to another."""
    mine = await world.alice.slash(world.channel, "search", words="depot")
    assert "secret" in texts(mine.response)
    for person, channel in ((world.alice, world.channel), (world.carol, world.far_channel)):
        result = await person.slash(channel, "brief", topic="energy")
        assert "Answered" not in texts(result.response)


async def test_a_new_document_makes_a_new_answer(world: World) -> None:
    """News that came in a minute ago is missing from the answer."""
    await world.alice.slash(world.channel, "brief", topic="energy")
    await add_document(world.store, "news", "The gas pipeline was closed on 3 March 2026.", title="News")
    again = await world.alice.slash(world.channel, "brief", topic="energy")
    assert "Answered" not in texts(again.response)


async def test_kept_answers_outlive_a_restart(world: World) -> None:
    await world.alice.slash(world.channel, "brief", topic="energy")
    await world.env.restart_bot(new_bot(new_desk(world.store)))
    again = await world.alice.slash(world.channel, "brief", topic="energy")
    assert "Answered <t:" in texts(again.response)


async def test_a_private_kept_answer_is_shared_once_with_who_shared_it(world: World) -> None:
    """In a meeting somebody shares an answer, and it is not said who, or it stands there twice."""
    await world.alice.slash(world.channel, "ask", question="Who holds 56.15% of NIS?", private=True)
    again = await world.bob.slash(world.channel, "ask", question="Who holds 56.15% of NIS?", private=True)
    assert again.ephemeral and "Answered <t:" in texts(again.response)
    shared = await world.bob.click(again.response, custom_id=button(again.response, "Share"))
    said = texts(shared.response)
    assert f"Shared by <@{world.bob.id}>" in said and "Gazprom Neft" in said
    assert not shared.response.flags.ephemeral


async def test_shorter_and_longer_of_a_kept_brief_are_kept_too(world: World) -> None:
    """Back and forth between two lengths works it out again each time."""
    asked = await world.alice.slash(world.channel, "brief", topic="energy", length="standard")
    shorter = await world.alice.click(asked.response, custom_id=button(asked.response, "Shorter"))
    assert "Answered" not in texts(shorter.response)
    longer = await world.alice.click(shorter.response, custom_id=button(shorter.response, "Longer"))
    assert "Answered <t:" in texts(longer.response), "the first one again"
