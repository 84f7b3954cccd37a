"""What lies in the corpus folders: files to read, and what stood in the way of looking."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bot.answers import IngestProblem
from bot.corpus.readers import ARCHIVES, SUFFIXES, archive
from bot.errors import UnreadableDocument

CATALOGUE = "sources.toml"
"""Beside the documents, says what is known of them; is none itself."""

_LONGEST_CATALOGUE = 2_000_000
"""Bytes."""

_MOST_CATALOGUES = 50
"""In one archive."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. ``path`` is its place in the folder, with ``/`` on every system.

    ``member`` is what an archive calls it where ``file`` is one.
    """

    file: Path
    path: str
    size: int
    changed_ns: int  # of the file or of its inode, whichever is later
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A catalogue by its path in the folder; ``packed`` is its content where it lies in an archive."""

    path: str
    file: Path
    packed: bytes | None = None

    def text(self) -> str:
        """Raises OSError or ValueError. Blocks on the disk."""
        data = self.packed
        if data is None:
            with self.file.open("rb") as file:
                data = file.read(_LONGEST_CATALOGUE + 1)
        if len(data) > _LONGEST_CATALOGUE:
            raise ValueError(f"it is longer than {_LONGEST_CATALOGUE:,} bytes")
        return data.decode("utf-8-sig")


@dataclass(slots=True)
class Folder:
    """One corpus folder as it is now. ``unseen`` are the places in it that could not be looked at."""

    root: Path
    files: list[Found] = field(default_factory=list)
    problems: list[IngestProblem] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)  # suffixes that no reader reads
    catalogues: list[Listing] = field(default_factory=list)
    there: bool = True

    def could_hold(self, path: str) -> bool:
        """Whether a file at ``path`` may exist although it was not seen."""
        return not self.there or any(path.startswith(f"{place}/") or path == place for place in self.unseen)

    def _problem(self, path: str, reason: str) -> None:
        self.problems.append(IngestProblem(path, reason))
        self.unseen.append(path)


def look(roots: Sequence[Path]) -> list[Folder]:
    """Each folder once, its files by path. A root may also be a single file. Blocks on the disk."""
    folders: dict[Path, Folder] = {}
    seen: set[tuple[int, int]] = set()
    for root in roots:
        place = root.expanduser().resolve()
        if place not in folders:
            folders[place] = _look_at(place, seen)
    return list(folders.values())


def changed_ns(status: os.stat_result) -> int:
    """When content or inode last changed: a copy that keeps the old date is noticed too."""
    return max(status.st_mtime_ns, status.st_ctime_ns)


def readable_name(name: str) -> str:
    """A path as text; bytes that are no text in it are shown as such."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _look_at(root: Path, seen: set[tuple[int, int]]) -> Folder:
    folder = Folder(root)
    try:
        status = root.stat()
        if stat.S_ISDIR(status.st_mode):
            _walk(folder, seen)
        else:
            _file(folder, root, root.name, status)
    except OSError as error:
        folder.there = False
        reason = "is not there" if isinstance(error, FileNotFoundError) else _why(error)
        folder.problems.append(IngestProblem(str(root), f"The folder {reason}. What was read from it before is kept."))
    folder.files.sort(key=lambda found: found.path)
    folder.problems.sort(key=lambda problem: problem.path)
    return folder


def _walk(folder: Folder, seen: set[tuple[int, int]]) -> None:
    """Every file below the root; each folder once, however many links lead to it."""
    pending = [(folder.root, "", False)]
    while pending:
        place, path, linked = pending.pop()
        try:
            status = place.stat()
            if (status.st_dev, status.st_ino) in seen:
                if linked:
                    folder._problem(path, "A link to a folder that is read already, or leads back to itself.")
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(place) as entries:
                inside = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            if not path:
                raise
            folder._problem(path, f"The folder {_why(error)}.")
            continue
        for entry in inside:
            _entry(folder, entry, path, pending)


def _entry(folder: Folder, entry: os.DirEntry[str], parent: str, pending: list[tuple[Path, str, bool]]) -> None:
    if entry.name.startswith("."):
        return
    path = readable_name(f"{parent}/{entry.name}" if parent else entry.name)
    try:
        if entry.name == CATALOGUE and entry.is_file():
            folder.catalogues.append(Listing(path, Path(entry.path)))
            return
        if entry.is_dir():
            pending.append((Path(entry.path), path, entry.is_symlink()))
            return
        suffix = Path(entry.name).suffix.lower()
        if suffix in SUFFIXES or suffix in ARCHIVES:
            _file(folder, Path(entry.path), path, entry.stat())
        else:
            folder.others[suffix] += 1
    except OSError as error:
        reason = _why(error)
        if entry.is_symlink():
            reason = "is a link that leads nowhere" if isinstance(error, FileNotFoundError) else f"link: {reason}"
        folder._problem(path, f"The file {reason}.")


def _file(folder: Folder, file: Path, path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
        folder._problem(path, "Not an ordinary file.")
        return
    if file.suffix.lower() in ARCHIVES:
        _archive(folder, file, path, status)
    else:
        folder.files.append(Found(file, path, status.st_size, changed_ns(status)))


def _archive(folder: Folder, file: Path, path: str, status: os.stat_result) -> None:
    """The files in an archive, as if it were a folder; one archive within another is not opened."""
    try:
        with archive.opened(file, file.name) as opened:
            inside = archive.contents(opened)
            listings = [m for m in inside.members if PurePosixPath(m.path).name == CATALOGUE][:_MOST_CATALOGUES]
            for each in listings:
                packed = archive.member(opened, each.name, _LONGEST_CATALOGUE)
                folder.catalogues.append(Listing(f"{path}/{each.path}", file, packed))
    except UnreadableDocument as error:
        folder._problem(path, f"{error.message} {error.hint}")
        return
    folder.problems += [IngestProblem(f"{path}/{name}", reason) for name, reason in inside.problems]
    for member in inside.members:
        suffix = Path(member.path).suffix.lower()
        place = f"{path}/{member.path}"
        if any(part.startswith(".") for part in member.path.split("/")) or PurePosixPath(member.path).name == CATALOGUE:
            continue
        if suffix in SUFFIXES:
            folder.files.append(Found(file, place, member.size, changed_ns(status), member.name))
        elif suffix in ARCHIVES:
            folder.problems.append(IngestProblem(place, "An archive within an archive is not opened. Unpack it."))
        else:
            folder.others[suffix] += 1


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "may not be read by this user"
    return f"cannot be read ({(error.strerror or str(error)).lower()})"
