"""The sentence-embedding model's process: texts in, vectors out."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from summarizers.base import Vectors
from summarizers.embeddings.errors import EncoderUnavailable
from summarizers.workers.process import WorkerProcess, import_path

__all__ = ["ModelProcess", "import_path", "packaged_command"]


class ModelProcess(WorkerProcess):
    """One encoder's worker. Blocking: ``ask`` and ``start`` belong on one thread, ``stop`` on any."""

    def __init__(self, command: Sequence[str], *, environment: Mapping[str, str] | None = None) -> None:
        super().__init__(command, environment=environment, fault=EncoderUnavailable)

    @property
    def dimensions(self) -> int:
        return int(self.hello.get("dimensions", 0))

    def ask(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``; a process that died is started again, once."""
        reply = self.exchange(list(texts))
        return np.frombuffer(reply, dtype=np.float32).reshape(len(texts), -1).copy()


def packaged_command(folder: Path, threads: int) -> list[str]:
    """How to run the transformer worker over the weights in ``folder``."""
    return [sys.executable, "-P", "-m", "summarizers.embeddings.worker", str(folder), str(threads)]
