"""Votes and reports, as readers give them and managers see them."""

from __future__ import annotations

from typing import Any

import pytest
import simcord

from bot.errors import PrecisError
from bot.store.base import Scope
from tests.cogs.world import World, button, buttons, texts

OWNER = "The oil company NIS has been majority owned by Gazprom Neft since 2009."


def said(result: Any) -> str:
    return "\n".join(texts(m) for m in (result.response, *result.followups) if m is not None)


async def ask(world: World, who: simcord.MemberActor | None = None) -> Any:
    result = await (who or world.alice).slash(world.channel, "ask", question="Who owns the oil company NIS?")
    assert result.response is not None and OWNER in texts(result.response)
    return result.response


async def report(world: World, reason: str = "It was sold in 2026.") -> Any:
    """Alice asks, opens the passage, and reports it."""
    answer = await ask(world)
    opened = await world.alice.click(answer, custom_id=button(answer, "[1]"))
    assert opened.response is not None
    form = await world.alice.click(opened.response, custom_id=button(opened.response, "Report as wrong"))
    filled: dict[str, Any] = {"reason": reason}
    if "which" in str(form.modal):
        filled["which"] = ["0"]
    return await world.alice.submit_modal(form, filled)


async def test_a_vote_is_thanked_for_can_be_changed_and_reaches_managers(
    world: World, boss: simcord.MemberActor
) -> None:
    """A vote is lost, counts twice, or no manager ever sees it."""
    answer = await ask(world)
    await world.alice.click(answer, custom_id=button(answer, "Useful"))
    await world.bob.click(answer, custom_id=button(answer, "Useful"))
    changed = await world.alice.click(answer, custom_id=button(answer, "Not useful"))
    assert changed.response is not None and changed.response.ephemeral and "Changed" in texts(changed.response)
    summary = await boss.slash(world.channel, "feedback")
    assert summary.response is not None and summary.response.ephemeral
    assert "**default** · 1 useful, 1 not useful" in texts(summary.response)
    assert "Gas and its owners" in texts(summary.response)


async def test_a_reported_sentence_is_marked_until_managers_decide_and_struck_out_then(
    world: World, boss: simcord.MemberActor
) -> None:
    """A reader reports a wrong sentence: nothing is marked, nobody is told, or it is told again tomorrow."""
    thanked = await report(world)
    assert thanked.response is not None and thanked.response.ephemeral and "Thank you" in texts(thanked.response)
    again = await ask(world, world.bob)
    assert "Reported as wrong by a reader" in texts(again)
    opened = await world.bob.click(again, custom_id=button(again, "[1]"))
    assert opened.response is not None and "Reported as wrong by a reader" in texts(opened.response)

    summary = await boss.slash(world.channel, "feedback")
    assert summary.response is not None
    shown = texts(summary.response)
    assert OWNER in shown and "It was sold in 2026." in shown and f"<@{world.alice.id}>" in shown
    done = await boss.click(summary.response, custom_id=button(summary.response, "Accept: never use it again"))
    assert done.response is not None and "never used again" in texts(done.response)
    assert OWNER not in texts(done.response), "it is still to be decided"
    for command, options in (
        ("ask", {"question": "Who owns the oil company NIS?"}),
        ("brief", {"topic": "energy"}),
        ("search", {"words": "NIS Gazprom"}),
    ):
        assert OWNER not in said(await world.bob.slash(world.channel, command, **options)), command
    far = await world.carol.slash(world.far_channel, "ask", question="Who owns the oil company NIS?")
    assert OWNER in said(far), "struck out in another server too"
    still = await world.bob.click(again, custom_id=button(again, "[1]"))
    assert still.response is not None and "Found to be wrong by a manager" in texts(still.response)

    await boss.click(done.response, custom_id=button(done.response, "Undo"))
    assert OWNER in said(await world.bob.slash(world.channel, "search", words="NIS Gazprom"))
    trail, _ = await world.desk.guilds.trail(str(boss.guild.id))
    assert [e.name for e in trail] == ["report opened again", "report accepted"]


