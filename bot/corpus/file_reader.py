"""One file from the disk: looked at, hashed, and read if it is new. Blocking; runs off the loop."""

from __future__ import annotations

import hashlib
import logging
import os
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from bot.corpus.folders import changed_ns
from bot.corpus.holdings import safe_name
from bot.corpus.placing import document_id
from bot.corpus.readers import ARCHIVES, SUFFIXES, archive
from bot.corpus.readers.base import Part
from bot.corpus.reading import Read, read
from bot.errors import UnreadableDocument
from bot.store.base import SHARED
from summarizers.models import DocumentId

log = logging.getLogger(__name__)

MOST_DEEP = 3
"""Letters within letters."""

MOST_UNPACKED = 200_000_000
"""Bytes of an archive in a letter, unpacked, all its files together."""

MOST_PACKED = 200
"""Files that are read from archives in one letter."""

PATIENCE = 60.0
"""Seconds from which on what a letter carries is left out: what was read of it until then must not be lost."""

_LEFT = "was left out. Save it beside the letter."


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, unless its digest is ``known``.

    ``member`` names a file inside the archive ``file``; ``data`` is there instead of a file.
    """

    file: Path
    path: str
    document: DocumentId
    known: str | None
    size: int  # bytes, when it was looked at
    limit: int  # bytes
    catalogue: Mapping[str, Any] | None = None
    member: str | None = None
    data: bytes | None = None
    owner: str = SHARED
    within: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # the catalogue's tables on what it carries


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that another carries, by its ``name`` there: ``read`` as a document of its own, or why not."""

    name: str
    path: str
    document: DocumentId
    digest: str
    size: int
    read: Read | None = None
    problem: str | None = None

    def called(self, id: DocumentId) -> Attached:
        """The same as the document ``id``."""
        if id == self.document:
            return self
        return replace(self, document=id, read=None if self.read is None else self.read.called(id))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: ``read``, or why not in ``problem``; neither where the digest is known.

    ``digest`` is that of the bytes, empty where they could not be had; such a file is tried again.
    """

    digest: str = ""
    size: int = 0
    changed_ns: int = 0
    read: Read | None = None
    problem: str | None = None
    attached: tuple[Attached, ...] = ()


def read_file(job: Job) -> Outcome:
    """Do ``job``. Whatever is wrong with one file is told in the outcome and harms no other."""
    try:
        data, size, changed = _bytes(job)
    except UnreadableDocument as error:
        return Outcome(problem=" ".join(filter(None, (error.message, error.hint))))
    except FileNotFoundError:
        return Outcome(problem="The file vanished while the corpus was read.")
    except PermissionError:
        return Outcome(problem="The file may not be read by this user.")
    except OSError as error:
        return Outcome(problem=f"The file cannot be read ({(error.strerror or str(error)).lower()}).")
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > job.limit:
        reason = f"The file is too large ({max(size, len(data)):,} bytes; the limit is {job.limit:,})."
        return Outcome(problem=reason)
    if digest == job.known:
        return Outcome(digest, size, changed)
    found, problem = _read(data, job.path, job.document, job.catalogue)
    if found is None:
        return Outcome(digest, size, changed, problem=problem)
    attached = tuple(_Carried(job).read(found.parts))
    return Outcome(digest, size, changed, replace(found, parts=()), attached=attached)


def _read(
    data: bytes, path: str, document: DocumentId, catalogue: Mapping[str, Any] | None = None
) -> tuple[Read | None, str | None]:
    """What a file is read as, or what is wrong with it."""
    try:
        return read(data, path=path, document=document, catalogue=catalogue), None
    except UnreadableDocument as error:
        return None, " ".join(filter(None, (error.message, error.hint)))
    except (MemoryError, RecursionError) as error:
        why = "nests too deeply" if isinstance(error, RecursionError) else "would take too much memory to read"
        return None, f"The file {why}."
    except Exception as error:  # a reader's fault on one file must not end the ingest of all
        log.exception("the reader failed on %s", path)
        return None, f"The reader failed: {type(error).__name__}: {error}."


class _Carried:
    """Reads what a letter carries, what these carry in turn, and what lies in archives in it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._until = time.monotonic() + PATIENCE
        self._packed = 0

    def read(self, parts: Sequence[Part], inside: str = "", depth: int = 1) -> Iterator[Attached]:
        taken: set[str] = set()
        for part in parts:
            name = inside + _unlike(safe_name(part.name), taken)
            if PurePosixPath(name).suffix.lower() in ARCHIVES:
                yield from self._unpacked(part, name, depth)
            else:
                yield from self._one(part, name, depth)

    def _one(self, part: Part, name: str, depth: int) -> Iterator[Attached]:
        if depth > MOST_DEEP:
            yield self._left_out(name, "It lies too deep in letters within letters; it was left out.")
            return
        if time.monotonic() > self._until:
            yield self._left_out(name, f"Reading the letter took more than {PATIENCE:.0f} seconds; it {_LEFT}")
            return
        place = f"{self._job.path}/{name}"
        document = document_id(self._job.owner, place)
        found, problem = _read(part.data, place, document, self._job.within.get(name))
        digest = hashlib.sha256(part.data).hexdigest()
        kept = None if found is None else replace(found, parts=())
        yield Attached(name, place, document, digest, len(part.data), kept, problem)
        if found is not None and found.parts:
            yield from self.read(found.parts, f"{name}/", depth + 1)

    def _unpacked(self, part: Part, name: str, depth: int) -> Iterator[Attached]:
        """The files of an archive, named by their paths in it."""
        try:
            with archive.opened(part.data, part.name, MOST_UNPACKED) as opened:
                inside = archive.contents(opened)
                for path, reason in inside.problems:
                    yield self._left_out(f"{name}/{path}", reason)
                for member in inside.members:
                    yield from self._packed_file(opened, member, name, depth)
        except UnreadableDocument as error:
            yield self._left_out(name, " ".join(filter(None, (error.message, error.hint))))

    def _packed_file(
        self, opened: zipfile.ZipFile, member: archive.Member, name: str, depth: int
    ) -> Iterator[Attached]:
        parts = [safe_name(part) for part in member.path.split("/")]
        suffix = PurePosixPath(member.path).suffix.lower()
        if suffix not in SUFFIXES | ARCHIVES or any(part.startswith(".") for part in member.path.split("/")):
            return
        place = "/".join((name, *parts))
        self._packed += 1
        if suffix in ARCHIVES:
            yield self._left_out(place, "An archive within an archive is not opened. Unpack it.")
        elif self._packed > MOST_PACKED:
            yield self._left_out(place, f"The archives in a letter hold more than {MOST_PACKED} files; it {_LEFT}")
        else:
            try:
                data = archive.member(opened, member.name, self._job.limit)
            except UnreadableDocument as error:
                yield self._left_out(place, " ".join(filter(None, (error.message, error.hint))))
            else:
                yield from self._one(Part(member.path, data), place, depth)

    def _left_out(self, name: str, reason: str) -> Attached:
        place = f"{self._job.path}/{name}"
        return Attached(name, place, document_id(self._job.owner, place), "", 0, problem=reason)


def _unlike(name: str, taken: set[str]) -> str:
    """The name, numbered where it was given already."""
    stem, dot, suffix = name.rpartition(".")
    number, tried = 1, name
    while tried.casefold() in taken:
        number += 1
        tried = f"{stem} ({number}){dot}{suffix}"
    taken.add(tried.casefold())
    return tried


def _bytes(job: Job) -> tuple[bytes, int, int]:
    """What is to be read, its size, and when it last changed."""
    if job.data is not None:
        return job.data, len(job.data), 0
    with job.file.open("rb") as file:
        status = os.fstat(file.fileno())
        if job.member is None:
            return file.read(job.limit + 1), status.st_size, changed_ns(status)
        with archive.opened(file, job.file.name) as opened:
            data = archive.member(opened, job.member, job.limit)
        return data, len(data), changed_ns(status)
