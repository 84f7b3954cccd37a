"""Making and changing subscriptions: the form of /subscribe, and the buttons in the lists of managers."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, replace
from typing import Any

import discord
from discord import ui

from bot.briefing.brief import LENGTHS
from bot.briefing.desk import Desk
from bot.briefing.subscribing import Subscribing, Wishes, label_of, when_of, words_of
from bot.delivery.courier import wanted
from bot.delivery.plans import plan_of
from bot.errors import BadOption, NotAllowed
from bot.render.discord.digest import Listed, draft_pages, subscription_pages
from bot.render.discord.notices import error_page, notice_page
from bot.render.discord.parts import Page, Press, Tone, Weight, rows
from bot.store.digest_rows import ACTIVE, DRAFT, PAUSED, REMOVED, SubscriptionRow
from bot.store.guild_rows import SUBSCRIPTIONS
from bot.translations import say
from bot.views.form import Form, show
from bot.views.managers import only_managers
from bot.views.reply import acknowledge, acknowledge_press, deliver
from bot.views.shown import gone

_CHOICES = 25
_ALL = "All topics"


_DONE = {ACTIVE: "resumed", PAUSED: "paused", REMOVED: "removed"}
"""How the audit trail calls what a button does."""


async def note(desk: Desk, interaction: discord.Interaction[Any], done: str, row: SubscriptionRow) -> None:
    """Add to the server's audit trail what was done with a subscription."""
    channel = interaction.guild.get_channel_or_thread(int(row.channel)) if interaction.guild else None
    label = f"#{channel.name if channel else row.channel}: {label_of(row)}"
    await desk.guilds.record(row.guild, str(interaction.user.id), SUBSCRIPTIONS, done, label)


def listed(desk: Desk, row: SubscriptionRow) -> Listed:
    when, following = words_of(plan_of(row), desk.digests.clock(), row.state)
    return Listed(
        row.id,
        row.channel,
        row.topics,
        when,
        row.length,
        row.quiet,
        row.mention,
        row.state,
        row.reason,
        following,
        row.failures,
    )


def mentionable(role: discord.Role, channel: object) -> str:
    """The id of a role that a digest in ``channel`` can call. Raises BadOption or NotAllowed."""
    if role.is_default():
        raise BadOption("A digest does not call everyone.", "Choose a role for those who want to be called.")
    may = role.mentionable
    if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        may = may or channel.permissions_for(channel.guild.me).mention_everyone
    if not may:
        raise NotAllowed(
            f"I may not mention the role {role.name}: nobody would be called.",
            "Allow anyone to mention it in the role's settings, or let me mention all roles in this channel.",
        )
    return str(role.id)


def wishes_of(row: SubscriptionRow) -> Wishes:
    """What would be chosen in the form for that subscription."""
    return Wishes(row.topics, when_of(plan_of(row)), row.at, row.zone, row.length, row.quiet, row.mention)


class SubscriptionAction:
    """Confirm, pause, resume, edit and remove, in the lists that managers see."""

    name = "subscription"

    def __init__(self, desk: Desk, subscribing: Subscribing) -> None:
        self._desk = desk
        self._subscribing = subscribing

    async def run(self, interaction: discord.Interaction[Any], argument: str) -> None:
        guild = await only_managers(self._desk, interaction, "Managing digests")
        verb, _, id = argument.partition(":")
        if verb in ("edit", "call"):
            row = await self._subscribing.one(guild, id)
            form = SubscriptionForm if verb == "edit" else CallForm
            await show(interaction, lambda: form(self._desk, self._subscribing, wishes_of(row), row))
            return
        if verb == "again":
            await self._again(interaction, guild, id)
            return
        state = {"confirm": ACTIVE, "resume": ACTIVE, "pause": PAUSED, "remove": REMOVED}.get(verb)
        if state is None:
            raise gone("button", "/subscriptions")
        await acknowledge_press(interaction)
        row = await self._subscribing.turn(guild, id, state)
        await note(self._desk, interaction, "subscribed" if verb == "confirm" else _DONE[state], row)
        await deliver(interaction, self._done(verb, row))

    async def _again(self, interaction: discord.Interaction[Any], guild: str, key: str) -> None:
        """The form as it was filled in, to correct what was not understood."""
        kept = json.loads(await self._desk.store.get(f"wishes:{key}") or "{}")
        if not kept or kept["guild"] != guild:
            raise gone("form", "/subscribe")
        row = await self._subscribing.one(guild, kept["row"]) if kept["row"] else None
        wishes = Wishes(**kept["wishes"])
        await show(interaction, lambda: SubscriptionForm(self._desk, self._subscribing, wishes, row))

    def _done(self, verb: str, row: SubscriptionRow) -> Page:
        if verb == "remove":
            return notice_page("Removed. Nothing more is posted for it.", tone=Tone.NEUTRAL)
        return subscription_pages([listed(self._desk, row)])[0]


class _Form(Form):
    """A form on one subscription."""

    def __init__(
        self, desk: Desk, subscribing: Subscribing, wishes: Wishes, row: SubscriptionRow | None, title: str
    ) -> None:
        super().__init__(title)
        self._desk, self._subscribing, self._wishes, self._row = desk, subscribing, wishes, row


