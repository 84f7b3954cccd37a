"""What runs inside a model process: load once, then answer frames until stdin ends.

The process never outlives the program that started it, however that one died.
"""

from __future__ import annotations

import json
import os
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from summarizers.workers import frames
from summarizers.workers.frames import Tag

Answer = Callable[[Any], bytes]
Load = Callable[[], tuple[Answer, dict[str, Any]]]
"""Loads a model: a function from requests to replies, and what to tell of the model."""


def serve(load: Load) -> None:
    """Serve until stdin ends. What a request raises is told as a fault, and the process goes on."""
    inbox, outbox = _claim_pipes()
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inbox, requests), daemon=True).start()
    started = time.perf_counter()
    try:
        answer, about = load()
    except Exception as error:  # noqa: BLE001  whatever it is, the program must be told why
        frames.write(outbox, Tag.FAULT, f"{type(error).__name__}: {error}".encode())
        return
    hello = {**about, "seconds": time.perf_counter() - started}
    frames.write(outbox, Tag.READY, json.dumps(hello).encode())
    while True:
        request = json.loads(requests.get())
        try:
            frames.write(outbox, Tag.REPLY, answer(request))
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
