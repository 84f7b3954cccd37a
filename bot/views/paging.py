"""Back and Next: what is paged through is found again from the button alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.briefing.desk import Desk
from bot.render.discord.evidence import evidence_pages
from bot.render.discord.listings import search_pages, source_list_pages, source_pages, topic_pages
from bot.render.discord.pages import Turn, page_of
from bot.render.discord.parts import Page
from bot.store.base import Scope
from bot.views.drawn import answer_pages
from bot.views.managers import only_managers
from bot.views.reply import acknowledge, acknowledge_press, deliver, scope_of
from bot.views.shown import gone, kept_brief, opened_evidence, opened_passage


class Pager:
    """Pages of anything that is shown, by a key short enough for a button."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def brief(self, scope: Scope, key: str, page: str) -> Page:
        """Page ``page`` of the kept brief ``key``."""
        return page_of(await answer_pages(await kept_brief(self._desk, scope, key)), page)

    async def private(self, scope: Scope, key: str, page: str) -> Page:
        """The same where only the asker sees it."""
        return page_of(await answer_pages(await kept_brief(self._desk, scope, key), private=True), page)

    async def evidence(self, scope: Scope, key: str, page: str) -> Page:
        """What the evidence button ``key`` opens: brief, point and number, parted by colons."""
        opened = await opened_evidence(self._desk, scope, key)
        return page_of(evidence_pages(opened, Turn(f"evidence:{key}"), _reported(scope, f"evidence:{key}")), page)

    async def passage(self, scope: Scope, key: str, page: str) -> Page:
        """The stretch ``key`` of a document: its id, version, start and end, parted by colons."""
        opened = await opened_passage(self._desk, scope, key)
        return page_of(evidence_pages(opened, Turn(f"passage:{key}"), _reported(scope, f"passage:{key}")), page)

    async def topics(self, scope: Scope, key: str = "", page: str = "0") -> Page:
        return page_of(topic_pages(await self._desk.topics(scope), Turn("topics:")), page)

    async def sources(self, scope: Scope, key: str = "", page: str = "0") -> Page:
        return page_of(source_list_pages(await self._desk.sources(scope), Turn("sources:")), page)

    async def source(self, scope: Scope, key: str, page: str = "0") -> Page:
        """The source ``key`` (its id, or a name as typed)."""
        detail = await self._desk.source(scope, key)
        return page_of(source_pages(detail, Turn(f"source:{detail.info.document}")), page)

    async def search(self, scope: Scope, key: str, page: str) -> Page:
        """Results of the search kept as ``key``; ``page`` is "2.0": page of results, message of it."""
        words = await self._words(scope, key)
        number, _, part = page.partition(".")
        answer = await self._desk.search(scope, words, page=int(number))
        turn = Turn(
            f"search:{key}",
            prefix=f"{answer.page}.",
            before=f"{answer.page - 1}.last" if answer.page > 1 else None,
            after=f"{answer.page + 1}.0" if answer.page < answer.pages else None,
        )
        return page_of(search_pages(answer, turn), part)

    async def new_search(self, scope: Scope, words: str, page: int = 1) -> Page:
        """The results of that page, and the words kept for the buttons below them."""
        kept = json.dumps({"guild": scope.guild, "words": words})
        key = hashlib.blake2s(kept.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        await self._desk.store.set(_stored(key), kept, at=self._desk.digests.now())
        return await self.search(scope, key, f"{page}.0")

    async def _words(self, scope: Scope, key: str) -> str:
        raw = await self._desk.store.get(_stored(key))
        kept: dict[str, Any] = json.loads(raw) if raw else {}
        if not kept or kept["guild"] != scope.guild:
            raise gone("search", "/search")
        return str(kept["words"])


class TurnAction:
    """Shows another page: in place to who asked, as a private copy to anybody else."""

    name = "turn"

    def __init__(self, desk: Desk, pager: Pager) -> None:
        self._desk = desk
        self._for_managers: set[str] = set()
        self._kinds: dict[str, Callable[[Scope, str, str], Awaitable[Page]]] = {
            "brief": pager.brief,
            "private": pager.private,
            "evidence": pager.evidence,
            "passage": pager.passage,
            "search": pager.search,
            "topics": pager.topics,
            "sources": pager.sources,
            "source": pager.source,
        }

    def add(self, kind: str, find: Callable[[Scope, str, str], Awaitable[Page]], *, managers: bool = False) -> None:
        """Page through one more kind of thing, which only ``managers`` may see."""
        self._kinds[kind] = find
        if managers:
            self._for_managers.add(kind)

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        kind, _, rest = argument.partition(":")
        key, _, page = rest.rpartition(":")
        find = self._kinds.get(kind)
        if find is None:
            raise gone("page", "the command")
        if kind in self._for_managers:
            await only_managers(self._desk, interaction)
        await acknowledge_turn(interaction)
        await deliver(interaction, await find(scope_of(interaction), key, page))


async def acknowledge_turn(interaction: discord.Interaction[Any]) -> bool:
    """Promise to change the message in place if it is the presser's own, else a private copy.

    Whether what is shown will be seen by the presser alone.
    """
    if _may_change(interaction):
        await acknowledge_press(interaction)
        return interaction.message is not None and interaction.message.flags.ephemeral
    await acknowledge(interaction, private=True)
    return True


def _may_change(interaction: discord.Interaction[Any]) -> bool:
    """Whether the message is the presser's own to change."""
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return True
    asked = message.interaction_metadata  # a digest was asked for by nobody, and stays as it was posted
    return asked is not None and asked.user.id == interaction.user.id


def _reported(scope: Scope, key: str) -> str | None:
    """What the button carries that reports a sentence: in a server, which has managers to read it."""
    return None if scope.guild is None else key


def _stored(key: str) -> str:
    return f"search:{key}"
