"""The buttons of digests: pages, and why each point is in."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace
from typing import Any

import discord

from bot.answers import DigestAnswer
from bot.briefing.corrections import message_link
from bot.briefing.desk import Desk
from bot.briefing.digest_keeping import answer_of, packed_answer
from bot.briefing.keeping import unpack
from bot.briefing.subscribing import Subscribing
from bot.render import digest_pdf
from bot.render.archive import markdown_of
from bot.render.discord.digest import Past, digest_pages, history_pages, subscription_pages, why_pages
from bot.render.discord.pages import page_of
from bot.render.discord.parts import Attachment, Page, Text
from bot.render.wording import LABELS
from bot.store.base import Scope
from bot.store.digest_rows import PastRow
from bot.translations import say
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.shown import gone
from bot.views.subscribing import listed
from bot.views.working import exporting
from summarizers.words import fold


async def keep_shown(desk: Desk, scope: Scope, answer: DigestAnswer) -> None:
    """Keep what is shown without being in the ledger, for its buttons: a preview, /changed."""
    await desk.keep_digest(scope, answer)
    kept = {"guild": scope.guild, "content": packed_answer(answer)}
    await desk.store.set(f"shown:{answer.id}", json.dumps(kept), at=desk.digests.now(), brief=answer.id)


async def kept_digest(desk: Desk, scope: Scope, id: str) -> tuple[DigestAnswer, bool]:
    """The digest of that id, if it belongs to this guild, and whether it was posted by its subscription."""
    row = await desk.store.digest(id)
    if row is not None and row.content is not None and row.guild == scope.guild:
        return await _judged(desk, scope, answer_of(row.content)), True
    kept = json.loads(await desk.store.get(f"shown:{id}") or "{}")
    if not kept or kept["guild"] != scope.guild:
        raise gone("digest", "/digest preview")
    return await _judged(desk, scope, answer_of(kept["content"])), False


async def _judged(desk: Desk, scope: Scope, answer: DigestAnswer) -> DigestAnswer:
    return replace(answer, brief=await desk.as_judged(scope, answer.brief))


class DigestPages:
    """Pages of a posted digest and of its reasons, for Back and Next."""

    def __init__(self, desk: Desk, subscribing: Subscribing) -> None:
        self._desk = desk
        self._subscribing = subscribing

    async def digest(self, scope: Scope, key: str, page: str) -> Page:
        answer, posted = await kept_digest(self._desk, scope, key)
        return page_of(digest_pages(answer, posted=posted), page)

    async def why(self, scope: Scope, key: str, page: str) -> Page:
        answer, _ = await kept_digest(self._desk, scope, key)
        return page_of(why_pages(answer), page)

    async def history(self, scope: Scope, key: str, page: str = "0") -> Page:
        """What was posted in the channel that was kept as ``key``, with the words that it was looked for by."""
        kept = json.loads(await self._desk.store.get(f"history:{key}") or "{}")
        if not kept or kept["guild"] != scope.guild:
            raise gone("list", "/digest history")
        rows = await self._desk.store.postings(kept["guild"], kept["channel"])
        wanted = fold(kept["words"] or "").split()
        past = [
            _past(row)
            for row in await asyncio.to_thread(lambda: [r for r in rows if all(w in _said(r) for w in wanted)])
        ]
        zone = await self._subscribing.usual_zone(scope.guild or "")
        return page_of(history_pages(past, kept["words"], key, zone), page)

    async def new_history(self, scope: Scope, channel: str, words: str | None) -> Page:
        kept = json.dumps({"guild": scope.guild, "channel": channel, "words": words})
        key = hashlib.blake2s(kept.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        await self._desk.store.set(f"history:{key}", kept, at=self._desk.digests.now())
        return await self.history(scope, key)

    async def subscriptions(self, scope: Scope, key: str = "", page: str = "0") -> Page:
        rows = await self._subscribing.all(scope.guild or "", key or None)
        return page_of(subscription_pages(listed(self._desk, row) for row in rows), page)


class ExportDigestAction:
    """Export, under a digest: the whole of it as PDF and Markdown files, for who asks."""

    name = "export_digest"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        answer, _ = await kept_digest(self._desk, scope_of(interaction), argument)
        name = f"digest-{(answer.slot or 'changes').split()[0]}"
        async with exporting(interaction, len(answer.changes)):
            pdf = await asyncio.to_thread(digest_pdf.digest, answer)
        text = markdown_of(answer).encode("utf-8", "replace")
        parts = (
            Text(say("**{what} as PDF and as Markdown.**", what=say("The digest"))),
            Attachment(f"{name}.pdf", pdf),
            Attachment(f"{name}.md", text),
        )
        await deliver(interaction, Page(parts))


def _said(row: PastRow) -> str:
    """Everything that it says and names, folded."""
    summary = unpack(row.payload).summary
    titles = [s.title for s in summary.sources]
    return fold(" ".join((summary.topic or "", *(p.text for p in summary.points), *titles)))


def _past(row: PastRow) -> Past:
    answer, posting = unpack(row.payload), row.posting
    points = answer.summary.points
    link = message_link(posting.guild, posting.channel, posting.message)
    label = LABELS.get(answer.summary.sections[0].name, "") if points else ""
    first = f"{label} {points[0].text}".strip() if points else ""
    return Past(answer.command, answer.summary.topic or "", len(points), first, posting.at, link, row.flagged)


class WhyAction:
    """Why these, under a digest: to whoever asks, in private."""

    name = "why"

    def __init__(self, pages: DigestPages) -> None:
        self._pages = pages

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._pages.why(scope_of(interaction), argument, "0"))
