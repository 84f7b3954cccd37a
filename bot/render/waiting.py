"""A sign on a terminal that an answer is on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

SOON = 2.0
"""Seconds for which nobody wonders whether anything happens."""


@contextmanager
def going_on(stderr: TextIO, soon: float = SOON) -> Iterator[None]:
    """While the block of a running event loop goes on, a terminal shows for how long: a model that loads or
    writes takes its time. In a pipe nothing is shown."""
    console = Console(file=stderr, highlight=False)
    if not console.is_terminal:
        yield
        return
    columns = (SpinnerColumn(), TextColumn("Answering"), TimeElapsedColumn())
    sign = Progress(*columns, console=console, transient=True)
    sign.add_task("", total=None)
    begun = asyncio.get_running_loop().call_later(soon, sign.start)
    try:
        yield
    finally:
        begun.cancel()
        sign.stop()
