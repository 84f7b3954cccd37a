"""Threads that compute take short turns, so that the event loop soon has its own.

Python runs one thread at a time, and lets it go on for 5 ms while others wait. With an answer and the comparing of new
documents under way the event loop waits 10 ms for each of its turns, and now and then four times as long.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.0005
"""Seconds; much shorter ones cost more than they spare."""


@contextmanager
def short_turns() -> Iterator[None]:
    """While the block runs."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
