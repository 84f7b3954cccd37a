"""The files of a message, fetched from Discord."""

from __future__ import annotations

import aiohttp
import discord

from bot.errors import UnreadableDocument


async def load(attachment: discord.Attachment, most: int) -> bytes:
    """Its bytes, at most ``most``. Raises UnreadableDocument with the reason."""
    if attachment.size > most:
        raise UnreadableDocument(
            f"The file is too large ({attachment.size:,} bytes; the limit is {most:,}).", "Split it."
        )
    try:
        return await attachment.read()
    except discord.HTTPException as error:
        raise UnreadableDocument("Discord no longer has the file.", "Post it again.") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise UnreadableDocument("The file could not be fetched from Discord.", "Try again in a minute.") from error