class SubscriptionForm(_Form):
    """Topics, days, time, zone and length; then a preview to confirm."""

    def __init__(
        self, desk: Desk, subscribing: Subscribing, wishes: Wishes, row: SubscriptionRow | None = None
    ) -> None:
        editing = row is not None and row.state != DRAFT
        super().__init__(desk, subscribing, wishes, row, "Edit the digest" if editing else "A new digest")
        # topics that were asked for in free words are offered beside the configured ones
        names = list(dict.fromkeys([*wishes.topics, *(t.name for t in desk.catalogue)]))[:_CHOICES]
        options = [discord.SelectOption(label=n[:100], value=n[:100], default=n in wishes.topics) for n in names]
        self.topics: ui.Select[Any] = ui.Select(
            custom_id="topics",
            placeholder=say(_ALL),
            min_values=0,
            max_values=max(1, len(options)),
            options=options or [discord.SelectOption(label=say(_ALL), value=_ALL)],
            required=False,
        )
        self.when: ui.TextInput[Any] = ui.TextInput(custom_id="when", default=wishes.when, max_length=60)
        self.at: ui.TextInput[Any] = ui.TextInput(custom_id="at", default=wishes.at, max_length=20)
        self.zone: ui.TextInput[Any] = ui.TextInput(custom_id="zone", default=wishes.zone, max_length=60)
        self.length: ui.Select[Any] = ui.Select(
            custom_id="length",
            options=[
                discord.SelectOption(
                    label=say("{length}: up to {n} points a topic", length=say(name), n=n),
                    value=name,
                    default=name == wishes.length,
                )
                for name, n in LENGTHS.items()
            ],
        )
        self._ask("Topics", self.topics, "None chosen is all of them")
        self._ask("Days", self.when, "daily, weekdays, weekly tue, hourly, or: mon wed fri")
        self._ask("Time", self.at, "As 08:00, 7.30 or 7am; of an hourly digest the minute counts")
        self._ask("Time zone", self.zone, "A large city or a country, as Belgrade or New York")
        self._ask("Length", self.length)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Keep it as a draft and show what would come; an edit of a running one is kept at once."""
        guild = await only_managers(self._desk, interaction, "Managing digests")
        await acknowledge(interaction, private=True)
        wishes = replace(
            self._wishes,
            topics=tuple(v for v in self.topics.values if v != _ALL),
            when=self.when.value,
            at=self.at.value,
            zone=self.zone.value,
            length=(self.length.values or ["standard"])[0],
        )
        try:
            if self._row is not None:
                row = await self._subscribing.edit(guild, self._row.id, wishes)
            else:
                row = await self._subscribing.draft(
                    guild, str(interaction.channel_id), str(interaction.user.id), wishes
                )
        except BadOption as error:
            await deliver(interaction, await self._once_more(guild, wishes, error))
            return
        if row.state != DRAFT:
            await note(self._desk, interaction, "edited", row)
            await deliver(interaction, subscription_pages([listed(self._desk, row)])[0])
            return
        composed = await self._desk.digests.compose(wanted(row), f"draft{row.id}")
        await deliver(interaction, draft_pages(listed(self._desk, row), composed.answer)[0])

    async def _once_more(self, guild: str, wishes: Wishes, error: BadOption) -> Page:
        """What was not understood, with a button back to the form as it was filled in."""
        key = secrets.token_hex(6)
        kept = {"guild": guild, "row": self._row.id if self._row else None, "wishes": asdict(wishes)}
        await self._desk.store.set(f"wishes:{key}", json.dumps(kept), at=self._desk.digests.now())
        page = error_page(error)
        again = Press("Correct it", "subscription", f"again:{key}", Weight.MAIN)
        return replace(page, parts=(*page.parts, *rows([again])))


class CallForm(_Form):
    """Whom a digest calls, and what it does on a quiet day."""

    def __init__(self, desk: Desk, subscribing: Subscribing, wishes: Wishes, row: SubscriptionRow) -> None:
        super().__init__(desk, subscribing, wishes, row, "Quiet days and mention")
        chosen = [discord.Object(int(wishes.mention), type=discord.Role)] if wishes.mention else []
        self.quiet: ui.Select[Any] = ui.Select(
            custom_id="quiet",
            options=[
                discord.SelectOption(label=say(label), value=value, default=value == wishes.quiet)
                for value, label in (("say", "Say that nothing changed"), ("silent", "Post nothing"))
            ],
        )
        self.role: ui.RoleSelect[Any] = ui.RoleSelect(
            custom_id="role",
            placeholder=say("Nobody"),
            min_values=0,
            max_values=1,
            required=False,
            default_values=chosen,
        )
        self._ask("On a quiet day", self.quiet)
        self._ask("Mention", self.role, "None chosen calls nobody")

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        guild = await only_managers(self._desk, interaction, "Managing digests")
        await acknowledge(interaction, private=True)
        assert self._row is not None
        role = next(iter(self.role.values), None)
        channel = interaction.guild.get_channel_or_thread(int(self._row.channel)) if interaction.guild else None
        called = mentionable(role, channel) if role is not None else None
        row = await self._subscribing.call(guild, self._row.id, (self.quiet.values or ["say"])[0], called)
        if row.state != DRAFT:
            await note(self._desk, interaction, "edited", row)
        await deliver(interaction, subscription_pages([listed(self._desk, row)])[0])
