"""The buttons of digests: pages, and why each point is in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import discord

from bot.answers import DigestAnswer
from bot.briefing.desk import Desk
from bot.briefing.digest_keeping import answer_of, packed_answer
from bot.briefing.subscribing import Subscribing
from bot.render.discord.digest import digest_pages, subscription_pages, why_pages
from bot.render.discord.parts import Page
from bot.store.base import Scope
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.shown import gone
from bot.views.subscribing import listed


async def keep_shown(desk: Desk, scope: Scope, answer: DigestAnswer) -> None:
    """Keep what is shown without being in the ledger, for its buttons: a preview, /changed."""
    await desk.keep_digest(scope, answer)
    kept = {"guild": scope.guild, "content": packed_answer(answer)}
    await desk.store.set(f"shown:{answer.id}", json.dumps(kept))


async def kept_digest(desk: Desk, scope: Scope, id: str) -> tuple[DigestAnswer, bool]:
    """The digest of that id, if it belongs to this guild, and whether it was posted by its subscription."""
    row = await desk.store.digest(id)
    if row is not None and row.content is not None and row.guild == scope.guild:
        return answer_of(row.content), True
    kept = json.loads(await desk.store.get(f"shown:{id}") or "{}")
    if not kept or kept["guild"] != scope.guild:
        raise gone("digest", "/digest preview")
    return answer_of(kept["content"]), False


class DigestPages:
    """Pages of a posted digest and of its reasons, for Back and Next."""

    def __init__(self, desk: Desk, subscribing: Subscribing) -> None:
        self._desk = desk
        self._subscribing = subscribing

    async def digest(self, scope: Scope, key: str, page: str) -> Page:
        answer, posted = await kept_digest(self._desk, scope, key)
        return _pick(digest_pages(answer, posted=posted), page)

    async def why(self, scope: Scope, key: str, page: str) -> Page:
        answer, _ = await kept_digest(self._desk, scope, key)
        return _pick(why_pages(answer), page)

    async def subscriptions(self, scope: Scope, key: str = "", page: str = "0") -> Page:
        rows = await self._subscribing.all(scope.guild or "", key or None)
        return _pick(subscription_pages(listed(self._desk, row) for row in rows), page)


def _pick(pages: Sequence[Page], page: str) -> Page:
    return pages[min(int(page), len(pages) - 1)] if page.isdecimal() else pages[-1]


class WhyAction:
    """Why these, under a digest: to whoever asks, in private."""

    name = "why"

    def __init__(self, pages: DigestPages) -> None:
        self._pages = pages

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.why(scope_of(interaction), argument, "0"))
