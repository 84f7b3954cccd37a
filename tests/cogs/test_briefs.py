"""/brief and /ask, as a person in a server meets them."""

from __future__ import annotations

from tests.cogs.contract import walk
from tests.cogs.world import World, button, buttons, texts


async def test_a_brief_is_one_cited_message(world: World) -> None:
    """The brief says nothing, or claims stand without their [n], or no source is listed."""
    result = await world.alice.slash(world.channel, "brief", topic="energy")

    acknowledged = next(r for r in world.env.http_requests if r.path.endswith("/callback"))
    assert acknowledged.json == {"type": 5}, "the person was left waiting until the brief was made"
    assert result.response is not None and not result.response.ephemeral
    said = texts(result.response)
    assert said.casefold().startswith("## energy\n")
    assert "### Bottom line" in said
    assert "[1]" in said
    assert "**Gas and its owners** · Energy Review · Ana Petrović · 2024-05-08" in said
    assert "sentences verified" in said
    assert any(b["label"] == "[1]" for b in buttons(result.response))


async def test_evidence_opens_the_quote_in_its_place_for_who_asks(world: World) -> None:
    """The button shows nothing, shows it to everybody, or the quote has lost its place."""
    brief = await world.alice.slash(world.channel, "ask", question="Who holds 56.15% of the shares of NIS?")
    assert brief.response is not None
    opened = await world.bob.click(brief.response, custom_id=button(brief.response, "[1]"))

    assert opened.ephemeral and opened.response is not None
    said = texts(opened.response)
    assert "> Gazprom Neft holds 56.15% of the shares of NIS" in said
    assert "-# The oil company NIS has been majority owned by Gazprom Neft since 2009." in said
    assert "-# The state kept 29.87% of the company." in said
    assert "Ownership" in said
    assert "2024-05-08" in said and "Energy Review" in said
    assert [b["url"] for b in buttons(opened.response) if b.get("url")] == ["https://example.org/gas"]


async def test_figures_stand_in_their_sentences_with_their_buttons(world: World) -> None:
    """A figure asked for in a meeting comes without its sentence, or cannot be opened."""
    result = await world.alice.slash(world.channel, "figures", subject="energy")
    assert result.response is not None
    said = texts(result.response)
    assert "Gazprom Neft holds 56.15% of the shares of NIS" in said and "13.88 billion cubic" in said
    opened = await world.bob.click(result.response, custom_id=button(result.response, "[1]"))
    assert opened.response is not None and "\n> " in texts(opened.response)


async def test_two_parties_are_compared_side_by_side(world: World) -> None:
    """Whose deeds they are is not told, or a side of which nothing is said is left out."""
    result = await world.alice.slash(world.channel, "compare", topic="defense", a="China", b="Peru")
    assert result.response is not None
    said = texts(result.response)
    assert said.startswith("## Defense: China and Peru\n")
    assert "### China\n" in said and "China delivered six CH-92A drones in 2020.\N{NO-BREAK SPACE}[1]" in said
    assert "### Peru\n-# On this topic no source speaks of Peru alone." in said
    opened = await world.bob.click(result.response, custom_id=button(result.response, "[1]"))
    assert opened.response is not None and "\n> " in texts(opened.response)


async def test_a_timeline_is_in_order_with_its_picture(world: World) -> None:
    """Events come out of order, or the picture is lost when a page is turned or the bot restarted."""
    from tests.cogs.world import new_bot, new_desk

    result = await world.alice.slash(world.channel, "timeline", topic="energy")
    assert result.response is not None
    said = texts(result.response)
    assert said.index("**2009** · ") < said.index("**1 January 2021** · The Balkan Stream")
    assert [a.filename for a in result.response.attachments] == ["timeline.png"]
    shown = next(part for part in walk(result.response.components) if part["type"] == 12)
    assert shown["items"][0]["description"].startswith("Energy, 2009 – ")
    await world.env.restart_bot(new_bot(new_desk(world.store)))
    shorter = await world.alice.click(result.response, custom_id=button(result.response, "Shorter"))
    assert shorter.acknowledged and world.env.errors == []
    assert "**2009** · " in texts(result.response)


async def test_a_private_answer_is_seen_by_nobody_else(world: World) -> None:
    """A question asked in private is read by the whole channel."""
    asked = (("brief", {"topic": "energy"}), ("ask", {"question": "Who owns NIS?"}), ("figures", {"subject": "gas"}))
    asked += (("compare", {"topic": "arms", "a": "China", "b": "Russia"}), ("timeline", {"topic": "arms"}))
    for command, options in asked:
        result = await world.alice.slash(world.channel, command, private=True, **options)
        assert result.ephemeral
        assert result.response is not None and result.response.ephemeral


async def test_an_answer_that_is_not_there_is_said_so(world: World) -> None:
    """The bot makes something up, or shows an error, when the corpus does not hold the answer."""
    result = await world.alice.slash(world.channel, "ask", question="Who won the football cup in Peru?")

    assert result.response is not None
    assert "The corpus does not hold the answer" in texts(result.response)


async def test_lengths_and_methods_are_taken(world: World) -> None:
    """Asking for another length or method changes nothing."""
    short = await world.alice.slash(world.channel, "brief", topic="energy", length="short", method="lead")
    assert short.response is not None
    assert "Method: lead" in texts(short.response) and "length: short" in texts(short.response)


async def test_a_mistake_is_told_in_private_with_what_to_do(world: World) -> None:
    """A misspelled method fails without a word, in front of everybody, or without a remedy."""
    result = await world.alice.slash(world.channel, "brief", topic="energy", method="leed")

    assert world.env.errors
    assert result.response is None, "the public waiting message is still there"
    (told,) = result.followups
    assert told.ephemeral
    assert "There is no method “leed”" in texts(told)
    assert "Did you mean" in texts(told)


async def test_buttons_work_after_a_restart(world: World) -> None:
    """After an update of the bot every older brief is dead."""
    from tests.cogs.world import new_bot, new_desk

    brief = await world.alice.slash(world.channel, "brief", topic="energy")
    assert brief.response is not None
    await world.env.restart_bot(new_bot(new_desk(world.store)))
    opened = await world.bob.click(brief.response, custom_id=button(brief.response, "[1]"))

    assert opened.ephemeral and opened.response is not None
    assert "\n> " in texts(opened.response)


async def test_direct_messages_are_answered_from_the_shared_corpus(world: World) -> None:
    """In a direct message the bot is silent, or tells a server's own documents."""
    user = world.alice.user
    await user.send_dm("hello")
    result = await user.slash("brief", topic="energy")
    assert result.response is not None
    assert "secret gas depot" not in texts(result.response)
