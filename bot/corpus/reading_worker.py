"""The reading process: jobs in on stdin, outcomes out on stdout, until stdin ends.

Run as ``python -m bot.corpus.reading_worker``. A regular expression over a long text holds the
interpreter until it is done; here it holds up nobody. It ends with the program that started it,
however that one died.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from typing import BinaryIO

from bot.corpus.calls import Done, called
from bot.corpus.file_reader import Job, Outcome, read_file

LENGTH = struct.Struct(">Q")
"""Before each pickled job and outcome: its size in bytes."""


MOST_MEMORY = 1_500_000_000
"""Bytes of memory of its own; a file that needs more is told, and the machine never swaps for it."""

MOST_ADDRESSES = 3_000_000_000
"""The same, with what libraries take up: for systems that do not count the former."""


def main() -> None:
    """Serve until stdin ends."""
    _limit()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then ends this
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land among the outcomes
    while (job := _next(inbox)) is not None:
        reply = pickle.dumps(_done(job), pickle.HIGHEST_PROTOCOL)
        outbox.write(LENGTH.pack(len(reply)) + reply)
        outbox.flush()


def _limit() -> None:
    """No more memory than a document needs, no core dumps."""
    if sys.platform == "win32":
        return
    import resource

    limits = ((resource.RLIMIT_DATA, MOST_MEMORY), (resource.RLIMIT_AS, MOST_ADDRESSES), (resource.RLIMIT_CORE, 0))
    for limit, most in limits:
        _, hard = resource.getrlimit(limit)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (allowed, hard))


def _done(request: bytes) -> Outcome | Done:
    try:
        job = pickle.loads(request)
        return read_file(job) if isinstance(job, Job) else called(job)
    except MemoryError:
        return Outcome(problem="There is not enough memory to read the file.")


def _next(inbox: BinaryIO) -> bytes | None:
    head = inbox.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    job = inbox.read(size)
    return job if len(job) == size else None


if __name__ == "__main__":
    main()
