"""What a generator may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens to read and to write per passage, passages per batch, seconds per request, megabytes in all.

    ``beams`` is how many ways to write a sentence are followed, and handed over to choose from;
    ``own_words`` lets the model use words that the passage does not have.

    ``seconds`` holds for decoding; a process that overruns it by far (a hung load, say) is ended
    after ``patience`` seconds. ``megabytes`` bounds the private memory of the process, 0 for none.
    """

    input_tokens: int = 512
    new_tokens: int = 64
    batch: int = 8
    seconds: float = 60.0
    patience: float = 600.0
    megabytes: int = 4000
    beams: int = 3
    own_words: bool = False

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
