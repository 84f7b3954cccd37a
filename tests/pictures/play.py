"""What is played for the pictures: a morning in a newsroom, every kind of message once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from tests.cogs.contract import walk
from tests.cogs.world import button, buttons

REPORT = (
    "The port of Bar signed a lease with a Turkish operator on 3 March 2024. The lease runs for 30 years. "
    "The operator will pay 4.2 million euros a year and invest 80 million euros in two new cranes. "
    "The union of dockers had called a strike against the lease in February 2024."
)

Shown = AsyncIterator[tuple[str, Any]]


async def morning(env: Any, channel: Any, analyst: Any, editor: Any, manager: Any) -> Shown:
    """Names of pictures and the messages on them."""
    async for shown in _reading(channel, analyst, editor):
        yield shown
    async for shown in _meeting(env, channel, analyst, editor):
        yield shown
    async for shown in _managing(channel, analyst, manager):
        yield shown
    async for shown in _digests(channel, manager):
        yield shown


async def _reading(channel: Any, analyst: Any, editor: Any) -> Shown:
    brief = await analyst.slash(channel, "brief", topic="Energy")
    yield "brief", brief.response
    mark = next(b["label"] for b in buttons(brief.response) if b["label"].startswith("["))
    opened = await analyst.click(brief.response, custom_id=button(brief.response, mark))
    yield "evidence", opened.response
    methods = await analyst.click(brief.response, custom_id=button(brief.response, "Other method"))
    yield "methods", methods.response
    exported = await analyst.click(brief.response, custom_id=button(brief.response, "Export"))
    yield "export", exported.response
    asked = await analyst.slash(channel, "ask", question="Which company controls NIS?")
    yield "ask", asked.response
    unknown = await analyst.slash(channel, "ask", question="Who won the 2022 football World Cup?")
    yield "not-in-the-corpus", unknown.response
    yield "compare", (await analyst.slash(channel, "compare", topic="Energy", a="Russia", b="China")).response
    yield "timeline", (await analyst.slash(channel, "timeline", topic="Energy", length="short")).response
    yield "figures", (await analyst.slash(channel, "figures", subject="Energy")).response
    yield "search", (await analyst.slash(channel, "search", words="Belgrade Budapest railway")).response
    sources = await analyst.slash(channel, "sources")
    yield "sources", sources.response
    yield "source", (await analyst.click(sources.response, custom_id=button(sources.response, "Show"))).response
    yield "topics", (await analyst.slash(channel, "topics")).response
    yield "error", (await analyst.slash(channel, "brief", topic="Energy", method="lexrnk")).followups[-1]
    yield "help", (await analyst.slash(channel, "help")).response
    yield "status", (await analyst.slash(channel, "status")).response
    message = await editor.send(channel, REPORT)
    yield "brief-this", (await analyst.context_menu(channel, "Brief this", message)).response


async def _meeting(env: Any, channel: Any, analyst: Any, editor: Any) -> Shown:
    await env.advance_time(240)
    again = await analyst.slash(channel, "ask", question="which company controls NIS", private=True)
    yield "again", again.response
    shared = await analyst.click(again.response, custom_id=button(again.response, "Share"))
    yield "shared", shared.response
    voted = await editor.click(shared.response, custom_id=button(shared.response, "Useful"))
    yield "vote", voted.response


async def _managing(channel: Any, analyst: Any, manager: Any) -> Shown:
    asked = await analyst.slash(channel, "ask", question="Which company controls NIS?")
    opened = await analyst.click(asked.response, custom_id=button(asked.response, "[1]"))
    form = await analyst.click(opened.response, custom_id=button(opened.response, "Report as wrong"))
    typed: dict[str, Any] = {"reason": "The share was reported higher since."}
    if any(part.get("custom_id") == "which" for part in walk([c["component"] for c in form.modal["components"]])):
        typed["which"] = ["0"]
    yield "reported", (await analyst.submit_modal(form, typed)).response
    yield "feedback", (await manager.slash(channel, "feedback")).response
    settings = await manager.slash(channel, "settings show")
    changed = await manager.select(settings.response, ["long"], custom_id="precis-menu:settings:length")
    yield "settings", changed.response
    yield "settings-sources", (await manager.slash(channel, "settings sources")).response
    yield "audit", (await manager.slash(channel, "settings audit")).response
    added = await manager.slash(channel, "corpus add", file=("port-of-bar.txt", REPORT.encode()))
    yield "corpus-add", added.response
    yield "corpus-status", (await manager.slash(channel, "corpus status")).response


async def _digests(channel: Any, manager: Any) -> Shown:
    form = await manager.slash(channel, "subscribe")
    typed = {"when": "daily", "at": "08:00", "zone": "Europe/Belgrade", "length": ["standard"]}
    draft = await manager.submit_modal(form, typed)
    yield "subscribe", draft.response
    await manager.click(draft.response, custom_id=button(draft.response, "Subscribe"))
    yield "subscriptions", (await manager.slash(channel, "subscriptions")).response
    previewed = await manager.slash(channel, "digest preview")
    yield "digest", previewed.response
    why = [message for message in previewed.followups if message is not None]
    if why:
        yield "why", why[-1]
    yield "changed", (await manager.slash(channel, "changed", topic="Energy", since="2 days")).response
