"""Votes on briefs, and sentences reported as wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, fields

from bot.answers import Tally
from bot.store.connection import Database, marks
from bot.store.feedback_rows import ACCEPTED, OPEN, ReportRow, VoteRow

_REPORT = ", ".join(field.name for field in fields(ReportRow))


class Feedback:
    """The part of the store that keeps what readers think of what they read."""

    _db: Database

    async def vote(self, row: VoteRow) -> bool | None:
        async with self._db.transaction() as write:
            before = await write.run("SELECT useful FROM vote WHERE brief = ? AND user = ?", (row.brief, row.user))
            await write.run(
                """INSERT OR REPLACE INTO vote (brief, user, guild, useful, command, method, topic, evidence, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    row.brief,
                    row.user,
                    row.guild,
                    row.useful,
                    row.command,
                    row.method,
                    row.topic,
                    json.dumps(row.evidence),
                    row.at,
                ),
            )
        return bool(before[0][0]) if before else None

    async def tallies(self, guild: str) -> tuple[list[Tally], list[Tally]]:
        rows = await self._db.read("SELECT useful, method, evidence FROM vote WHERE guild = ?", (guild,))
        methods: Counter[tuple[str, bool]] = Counter()
        documents: Counter[tuple[str, bool]] = Counter()
        for useful, method, evidence in rows:
            methods[method, bool(useful)] += 1
            documents.update({(place[0], bool(useful)) for place in json.loads(evidence)})
        reported = await self._db.read("SELECT method, document FROM report WHERE guild = ?", (guild,))
        return (
            _tallied(methods, Counter(method for method, _ in reported if method)),
            _tallied(documents, Counter(document for _, document in reported)),
        )

    async def report(self, row: ReportRow) -> ReportRow:
        async with self._db.transaction() as write:
            known = await write.run(
                f"""SELECT {_REPORT} FROM report
                WHERE guild = ? AND user = ? AND text = ? AND document = ? AND state = ?""",
                (row.guild, row.user, row.text, row.document, OPEN),
            )
            if known:
                return ReportRow(*known[0])
            await write.run(f"INSERT INTO report ({_REPORT}) VALUES ({marks(fields(ReportRow))})", astuple(row))
        return row

    async def reports(self, guild: str, states: Sequence[str] = (OPEN,)) -> list[ReportRow]:
        rows = await self._db.read(
            f"SELECT {_REPORT} FROM report WHERE guild = ? AND state IN ({marks(states)}) ORDER BY at DESC, id",
            (guild, *states),
        )
        return [ReportRow(*row) for row in rows]

    async def report_states(self, guild: str) -> dict[str, str]:
        rows = await self._db.read(
            "SELECT quote, min(state) FROM report WHERE guild = ? AND state <> 'dismissed' GROUP BY quote", (guild,)
        )  # accepted comes before open
        return dict(rows)

    async def decide(self, guild: str, id: str, *, state: str, user: str, now: str) -> ReportRow | None:
        async with self._db.transaction() as write:
            found = await write.run("SELECT text, state FROM report WHERE guild = ? AND id = ?", (guild, id))
            if not found:
                return None
            await write.run(
                "UPDATE report SET state = ?, decided_by = ?, decided_at = ? WHERE guild = ? AND text = ?",
                (state, user, now, guild, found[0][0]),
            )
            if ACCEPTED in (state, found[0][1]):
                await write.touch()  # what the guild's briefs are made of is another now
            rows = await write.run(f"SELECT {_REPORT} FROM report WHERE guild = ? AND id = ?", (guild, id))
        return ReportRow(*rows[0])


def _tallied(votes: Counter[tuple[str, bool]], reported: Counter[str]) -> list[Tally]:
    names = {name for name, _ in votes} | set(reported)
    found = [Tally(name, votes[name, True], votes[name, False], reported[name]) for name in names]
    return sorted(found, key=lambda t: (-(t.useful + t.not_useful + t.reported), t.name))
