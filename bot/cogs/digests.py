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
from bot.briefing.digest_keeping import answer_of
from bot.briefing.schedule import Due, Slot
from bot.briefing.subscribing import Subscribing
from bot.client import Precis
from bot.cogs.completion import as_choices
from bot.cogs.declared import command, options, summary
from bot.delivery.courier import Courier, wanted
from bot.errors import NotAllowed, NothingFound
from bot.render.discord.digest import Past, digest_pages, history_pages, why_pages
from bot.render.discord.notices import notice_page
from bot.render.discord.parts import Tone
from bot.store.digest_rows import SubscriptionRow
from bot.views.digests import DigestPages, SubscriptionAction, SubscriptionForm, WhyAction, only_managers
from bot.views.layout import layout
from bot.views.paging import TurnAction
from bot.views.posting import DiscordChannels, missing_permissions
from bot.views.reply import NOBODY, acknowledge, deliver, scope_of

log = logging.getLogger(__name__)

_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_INSTALLED = app_commands.AppInstallationType(guild=True, user=False)
_MANAGERS = discord.Permissions(manage_guild=True)


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

    @app_commands.command(description=command("digest").option("preview").help)
    async def preview(self, interaction: discord.Interaction[Any]) -> None:
        await acknowledge(interaction, private=True)
        row, composed = await self._cog.next_digest(interaction)
        answer = replace(composed.answer, topics=row.topics)
        await deliver(interaction, digest_pages(answer, posted=False)[0])
        for page in why_pages(answer)[:1]:
            await self._cog.beside(interaction, page)

    @app_commands.command(description=command("digest").option("now").help)
    async def now(self, interaction: discord.Interaction[Any]) -> None:
        only_managers(interaction)
        await acknowledge(interaction, private=True)
        row = await self._cog.subscription_here(interaction)
        state = await self._cog.post_now(row)
        done = state == "posted"
        said = "Posted." if done else "It could not be posted." if state == "failed" else "It is being posted."
        hint = "" if done else "See /subscriptions."
        await deliver(interaction, notice_page(said, hint, Tone.NEUTRAL if done else Tone.TROUBLE))

    @app_commands.command(description=command("digest").option("history").help)
    @app_commands.describe(words="Only digests that say these words")
    async def history(
        self, interaction: discord.Interaction[Any], words: app_commands.Range[str, 1, 200] | None = None
    ) -> None:
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self._cog.history_page(interaction, words))


class Digest(commands.Cog):
    """Subscriptions of servers, and what has changed."""

    def __init__(self, bot: Precis) -> None:
        self._bot = bot
        self._desk = bot.desk
        digests = bot.desk.digests
        self._subscribing = Subscribing(digests.store, digests.topics, digests.clock, _new_id)
        self.courier = Courier(digests, DiscordChannels(bot), holder=_new_id(), new_id=_new_id)
        self.pages = DigestPages(bot.desk, self._subscribing)
        self._running: asyncio.Task[None] | None = None
        bot.tree.add_command(DigestGroup(self), override=True)
        for action in (WhyAction(self.pages), SubscriptionAction(bot.desk, self._subscribing)):
            bot.actions[action.name] = action
        turn = bot.actions["turn"]
        if isinstance(turn, TurnAction):
            turn.add("digest", self.pages.digest)
            turn.add("why", self.pages.why)
            turn.add("subscriptions", self.pages.subscriptions)

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
        self, interaction: discord.Interaction[Any], mention: discord.Role | None = None, quiet: str = "say"
    ) -> None:
        guild = only_managers(interaction)
        channel = interaction.channel
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            missing = missing_permissions(channel)
            if missing:
                raise NotAllowed(
                    f"I lack permissions in #{channel.name}: {', '.join(missing)}.",
                    "Grant them to me there, then subscribe again.",
                )
        zone = await self._subscribing.usual_zone(guild)
        role = str(mention.id) if mention is not None else None
        form = SubscriptionForm(self._desk, self._subscribing, zone=zone, quiet=quiet, mention=role)
        await interaction.response.send_modal(form)

    @app_commands.command(description=summary("subscriptions"))
    @app_commands.default_permissions(_MANAGERS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def subscriptions(self, interaction: discord.Interaction[Any]) -> None:
        only_managers(interaction)
        await acknowledge(interaction, private=True)
        await deliver(interaction, await self.pages.subscriptions(scope_of(interaction)))

    @app_commands.command(description=summary("unsubscribe"))
    @app_commands.default_permissions(_MANAGERS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def unsubscribe(self, interaction: discord.Interaction[Any]) -> None:
        only_managers(interaction)
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
        private: bool = False,
    ) -> None:
        await acknowledge(interaction, private=private)
        channel = str(interaction.channel_id) if interaction.channel_id else None
        answer = await changed(self._desk.digests, scope_of(interaction), topic, since, channel=channel, id=_new_id())
        await deliver(interaction, digest_pages(answer, posted=False)[0])

    @changed.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return as_choices(self._desk.complete_topic(scope_of(interaction), typed))

    # for /digest ------------------------------------------------------------------------

    async def subscription_here(self, interaction: discord.Interaction[Any]) -> SubscriptionRow:
        """The channel's subscription that is due next. Raises NothingFound."""
        rows = await self._subscribing.all(str(interaction.guild_id), str(interaction.channel_id))
        if not rows:
            raise NothingFound("This channel has no digest.", "A manager can make one with /subscribe.")
        return rows[0]

    async def next_digest(self, interaction: discord.Interaction[Any]) -> tuple[SubscriptionRow, Composed]:
        row = await self.subscription_here(interaction)
        composed = await self._desk.digests.compose(wanted(row), _new_id())
        await self._desk.keep_digest(scope_of(interaction), composed.answer)
        return row, composed

    async def post_now(self, row: SubscriptionRow) -> str:
        """Post it as a slot of its own, so that it is recorded; how that ended."""
        now = self._desk.digests.clock()
        due = Due(Slot(f"now {now.isoformat(timespec='seconds')}", now), late=False)
        return await self.courier.deliver_now(row, due)

    async def beside(self, interaction: discord.Interaction[Any], page: Any) -> None:
        """A second private message."""
        await interaction.followup.send(view=layout(page), ephemeral=True, allowed_mentions=NOBODY)

    async def history_page(self, interaction: discord.Interaction[Any], words: str | None) -> Any:
        store = self._desk.store
        rows = await store.digests(
            guild=str(interaction.guild_id), channel=str(interaction.channel_id), words=words, limit=12
        )
        past = [
            Past(
                answer_of(row.content),
                row.done_at or row.due_at,
                f"https://discord.com/channels/{row.guild}/{row.channel}/{row.message}",
            )
            for row in rows
            if row.content is not None
        ]
        return history_pages(past, words)[0]


def _new_id() -> str:
    return secrets.token_hex(6)


async def setup(bot: Precis) -> None:
    await bot.add_cog(Digest(bot))
