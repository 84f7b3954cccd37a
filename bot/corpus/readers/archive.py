"""Zip archives of strangers: opened within limits, members named safely, read without trust.

What an archive says of its sizes is checked before anything is unpacked, and what comes out is
never let grow past what was said.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from bot.errors import UnreadableDocument

MOST_MEMBERS = 5_000
MOST_BYTES = 1_000_000_000
"""Unpacked, all members together."""

MOST_RATIO = 200
"""Text packs at 3 to 10, markup at up to some 50; zeros at 1,000."""

DOCUMENT_BYTES = 200_000_000
"""Unpacked, the parts of one document."""

RATIO_FROM = 5_000_000
"""Small members may pack as they like."""

_END = struct.Struct("<4s4H2LH")
_DIRECTORY = 4_000_000
"""Bytes of the list of members, so that the list itself is no bomb."""

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: ``path`` is safe, ``name`` is what the archive calls it."""

    name: str
    path: str
    size: int


@dataclass(slots=True)
class Contents:
    """What an archive holds; ``problems`` are (path, reason) of what is left out."""

    members: list[Member] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def opened(source: BinaryIO | bytes | Path, name: str, most: int = MOST_BYTES) -> Iterator[zipfile.ZipFile]:
    """The archive, its limits checked (``most`` bytes unpacked). Raises UnreadableDocument with the reason."""
    stream: BinaryIO | None = None
    try:
        stream = (
            io.BytesIO(source)
            if isinstance(source, bytes)
            else source.open("rb")
            if isinstance(source, Path)
            else source
        )
        _check_directory(stream, name)
        with zipfile.ZipFile(stream) as archive:
            _check_sizes(archive, name, most)
            yield archive
    except UnreadableDocument:
        raise
    except _FAULTS as error:
        raise UnreadableDocument(
            f"{name} is not a sound archive ({str(error)[:80].rstrip('.') or type(error).__name__}).",
            "Make it again, or unpack it beside the other documents.",
        ) from error
    finally:
        if stream is not None and isinstance(source, Path):
            stream.close()


def _check_directory(stream: BinaryIO, name: str) -> None:
    stream.seek(0, io.SEEK_END)
    size = stream.tell()
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise UnreadableDocument(f"{name} is not a sound archive (it has no list of members).", "Make it again.")
    _, _, _, _, members, length, _, _ = _END.unpack_from(tail, place)
    if members > MOST_MEMBERS or length > _DIRECTORY:
        raise _too_much(name, f"it names {members:,} files; the limit is {MOST_MEMBERS:,}")


def _check_sizes(archive: zipfile.ZipFile, name: str, most: int) -> None:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise _too_much(name, f"it names {len(infos):,} files; the limit is {MOST_MEMBERS:,}")
    total = sum(info.file_size for info in infos)
    if total > most:
        raise _too_much(name, f"unpacked it would take {total:,} bytes; the limit is {most:,}")
    packed = sum(info.compress_size for info in infos)
    if total > RATIO_FROM and total > MOST_RATIO * max(packed, 1):
        raise _too_much(name, f"it unpacks to {total // max(packed, 1):,} times its size, as a decompression bomb does")


def _too_much(name: str, why: str) -> UnreadableDocument:
    return UnreadableDocument(f"{name} is not unpacked: {why}.", "Unpack it yourself if you trust it.")


def contents(archive: zipfile.ZipFile) -> Contents:
    """The files of an archive by safe paths; what has none is a problem, told and left out."""
    found = Contents()
    taken: set[str] = set()
    for info in archive.infolist():
        if info.is_dir() or info.filename.startswith("__MACOSX/"):
            continue
        path = safe_path(info.filename)
        shown = info.filename.encode("utf-8", "backslashreplace").decode()[:200]
        if path is None:
            found.problems.append((shown, "Its path leads out of the archive; it was left out."))
        elif path in taken:
            found.problems.append((shown, "The archive holds two files of this name; the first was read."))
        elif info.flag_bits & 1:
            found.problems.append((shown, "It is locked with a password. Unpack it beside the other documents."))
        else:
            taken.add(path)
            found.members.append(Member(info.filename, path, info.file_size))
    return found


def safe_path(name: str) -> str | None:
    """The path of a member, or None where it is absolute, climbs, or hides what it is."""
    name = name.replace("\\", "/")
    if not name or "\0" in name or name.startswith("/") or any(ord(c) < 32 for c in name):
        return None
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or ":" in parts[0] or len(name) > 1000:
        return None
    return "/".join(parts)


def member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """One file's bytes, at most ``limit``. Raises UnreadableDocument."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise UnreadableDocument(f"The archive holds no {name}.", "Make it again.") from None
    if info.flag_bits & 1:
        raise UnreadableDocument(f"{name} is locked with a password.", "Unpack it yourself.")
    if info.file_size > limit:
        raise UnreadableDocument(
            f"{name} is too large unpacked ({info.file_size:,} bytes; the limit is {limit:,}).", "Split it."
        )
    try:
        with archive.open(info) as stream:
            data = stream.read(limit + 1)
    except _FAULTS as error:
        raise UnreadableDocument(
            f"{name} cannot be unpacked ({str(error)[:80].rstrip('.') or type(error).__name__}).",
            "Make the archive again.",
        ) from error
    if len(data) > limit:
        raise UnreadableDocument(f"{name} is too large unpacked (the limit is {limit:,} bytes).", "Split it.")
    return data
