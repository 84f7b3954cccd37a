"""The Discord client: receives its resources, loads the commands, serves until stopped.

The token, the gateway and the signals are handled here and nowhere else.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import discord
import yarl
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.briefing.collection import Collection
from bot.briefing.desk import Desk
from bot.briefing.recall import Recall
from bot.errors import ConfigurationError, PrecisError, Stopping
from bot.render.discord.notices import error_page
from bot.settings import Settings
from bot.store.base import Scope
from bot.translator import Translator
from bot.tree import Tree
from bot.views.again import AnewAction, LengthAction, MethodAction
from bot.views.asking import Asking
from bot.views.button import DYNAMIC_ITEMS, Action
from bot.views.evidence import EvidenceAction, PassageAction, SourceAction
from bot.views.gate import Gate
from bot.views.keeping import ExportAction, ShareAction
from bot.views.paging import Pager, TurnAction
from bot.views.reply import NOBODY, whisper

log = logging.getLogger(__name__)

EXTENSIONS = (
    "bot.cogs.briefs",
    "bot.cogs.reading",
    "bot.cogs.corpus",
    "bot.cogs.digests",
    "bot.cogs.messages",
    "bot.cogs.settings",
    "bot.cogs.feedback",
    "bot.cogs.about",
)
_FAREWELL = 2.0
"""Seconds to tell those whose answers took longer."""
_FRESH = 30.0
"""Seconds after which autocomplete looks for new sources again."""
_ANSWERING = ("CommandTree-invoker", "discord-ui-dynamic-item", "discord-ui-modal-dispatch")
"""How discord.py names the tasks that answer an interaction."""

Job = Callable[[], Awaitable[object]]


class Precis(commands.Bot):
    """The bot. It asks for no privileged intent: it reads commands, never messages."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        collection: Collection | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # this bot never speaks, so that the libraries for it are missing is no warning
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True, message_content=settings.read_threads),
            allowed_mentions=NOBODY,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            tree_cls=Tree,
            activity=discord.CustomActivity("/brief a topic, /ask a question"),
        )
        self.desk = desk
        self.settings = settings
        self.collection = collection
        self.gate = Gate(settings, clock)
        self.asking = Asking(desk, Recall(desk, new_id=lambda: secrets.token_hex(5)))
        pager = Pager(desk)
        actions: tuple[Action, ...] = (
            EvidenceAction(pager),
            PassageAction(pager),
            SourceAction(pager),
            TurnAction(desk, pager),
            LengthAction(desk, self.asking),
            MethodAction(desk, self.asking),
            AnewAction(desk, self.asking),
            ShareAction(desk),
            ExportAction(desk),
        )
        self.actions = {action.name: action for action in actions}
        self.preparing = False
        """Whether the corpus is still being read: what is not found may yet come."""
        self._refreshed: dict[Scope, float] = {}
        self._refreshes: set[asyncio.Task[None]] = set()

    async def setup_hook(self) -> None:
        """Load the commands and the buttons; an extension that fails stops the start."""
        await self.tree.set_translator(Translator())
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        self.add_dynamic_items(*DYNAMIC_ITEMS)
        self.refresh_soon(Scope())
        await self._sync()

    async def _sync(self) -> None:
        tree = self.tree
        if not isinstance(tree, Tree):
            raise TypeError("the tree is not ours")
        try:
            if await tree.sync_if_changed(self.desk.store):
                log.info("The commands have changed; Discord has the new ones")
        except discord.HTTPException as error:
            # the commands that Discord knows go on working, and the next start tries again
            log.error("Discord did not take the new commands: %s", error)

    async def on_ready(self) -> None:
        log.info("Serving %d server(s) as %s", len(self.guilds), self.user)

    async def on_message(self, message: discord.Message, /) -> None:
        """Messages are not read."""

    def refresh_soon(self, scope: Scope) -> None:
        """Bring autocomplete up to date for ``scope``, in the background and not too often."""
        now = asyncio.get_running_loop().time()
        if now - self._refreshed.get(scope, -_FRESH) < _FRESH:
            return
        self._refreshed[scope] = now
        task = asyncio.create_task(self._refresh(scope), name="refresh-completion")
        self._refreshes.add(task)
        task.add_done_callback(self._refreshes.discard)

    async def _refresh(self, scope: Scope) -> None:
        try:
            await self.desk.refresh(scope)
        except PrecisError as error:
            log.warning("Autocomplete is not up to date: %s", error.message)

    async def close(self) -> None:
        """Let the answers under way go out, tell those whose answer cannot wait, then leave Discord."""
        if not self.is_closed():
            self.gate.close()
            current = asyncio.current_task()
            answering = [
                task for task in asyncio.all_tasks() if task is not current and task.get_name().startswith(_ANSWERING)
            ]
            if answering:
                _, late = await asyncio.wait(answering, timeout=self.settings.stop_seconds)
                await self._break_off(late)
        await super().close()

    async def _break_off(self, answering: set[asyncio.Task[Any]]) -> None:
        """End what takes too long; who waits for it is told to ask again."""
        asked = [self.gate.under_way[task] for task in answering if task in self.gate.under_way]
        for task in answering:
            task.cancel()
        await asyncio.gather(*answering, return_exceptions=True)
        if asked:
            log.warning("%d answer(s) were broken off by the end of the program", len(asked))
        telling = [asyncio.create_task(whisper(interaction, error_page(Stopping()))) for interaction in asked]
        if telling:
            await asyncio.wait(telling, timeout=_FAREWELL)


