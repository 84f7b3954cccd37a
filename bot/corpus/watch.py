"""Watching the corpus folders, so that a change is read while the program runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

log = logging.getLogger(__name__)

LOOK_ANYWAY = 600.0
"""Seconds after which folders are looked at although nothing was noticed: network disks tell nothing."""

_SETTLE = 1600
"""Milliseconds for which changes are gathered: a file is written in many steps."""


async def changes(
    roots: Sequence[Path], *, settle: int = _SETTLE, look_anyway: float = LOOK_ANYWAY
) -> AsyncIterator[bool]:
    """Yields whenever something below ``roots`` changed (True), or long enough after the last time (False)."""
    from watchfiles import awatch

    while True:
        there = [root for root in roots if await asyncio.to_thread(root.exists)]
        if not there:
            await asyncio.sleep(min(look_anyway, 30.0))
            yield False
            continue
        try:
            async for noticed in awatch(
                *there,
                debounce=settle,
                rust_timeout=int(look_anyway * 1000),
                yield_on_timeout=True,
                ignore_permission_denied=True,
                recursive=True,
            ):
                yield bool(noticed)
                if len([root for root in roots if await asyncio.to_thread(root.exists)]) != len(there):
                    break  # a folder came or went: watch those that are there now
        except (OSError, RuntimeError) as error:  # a folder that vanished under it; too many watches
            log.warning("The corpus folders cannot be watched just now: %s", error)
            await asyncio.sleep(min(look_anyway, 30.0))
            yield False
