"""The views of digests: the form of /subscribe, and the buttons of digests and subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import discord
from discord import app_commands, ui

from bot.answers import DigestAnswer
from bot.briefing.desk import Desk
from bot.briefing.digest_keeping import answer_of
from bot.briefing.subscribing import Subscribing, Wishes, when_of, words_of
from bot.delivery.courier import wanted
from bot.delivery.plans import plan_of
from bot.errors import NotAllowed
from bot.render.discord.digest import Listed, digest_pages, draft_pages, subscription_pages, why_pages
from bot.render.discord.notices import notice_page
from bot.render.discord.parts import Page, Tone
from bot.store.base import Scope
from bot.store.digest_rows import ACTIVE, DRAFT, PAUSED, REMOVED, SubscriptionRow
from bot.views.button import ActingClient
from bot.views.reply import acknowledge, deliver, scope_of
from bot.views.shown import gone

_CHOICES = 25


def only_managers(interaction: discord.Interaction[Any]) -> str:
    """The guild's id, where the person may manage it. Raises NotAllowed."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise NotAllowed("Subscriptions are for those who manage the server.", "Ask one of them.")
    return str(interaction.guild_id)


def listed(desk: Desk, row: SubscriptionRow) -> Listed:
    when, following = words_of(plan_of(row), desk.digests.clock(), row.state)
    return Listed(
        row.id, row.channel, row.topics, when, row.length, row.quiet, row.mention, row.state, row.reason, following
    )


async def kept_digest(desk: Desk, scope: Scope, id: str) -> DigestAnswer:
    """The digest of that id, if it belongs to this guild."""
    row = await desk.store.digest(id)
    if row is None or row.content is None or row.guild != scope.guild:
        raise gone("digest", "/digest preview")
    return answer_of(row.content)


class DigestPages:
    """Pages of a posted digest and of its reasons, for Back and Next."""

    def __init__(self, desk: Desk, subscribing: Subscribing) -> None:
        self._desk = desk
        self._subscribing = subscribing

    async def digest(self, scope: Scope, key: str, page: str) -> Page:
        return _pick(digest_pages(await kept_digest(self._desk, scope, key)), page)

    async def why(self, scope: Scope, key: str, page: str) -> Page:
        return _pick(why_pages(await kept_digest(self._desk, scope, key)), page)

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


class SubscriptionAction:
    """Confirm, pause, resume, edit and remove, in the lists that managers see."""

    name = "subscription"

    def __init__(self, desk: Desk, subscribing: Subscribing) -> None:
        self._desk = desk
        self._subscribing = subscribing

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        guild = only_managers(interaction)
        verb, _, id = argument.partition(":")
        if verb == "edit":
            row = await self._subscribing.one(guild, id)
            await interaction.response.send_modal(SubscriptionForm(self._desk, self._subscribing, row=row))
            return
        state = {"confirm": ACTIVE, "resume": ACTIVE, "pause": PAUSED, "remove": REMOVED}.get(verb)
        if state is None:
            raise gone("button", "/subscriptions")
        await interaction.response.defer()
        row = await self._subscribing.turn(guild, id, state)
        await deliver(interaction, self._done(verb, row))

    def _done(self, verb: str, row: SubscriptionRow) -> Page:
        if verb == "remove":
            return notice_page("Removed. Nothing more is posted for it.", tone=Tone.NEUTRAL)
        return subscription_pages([listed(self._desk, row)])[0]


class SubscriptionForm(ui.Modal):
    """Topics, days, time, zone and length; then a preview to confirm."""

    def __init__(
        self,
        desk: Desk,
        subscribing: Subscribing,
        *,
        row: SubscriptionRow | None = None,
        zone: str = "UTC",
        quiet: str = "say",
        mention: str | None = None,
    ) -> None:
        editing = row is not None and row.state != DRAFT
        super().__init__(title="Edit the digest" if editing else "A new digest", timeout=1800)
        self._desk, self._subscribing, self._row = desk, subscribing, row
        self._quiet, self._mention = (row.quiet, row.mention) if row is not None else (quiet, mention)
        names = [t.name for t in desk.catalogue][:_CHOICES]
        chosen = set(row.topics) if row is not None else set()
        plan = plan_of(row) if row is not None else None
        options = [discord.SelectOption(label=n[:100], value=n[:100], default=n in chosen) for n in names]
        self.topics: ui.Select[Any] = ui.Select(
            custom_id="topics",
            placeholder="All topics",
            min_values=0,
            max_values=max(1, len(options)),
            options=options or [discord.SelectOption(label="All topics", value="")],
            required=False,
        )
        self.when: ui.TextInput[Any] = ui.TextInput(
            custom_id="when", default=when_of(plan) if plan else "daily", max_length=60
        )
        self.at: ui.TextInput[Any] = ui.TextInput(custom_id="at", default=row.at if row else "08:00", max_length=12)
        self.zone: ui.TextInput[Any] = ui.TextInput(custom_id="zone", default=row.zone if row else zone, max_length=60)
        length = row.length if row else "standard"
        self.length: ui.Select[Any] = ui.Select(
            custom_id="length",
            options=[
                discord.SelectOption(label=f"{name}: up to {n} points a topic", value=name, default=name == length)
                for name, n in (("short", 3), ("standard", 5), ("long", 10))
            ],
        )
        for text, component, help in (
            ("Topics", self.topics, "None chosen is all of them"),
            ("Days", self.when, "daily, weekdays, weekly tue, hourly, or: mon wed fri"),
            ("Time", self.at, "As 08:00"),
            ("Time zone", self.zone, "As Europe/Belgrade or New York"),
            ("Length", self.length, None),
        ):
            self.add_item(ui.Label(text=text, component=cast("ui.Item[Any]", component), description=help))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Keep it as a draft and show what would come; an edit of a running one is kept at once."""
        guild = only_managers(interaction)
        await acknowledge(interaction, private=True)
        wishes = Wishes(
            [v for v in self.topics.values if v],
            self.when.value,
            self.at.value,
            self.zone.value,
            (self.length.values or ["standard"])[0],
            self._quiet,
            self._mention,
        )
        if self._row is not None:
            row = await self._subscribing.edit(guild, self._row.id, wishes)
        else:
            row = await self._subscribing.draft(guild, str(interaction.channel_id), str(interaction.user.id), wishes)
        if row.state != DRAFT:
            await deliver(interaction, subscription_pages([listed(self._desk, row)])[0])
            return
        composed = await self._desk.digests.compose(wanted(row), f"draft{row.id}")
        await deliver(interaction, draft_pages(listed(self._desk, row), composed.answer)[0])

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, *_: object) -> None:
        """As for a command: one calm sentence, to this person alone."""
        client = cast(ActingClient, interaction.client)
        await client.tree.on_error(interaction, cast(app_commands.AppCommandError, error))
