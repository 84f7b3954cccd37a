"""A question as it comes from Discord: from what is kept where it was asked before, else made, in turn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import discord

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.briefing.recall import Recall
from bot.store.base import Scope
from bot.views.reply import scope_of
from bot.views.working import briefing, waiting

_Make = Callable[..., Awaitable[BriefAnswer]]


class Asking:
    """The commands whose answers are kept, each by its name with its options."""

    def __init__(self, desk: Desk, recall: Recall) -> None:
        self._recall = recall
        self._makes: dict[str, _Make] = {
            "brief": desk.brief,
            "ask": desk.ask,
            "figures": desk.figures,
            "compare": desk.compare,
            "timeline": desk.timeline,
        }

    async def answer(
        self, interaction: discord.Interaction[Any], command: str, *, fresh: bool = False, **asked: str | None
    ) -> BriefAnswer:
        """The answer to ``command`` with these options; ``fresh`` makes it anew. Raises as the desk does."""
        scope: Scope = scope_of(interaction)
        make = self._makes[command]
        given = {name: value for name, value in asked.items() if value is not None}

        async def made() -> BriefAnswer:
            async with briefing(interaction, given.get("method")):
                return await make(scope, **given)

        def beside() -> AbstractAsyncContextManager[None]:
            return waiting(interaction, given.get("method"))

        return await self._recall.answer(scope, command, given, made, fresh=fresh, beside=beside)
