"""Making, changing and ending subscriptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.briefing.brief import LENGTHS
from bot.briefing.schedule import DAYS, Plan, described, parse_days, parse_time, upcoming
from bot.briefing.topics import TopicCatalogue
from bot.briefing.zones import parse_zone
from bot.errors import BadOption, NothingFound
from bot.messages import did_you_mean
from bot.store.base import Store
from bot.store.digest_rows import ACTIVE, DRAFT, PAUSED, REMOVED, SubscriptionRow

MOST = 25
"""Subscriptions of one channel."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person typed or chose, as it is."""

    topics: Sequence[str] = ()
    when: str = "daily"
    at: str = "08:00"
    zone: str = "UTC"
    length: str = "standard"
    quiet: str = "say"
    mention: str | None = None


class Subscribing:
    """The subscriptions of guilds; every method is given the guild, and sees no other."""

    def __init__(
        self, store: Store, topics: TopicCatalogue, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._store = store
        self._topics = topics
        self._clock = clock
        self._new_id = new_id

    def begun(self, wishes: Wishes) -> Wishes:
        """The same with topics by their names, to begin a form with. Raises BadOption."""
        return replace(wishes, topics=tuple(dict.fromkeys(self._topic(t) for t in wishes.topics if t.strip())))

    async def draft(self, guild: str, channel: str, manager: str, wishes: Wishes) -> SubscriptionRow:
        """A subscription that waits to be confirmed. Raises BadOption with what to type instead."""
        await self._refuse_more(guild, channel)
        now = self._clock().isoformat(timespec="seconds")
        row = SubscriptionRow(
            self._new_id(), guild, channel, manager, (), "daily", (), "08:00", "UTC", created_at=now, active_from=now
        )
        row = self._chosen(replace(row, state=DRAFT), wishes)
        row = replace(row, cursor=await self._known(row))
        await self._store.save_subscription(row)
        return row

    async def _refuse_more(self, guild: str, channel: str) -> None:
        if len(await self.all(guild, channel)) >= MOST:
            raise BadOption(f"This channel has {MOST} subscriptions.", "Remove one first: /subscriptions.")

    async def _known(self, row: SubscriptionRow) -> int:
        """Where a digest begins whose topics another one of the channel has told of: it owes only what is new."""
        others = await self._store.subscriptions(guild=row.guild, channel=row.channel, states=(ACTIVE, PAUSED, REMOVED))
        covering = (o for o in others if not o.topics or (row.topics and set(row.topics) <= set(o.topics)))
        return max((o.cursor for o in covering), default=0)

    async def edit(self, guild: str, id: str, wishes: Wishes) -> SubscriptionRow:
        """With other choices. Slots before now are not owed, and a day that has its digest has it."""
        row = self._chosen(await self.one(guild, id), wishes)
        row = replace(row, active_from=self._clock().isoformat(timespec="seconds"))
        await self._store.save_subscription(row)
        return row

    async def call(self, guild: str, id: str, quiet: str, mention: str | None) -> SubscriptionRow:
        """With another choice for quiet days and of whom to mention; nothing else changes."""
        row = await self.one(guild, id)
        row = replace(row, quiet="silent" if quiet == "silent" else "say", mention=mention)
        await self._store.save_subscription(row)
        return row

    async def turn(self, guild: str, id: str, state: str) -> SubscriptionRow:
        """Confirm, pause, resume or remove it. What was due while it was paused is not owed."""
        row = await self.one(guild, id)
        if row.state == DRAFT and state == ACTIVE:  # others may have been confirmed since it was drafted
            await self._refuse_more(guild, row.channel)
        since = self._clock().isoformat(timespec="seconds") if state == ACTIVE else row.active_from
        row = replace(row, state=state, reason=None, active_from=since)
        await self._store.save_subscription(row)
        return row

    async def one(self, guild: str, id: str) -> SubscriptionRow:
        row = await self._store.subscription(id)
        if row is None or row.guild != guild or row.state == REMOVED:
            raise NothingFound("That subscription is no longer there.", "See /subscriptions.")
        return row

    async def all(self, guild: str, channel: str | None = None) -> list[SubscriptionRow]:
        return await self._store.subscriptions(guild=guild, channel=channel, states=(ACTIVE, PAUSED))

    async def usual_zone(self, guild: str) -> str:
        """The zone of the guild's settings, else the one that it chose last."""
        if (chosen := (await self._store.settings(guild)).zone) is not None:
            return chosen
        rows = await self._store.subscriptions(guild=guild, states=(ACTIVE, PAUSED, REMOVED))
        return rows[-1].zone if rows else "UTC"

    def _chosen(self, row: SubscriptionRow, wishes: Wishes) -> SubscriptionRow:
        cadence, days = parse_days(wishes.when)
        if wishes.length not in LENGTHS:
            raise BadOption(f"There is no length “{wishes.length[:40]}”.", "Lengths are " + ", ".join(LENGTHS) + ".")
        return replace(
            row,
            topics=tuple(dict.fromkeys(self._topic(t) for t in wishes.topics if t.strip())),
            cadence=cadence.value,
            days=days,
            at=parse_time(wishes.at).strftime("%H:%M"),
            zone=parse_zone(wishes.zone),
            length=wishes.length,
            quiet="silent" if wishes.quiet == "silent" else "say",
            mention=wishes.mention,
        )

    def _topic(self, name: str) -> str:
        known = self._topics.find(name)
        if known is not None:
            return known.name
        if len(name) > 100:
            raise BadOption("That topic is too long.", did_you_mean(name, [t.name for t in self._topics]))
        return " ".join(name.split())


def when_of(plan: Plan) -> str:
    """How the plan's days would be typed."""
    days = " ".join(DAYS[d] for d in plan.days)
    return f"{plan.cadence.value} {days}".strip() if plan.cadence.value == "weekly" or not days else days


def words_of(plan: Plan, now: datetime, state: str) -> tuple[str, str | None]:
    """The plan in words, and its next slot if there will be one."""
    following = upcoming(plan, now).at.isoformat() if state in (ACTIVE, DRAFT) else None
    return described(plan), following


def label_of(row: SubscriptionRow) -> str:
    """What tells the digests of a channel apart: ``Energy, daily at 08:00``."""
    days = " ".join(DAYS[d] for d in row.days) or row.cadence
    return f"{', '.join(row.topics) or 'All topics'}, {days} at {row.at}"
