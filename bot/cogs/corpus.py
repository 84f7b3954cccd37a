"""/corpus and the message menu "Add to corpus": for managers; what they add belongs to their server."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import CorpusChange
from bot.briefing.collection import Collection
from bot.client import Precis
from bot.cogs.completion import as_choices
from bot.cogs.declared import command, summary
from bot.errors import BadOption, NotAllowed, PrecisError, UnreadableDocument
from bot.render.discord.collection import collection_pages
from bot.render.discord.notices import notice_page
from bot.render.discord.parts import Tone
from bot.store.base import Scope
from bot.store.guild_rows import CORPUS, FEEDS
from bot.store.holdings import FeedNotice
from bot.translations import speak
from bot.views.attachments import load
from bot.views.language import spoken
from bot.views.layout import layout
from bot.views.managers import manages, only_managers
from bot.views.posting import TELLING, permitted
from bot.views.reply import NOBODY, acknowledge, deliver

log = logging.getLogger(__name__)

_TELL_EVERY = 60.0
_FEWEST = 200
"""Characters of a message from which its own text is a document."""

Url = app_commands.Range[str, 8, 2000]


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Corpus(commands.GroupCog, group_name="corpus", group_description=summary("corpus")):
    """Managing the corpus of one server."""

    feed = app_commands.Group(name="feed", description="Follow RSS and Atom feeds")

    def __init__(self, bot: Precis) -> None:
        self._bot = bot
        self._teller: asyncio.Task[None] | None = None
        self._menu = app_commands.ContextMenu(name="Add to corpus", callback=self._add_message)
        app_commands.default_permissions(manage_guild=True)(self._menu)
        app_commands.guild_only(self._menu)

    async def cog_load(self) -> None:
        self._bot.tree.add_command(self._menu)
        if self._bot.collection is not None:
            self._teller = asyncio.create_task(self._tell(self._bot.collection), name="tell-feeds")

    async def cog_unload(self) -> None:
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)
        if self._teller is not None:
            self._teller.cancel()

    @app_commands.command(description=command("corpus").part("add").help)
    @app_commands.describe(file="A document: text, PDF, Word, HTML, e-book, e-mail, or a zip of them", url="A web page")
    async def add(
        self, interaction: discord.Interaction[Any], file: discord.Attachment | None = None, url: Url | None = None
    ) -> None:
        collection, owner = await self._managed(interaction)
        if (file is None) == (url is None):
            raise BadOption("Add a file or an address.", "Give one of the two options.")
        await acknowledge(interaction, private=True)
        by = str(interaction.user.id)
        if file is not None:
            change = await self._add_attachment(collection, owner, file, by)
        else:
            change = await collection.add_url(owner, url or "", by=by)
        await self._note(interaction, CORPUS, change)
        await deliver(interaction, collection_pages(change)[0])

    @app_commands.command(description=command("corpus").part("remove").help)
    @app_commands.describe(name="Its title, file name or id")
    async def remove(self, interaction: discord.Interaction[Any], name: app_commands.Range[str, 1, 300]) -> None:
        collection, owner = await self._managed(interaction)
        await acknowledge(interaction, private=True)
        change = await collection.remove(owner, name)
        await self._note(interaction, CORPUS, change)
        await deliver(interaction, collection_pages(change)[0])

    @remove.autocomplete("name")
    async def _names(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        if self._bot.collection is None or not await manages(self._bot.desk, interaction):
            return []
        titles = await self._bot.collection.removable(str(interaction.guild_id))
        return as_choices(title for title in titles if typed.casefold() in title.casefold())

    @app_commands.command(description=command("corpus").part("reload").help)
    async def reload(self, interaction: discord.Interaction[Any]) -> None:
        collection, owner = await self._managed(interaction)
        await acknowledge(interaction, private=True)
        await deliver(interaction, collection_pages(await collection.revisit(owner))[0])

    @app_commands.command(description=command("corpus").part("status").help)
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        collection, owner = await self._managed(interaction)
        await acknowledge(interaction, private=True)
        await deliver(interaction, collection_pages(await collection.status(owner))[0])

    @feed.command(name="add", description=command("corpus").part("feed add").help)
    @app_commands.describe(url="The feed's address")
    async def feed_add(self, interaction: discord.Interaction[Any], url: Url) -> None:
        collection, owner = await self._managed(interaction)
        permitted(interaction.channel, TELLING)
        await acknowledge(interaction, private=True)
        channel = None if interaction.channel_id is None else str(interaction.channel_id)
        change = await collection.follow(owner, url, channel=channel)
        await self._note(interaction, FEEDS, change)
        await deliver(interaction, collection_pages(change)[0])

    @feed.command(name="remove", description=command("corpus").part("feed remove").help)
    @app_commands.describe(name="Its title or address")
    async def feed_remove(self, interaction: discord.Interaction[Any], name: app_commands.Range[str, 1, 2000]) -> None:
        collection, owner = await self._managed(interaction)
        await acknowledge(interaction, private=True)
        change = await collection.unfollow(owner, name)
        await self._note(interaction, FEEDS, change)
        await deliver(interaction, collection_pages(change)[0])

    @feed_remove.autocomplete("name")
    async def _feeds(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        if self._bot.collection is None or not await manages(self._bot.desk, interaction):
            return []
        feeds = (await self._bot.collection.feeds(str(interaction.guild_id))).feeds
        return as_choices(feed.title for feed in feeds if typed.casefold() in feed.title.casefold())

    @feed.command(name="list", description=command("corpus").part("feed list").help)
    async def feed_list(self, interaction: discord.Interaction[Any]) -> None:
        collection, owner = await self._managed(interaction)
        await acknowledge(interaction, private=True)
        await deliver(interaction, collection_pages(await collection.feeds(owner))[0])

    async def _add_message(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """The attachments of a message and of those forwarded in it; without any, its text, if that is long enough."""
        collection, owner = await self._managed(interaction)
        await acknowledge(interaction, private=True)
        by = str(interaction.user.id)
        changes: list[CorpusChange] = []
        problems: list[str] = []
        texts: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
        attachments = [attachment for held in texts for attachment in held.attachments]
        for attachment in attachments:
            try:
                changes.append(await self._add_attachment(collection, owner, attachment, by))
            except PrecisError as error:
                problems.append(f"{attachment.filename}: {error.message}")
        if not attachments:
            held = max(texts, key=lambda each: len(each.content))
            if len(held.content) < _FEWEST:
                raise UnreadableDocument(
                    "That message carries no file and is too short to be a document.", "Pick one with an attachment."
                )
            stated = {
                "title": f"Message of {held.created_at:%Y-%m-%d %H:%M}",
                "published": f"{held.created_at:%Y-%m-%d}",
                "url": message.jump_url,
            }
            if isinstance(held, discord.Message):  # who wrote what was forwarded is not known
                stated["author"] = held.author.display_name
            name, data = f"message-{message.id}.txt", held.content.encode("utf-8", "replace")
            changes.append(await collection.add_file(owner, name, data, by=by, stated=stated))
        if not changes:
            raise UnreadableDocument(" ".join(problems)[:1000], "")
        documents = tuple(document for change in changes for document in change.documents)
        for change in changes:
            await self._note(interaction, CORPUS, change)
        notes = (*(note for change in changes for note in change.notes), *problems)
        await deliver(interaction, collection_pages(CorpusChange("added", documents, notes=notes))[0])

    async def _add_attachment(
        self, collection: Collection, owner: str, file: discord.Attachment, by: str
    ) -> CorpusChange:
        data = await load(file, self._bot.settings.max_file_bytes)
        return await collection.add_file(owner, file.filename, data, by=by)

    async def _note(self, interaction: discord.Interaction[Any], area: str, change: CorpusChange) -> None:
        """Add to the server's audit trail what was changed in its corpus."""
        if change.action == "unchanged":
            return
        told = [d.title for d in change.documents] or [note.split(": ")[0] for note in change.notes[:1]]
        guild, user = str(interaction.guild_id), str(interaction.user.id)
        await self._bot.desk.guilds.record(guild, user, area, change.action, "; ".join(told))

    async def _managed(self, interaction: discord.Interaction[Any]) -> tuple[Collection, str]:
        """The collection and the server whose it is. Raises NotAllowed for whoever may not manage it."""
        if self._bot.collection is None:
            raise NotAllowed("The corpus cannot be managed here just now.", "Ask whoever runs me.")
        return self._bot.collection, await only_managers(self._bot.desk, interaction, "Managing the corpus")

    async def _tell(self, collection: Collection) -> None:
        """Post what there is to tell of the feeds, each in the channel that follows it. Never ends."""
        await self._bot.wait_until_ready()
        while True:
            try:
                for notice in await collection.untold():
                    if await self._posted(notice):
                        await collection.told([notice])
            except PrecisError as error:
                log.error("What there is to tell of feeds cannot be seen: %s %s", error.message, error.hint)
            except Exception:
                log.exception("What there is to tell of feeds cannot be told")
            await asyncio.sleep(_TELL_EVERY)

    async def _posted(self, notice: FeedNotice) -> bool:
        """Whether it was told, or has nowhere to go; else it is tried again, and holds up no other."""
        if notice.channel is None:
            log.warning("%s", notice.text)  # the operator's own feed
            return True
        settings = await self._bot.desk.guilds.settings(Scope(notice.owner))
        speak(spoken(settings.language, None, None, private=False))
        tone = Tone.NEUTRAL if notice.kind == "well" else Tone.TROUBLE
        channel = self._bot.get_partial_messageable(int(notice.channel))
        try:
            await channel.send(view=layout(notice_page(notice.text, tone=tone)), allowed_mentions=NOBODY)
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            if isinstance(error, discord.HTTPException) and 400 <= error.status < 500 and error.status != 429:
                log.warning("A notice has nowhere to go (%s): %s", error, notice.text)  # /corpus status shows it too
                return True
            log.warning("A notice waits: %s", error)
            return False
        return True


async def setup(bot: Precis) -> None:
    await bot.add_cog(Corpus(bot))
