"""Which document a file is: an id made of its owner and its path in the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from bot.corpus.folders import Folder, Found
from bot.store.base import FileState
from summarizers.models import DocumentId


@dataclass(frozen=True, slots=True)
class Placed:
    """A file with the document that it is. ``path`` is the document's, unique in the corpus."""

    folder: Folder
    found: Found
    path: str
    document: DocumentId


def document_id(owner: str, path: str) -> DocumentId:
    """Twelve hexadecimal digits; the same wherever the corpus folder lies."""
    return DocumentId(hashlib.sha256(f"{owner}\0{path}".encode()).hexdigest()[:12])


def place(folders: Sequence[Folder], owner: str, known: Sequence[FileState]) -> list[Placed]:
    """Every file of the folders, in order.

    A file keeps the document that it was before, also one that has moved. A new one is named by its
    path in its folder; where another folder has a file of that path, the folder's name goes before it.
    """
    before = {(state.root, state.path): state.document for state in known}
    every = [(folder, found) for folder in folders for found in folder.files]
    ids = [before.get((str(folder.root), found.path)) for folder, found in every]
    paths = [
        None
        if id is None
        else next((path for path in _names(folder, found, 9) if document_id(owner, path) == id), None)
        for (folder, found), id in zip(every, ids, strict=True)
    ]
    used = {path for path in paths if path is not None}
    for i, (folder, found) in enumerate(every):  # what moved: its id comes from another path
        if ids[i] is not None and paths[i] is None:
            name = next(name for name in _names(folder, found) if name not in used)
            paths[i] = name
            used.add(name)
    taken = {id for id in ids if id is not None}
    homes = {state.document: state.path for state in known}
    placed = []
    for (folder, found), remembered, path in zip(every, ids, paths, strict=True):
        id = remembered
        if id is None or path is None:
            path = next(name for name in _names(folder, found) if name not in used)
            id = free_id(owner, path, found.path, homes, taken)
            used.add(path)
            taken.add(id)
        placed.append(Placed(folder, found, path, id))
    return placed


def free_id(
    owner: str, path: str, place: str, homes: Mapping[DocumentId, str], taken: Container[DocumentId] = ()
) -> DocumentId:
    """An id for a new document at ``path``: not that of one which came from there and lives elsewhere now.

    ``place`` is the file's path in its folder, ``homes`` where each known document lies in its own.
    """
    for number in count(1):
        id = document_id(owner, path if number == 1 else f"{path}\0{number}")
        if id not in taken and homes.get(id, place) == place:
            return id
    raise AssertionError("numbers do not end")


def _names(folder: Folder, found: Found, most: int = 1_000_000) -> Iterator[str]:
    """The path, then with ever more of the folders above it, then numbered, up to ``most``."""
    yield found.path
    parts = folder.root.parts
    for depth in range(1, len(parts)):
        yield "/".join((*parts[-depth:], found.path))
    for number in range(2, most):
        yield f"{number}/{found.path}"
