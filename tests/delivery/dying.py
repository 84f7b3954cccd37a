"""A courier that kills its own process (SIGKILL) at a given step; run by test_killed.

python -m tests.delivery.dying FOLDER NOW STEP
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.delivery.courier import Courier, Rules
from bot.store.sqlite import open_store
from tests.channel import new_desk
from tests.delivery.mailboxes import Mailboxes
from tests.subscribing import Clock

STEPS = ("claim", "save_brief", "prepare", "post", "finish")
"""What is done for one slot, in order; a process can die before and after each."""


def dying(step: str, target: Any) -> None:
    """Make ``target`` die at ``step``: "before post", "after finish"."""
    when, name = step.split()
    if not hasattr(target, name):
        return
    real: Callable[..., Awaitable[Any]] = getattr(target, name)

    async def call(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = await real(*args, **kwargs)
        if when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(target, name, call)


async def main(folder: Path, now: str, step: str) -> None:
    mailboxes = Mailboxes(folder / "channels")
    async with await open_store(folder / "precis.sqlite3") as store:
        if step != "never":
            dying(step, store)
            dying(step, mailboxes)
        desk = new_desk(store, Clock(datetime.fromisoformat(now)))
        courier = Courier(
            desk.digests,
            mailboxes,
            holder=f"process{os.getpid()}",
            new_id=lambda: os.urandom(5).hex(),
            rules=Rules(per_second=0),
        )
        await courier.tick()
        await courier.settled()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