async def test_a_dismissed_report_leaves_no_mark(world: World, boss: simcord.MemberActor) -> None:
    """A sentence that managers found to be right stays marked as wrong."""
    await report(world)
    summary = await boss.slash(world.channel, "feedback")
    assert summary.response is not None
    await boss.click(summary.response, custom_id=button(summary.response, "Dismiss"))
    assert "Reported as wrong" not in texts(await ask(world, world.bob))


async def test_a_passage_of_a_search_is_reported_too(world: World) -> None:
    """Only what a brief cites can be reported."""
    found = await world.alice.slash(world.channel, "search", words="pipeline entered service")
    assert found.response is not None
    opened = await world.alice.click(found.response, custom_id=button(found.response, "Open"))
    assert opened.response is not None
    form = await world.alice.click(opened.response, custom_id=button(opened.response, "Report as wrong"))
    await world.alice.submit_modal(form, {"reason": "It was in 2020."})
    (row,) = await world.store.reports(str(world.alice.guild.id))
    assert row.reason == "It was in 2020." and row.brief is None and "Balkan Stream" in row.text


async def test_hostile_reasons_are_shown_as_text(world: World, boss: simcord.MemberActor) -> None:
    """A reason pings everybody, hides a link, or breaks the managers' page."""
    await report(world, "@everyone [free](https://evil.example) ```\n> \u202ewrong " + "x" * 400)
    summary = await boss.slash(world.channel, "feedback")
    assert summary.response is not None
    shown = texts(summary.response)
    assert "@everyone" not in shown and r"\[free\](https:\/\/evil" in shown and "\u202e" not in shown and "xxx" in shown


async def test_many_reports_are_paged(world: World, boss: simcord.MemberActor) -> None:
    """The twentieth report is cut off, or the page is refused by Discord."""
    guild = str(boss.guild.id)
    found = await world.desk.search(Scope(guild), "gas pipeline NIS state drones fighters contract")
    assert len(found.passages) >= 5
    for passage in found.passages:
        s = passage.sentence
        opened = await world.desk.passage(Scope(guild), s.document, s.version, s.start, s.end)
        assert opened is not None
        for user in ("11", "12"):
            await world.desk.feedback.report(guild, user, opened, "Wrong, " + "because of much " * 30)
    summary = await boss.slash(world.channel, "feedback")
    page, pages = summary.response, []
    while page is not None:
        pages.append(texts(page))
        onward = [b for b in buttons(page) if b.get("label") == "Next ›" and not b.get("disabled")]
        page = (await boss.click(page, custom_id=onward[0]["custom_id"])).response if onward else None
    everything = "\n".join(pages)
    assert len(pages) > 1 and everything.count("**Reported as wrong**") == 2 * len(found.passages)


async def test_readers_do_not_see_or_decide(world: World, boss: simcord.MemberActor) -> None:
    """Anybody reads who reported what, or strikes a sentence out."""
    await report(world)
    with pytest.raises(simcord.SetupError):
        await world.bob.slash(world.channel, "feedback")
    (command,) = [c for c in await world.bot.tree.fetch_commands() if c.name == "feedback"]
    boss.guild.set_command_permissions(command, {world.bob: True})
    refused = await world.bob.slash(world.channel, "feedback")
    assert "for managers" in said(refused) and OWNER not in said(refused)
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)


async def test_a_form_that_is_sent_as_the_bot_stops_is_told_so(world: World, boss: simcord.MemberActor) -> None:
    """What somebody filled in is begun and lost, or the form fails without a word."""
    answer = await ask(world)
    opened = await world.alice.click(answer, custom_id=button(answer, "[1]"))
    assert opened.response is not None
    form = await world.alice.click(opened.response, custom_id=button(opened.response, "Report as wrong"))
    world.bot.gate.close()
    sent = await world.alice.submit_modal(form, {"reason": "It was sold in 2026."})
    assert "I am being restarted" in said(sent)
    assert await world.store.reports(str(boss.guild.id)) == []
    assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)
