"""The same question again: answered from what was kept, as long as nothing that it rests on has changed.

A guild's answers are for that guild. An answer is of one revision of the corpus (which also
counts what guilds hide and grade), of the configured topics and of this program; with any other
it is made anew. Who asks while the answer is being made waits for that one.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import unicodedata
from collections.abc import Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bot.answers import BriefAnswer
from bot.briefing import keeping
from bot.briefing.desk import Desk
from bot.errors import Busy, Stopping
from bot.store.base import BriefRow, Scope

Make = Callable[[], Coroutine[Any, Any, BriefAnswer]]

_WITHOUT_ENCODER, _WITHOUT_GENERATOR = "lexical form", "extractive form"
"""How the notes of an answer begin that was made without one of the models."""


@dataclass(slots=True)
class _Flight:
    """An answer that is being made, and how many wait for it."""

    task: asyncio.Task[BriefAnswer]
    waiting: int = 0


class Recall:
    """Answers of one desk by their questions. ``new_id`` names the copies that are shown."""

    def __init__(self, desk: Desk, new_id: Callable[[], str]) -> None:
        self._desk = desk
        self._new_id = new_id
        self._flights: dict[tuple[str, str], _Flight] = {}
        self._program: str | None = None

    async def answer(
        self,
        scope: Scope,
        command: str,
        asked: Mapping[str, str | None],
        make: Make,
        *,
        fresh: bool = False,
        beside: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
    ) -> BriefAnswer:
        """The kept answer, with ``made_at``, or the one that ``make`` makes; ``fresh`` passes over the kept one.

        Who waits for an answer that somebody else has asked for does so inside ``beside``. Raises
        what ``make`` raises; a refusal of its turn is only for who was refused.
        """
        key, stamp = _key(scope, command, asked), await self._stamp()
        known = None if fresh else await self._desk.store.recall(key, scope.guild, stamp)
        if known is not None:
            kept = await self._desk.kept(scope, known[0])
            if kept is not None:
                return await self._copy(scope, kept, asked, made_at=known[1])
        while (flight := self._flights.get((key, stamp))) is not None:
            try:
                async with beside():
                    made = await self._join(flight)
                return await self._copy(scope, made, asked)
            except (Busy, Stopping):
                continue
        task = asyncio.create_task(make(), name="answer")
        flight = self._flights[key, stamp] = _Flight(task)
        task.add_done_callback(lambda _: self._flights.pop((key, stamp), None))
        made = await self._join(flight)
        if made.summary.answered and not self._provisional(made):
            now = self._desk.digests.now()
            await self._desk.store.note_recall(key, scope.guild, stamp, made.id, now)
        return made

    def _provisional(self, answer: BriefAnswer) -> bool:
        """Whether a model would have made it better, had it been there in time."""
        late = [_WITHOUT_GENERATOR] if self._desk.encoder is None else [_WITHOUT_GENERATOR, _WITHOUT_ENCODER]
        return any(note.startswith(tuple(late)) for note in answer.summary.notes)

    async def _join(self, flight: _Flight) -> BriefAnswer:
        """Wait for it; when nobody waits any more, it is broken off."""
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                flight.task.cancel()

    async def _copy(
        self, scope: Scope, answer: BriefAnswer, asked: Mapping[str, str | None], made_at: str | None = None
    ) -> BriefAnswer:
        """The same under an id of its own: where it is posted and what is thought of it are kept by the id."""
        words = tuple((name, value) for name, value in asked.items() if value is not None)
        copy = replace(answer, id=self._new_id(), made_at=made_at, asked=words)
        if answer.summary.answered:
            now = self._desk.digests.now()
            await self._desk.store.save_brief(BriefRow(copy.id, scope.guild, None, None, now, keeping.pack(copy)))
        return copy

    async def _stamp(self) -> str:
        if self._program is None:
            self._program = await asyncio.to_thread(self._fingerprint)
        return f"{await self._desk.store.revision()}:{self._program}"

    def _fingerprint(self) -> str:
        """What an answer depends on beside the corpus: the code that makes it, the topics, the models."""
        desk = self._desk
        digest = hashlib.sha256()
        for package in ("summarizers", "bot.briefing"):
            for part in sorted(_sources(files(package)), key=lambda part: part.name):
                digest.update(part.name.encode() + b"\0" + part.read_bytes())
        models = [getattr(model, "name", None) for model in (desk.encoder, desk.generator)]
        digest.update(repr((list(desk.catalogue), models)).encode())
        return digest.hexdigest()[:16]


def _key(scope: Scope, command: str, asked: Mapping[str, str | None]) -> str:
    """The same for questions that differ in case, spaces and the closing mark alone."""
    options = sorted((name, _normalized(value)) for name, value in asked.items() if value is not None)
    return hashlib.sha256(json.dumps([scope.guild, command, options]).encode()).hexdigest()[:32]


def _normalized(words: str) -> str:
    visible = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFKC", words))
    return " ".join(visible.casefold().split()).rstrip("?!. ")


def _sources(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry)
        elif entry.name.endswith(".py"):
            found.append(entry)
    return found
