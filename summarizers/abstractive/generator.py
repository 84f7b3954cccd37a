"""A transformer that writes sentences, in a process of its own; it never holds up the event loop."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from summarizers.abstractive.limits import Limits
from summarizers.workers.process import WorkerProcess, import_path


class GeneratorUnavailable(RuntimeError):
    """The model failed to load, ran over its limits, died twice, or was closed; the message says which."""


class Generator(Protocol):
    """Writes one text per passage. Implementations: the transformer process, a scripted one for tests."""

    @property
    def name(self) -> str:
        """Which model it is, for the reader of a brief."""

    async def generate(self, passages: Sequence[Sequence[str]]) -> list[list[str]]:
        """Texts to choose from for each passage (its sentences), best first; none where there was no time.

        Raises GeneratorUnavailable.
        """

    async def close(self) -> None: ...


class TransformerGenerator:
    """A ``Generator`` over a model process; loaded when first asked, one request after another."""

    def __init__(self, name: str, process: WorkerProcess) -> None:
        self._name = name
        self._process = process
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="generator")

    @property
    def name(self) -> str:
        return self._name

    @property
    def pid(self) -> int | None:
        """The model process, for status and measurements."""
        return self._process.pid

    async def generate(self, passages: Sequence[Sequence[str]]) -> list[list[str]]:
        if not passages:
            return []
        try:
            pending = asyncio.get_running_loop().run_in_executor(self._thread, write, self._process, passages)
        except RuntimeError as error:  # the thread was shut down
            raise GeneratorUnavailable("The generator is closed.") from error
        return await pending

    async def close(self) -> None:
        """End the model process; a request under way raises GeneratorUnavailable."""
        await asyncio.to_thread(self._process.stop)
        self._thread.shutdown(wait=False, cancel_futures=True)


def write(process: WorkerProcess, passages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same for callers without an event loop. Blocking; raises GeneratorUnavailable."""
    clean = [[s.encode("utf-8", "replace").decode() for s in p] for p in passages]
    return [[str(t) for t in texts] for texts in json.loads(process.exchange(clean))]


def generator_process(
    model: str, limits: Limits, *, threads: int | None = None, download: bool = False
) -> WorkerProcess:
    """The process of ``model``: a folder, a ``.gguf`` file, or a hub name (from the local cache unless
    ``download`` is allowed). Not started."""
    options = {"model": model, "threads": threads or cores(), **limits.as_dict()}
    # threads that spin while they wait take a hundred times as long where other work is under way
    environment: Mapping[str, str] = {**import_path(), "OMP_WAIT_POLICY": "PASSIVE"}
    if download:
        environment = {**environment, "HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "0"}
    process = WorkerProcess(
        [sys.executable, "-P", "-m", "summarizers.abstractive.worker", json.dumps(options)],
        environment=environment,
        fault=GeneratorUnavailable,
        seconds=limits.patience,
    )
    process.called = "generator"
    return process


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
