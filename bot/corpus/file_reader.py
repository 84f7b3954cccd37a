"""One file from the disk: looked at, hashed, and read if it is new. Blocking; runs off the loop."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.corpus.folders import changed_ns
from bot.corpus.readers import archive
from bot.corpus.reading import Read, read
from bot.errors import UnreadableDocument
from summarizers.models import DocumentId

log = logging.getLogger(__name__)


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
    try:
        found = read(data, path=job.path, document=job.document, catalogue=job.catalogue)
    except UnreadableDocument as error:
        return Outcome(digest, size, changed, problem=" ".join(filter(None, (error.message, error.hint))))
    except (MemoryError, RecursionError) as error:
        why = "nests too deeply" if isinstance(error, RecursionError) else "would take too much memory to read"
        return Outcome(digest, size, changed, problem=f"The file {why}.")
    except Exception as error:  # a reader's fault on one file must not end the ingest of all
        log.exception("the reader failed on %s", job.path)
        return Outcome(digest, size, changed, problem=f"The reader failed: {type(error).__name__}: {error}.")
    return Outcome(digest, size, changed, found)


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
