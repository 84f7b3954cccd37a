"""Hostile input through the whole bot: every request stays inside Discord's contract (see world)."""

from __future__ import annotations

import pytest

from bot.errors import PrecisError
from tests.cogs.world import World, add_document, button, buttons, texts

NASTY = (
    "@everyone <@1> <@&2> <#3> </brief:4> <t:1:R> [free](https://evil.example) ||x|| `c` ```f``` "
    "**b** # h \u202eetirw\u202c\u200b discord.gg/evil"
)
INPUTS = (
    NASTY,
    "x" * 4000,
    "word " * 800,
    "```\n" * 500,
    '" OR NEAR( * ) ^ - : {a b}',
    "'; DROP TABLE document; --",
    "\x00\x01\x1b[2J\u2028",
    "👩\u200d👧😀" * 100,
    "(((((",
)


@pytest.mark.parametrize("text", INPUTS, ids=range(len(INPUTS)))
async def test_any_words_are_answered_or_refused_in_a_calm_sentence(world: World, text: str) -> None:
    """Some input ends in silence, in an unexpected fault, or in a message that pings."""
    for command, option in (("brief", "topic"), ("ask", "question"), ("search", "words")):
        result = await world.alice.slash(world.channel, command, **{option: text})
        said = [m for m in (result.response, *result.followups) if m is not None]
        assert said, command
        shown = "\n".join(texts(m) for m in said)
        assert "reference" not in shown, f"{command}: an unexpected fault"
        assert "@everyone" not in shown and "\u202e" not in shown and "\u200b" not in shown
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)


async def test_a_hostile_document_is_quoted_as_text(world: World) -> None:
    """A document writes into the bot's message, calls people, or hides what follows."""
    await add_document(
        world.store,
        "nasty",
        f"The pipeline report says {NASTY} and holds 99 pages of gas figures.",
        title=NASTY,
        author=NASTY,
        publisher=NASTY,
        url="javascript:alert(1)",
    )
    result = await world.alice.slash(world.channel, "search", words="report pages figures")
    assert result.response is not None
    opened = await world.bob.click(result.response, custom_id=button(result.response, "Open"))
    assert opened.response is not None
    for shown in (texts(result.response), texts(opened.response)):
        assert "99 pages" in shown
        assert "@everyone" not in shown and "\u202e" not in shown and "\u200b" not in shown
        assert "](https://evil" not in shown and "://evil" not in shown
    assert not any(b.get("url") for b in buttons(opened.response))


async def test_a_very_long_sentence_is_shown_whole_over_pages(world: World) -> None:
    """A runaway sentence breaks the answer, or is cut where nobody sees it."""
    words = " ".join(f"barrel{n}" for n in range(900))
    await add_document(world.store, "long", f"The depot register lists {words} in one line.", title="Register")
    result = await world.alice.slash(world.channel, "search", words="depot register")
    assert result.response is not None
    seen = texts(result.response)
    message = result.response
    for _ in range(9):
        onward = [b for b in buttons(message) if b.get("label") == "Next ›" and not b.get("disabled")]
        if not onward:
            break
        await world.alice.click(message, custom_id=onward[0]["custom_id"])
        seen += texts(message)
    assert all(f"barrel{n}" in seen for n in range(900))
