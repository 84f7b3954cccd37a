"""The courier: takes each digest that is due to its channel, once.

The steps of one slot, each safe to die after:

1. claim the slot in the ledger: one holder, for a lease;
2. compose, and keep in the ledger what is about to be posted;
3. post, marked with the slot's id;
4. record it as posted, with what it told, in one transaction.

Who finds a claim that was left after step 2 looks in the channel for the mark before anything
else; where it may not look, it does not post again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.briefing.digest import Composed, Digests, Wanted, cited
from bot.briefing.digest_keeping import packed, unpacked
from bot.briefing.keeping import pack
from bot.briefing.schedule import Due, Slot, due
from bot.delivery.channels import Busy, Channels, DeliveryFault, Refused, Unsure
from bot.delivery.marking import Marker
from bot.delivery.pace import Pace
from bot.delivery.plans import plan_of
from bot.errors import PrecisError, StoreError
from bot.store.base import BriefRow, Scope
from bot.store.digest_rows import ACTIVE, CLAIMED, FAILED, POSTED, SKIPPED, DigestRow, PostingRow, SubscriptionRow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """How patient the courier is."""

    oldest: timedelta = timedelta(hours=12)  # a missed slot older than that is let go
    grace: timedelta = timedelta(minutes=10)  # past that it is called late
    lease: timedelta = timedelta(minutes=10)
    again: timedelta = timedelta(minutes=1)  # until the next attempt
    attempts: int = 8
    failures: int = 3  # slots in a row, then the subscription is paused
    post_within: float = 60.0  # seconds; well inside the lease
    per_second: float = 10.0
    at_once: int = 8
    every: float = 15.0  # seconds between looks at what is due


@dataclass(frozen=True, slots=True)
class _Job:
    subscription: SubscriptionRow
    due: Due
    settle_only: bool = False  # find out what became of it, post nothing


class Courier:
    """One per process; ``holder`` tells it from the others."""

    def __init__(
        self,
        digests: Digests,
        channels: Channels,
        *,
        holder: str,
        new_id: Callable[[], str],
        rules: Rules | None = None,
    ) -> None:
        self._digests = digests
        self._store = digests.store
        self._channels = channels
        self._holder = holder
        self._new_id = new_id
        self._rules = rules or Rules()
        self.marker = Marker(digests, channels)
        self._pace = Pace(self._rules.per_second)
        self._workers = asyncio.Semaphore(self._rules.at_once)
        self._under_way: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)  # by channel

    async def run(self) -> None:
        """Look and deliver until cancelled; a fault in one look does not end the others."""
        try:
            while True:
                try:
                    await self.tick()
                    await self.marker.look()
                except PrecisError as error:
                    log.error("What is due cannot be seen: %s %s", error.message, error.hint)
                except Exception:
                    log.exception("What is due cannot be seen")
                await asyncio.sleep(self._rules.every)
        finally:
            await self.close()

    async def close(self) -> None:
        """Stop what is under way; the ledger knows how far it was."""
        for task in self._under_way.values():
            task.cancel()
        await self.settled()

    async def settled(self) -> None:
        """Wait for what is under way."""
        while self._under_way:
            await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def tick(self) -> int:
        """Set out with everything that is due now; how many there are. Does not wait for them."""
        now = self._digests.clock()
        jobs = await self._jobs(now)
        for job in jobs:
            key = (job.subscription.id, job.due.slot.key)
            task = asyncio.create_task(self._carefully(job), name=f"digest-{key[0]}-{key[1]}")
            self._under_way[key] = task
            task.add_done_callback(partial(self._arrived, key))
        return len(jobs)

    def _arrived(self, key: tuple[str, str], _: asyncio.Task[None]) -> None:
        self._under_way.pop(key, None)

    async def deliver_now(self, subscription: SubscriptionRow, at: Due) -> str:
        """Deliver outside of the plan, recorded like every other slot; the ledger's state of it."""
        async with self._turns[subscription.channel]:
            await self._deliver(_Job(subscription, at))
        rows = await self._store.ledger(at.slot.at.isoformat())
        return next((r.state for r in rows if (r.subscription, r.slot) == (subscription.id, at.slot.key)), CLAIMED)

    async def _jobs(self, now: datetime) -> list[_Job]:
        subscriptions = {s.id: s for s in await self._store.subscriptions()}
        since = (now - timedelta(days=9)).isoformat()
        rows = {(row.subscription, row.slot): row for row in await self._store.ledger(since)}
        jobs: dict[tuple[str, str], _Job] = {}
        for subscription in subscriptions.values():
            begun = datetime.fromisoformat(subscription.active_from)
            found = due(plan_of(subscription), since=begun, now=now, oldest=self._rules.oldest, grace=self._rules.grace)
            if found is not None and _open(rows.get((subscription.id, found.slot.key)), now):
                jobs[subscription.id, found.slot.key] = _Job(subscription, found)
        for key, row in rows.items():
            if row.state == CLAIMED and _open(row, now) and key not in jobs:
                owner = subscriptions.get(row.subscription) or await self._store.subscription(row.subscription)
                if owner is not None:
                    slot = Due(Slot(row.slot, datetime.fromisoformat(row.due_at)), late=True)
                    fresh = now - slot.slot.at <= self._rules.oldest and owner.state == ACTIVE
                    jobs[key] = _Job(owner, slot, settle_only=not fresh)
        waiting = [job for key, job in jobs.items() if key not in self._under_way]
        return sorted(waiting, key=lambda job: job.due.slot.at)  # an older one of a channel is settled first

    # one slot ---------------------------------------------------------------------------

    async def _carefully(self, job: _Job) -> None:
        """A fault in one channel holds up no other."""
        try:
            # one at a time in a channel: what the first tells, the second does not
            async with self._turns[job.subscription.channel], self._workers:
                await self._pace.turn()
                await self._deliver(job)
        except StoreError as error:
            log.error("A digest waits for the store: %s %s", error.message, error.hint)
        except Exception:
            log.exception("The digest of subscription %s for %s failed", job.subscription.id, job.due.slot.key)

    async def _deliver(self, job: _Job) -> None:
        claimed = await self._claim(job)
        if claimed is None:
            return
        try:
            composed = unpacked(claimed.content) if claimed.content is not None else None
            if claimed.tried_at is not None and composed is not None:
                message = await self._channels.find(
                    claimed.channel, claimed.id, datetime.fromisoformat(claimed.tried_at)
                )
                if message is not None:
                    await self._posted(claimed, composed, message)
                    return
            if job.settle_only or claimed.attempts > self._rules.attempts:
                await self._give_up(job, claimed, claimed.reason or "it was missed")
                return
            # also what was composed for an attempt that failed is old: others may have told of it since
            composed = await self._compose(job, claimed)
            if composed is not None:
                await self._post(job, claimed, composed)
        except Refused as fault:
            await self._give_up(job, claimed, fault.reason, gone=fault.gone)
        except (Busy, Unsure) as fault:
            log.warning("The digest %s waits: %s", claimed.id, fault.reason)
            until = (self._digests.clock() + self._rules.again * claimed.attempts).isoformat()
            await self._store.release(claimed.id, self._holder, until=until, reason=fault.reason)

    async def _claim(self, job: _Job) -> DigestRow | None:
        now = self._digests.clock()
        s, slot = job.subscription, job.due.slot
        row = DigestRow(
            self._new_id(),
            s.id,
            slot.key,
            slot.at.isoformat(),
            s.guild,
            s.channel,
            CLAIMED,
            self._holder,
            (now + self._rules.lease).isoformat(),
            1,
            now.isoformat(),
            late=job.due.late,
        )
        return await self._store.claim(row, now=now.isoformat())

    async def _compose(self, job: _Job, claimed: DigestRow) -> Composed | None:
        """What is to be posted; None on a quiet day on which nothing is to be said."""
        s = await self._store.subscription(job.subscription.id) or job.subscription
        composed = await self._digests.compose(wanted(s), claimed.id)
        late = self._digests.clock() - datetime.fromisoformat(claimed.due_at) > self._rules.grace
        answer = replace(composed.answer, slot=claimed.slot, late=late or claimed.late)
        composed = replace(composed, answer=answer)
        if composed.empty and s.quiet == "silent":
            await self._store.finish(
                claimed.id,
                self._holder,
                state=SKIPPED,
                now=self._digests.clock().isoformat(),
                message=None,
                reason="a quiet day",
                told=composed.told,
            )
            return None
        return composed

    async def _post(self, job: _Job, claimed: DigestRow, composed: Composed) -> None:
        now = self._digests.clock()
        kept = BriefRow(claimed.id, claimed.guild, claimed.channel, None, now.isoformat(), pack(composed.answer.brief))
        await self._store.save_brief(kept)
        lease = (now + self._rules.lease).isoformat()
        if not await self._store.prepare(
            claimed.id, self._holder, content=packed(composed), now=now.isoformat(), lease_until=lease
        ):
            return
        try:
            async with asyncio.timeout(self._rules.post_within):
                message = await self._channels.post(claimed.channel, composed.answer, mention=job.subscription.mention)
        except TimeoutError:
            raise Unsure("Discord did not answer in time") from None
        await self._posted(claimed, composed, message)

    async def _posted(self, claimed: DigestRow, composed: Composed, message: str) -> None:
        now = self._digests.clock().isoformat()
        posting = PostingRow(claimed.id, claimed.guild, claimed.channel, message, now, cited(composed.answer.changes))
        told = replace(composed.told, posting=posting)
        await self._store.finish(
            claimed.id, self._holder, state=POSTED, now=now, message=message, reason=None, told=told
        )

    async def _give_up(self, job: _Job, claimed: DigestRow, reason: str, *, gone: bool = False) -> None:
        """Record the failure, tell the manager once, and pause what goes on failing."""
        now = self._digests.clock().isoformat()
        log.warning("The digest %s was not posted: %s", claimed.id, reason)
        if not await self._store.finish(
            claimed.id, self._holder, state=FAILED, now=now, message=None, reason=reason, told=None
        ):
            return
        s = await self._store.subscription(job.subscription.id)
        if s is None or s.state != ACTIVE:
            return
        paused = gone or s.failures >= self._rules.failures
        if paused:
            await self._store.pause(s.id, reason)
        if await self._store.tell_once(s.id):
            left = self._rules.failures - s.failures
            after = "It is paused; resume it with /subscriptions." if paused else f"It is paused after {left} more."
            try:
                await self._channels.tell(s, f"A digest could not be posted: {reason}.", after)
            except DeliveryFault as fault:
                log.warning("The manager of subscription %s cannot be told: %s", s.id, fault.reason)


def wanted(subscription: SubscriptionRow) -> Wanted:
    """What that subscription's next digest is made for."""
    return Wanted(
        Scope(subscription.guild),
        subscription.topics,
        subscription.length,
        subscription.channel,
        subscription.cursor,
        subscription.carried,
    )


def _open(row: DigestRow | None, now: datetime) -> bool:
    """Whether the slot may be claimed; the ledger has the last word."""
    if row is None:
        return True
    lease = datetime.fromisoformat(row.lease_until)
    return row.state == CLAIMED and (lease <= now or lease > now + timedelta(hours=2))
