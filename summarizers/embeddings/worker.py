"""The model process: reads texts from stdin, writes their vectors to stdout.

Run as ``python -m summarizers.embeddings.worker FOLDER THREADS``. It ends when its stdin ends, so
it never outlives the program that started it, however that one died.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from summarizers.workers.serving import serve

FEW = 4
"""Texts up to which one thread encodes."""

MAX_TOKENS = 256
"""What all-MiniLM-L6-v2 was trained to read; the rest of a longer text is not seen."""


def load(folder: str, threads: int) -> tuple[Callable[[list[str]], bytes], dict[str, Any]]:
    """The packaged model as a function from texts to float32 rows (mean pooling, unit length)."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True).eval()

    def encode(texts: list[str]) -> bytes:
        # two threads wait for each other at every layer: a question is quicker on one, above all
        # while the other core is busy (13 ms against 101 measured so)
        torch.set_num_threads(1 if len(texts) <= FEW else threads)
        tokens = tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        with torch.inference_mode():
            states = model(**tokens).last_hidden_state
            mask = tokens["attention_mask"].unsqueeze(-1)
            means = (states * mask).sum(1) / mask.sum(1).clamp(min=1)
            vectors = torch.nn.functional.normalize(means, dim=1)
        return bytes(vectors.numpy().tobytes())

    encode(["The first sentence pays for what is set up late."])
    return encode, {"dimensions": int(model.config.hidden_size)}


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)  # on a small machine the program that answers people comes first
    serve(lambda: load(sys.argv[1], int(sys.argv[2])))
