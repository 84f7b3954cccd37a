"""Discord's channels, as the courier posts to them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import discord

from bot.answers import DigestAnswer
from bot.delivery.channels import Busy, DeliveryFault, Refused, Unsure
from bot.errors import NotAllowed
from bot.render.discord.digest import digest_pages
from bot.render.discord.notices import notice_page
from bot.store.base import Scope
from bot.store.digest_rows import SubscriptionRow
from bot.translations import speak
from bot.views.language import spoken
from bot.views.layout import layout
from bot.views.reply import NOBODY

log = logging.getLogger(__name__)

NEEDED = ("view_channel", "send_messages", "read_message_history")
"""What a digest needs in its channel; the history, to see after a crash whether it stands there."""

TELLING = ("view_channel", "send_messages")
"""What a notice needs."""

CORRECTED = "⚠️ **A source of this was changed or withdrawn since**"
"""What stands above a message from then on."""

_UNKNOWN_CHANNEL = 10003
_LOOKED_AT = 300
"""Messages looked at whatever their age, for clocks may be wrong; beyond them, as far back as needed."""
_MOST = 2000


class DiscordChannels:
    """``bot.delivery.channels.Channels``."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, channel: str, digest: DigestAnswer, *, mention: str | None) -> str:
        await self._client.wait_until_ready()
        target = self._permitted(channel, "view_channel", "send_messages")
        await self._speak(target)
        page = digest_pages(digest, mention=mention)[0]
        mentioned = discord.AllowedMentions(
            everyone=False, users=False, roles=[discord.Object(int(mention))] if mention else False, replied_user=False
        )
        try:
            # The nonce lets Discord itself drop a second copy within some minutes.
            message = await target.send(view=layout(page), allowed_mentions=mentioned, nonce=digest.id)
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _fault(error) from error
        return str(message.id)

    async def _speak(self, target: discord.abc.Messageable) -> None:
        """The language of the server whose channel it is."""
        desk, guild = getattr(self._client, "desk", None), getattr(target, "guild", None)
        chosen = None
        if desk is not None and guild is not None:
            chosen = (await desk.guilds.settings(Scope(str(guild.id)))).language
        speak(spoken(chosen, None, getattr(guild, "preferred_locale", None), private=False))

    async def find(self, channel: str, mark: str, since: datetime) -> str | None:
        await self._client.wait_until_ready()
        target = self._permitted(channel, "view_channel", "read_message_history")
        wanted = f"precis:why:{mark}"
        seen = 0
        try:
            async for message in target.history(limit=_MOST):
                seen += 1
                if message.author == self._client.user and wanted in _custom_ids(message.components):
                    return str(message.id)
                if seen >= _LOOKED_AT and message.created_at < since - timedelta(hours=1):
                    break
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _fault(error) from error
        return None

    async def mark(self, channel: str, message: str, at: datetime) -> None:
        await self._client.wait_until_ready()
        target = self._permitted(channel, "view_channel", "read_message_history")
        try:
            found = await target.fetch_message(int(message))
            if any(CORRECTED in text.content for text in _texts(found.components)):
                return
            shown = discord.ui.LayoutView.from_message(found, timeout=None)
            parts = list(shown.children)
            shown.clear_items()
            notice = f"{CORRECTED} (<t:{int(at.timestamp())}:d>). `/changed` and the next digest say what it reads now."
            for item in (discord.ui.TextDisplay[discord.ui.LayoutView](notice), *parts):
                shown.add_item(item)
            shown.stop()  # its buttons are known by their ids, not by this view
            await found.edit(view=shown, allowed_mentions=NOBODY)
        except ValueError as error:  # it has no room for one part more
            raise Refused(f"the message cannot be changed ({error})") from error
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _fault(error) from error

    async def tell(self, subscription: SubscriptionRow, message: str, hint: str) -> None:
        page = notice_page(f"{message} (channel {subscription.channel})", hint)
        try:
            user = await self._client.fetch_user(int(subscription.manager))
            await user.send(view=layout(page), allowed_mentions=NOBODY)
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("The manager %s could not be told: %s", subscription.manager, error)

    def _permitted(self, channel: str, *needed: str) -> discord.abc.Messageable:
        """The channel; raises Refused that names what is missing, where that is known beforehand."""
        found = self._client.get_channel(int(channel))
        if found is None:
            return self._client.get_partial_messageable(int(channel))
        if not isinstance(found, discord.abc.Messageable):
            raise Refused("the channel takes no messages")
        if isinstance(found, discord.abc.GuildChannel | discord.Thread):
            missing = missing_permissions(found, needed)
            if missing:
                raise Refused(f"I lack permissions there: {', '.join(missing)}")
        return found


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread, needed: tuple[str, ...] = NEEDED
) -> list[str]:
    """Of ``needed``, what the bot may not do there, in words."""
    has = channel.permissions_for(channel.guild.me)
    return [name.replace("_", " ") for name in needed if not getattr(has, name)]


def permitted(channel: object, needed: tuple[str, ...]) -> None:
    """Raises NotAllowed that names the channel and what the bot may not do there, where that is known."""
    if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        missing = missing_permissions(channel, needed)
        if missing:
            raise NotAllowed(
                f"I lack permissions in #{channel.name}: {', '.join(missing)}.",
                "Grant them to me there, then try again.",
            )


def _fault(error: Exception) -> DeliveryFault:
    """What a fault of Discord's means for the message."""
    match error:
        case discord.NotFound():
            return Refused("the channel does not exist any more", gone=error.code == _UNKNOWN_CHANNEL)
        case discord.Forbidden():
            return Refused(f"I may not post there ({error.text or 'missing access'})")
        case discord.RateLimited():
            return Busy("Discord asks to wait")
        case discord.HTTPException() if error.status == 429:
            return Busy("Discord asks to wait")
        case discord.HTTPException() if 400 <= error.status < 500:
            return Refused(f"Discord does not take the message ({error.text or error.status})")
    return Unsure(f"Discord did not answer clearly ({error})")


def _custom_ids(components: Any) -> Iterator[str]:
    """Of every button, at any depth."""
    for component in components or ():
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", None))
        if accessory := getattr(component, "accessory", None):
            yield from _custom_ids((accessory,))


def _texts(components: Any) -> Iterator[Any]:
    """Every text of a message, at any depth."""
    for component in components or ():
        if isinstance(getattr(component, "content", None), str):
            yield component
        yield from _texts(getattr(component, "children", None))
