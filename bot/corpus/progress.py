"""How far a long piece of work is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` files (phase ``read``), documents (``compare``) or sentences (``embed``).

    ``path`` is the file just done. Told at the beginning (done 0) and after each step; never
    where there is nothing to do.
    """

    phase: Literal["read", "compare", "embed"]
    done: int
    total: int
    path: str | None = None


Tell = Callable[[Progress], None]
