"""A sentence-embedding transformer that never holds up the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from summarizers.base import Vectors
from summarizers.embeddings.errors import EncoderUnavailable
from summarizers.embeddings.process import ModelProcess

_LONGEST = 6_000
"""Characters that 256 tokens can hold, generously; the rest would only cost time."""

_BATCH_CHARACTERS = 1_500
"""Characters to a batch, padding counted: a batch takes about a tenth of a second, which is as long
as a question has to wait while documents are being encoded. Larger batches are not faster."""


class TransformerEncoder:
    """An ``Encoder`` over a model process; one thread talks with it, first come, first served.

    Usable from any event loop, and from several one after another.
    """

    def __init__(self, name: str, dimensions: int, process: ModelProcess) -> None:
        self._name = name
        self._dimensions = dimensions
        self._process = process
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
        self._ready = False

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimensions(self) -> int:
        return self._dimensions

    @property
    def ready(self) -> bool:
        """Whether the model is loaded, so that a query costs milliseconds and not seconds."""
        return self._ready and self._process.pid is not None

    @property
    def pid(self) -> int | None:
        """The model process, for status and measurements."""
        return self._process.pid

    async def warm(self) -> None:
        """Load the model if it is not loaded. Raises EncoderUnavailable when it cannot be."""
        await self._ask(["warm"])

    async def encode(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimensions) float32, unit rows; texts past 256 tokens are cut.

        Long and short texts go in batches of their like; other callers get their turn in between.
        """
        vectors = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        clean = [t[:_LONGEST].encode("utf-8", "replace").decode("utf-8") for t in texts]
        for batch in batches([len(t) for t in clean]):
            vectors[batch] = await self._ask([clean[i] for i in batch])
        return vectors

    async def close(self) -> None:
        """End the model process; a request under way raises EncoderUnavailable."""
        self._ready = False
        await asyncio.to_thread(self._process.stop)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _ask(self, texts: list[str]) -> Vectors:
        try:
            pending = asyncio.get_running_loop().run_in_executor(self._thread, self._process.ask, texts)
        except RuntimeError as error:  # the thread was shut down
            raise EncoderUnavailable("The encoder is closed.") from error
        vectors = await pending
        self._ready = True
        return vectors


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of similar length, longest first (so that memory peaks at the start)."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        longest = lengths[batch[0]] if batch else 0
        if batch and longest * (len(batch) + 1) > _BATCH_CHARACTERS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
