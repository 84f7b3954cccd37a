"""The desk: every use case behind one door, for the console, the command line and Discord.

It holds what the use cases need (store, topics, encoder) and no state of its own between calls.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import (
    BriefAnswer,
    Opened,
    SearchAnswer,
    SourceDetail,
    SourceInfo,
    Status,
    TopicInfo,
)
from bot.store.base import Scope, Store
from summarizers.base import Encoder

LENGTHS = {"short": 3, "standard": 5, "long": 10}
"""Key points beside the bottom line."""


class Desk:
    """All answers come from here; each method is one use case.

    Every method takes the ``scope`` of who asks and raises ``bot.errors.UserError`` for what
    the person can mend (unknown topic, method, source; nothing found).
    """

    def __init__(self, store: Store, encoder: Encoder | None) -> None:
        self.store = store
        self.encoder = encoder

    async def brief(
        self,
        scope: Scope,
        topic: str,
        *,
        length: str = "standard",
        method: str | None = None,
        since: str | None = None,
    ) -> BriefAnswer:
        """The cited brief on a configured topic or any free text."""
        raise NotImplementedError

    async def ask(self, scope: Scope, question: str) -> BriefAnswer:
        """One to three cited sentences, or ``summary.answered`` False."""
        raise NotImplementedError

    async def search(self, scope: Scope, words: str, *, page: int = 1) -> SearchAnswer:
        """Matching passages, best first, ten a page."""
        raise NotImplementedError

    async def summarize(
        self,
        texts: Sequence[tuple[str, str]],
        *,
        topic: str | None = None,
        method: str | None = None,
        sentences: int | None = None,
        words: int | None = None,
    ) -> BriefAnswer:
        """A summary of (name, text) pairs that need not be in the corpus."""
        raise NotImplementedError

    async def topics(self, scope: Scope) -> list[TopicInfo]:
        raise NotImplementedError

    async def sources(self, scope: Scope) -> list[SourceInfo]:
        raise NotImplementedError

    async def source(self, scope: Scope, name: str) -> SourceDetail:
        """One source, by title, path, id or an unambiguous part of them."""
        raise NotImplementedError

    async def opened(self, scope: Scope, brief_id: str, n: int) -> list[Opened]:
        """Every passage that the kept brief cites as ``[n]``, with its neighbours."""
        raise NotImplementedError

    async def kept(self, scope: Scope, brief_id: str) -> BriefAnswer | None:
        """A brief made earlier, also before a restart; None when it is gone or not in scope."""
        raise NotImplementedError

    async def status(self, scope: Scope) -> Status:
        raise NotImplementedError

    # served from memory, for autocomplete: never waits, at most 25 ------------------------
    def complete_topic(self, scope: Scope, typed: str) -> list[str]:
        raise NotImplementedError

    def complete_source(self, scope: Scope, typed: str) -> list[str]:
        raise NotImplementedError

    def complete_method(self, typed: str) -> list[str]:
        raise NotImplementedError
