"""Files that were renamed or moved: the same content at a place where none was, and gone from another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bot.corpus.folders import Folder, Found
from bot.corpus.letters import letters_of
from bot.corpus.placing import document_id
from bot.corpus.readers import archive
from bot.errors import UnreadableDocument
from bot.store.base import FileState

_Place = tuple[str, str]  # root, and path in it


def moves(folders: Sequence[Folder], owner: str, known: Sequence[FileState], limit: int) -> list[FileState]:
    """What is to be remembered of the files that moved, each with the document that it was. Blocks on the disk.

    Only new files that are as large as one that is gone are opened, none over ``limit`` bytes. Their
    ``reader`` is empty: a name may be read as a title, or have an entry of its own in the catalogue. The
    attachments of a letter move with it.
    """
    there = {(str(folder.root), found.path) for folder in folders for found in folder.files}
    gone = _gone(folders, known, there)
    if not gone:
        return []
    remembered = {(state.root, state.path) for state in known}
    homes = {state.document: state.path for state in gone}
    sizes = {state.size for state in gone}
    new: dict[tuple[int, str], list[tuple[Folder, Found]]] = {}
    for folder in folders:
        for found in folder.files:
            place = (str(folder.root), found.path)
            stays = homes.get(document_id(owner, found.path)) == found.path  # in another folder at the same path
            if place not in remembered and not stays and found.size in sizes and found.size <= limit:
                digest = _digest(found, limit)
                if digest:
                    new.setdefault((found.size, digest), []).append((folder, found))
    moved: list[FileState] = []
    carried = _carried(known)
    for state in sorted(gone, key=lambda state: (state.root, state.path)):
        places = new.get((state.size, state.digest))
        if places:
            folder, found = places.pop(_nearest(state.path, [found.path for _, found in places]))
            moved += _moved([state, *carried.get((state.root, state.path), ())], str(folder.root), found)
    return moved


def _gone(folders: Sequence[Folder], known: Sequence[FileState], there: set[_Place]) -> list[FileState]:
    by_root = {str(folder.root): folder for folder in folders}
    gone = []
    for state in known:
        folder = by_root.get(state.root)
        hidden = folder is not None and folder.could_hold(state.path)
        if state.digest and not hidden and (state.root, state.path) not in there and not letters_of(state.path):
            gone.append(state)
    return gone


def _carried(known: Sequence[FileState]) -> dict[_Place, list[FileState]]:
    """The files that letters carry, by the outermost letter."""
    carried: dict[_Place, list[FileState]] = {}
    for state in known:
        for letter in letters_of(state.path)[:1]:
            carried.setdefault((state.root, letter), []).append(state)
    return carried


def _moved(states: Sequence[FileState], root: str, found: Found) -> list[FileState]:
    old = states[0].path
    return [
        replace(
            state,
            root=root,
            path=found.path + state.path.removeprefix(old),
            changed_ns=found.changed_ns,
            reader="",
        )
        for state in states
    ]


def _nearest(path: str, places: Sequence[str]) -> int:
    """Which of several places with the same content: one of the same file name, else the first."""
    name = PurePosixPath(path).name
    return next((i for i, place in enumerate(places) if PurePosixPath(place).name == name), 0)


def _digest(found: Found, limit: int) -> str | None:
    try:
        if found.member is None:
            with found.file.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        with archive.opened(Path(found.file), found.file.name) as opened:
            return hashlib.sha256(archive.member(opened, found.member, limit)).hexdigest()
    except (OSError, UnreadableDocument):  # told when it is read
        return None