async def serve(
    desk: Desk, settings: Settings, background: Sequence[Job] = (), collection: Collection | None = None
) -> None:
    """Serve Discord until SIGTERM or SIGINT, ``background`` jobs running beside it.

    Raises ConfigurationError, with the remedy, when the token is missing or refused, when an
    intent is not granted, or when Discord cannot be reached.
    """
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise ConfigurationError(
            "There is no Discord token.",
            "Set DISCORD_TOKEN to the token of your application's bot (discord.com/developers/applications).",
        )
    if settings.discord_api:
        _point_at(settings.discord_api)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    client = Precis(desk, settings, collection)
    prepare = asyncio.create_task(_prepare(client, background))
    running = asyncio.create_task(_run(client, token))
    stopped = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait((running, stopped), return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            log.info("Stopping")
            await client.close()
        await running
    finally:
        for task in (prepare, stopped, running):
            task.cancel()
        await asyncio.gather(prepare, stopped, running, return_exceptions=True)
        if not client.is_closed():
            await client.close()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # said twice, it must not break off what is being closed


async def _run(client: Precis, token: str) -> None:
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        raise ConfigurationError(
            "Discord refused the token.",
            "Copy the bot token again (discord.com/developers/applications, Bot, Reset Token) into DISCORD_TOKEN.",
        ) from error
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigurationError(
            "Discord did not grant an intent that this bot asks for.",
            "Switch it on under discord.com/developers/applications, Bot, Privileged Gateway Intents.",
        ) from error
    except (aiohttp.ClientError, discord.GatewayNotFound, discord.DiscordServerError, OSError) as error:
        raise ConfigurationError(
            f"Discord cannot be reached: {error}.", "Check the network and start again; status: discordstatus.com."
        ) from error


async def _prepare(client: Precis, jobs: Sequence[Job]) -> None:
    client.preparing = bool(jobs)
    try:
        await asyncio.gather(*(_job(job) for job in jobs))
    finally:
        client.preparing = False


async def _job(job: Job) -> None:
    """A fault in the background is logged; what is there goes on being served."""
    try:
        await job()
    except PrecisError as error:
        log.error("%s %s", error.message, error.hint)
    except Exception:
        log.exception("A background job failed")


def _point_at(api: str) -> None:
    """Use another server than Discord's: the tests' own, on this machine.

    discord.py keeps both addresses on its classes, so this is for a process of its own.
    """
    Route.BASE = api.rstrip("/")
    url = yarl.URL(api)
    DiscordWebSocket.DEFAULT_GATEWAY = url.with_scheme("wss" if url.scheme == "https" else "ws").with_path("/gateway")
