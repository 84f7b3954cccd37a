"""The talk between the program and a model process: length-prefixed frames over a pipe.

A frame is one byte that says what it is, four bytes of length (big-endian) and the payload.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import BinaryIO

_HEAD = struct.Struct(">BI")


class Tag(IntEnum):
    """What a frame carries."""

    READY = 1  # JSON: what the model is, and the seconds that it took to load
    REQUEST = 2  # JSON: what to work on
    REPLY = 3  # bytes, in the form that the kind of model gives
    FAULT = 4  # UTF-8: why it cannot be done


def write(stream: BinaryIO, tag: Tag, payload: bytes) -> None:
    """Send one frame."""
    stream.write(_HEAD.pack(tag, len(payload)) + payload)
    stream.flush()


def read(stream: BinaryIO) -> tuple[Tag, bytes]:
    """Wait for one frame. Raises EOFError when the other side is gone."""
    tag, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    return Tag(tag), _exactly(stream, length)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = stream.read(size)
        if not part:
            raise EOFError("the pipe was closed")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
