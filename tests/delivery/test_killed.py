"""kill -9 at every step of a post, in a real process; and two processes at once."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from bot.store.sqlite import open_store
from tests.channel import put
from tests.delivery.dying import STEPS
from tests.delivery.mailboxes import Mailboxes
from tests.subscribing import subscription

ROOT = Path(__file__).resolve().parents[2]
TEXT = "# Energy\n\nGazprom Neft holds 56.15% of the shares of the oil company NIS."
EIGHT = "2027-05-03T06:00:10+00:00"
RECOVERED = "2027-05-03T06:10:30+00:00"  # the dead one's lease has run out
LATER = "2027-05-03T06:30:00+00:00"


async def prepared(folder: Path, channels: int = 1) -> None:
    async with await open_store(folder / "precis.sqlite3") as store:
        await put(store, "owners", TEXT, "2027-05-01T00:00:00+00:00")
        for i in range(channels):
            await store.save_subscription(subscription(f"s{i}", channel=f"{10 + i}"))


async def courier(folder: Path, now: str, step: str = "never") -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.delivery.dying", str(folder), now, step, cwd=ROOT
    )
    return await process.wait()


@pytest.mark.parametrize("step", [f"{when} {name}" for name in STEPS for when in ("before", "after")])
async def test_a_courier_killed_at_any_step_leaves_exactly_one_digest(tmp_path: Path, step: str) -> None:
    """After a crash the channel gets the digest twice, or never."""
    await prepared(tmp_path)
    assert await courier(tmp_path, EIGHT, step) == -signal.SIGKILL
    posted = len(Mailboxes(tmp_path / "channels").read())
    assert posted == (step in ("after post", "before finish", "after finish"))
    for now in (EIGHT, RECOVERED, LATER):
        assert await courier(tmp_path, now) == 0
    (message,) = Mailboxes(tmp_path / "channels").read()
    assert message["slot"] == "2027-05-03" and "56.15%" in message["texts"][0]
    async with await open_store(tmp_path / "precis.sqlite3") as store:
        (row,) = await store.ledger("")
        assert (row.state, row.message) == ("posted", message["id"])
        assert len(await store.reported("10")) == 1, "what was told is not known, or known twice"


async def test_a_second_death_while_recovering_changes_nothing(tmp_path: Path) -> None:
    """A machine that crashes again and again posts once each time it comes up."""
    await prepared(tmp_path)
    assert await courier(tmp_path, EIGHT, "after post") == -signal.SIGKILL
    assert await courier(tmp_path, RECOVERED, "before finish") == -signal.SIGKILL
    assert await courier(tmp_path, "2027-05-03T06:21:00+00:00", "after claim") == -signal.SIGKILL
    assert await courier(tmp_path, "2027-05-03T06:32:00+00:00") == 0
    assert len(Mailboxes(tmp_path / "channels").read()) == 1


async def test_processes_at_once_post_once(tmp_path: Path) -> None:
    """A second copy of the bot, started by mistake, doubles every digest."""
    await prepared(tmp_path, channels=12)
    assert await asyncio.gather(*(courier(tmp_path, EIGHT) for _ in range(3))) == [0, 0, 0]
    boxes = Mailboxes(tmp_path / "channels")
    assert [len(boxes.read(f"{10 + i}")) for i in range(12)] == [1] * 12
