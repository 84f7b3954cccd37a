"""The composition root: opens what the program needs, builds, passes in, closes in reverse order."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.answers import IngestReport
from bot.briefing.collection import Collection
from bot.briefing.desk import Desk
from bot.briefing.keeping import drop_old
from bot.briefing.parties import load_parties
from bot.briefing.topics import load_topics
from bot.corpus.fetching import Fetcher
from bot.corpus.ingest import Progress
from bot.corpus.watch import changes
from bot.errors import PrecisError
from bot.garbage import collected_when_quiet
from bot.settings import Settings
from bot.store.sqlite import SqliteStore, open_store
from bot.turns import short_turns
from summarizers.abstractive.generator import TransformerGenerator
from summarizers.abstractive.limits import Limits
from summarizers.abstractive.packaged import generator
from summarizers.base import Encoder
from summarizers.embeddings import EncoderUnavailable, TransformerEncoder, packaged_encoder

log = logging.getLogger(__name__)

_FEEDS_EVERY = 60.0
"""Seconds between two looks at which feeds are due."""

_DROPPED_EVERY = 86_400.0
"""Seconds between two looks at which briefs are too old to keep."""

PATIENT = 30.0
"""Seconds for which one command may wait for the model: the better answer is worth it."""

PROMPT = 2.0
"""Seconds for which a meeting waits: the lexical form answers while the model loads."""


@dataclass(frozen=True, slots=True)
class App:
    """What is open while the program runs."""

    settings: Settings
    store: SqliteStore
    encoder: Encoder | None
    desk: Desk
    collection: Collection

    async def bring_up_to_date(self, progress: Callable[[Progress], None] | None = None) -> IngestReport:
        """Read what changed in the corpus folders; at once when nothing did."""
        report = await self.collection.reload(progress)
        await self.desk.prepare()
        await self._drop_old()
        return report

    async def keep_up(self) -> None:
        """While the program serves: read what changes in the folders, visit the feeds, drop old briefs. Never ends."""
        await asyncio.gather(self._watch(), self._follow(), self._forget())

    async def _watch(self) -> None:
        if not self.settings.watch:
            return
        async for _ in changes(self.settings.corpus):
            async with _told("The corpus could not be brought up to date"):
                report = await self.collection.reload()
                counts = (report.added, report.updated, report.withdrawn, report.moved)
                if any(counts):
                    log.info("%d added, %d updated, %d withdrawn, %d moved", *counts)

    async def _follow(self) -> None:
        while True:
            async with _told("The feeds could not be visited"):
                new = await self.collection.visit_due()
                if new:
                    log.info("%d new articles from feeds", new)
            await asyncio.sleep(_FEEDS_EVERY)

    async def _forget(self) -> None:
        while True:
            await asyncio.sleep(_DROPPED_EVERY)
            async with _told("Old briefs could not be dropped"):
                await self._drop_old()

    async def _drop_old(self) -> None:
        dropped = await drop_old(self.store, self.desk.digests.clock())
        if dropped:
            log.info("%d old briefs were dropped", dropped)

    async def warm(self) -> None:
        """Load the model, so that a question costs milliseconds and not seconds."""
        if isinstance(self.encoder, TransformerEncoder):
            try:
                await self.encoder.warm()
            except EncoderUnavailable as fault:
                log.warning("The lexical form of the methods is used: %s", fault)

    @asynccontextmanager
    async def warming(self) -> AsyncIterator[None]:
        """Load the model beside what the block does."""
        task = asyncio.create_task(self.warm())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def _told(failed: str) -> AsyncIterator[None]:
    """A fault in the block is logged, and ends nothing: what is done every minute is tried again."""
    try:
        yield
    except PrecisError as error:
        log.error("%s: %s %s", failed, error.message, error.hint)
    except Exception:
        log.exception("%s", failed)


@asynccontextmanager
async def open_app(settings: Settings, patience: float = PATIENT) -> AsyncIterator[App]:
    """Everything but Discord. The model is not loaded until it is first needed.

    An answer waits ``patience`` seconds at most for a model that is still loading.
    Raises ConfigurationError or StoreError with what to do.
    """
    topics, parties = load_topics(settings.topics), load_parties(settings.names)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(await open_store(settings.database))
        encoder = packaged_encoder() if settings.encoder else None
        if encoder is not None:
            stack.push_async_callback(encoder.close)
        writer = _generator(settings)
        if writer is not None:
            stack.push_async_callback(writer.close)
        desk = Desk(
            store,
            encoder,
            topics,
            new_id=_new_id,
            schema=store.schema,
            generator=writer,
            patience=patience,
            parties=parties,
        )
        fetcher = await stack.enter_async_context(Fetcher(settings.allowed_hosts))
        collection = Collection(
            store,
            settings.corpus,
            settings.database.parent / f"{settings.database.stem}-added",
            fetcher,
            encoder=encoder,
            max_file_bytes=settings.max_file_bytes,
            guild_bytes=settings.guild_megabytes * 1_000_000,
            changed=desk.refresh,
            interval=timedelta(minutes=settings.feed_minutes),
        )
        await stack.enter_async_context(collected_when_quiet())
        stack.enter_context(short_turns())
        yield App(settings, store, encoder, desk, collection)


def _generator(settings: Settings) -> TransformerGenerator | None:
    if settings.generator == "none":
        return None
    limits = Limits(
        input_tokens=settings.generator_input_tokens,
        new_tokens=settings.generator_new_tokens,
        seconds=settings.generator_seconds,
        megabytes=settings.generator_megabytes,
        own_words=settings.generator_own_words,
    )
    return generator(settings.generator or None, limits, download=settings.generator_download)


def _new_id() -> str:
    return secrets.token_hex(5)


async def serve(settings: Settings) -> None:
    """Serve Discord until stopped. The corpus is read and the model loaded beside it."""
    from bot.client import serve as serve_discord

    async with open_app(settings, patience=PROMPT) as app:

        async def prepare() -> None:
            report = await app.bring_up_to_date()
            for problem in report.problems:
                log.warning("%s was not read: %s", problem.path, problem.reason)
            await app.warm()

        keeping_up = asyncio.create_task(app.keep_up(), name="keep-up")
        try:
            await serve_discord(app.desk, settings, background=(prepare,), collection=app.collection)
        finally:
            keeping_up.cancel()
            await asyncio.gather(keeping_up, return_exceptions=True)
