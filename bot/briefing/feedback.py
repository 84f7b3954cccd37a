"""What readers think of what they read: votes on briefs, sentences reported as wrong, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.answers import BriefAnswer, Opened, Opinions, Reported
from bot.briefing.judging import folded
from bot.errors import BadOption, NothingFound
from bot.store.base import Scope, Store
from bot.store.feedback_rows import ACCEPTED, DISMISSED, OPEN, ReportRow, VoteRow
from bot.store.guild_rows import FEEDBACK, Entry
from summarizers.models import DocumentId

LONGEST_REASON = 500

_DONE = {ACCEPTED: "accepted", DISMISSED: "dismissed", OPEN: "opened again"}


class Feedback:
    """Feedback of guilds; every method is given the guild, and sees no other."""

    def __init__(self, store: Store, clock: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._store = store
        self._clock = clock
        self._new_id = new_id

    async def vote(self, scope: Scope, user: str, answer: BriefAnswer, useful: bool) -> bool | None:
        """Keep one person's opinion, the last one; what they had said before, None if nothing."""
        summary = answer.summary
        places = dict.fromkeys((e.document, e.version, e.start, e.end) for p in summary.points for e in p.evidence)
        return await self._store.vote(
            VoteRow(
                answer.id,
                user,
                scope.guild or "",
                useful,
                answer.command,
                summary.method,
                summary.topic,
                tuple(places),
                self._now(),
            )
        )

    async def report(
        self, guild: str, user: str, opened: Opened, reason: str, answer: BriefAnswer | None = None
    ) -> ReportRow:
        """Tell the guild's managers that a sentence is wrong. Raises BadOption where nobody could tell why,
        or where it is settled already."""
        sentence = opened.neighbours.sentence
        if sentence is None:
            raise NothingFound("That passage can no longer be found in its source.", "Open it again from a new brief.")
        said = " ".join(reason.split())
        if len(said) < 3:
            raise BadOption("Say in a few words what is wrong.", "The managers of this server read it.")
        if (await self._store.report_states(guild)).get(folded(opened.quote)) == ACCEPTED:
            raise BadOption("That sentence was found to be wrong already.", "It is no longer used here.")
        return await self._store.report(
            ReportRow(
                self._new_id(),
                guild,
                DocumentId(opened.source.document),
                opened.source.version,
                sentence.start,
                sentence.end,
                sentence.text,
                folded(opened.quote),
                answer.id if answer else None,
                answer.summary.method if answer else None,
                user,
                said[:LONGEST_REASON],
                self._now(),
            )
        )

    async def opinions(self, guild: str) -> Opinions:
        """The summary that managers see."""
        methods, documents = await self._store.tallies(guild)
        rows = await self._store.documents(Scope(guild, hidden_too=True))
        titles: dict[str, str] = {row.document.id: row.document.title for row in rows}
        reports = await self._store.reports(guild)
        return Opinions(
            tuple(methods),
            tuple(replace(tally, name=titles.get(tally.name, "a source that was removed")) for tally in documents),
            tuple(
                Reported(r.id, r.text, r.reason, r.user, r.at, titles.get(r.document, "A source that was removed"))
                for r in reports
            ),
        )

    async def decide(self, guild: str, user: str, id: str, state: str) -> ReportRow:
        """Accept, dismiss or open again: an accepted sentence is never used again in this guild."""
        if state not in _DONE:
            raise NothingFound("There is no such decision.", "See /feedback.")
        row = await self._store.decide(guild, id, state=state, user=user, now=self._now())
        if row is None:
            raise NothingFound("That report is no longer there.", "See /feedback.")
        label = row.text if len(row.text) <= 200 else f"{row.text[:199]}…"
        await self._store.record(Entry(0, guild, user, self._now(), FEEDBACK, f"report {_DONE[state]}", "", label))
        return row

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")
