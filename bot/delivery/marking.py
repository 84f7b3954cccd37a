"""Marks posted messages whose sources have changed under them, as soon as that is seen.

Each step may be done again after a crash: a brief is flagged in the store first, and its
message is edited until it shows the notice or it is known that it cannot.
"""

from __future__ import annotations

import logging

from bot.briefing.corrections import corrections
from bot.briefing.digest import REMEMBERED, Digests
from bot.delivery.channels import Channels, DeliveryFault, Refused
from bot.store.base import Scope
from bot.store.digest_rows import PostingRow

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Messages edited in one look."""


class Marker:
    """Looks when the corpus has changed; edits what is left to edit."""

    def __init__(self, digests: Digests, channels: Channels) -> None:
        self._digests = digests
        self._store = digests.store
        self._channels = channels
        self._seen: int | None = None

    async def look(self) -> None:
        """Flag what no longer stands, then put the notice on the messages."""
        revision = await self._store.revision()
        if revision != self._seen:
            await self._flag()
            self._seen = revision
        for posting in await self._store.unmarked(AT_ONCE):
            await self._mark(posting)

    async def _flag(self) -> None:
        now = self._digests.clock()
        since = (now - REMEMBERED).isoformat()
        for guild, channel in await self._store.doubtful_channels(since):
            found = await corrections(self._store, Scope(guild), channel, since)
            await self._store.flag(sorted(found.flagged), now.isoformat(timespec="seconds"))

    async def _mark(self, posting: PostingRow) -> None:
        try:
            await self._channels.mark(posting.channel, posting.message, self._digests.clock())
        except Refused as fault:
            log.info("The message %s keeps no notice: %s", posting.message, fault.reason)
        except DeliveryFault as fault:
            log.warning("The notice of message %s waits: %s", posting.message, fault.reason)
            return
        except Exception:  # one odd message must not keep all others from being marked
            log.exception("The message %s keeps no notice", posting.message)
        await self._store.marked(posting.brief, self._digests.clock().isoformat(timespec="seconds"))
