"""The model process: reads texts from stdin, writes their vectors to stdout.

Run as ``python -m summarizers.embeddings.worker FOLDER THREADS``. It ends when its stdin ends, so
it never outlives the program that started it, however that one died.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from summarizers.embeddings import frames
from summarizers.embeddings.frames import Tag

MAX_TOKENS = 256
"""What all-MiniLM-L6-v2 was trained to read; the rest of a longer text is not seen."""


def load(folder: str, threads: int) -> tuple[Callable[[list[str]], bytes], int]:
    """The packaged model as a function from texts to float32 rows (mean pooling, unit length)."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(threads)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True).eval()

    def encode(texts: list[str]) -> bytes:
        tokens = tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        with torch.inference_mode():
            states = model(**tokens).last_hidden_state
            mask = tokens["attention_mask"].unsqueeze(-1)
            means = (states * mask).sum(1) / mask.sum(1).clamp(min=1)
            vectors = torch.nn.functional.normalize(means, dim=1)
        return bytes(vectors.numpy().tobytes())

    encode(["The first sentence pays for what is set up late."])
    return encode, int(model.config.hidden_size)


def main(folder: str, threads: int) -> None:
    """Serve until stdin ends."""
    inbox, outbox = _claim_pipes()
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inbox, requests), daemon=True).start()
    started = time.perf_counter()
    try:
        encode, dimensions = load(folder, threads)
    except Exception as error:  # noqa: BLE001  whatever it is, the program must be told why
        frames.write(outbox, Tag.FAULT, f"{type(error).__name__}: {error}".encode())
        return
    hello = {"dimensions": dimensions, "seconds": time.perf_counter() - started}
    frames.write(outbox, Tag.READY, json.dumps(hello).encode())
    while True:
        texts = json.loads(requests.get())
        try:
            frames.write(outbox, Tag.VECTORS, encode(texts))
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001  one bad text must not end the process
            frames.write(outbox, Tag.FAULT, f"{type(error).__name__}: {error}".encode())


def _claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep stdin and stdout for frames; whatever a library prints goes to stderr."""
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123  a descriptor, not a path, is wanted
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return inbox, outbox


def _listen(inbox: BinaryIO, requests: queue.SimpleQueue[bytes]) -> None:
    """Pass requests on; end the process at once when the program is gone, even in mid-load."""
    while True:
        try:
            _, payload = frames.read(inbox)
        except (EOFError, OSError, ValueError):
            os._exit(0)
        requests.put(payload)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
