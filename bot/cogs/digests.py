"""/subscribe, /subscriptions, /unsubscribe, /digest and /changed; and the courier that delivers."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.briefing.changed import changed
from bot.briefing.digest import Composed
from bot.briefing.schedule import Due, Slot, upcoming
from bot.briefing.subscribing import Subscribing, Wishes, label_of
from bot.briefing.zones import complete_zone, parse_zone
from bot.client import Precis
from bot.cogs.completion import as_choices
from bot.cogs.declared import command, options, summary
from bot.delivery.courier import Courier, wanted
from bot.delivery.plans import plan_of
from bot.errors import NothingFound
from bot.messages import either
from bot.render.discord.digest import digest_pages, why_pages
from bot.render.discord.escape import shorten
from bot.render.discord.notices import notice_page
from bot.render.discord.parts import Tone
from bot.store.digest_rows import ACTIVE, SubscriptionRow
from bot.views.defaults import answering
from bot.views.digests import DigestPages, ExportDigestAction, WhyAction, keep_shown
from bot.views.form import show
from bot.views.layout import layout
from bot.views.managers import only_managers
from bot.views.paging import TurnAction
from bot.views.posted import note_posting
from bot.views.posting import NEEDED, DiscordChannels, permitted
from bot.views.reply import NOBODY, acknowledge, deliver, scope_of
from bot.views.subscribing import SubscriptionAction, SubscriptionForm, mentionable, note

log = logging.getLogger(__name__)

_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_INSTALLED = app_commands.AppInstallationType(guild=True, user=False)
_WHICH = "Which of this channel's digests; else the one that is due next"
_MANAGERS = discord.Permissions(manage_guild=True)
_WHAT = "Managing digests"


class DigestGroup(app_commands.Group):
    """/digest preview, now, history."""

    def __init__(self, cog: Digest) -> None:
        super().__init__(
            name="digest",
            description=summary("digest"),
            allowed_contexts=_SERVERS,
            allowed_installs=_INSTALLED,
        )
        self._cog = cog

    @app_commands.command(description=command("digest").part("preview").help)
    @app_commands.describe(which=_WHICH)
    async def preview(self, interaction: discord.Interaction[Any], which: str | None = None) -> None:
        await acknowledge(interaction, private=True)
        row, composed = await self._cog.next_digest(interaction, which)
        answer = replace(composed.answer, topics=row.topics)
        await deliver(interaction, digest_pages(answer, posted=False)[0])
        for page in why_pages(answer)[:1]:
            await self._cog.beside(interaction, page)

    @app_commands.command(description=command("digest").part("now").help)
    @app_commands.describe(which=_WHICH)
    async def now(self, interaction: discord.Interaction[Any], which: str | None = None) -> None:
        await only_managers(self._cog.desk, interaction, "Posting a digest")
        permitted(interaction.channel, NEEDED)
        await acknowledge(interaction, private=True)
        row = await self._cog.subscription_here(interaction, which)
        state = await self._cog.post_now(row)
        await note(self._cog.desk, interaction, "posted now", row)
        done = state == "posted"
        said = "Posted." if done else "It could not be posted." if state == "failed" else "It is being posted."
        hint = "" if done else "See /subscriptions."
        await deliver(interaction, notice_page(said, hint, Tone.NEUTRAL if done else Tone.TROUBLE))

    @preview.autocomplete("which")
    @now.autocomplete("which")
    async def _which(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        rows = await self._cog.subscriptions_here(interaction)
        return [
            app_commands.Choice(name=shorten(label, 100), value=row.id)
            for row in rows
            if typed.casefold() in (label := label_of(row)).casefold()
        ][:25]

    @app_commands.command(description=command("digest").part("history").help)
    @app_commands.describe(words="Only what says or cites these words")
    async def history(
        self, interaction: discord.Interaction[Any], words: app_commands.Range[str, 1, 200] | None = None
    ) -> None:
        await acknowledge(interaction, private=True)
        await deliver(
            interaction, await self._cog.pages.new_history(scope_of(interaction), str(interaction.channel_id), words)
        )


class Digest(commands.Cog):
    """Subscriptions of servers, and what has changed."""

    def __init__(self, bot: Precis) -> None:
        self._bot = bot
        self.desk = bot.desk
        digests = bot.desk.digests
        self._subscribing = Subscribing(digests.store, digests.topics, digests.clock, _new_id)
        self.courier = Courier(digests, DiscordChannels(bot), holder=_new_id(), new_id=_new_id)
        self.pages = DigestPages(bot.desk, self._subscribing)
        self._running: asyncio.Task[None] | None = None
        bot.tree.add_command(DigestGroup(self), override=True)
        for action in (
            WhyAction(self.pages),
            ExportDigestAction(self.desk),
            SubscriptionAction(bot.desk, self._subscribing),
        ):
            bot.actions[action.name] = action
        turn = bot.actions["turn"]
        if isinstance(turn, TurnAction):
            turn.add("digest", self.pages.digest)
            turn.add("why", self.pages.why)
            turn.add("history", self.pages.history)
            turn.add("subscriptions", self.pages.subscriptions, managers=True)

    async def cog_load(self) -> None:
        self._running = asyncio.create_task(self._deliver(), name="courier")

    async def cog_unload(self) -> None:
        self._bot.tree.remove_command("digest")
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _deliver(self) -> None:
        """From the first moment that Discord is there until the bot stops."""
        await self._bot.wait_until_ready()
        await self.courier.run()

    # subscriptions ----------------------------------------------------------------------

    @app_commands.command(description=summary("subscribe"))
    @options("subscribe")
    @app_commands.default_permissions(_MANAGERS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.choices(
        quiet=[app_commands.Choice(name=value, value=value) for value in command("subscribe").option("quiet").choices]
    )
    async def subscribe(
        self,
        interaction: discord.Interaction[Any],
        topic: app_commands.Range[str, 1, 100] | None = None,
        zone: app_commands.Range[str, 1, 60] | None = None,
        mention: discord.Role | None = None,
        quiet: str = "say",
    ) -> None:
        guild = await only_managers(self.desk, interaction, _WHAT)
        channel = interaction.channel
        permitted(channel, NEEDED)
        called = mentionable(mention, channel) if mention is not None else None
        zone = parse_zone(zone) if zone else await self._subscribing.usual_zone(guild)
        length = (await self.desk.guilds.settings(scope_of(interaction))).length or "standard"
        wishes = self._subscribing.begun(
            Wishes([topic] if topic else [], zone=zone, length=length, quiet=quiet, mention=called)
        )
        await show(interaction, lambda: SubscriptionForm(self.desk, self._subscribing, wishes))

    @subscribe.autocomplete("topic")
    async def _any_topic(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self.desk.complete_topic(scope_of(interaction), typed))

    @subscribe.autocomplete("zone")
    async def _zones(self, _: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        now = self.desk.digests.clock()
        return [app_commands.Choice(name=label, value=name) for label, name in complete_zone(typed, now)]

    @app_commands.command(description=summary("subscriptions"))
    @app_commands.default_permissions(_MANAGERS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def subscriptions(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self.desk, interaction, _WHAT)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self.pages.subscriptions(scope_of(interaction)))

    @app_commands.command(description=summary("unsubscribe"))
    @app_commands.default_permissions(_MANAGERS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def unsubscribe(self, interaction: discord.Interaction[Any]) -> None:
        await only_managers(self.desk, interaction, _WHAT)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self.pages.subscriptions(scope_of(interaction), str(interaction.channel_id)))

    # what changed -----------------------------------------------------------------------

    @app_commands.command(description=summary("changed"))
    @options("changed")
    async def changed(
        self,
        interaction: discord.Interaction[Any],
        topic: app_commands.Range[str, 1, 200] | None = None,
        since: app_commands.Range[str, 1, 40] | None = None,
        private: bool | None = None,
    ) -> None:
        hidden, _ = await answering(self.desk, interaction, private)
        channel = str(interaction.channel_id) if interaction.channel_id else None
        answer = await changed(self.desk.digests, scope_of(interaction), topic, since, channel=channel, id=_new_id())
        await keep_shown(self.desk, scope_of(interaction), answer)
        shown = await deliver(interaction, digest_pages(answer, posted=False)[0])
        if not hidden:
            await note_posting(self.desk, interaction, shown, answer.brief)

    @changed.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self.desk.complete_topic(scope_of(interaction), typed))

    # for /digest ------------------------------------------------------------------------

    async def subscriptions_here(self, interaction: discord.Interaction[Any]) -> list[SubscriptionRow]:
        return await self._subscribing.all(str(interaction.guild_id), str(interaction.channel_id))

    async def subscription_here(self, interaction: discord.Interaction[Any], which: str | None) -> SubscriptionRow:
        """The channel's subscription that is meant; else the one that is due next. Raises NothingFound."""
        rows = await self.subscriptions_here(interaction)
        if not rows:
            raise NothingFound("This channel has no digest.", "A manager can make one with /subscribe.")
        if which is None:
            now = self.desk.digests.clock()
            return min(rows, key=lambda row: (row.state != ACTIVE, upcoming(plan_of(row), now).at))
        wanted = which.casefold()
        found = [row for row in rows if row.id == which or wanted in label_of(row).casefold()]
        if not found:
            raise NothingFound(
                f"This channel has no digest “{which[:60]}”.", f"It has {either(label_of(row) for row in rows[:5])}."
            )
        return found[0]

    async def next_digest(
        self, interaction: discord.Interaction[Any], which: str | None
    ) -> tuple[SubscriptionRow, Composed]:
        row = await self.subscription_here(interaction, which)
        composed = await self.desk.digests.compose(wanted(row), _new_id())
        await keep_shown(self.desk, scope_of(interaction), composed.answer)
        return row, composed

    async def post_now(self, row: SubscriptionRow) -> str:
        """Post it as a slot of its own, so that it is recorded; how that ended."""
        now = self.desk.digests.clock()
        due = Due(Slot(f"now {now.isoformat(timespec='seconds')}", now), late=False)
        return await self.courier.deliver_now(row, due)

    async def beside(self, interaction: discord.Interaction[Any], page: Any) -> None:
        """A second private message."""
        await interaction.followup.send(view=layout(page), ephemeral=True, allowed_mentions=NOBODY)


def _new_id() -> str:
    return secrets.token_hex(6)


async def setup(bot: Precis) -> None:
    await bot.add_cog(Digest(bot))
