"""Digests of the real program, against a Discord with limits on this machine."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.sqlite import open_store
from tests.process.limits import LimitedLoopback
from tests.process.program import program
from tests.subscribing import subscription

CHANNELS = 60


async def subscribed(folder: Path, channels: int) -> datetime:
    """As many subscriptions, all due a minute ago; when that was."""
    slot = (datetime.now(UTC) - timedelta(minutes=1)).replace(second=0, microsecond=0)
    async with await open_store(folder / "precis.sqlite3") as store:
        for i in range(channels):
            row = subscription(
                f"s{i}",
                channel=str(1300000000000001000 + i),
                guild=str(1200000000000000001 + i % 20),
                topics=("gas",),
                at=f"{slot:%H:%M}",
                zone="UTC",
                active_from=(slot - timedelta(hours=1)).isoformat(),
            )
            await store.save_subscription(row)
    return slot


async def test_digests_due_at_once_arrive_once_each_inside_the_limits(tmp_path: Path) -> None:
    """Digests that fall due together run into Discord's limits, get lost, or come twice; a restart repeats them."""
    await subscribed(tmp_path, CHANNELS)
    async with LimitedLoopback() as server:
        async with program(tmp_path, server) as running:
            await server.until(lambda s: len(server.arrived) >= CHANNELS, seconds=90)
            assert await running.stop() == 0
        async with program(tmp_path, server) as running:
            await server.until(lambda s: s.identified.count("identify") == 2)
            await server.slash("help")
            await server.until(lambda s: s.sent("PATCH", "/webhooks/*"))
            assert await running.stop() == 0
        channels = Counter(channel for _, channel, _ in server.arrived)
        assert len(channels) == CHANNELS and set(channels.values()) == {1}
        assert server.refused == 0, "they were not spread"
        assert all("56.15%" in str(body) for _, _, body in server.arrived)
