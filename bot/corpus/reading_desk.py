"""Reads files off the event loop: little plain text in a thread, all else in processes.

Formats that a library decodes are read in a process of their own, with limits of time and
memory: a file may be made to crash or to choke its reader.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from bot.corpus.file_reader import Job, Outcome, read_file
from bot.corpus.readers import PLAIN
from bot.corpus.reading import Read
from bot.corpus.reading_worker import LENGTH
from bot.errors import UnreadableDocument
from summarizers.models import DocumentId

IN_A_THREAD = 256 * 1024
"""Bytes in all up to which starting a process costs more than it spares."""

PATIENCE = 120.0
"""Seconds for one file, many times what the longest allowed one takes."""


_Value = TypeVar("_Value")


async def run_apart(call: Callable[[], _Value], *, patience: float = PATIENCE) -> _Value:
    """The value of ``call`` (picklable), run in a process with limits of time and memory.

    Raises UnreadableDocument where it exceeds them or fails, and whatever PrecisError it raises.
    """
    worker = _Worker()
    try:
        done = await asyncio.wait_for(worker.do(call), patience)
    except TimeoutError:
        raise UnreadableDocument(f"Reading that took more than {patience:.0f} seconds.") from None
    except (EOFError, OSError):
        raise UnreadableDocument("Reading that ended the reading process; it may need too much memory.") from None
    finally:
        await worker.stop()
    if isinstance(done, Outcome):
        raise UnreadableDocument(done.problem or "That cannot be read.")
    if done.fault is not None:
        raise done.fault
    return cast(_Value, done.value)


async def read_apart(
    data: bytes,
    path: str,
    limit: int,
    *,
    document: DocumentId | None = None,
    catalogue: Mapping[str, Any] | None = None,
    patience: float = PATIENCE,
) -> Read:
    """What ``data``, named ``path``, is read as; in a process apart unless it is plain text and short.

    Its id is ``document``, or made of its name; ``catalogue`` is what is known of it beside its text.
    Raises UnreadableDocument with the reason.
    """
    job = Job(Path(path), path, document or DocumentId(path), None, len(data), limit, catalogue, data=data)
    async with ReadingDesk(len(data), patience=patience) as desk:
        outcome = await desk.read(job)
    if outcome.read is None:
        raise UnreadableDocument(outcome.problem or "That cannot be read.")
    return outcome.read


class ReadingDesk:
    """Reads jobs in their order, a few ahead. ``async with`` ends its processes."""

    def __init__(self, size: int, *, patience: float = PATIENCE) -> None:
        """``size`` is how many bytes there are to read in all."""
        count = max(1, min(4, _cores()))
        self._in_thread = size <= IN_A_THREAD
        self._thread = asyncio.Lock()
        self._patience = patience
        self._workers = [_Worker() for _ in range(count)]
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def outcomes(self, jobs: Iterable[Job]) -> AsyncGenerator[tuple[Job, Outcome], None]:
        """Every job with its outcome. Holds at most a few outcomes in memory."""
        waiting: deque[tuple[Job, asyncio.Task[Outcome]]] = deque()
        try:
            for job in jobs:
                waiting.append((job, asyncio.create_task(self.read(job))))
                if len(waiting) > 2 * len(self._workers):
                    first, task = waiting.popleft()
                    yield first, await task
            while waiting:
                first, task = waiting.popleft()
                yield first, await task
        finally:
            for _, task in waiting:
                task.cancel()

    async def read(self, job: Job) -> Outcome:
        if self._in_thread and job.member is None and PurePath(job.path).suffix.lower() in PLAIN:
            async with self._thread:  # more of them would only take turns, and from the event loop
                return await asyncio.to_thread(read_file, job)
        worker = await self._idle.get()
        try:
            return cast(Outcome, await asyncio.wait_for(worker.do(job), self._patience))
        except TimeoutError:
            return Outcome(problem=f"Reading the file took more than {self._patience:.0f} seconds.")
        except (EOFError, OSError):  # the process died: of this file, as far as anyone can tell
            return Outcome(problem="Reading the file ended the reading process; it may need too much memory.")
        finally:
            self._idle.put_nowait(worker)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            await worker.stop()


class _Worker:
    """One reading process, started when first needed and again after it was stopped."""

    def __init__(self) -> None:
        self._process: Process | None = None

    async def do(self, job: Job | Callable[[], Any]) -> Any:
        """Raises EOFError or OSError when the process dies; however this ends, the next job can be done."""
        try:
            if self._process is None:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-m",
                    "bot.corpus.reading_worker",
                    stdin=PIPE,
                    stdout=PIPE,
                    limit=1 << 20,
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                )
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            request = pickle.dumps(job)
            self._process.stdin.write(LENGTH.pack(len(request)) + request)
            await self._process.stdin.drain()
            (size,) = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))
            reply = await self._process.stdout.readexactly(size)
        except BaseException:  # also a cancelled wait: the reply to come would be taken for the next one's
            await self.stop()
            raise
        return await asyncio.to_thread(pickle.loads, reply)

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
