"""/search, /topics, /sources, /source, /status, /help and what is offered while typing."""

from __future__ import annotations

from tests.cogs.world import World, add_document, button, buttons, texts


async def test_search_finds_passages_and_opens_one(world: World) -> None:
    """Search names no source, or a found passage cannot be read in its place."""
    result = await world.alice.slash(world.channel, "search", words="MiG-29 fighters")
    assert result.response is not None
    assert "Russia delivered six MiG-29 fighters in 2017." in texts(result.response)
    assert "-# Arms from two sides · Defense Notes · 2020-09-28" in texts(result.response)

    opened = await world.bob.click(result.response, custom_id=button(result.response, "Open"))
    assert opened.ephemeral and opened.response is not None
    assert "> Russia delivered six MiG-29 fighters in 2017." in texts(opened.response)
    assert "-# China delivered six CH-92A drones in 2020." in texts(opened.response)


async def test_search_is_paged_and_every_passage_is_reached(world: World) -> None:
    """Results beyond the first message are lost, or come twice."""
    many = " ".join(f"The ledger holds entry number {n} of the archive." for n in range(1, 34))
    await add_document(world.store, "ledger", many)
    result = await world.alice.slash(world.channel, "search", words="ledger archive")
    seen = []
    for _ in range(40):
        assert result.response is not None
        seen += [n for n in range(1, 34) if f"entry number {n} of" in texts(result.response)]
        onward = next(b for b in buttons(result.response) if b.get("label") == "Next ›")
        if onward.get("disabled"):
            break
        message = result.response
        result = await world.alice.click(message, custom_id=onward["custom_id"])
        if result.response is None:  # the message itself was changed
            result = _Changed(message)
    assert sorted(seen) == list(range(1, 34))


class _Changed:
    """The message whose button was pressed, now showing another page."""

    def __init__(self, response: object) -> None:
        self.response = response


async def test_somebody_else_turns_a_page_for_themselves_only(world: World) -> None:
    """One reader's Next takes the page away from everybody else."""
    many = " ".join(f"The ledger holds entry number {n} of the archive." for n in range(1, 34))
    await add_document(world.store, "ledger", many)
    result = await world.alice.slash(world.channel, "search", words="ledger archive")
    assert result.response is not None
    before = texts(result.response)
    turned = await world.bob.click(result.response, custom_id=button(result.response, "Next ›"))
    assert turned.ephemeral and turned.response is not None
    assert texts(turned.response) != before == texts(result.response)


async def test_nothing_found_is_told_with_a_remedy(world: World) -> None:
    """An empty search looks like a broken one."""
    result = await world.alice.slash(world.channel, "search", words="zeppelin")
    assert world.env.errors
    (told,) = result.followups
    assert told.ephemeral and "zeppelin" in texts(told)


async def test_topics_and_sources_are_listed_and_a_source_is_shown(world: World) -> None:
    """A reader cannot find out what the bot can be asked."""
    topics = await world.alice.slash(world.channel, "topics")
    assert topics.response is not None and "**Energy**" in texts(topics.response)

    sources = await world.alice.slash(world.channel, "sources")
    assert sources.response is not None
    assert "3 documents" in texts(sources.response)
    assert "**Arms from two sides** · Defense Notes · 2020-09-28" in texts(sources.response)
    shown = await world.bob.click(sources.response, custom_id=button(sources.response, "Show"))
    assert shown.ephemeral and shown.response is not None

    source = await world.alice.slash(world.channel, "source", name="Gas and its")
    assert source.response is not None
    said = texts(source.response)
    assert "## Gas and its owners" in said and "Ana Petrović" in said and "Pipelines" in said


async def test_status_and_help_are_private(world: World) -> None:
    """Asking how the bot works fills the channel."""
    status = await world.alice.slash(world.channel, "status")
    assert status.ephemeral and status.response is not None
    assert "3 documents" in texts(status.response)

    everything = await world.alice.slash(world.channel, "help")
    assert everything.ephemeral and everything.response is not None
    for name in ("brief", "ask", "search", "topics", "sources", "source", "status", "help"):
        assert f"`/{name}" in texts(everything.response)
    one = await world.alice.slash(world.channel, "help", command="/brief")
    assert one.response is not None and "`since`" in texts(one.response)


async def test_topics_sources_and_methods_are_completed(world: World) -> None:
    """Somebody has to know names by heart."""
    topics = await world.alice.autocomplete(world.channel, "brief", "topic", "ener")
    assert {"name": "Energy", "value": "Energy"} in topics
    methods = await world.alice.autocomplete(world.channel, "brief", "method", "le", topic="energy")
    assert "lead" in [choice["value"] for choice in methods]
    await world.alice.autocomplete(world.channel, "source", "name", "gas")  # looks for new ones
    sources = await world.alice.autocomplete(world.channel, "source", "name", "gas")
    assert "Gas and its owners" in [choice["value"] for choice in sources]


async def test_completion_stays_inside_discords_limits(world: World) -> None:
    """With thirty long titles, completion silently offers nothing at all."""
    for n in range(30):
        await add_document(world.store, f"long{n}", f"Text number {n} is here.", title=f"Long {n} " + "title " * 40)
    await world.desk.refresh(_scope(world))
    choices = await world.alice.autocomplete(world.channel, "source", "name", "long")
    assert len(choices) == 25
    assert all(1 <= len(c["name"]) <= 100 and 1 <= len(c["value"]) <= 100 for c in choices)
    chosen = await world.alice.slash(world.channel, "source", name=choices[0]["value"])
    assert chosen.response is not None, "a cut title no longer means its source"


def _scope(world: World) -> object:
    from bot.store.base import Scope

    return Scope(str(world.alice.guild.id))
