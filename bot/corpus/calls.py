"""Calls that are made in the reading process; apart from it, so that both sides know the answer by one name."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.errors import PrecisError, UnreadableDocument

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What a call that was no job came to: its value, or a fault that a person can be told."""

    value: Any = None
    fault: PrecisError | None = None


def called(call: Callable[[], Any]) -> Done:
    """What ``call`` comes to; never raises."""
    try:
        return Done(call())
    except PrecisError as error:
        return Done(fault=error)
    except (MemoryError, RecursionError):
        return Done(fault=UnreadableDocument("That would take too much memory to read."))
    except Exception as error:  # a library's fault on a stranger's file
        log.exception("a reader failed")
        return Done(fault=UnreadableDocument(f"That cannot be read ({type(error).__name__})."))
