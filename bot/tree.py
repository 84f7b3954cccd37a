"""The command tree: faults become replies here and nowhere else, and syncing is done once.

Commands are sent to Discord only when they differ from what was sent last (the idea is
salamander-reloaded's): a restart costs no request, and a new command needs no flag.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from typing import Any, Protocol, cast

import discord
from discord import app_commands

from bot.errors import NotAllowed, NothingFound, PrecisError, UnknownSource, UserError
from bot.render.discord.notices import error_page, fault_page
from bot.render.discord.parts import Page
from bot.views.gate import GatedClient
from bot.views.language import speak_for
from bot.views.reply import whisper

log = logging.getLogger(__name__)


class StillReading(UserError):
    """What was asked for may be in the part of the corpus that is not read yet."""

    code = "still_reading"

    def __init__(self) -> None:
        super().__init__("I am still reading the corpus, and have not found that yet.", "Try again in a minute.")


class Memory(Protocol):
    """Where the hash of the commands is kept; the store is one."""

    async def get(self, key: str) -> str | None: ...

    async def set(self, key: str, value: str) -> None: ...


class Tree(app_commands.CommandTree[Any]):
    """All commands, usable in servers, in direct messages and as a user-installed app."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def sync_if_changed(self, memory: Memory) -> bool:
        """Send the commands to Discord unless it has them; whether they were sent."""
        key = f"commands:{self.client.application_id}"
        digest = await self._digest()
        if await memory.get(key) == digest:
            return False
        await self.sync()
        await memory.set(key, digest)
        return True

    async def _digest(self) -> str:
        commands = sorted(self._get_all_commands(), key=lambda command: command.qualified_name)
        translator = self.translator
        if translator is None:
            payload = [command.to_dict(self) for command in commands]
        else:
            payload = [await command.get_translated_payload(self, translator) for command in commands]
        return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether the command is to be answered; who asks too fast is told when to ask again."""
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        try:
            return cast(GatedClient, self.client).gate.enter(interaction)
        except PrecisError as error:
            await self.on_error(interaction, error)
            return False

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError | Exception, /
    ) -> None:
        """Say in one calm sentence what went wrong and what to do, to this person alone."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, discord.NotFound) and cause.code == _UNKNOWN_INTERACTION:
            log.warning("An interaction expired before it was answered: %s", cause)
            return
        if interaction.type is discord.InteractionType.autocomplete:
            log.error("A completion failed", exc_info=cause)
            return
        if isinstance(cause, NothingFound | UnknownSource) and getattr(self.client, "preparing", False):
            cause = StillReading()
        await speak_for(interaction, private=True)
        await whisper(interaction, explained(cause))


_UNKNOWN_INTERACTION = 10062


def explained(cause: BaseException) -> Page:
    """The message for a fault; what nobody foresaw is logged under a short reference."""
    if isinstance(cause, PrecisError):
        if not isinstance(cause, UserError):
            log.error("%s %s", cause.message, cause.hint, exc_info=cause)
        return error_page(cause)
    known = _known(cause)
    if known is not None:
        return error_page(known)
    reference = secrets.token_hex(3)
    log.error("Unexpected fault %s", reference, exc_info=cause)
    return fault_page(reference)


def _known(cause: BaseException) -> PrecisError | None:
    """Faults of discord.py's that a person can do something about."""
    match cause:
        case app_commands.CommandOnCooldown():
            return NotAllowed("That was a little fast.", f"Try again in {cause.retry_after:.0f} seconds.")
        case app_commands.BotMissingPermissions():
            missing = ", ".join(name.replace("_", " ") for name in cause.missing_permissions)
            return NotAllowed(f"I lack permissions here: {missing}.", "A manager of this server can grant them.")
        case app_commands.CheckFailure():
            return NotAllowed("You may not do that here.", "A manager of this server can allow it.")
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return NotAllowed("My commands have changed.", "Reload Discord (Ctrl+R) and try again.")
        case app_commands.TransformerError():
            return UserError("I cannot read one of these options.", "Pick one of the offered values.")
    return None
