"""Standard input, waited for without a thread: a thread that waits for input cannot be ended, and
would keep the program from stopping when it is asked to."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from collections.abc import AsyncIterator

_CHUNK = 65_536


async def chunks() -> AsyncIterator[bytes]:
    """What comes in, as it comes, to its end."""
    try:
        descriptor = sys.stdin.fileno()
    except (io.UnsupportedOperation, ValueError):  # not a file of the system's
        yield sys.stdin.buffer.read()
        return
    while True:
        await _ready(descriptor)
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            return
        yield chunk


async def lines() -> AsyncIterator[str]:
    """Each line without its end; what is no UTF-8 is replaced."""
    rest = b""
    async for chunk in chunks():
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace")
    if rest:
        yield rest.decode("utf-8", "replace")


async def read(limit: int) -> bytes:
    """All of it, but hardly more than ``limit`` bytes."""
    parts, size = [], 0
    async for chunk in chunks():
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            break
    return b"".join(parts)


async def _ready(descriptor: int) -> None:
    """Return when a read would not wait."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    try:
        loop.add_reader(descriptor, ready.set)
    except (PermissionError, NotImplementedError):  # a plain file never waits; Windows has no way to tell
        return
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)
