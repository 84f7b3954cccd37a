"""Which document a file is: an id made of its owner and its path in the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

    A file keeps the document that it was before. A new one is named by its path in its folder;
    where another folder has a file of that path, the folder's name goes before it.
    """
    before = {(state.root, state.path): state.document for state in known}
    every = [(folder, found) for folder in folders for found in folder.files]
    taken = {before[place] for folder, found in every if (place := (str(folder.root), found.path)) in before}
    placed = []
    for folder, found in every:
        remembered = before.get((str(folder.root), found.path))
        for path in _names(folder, found):
            id = document_id(owner, path)
            if id == remembered or (remembered is None and id not in taken):
                break
        taken.add(id)
        placed.append(Placed(folder, found, path, id))
    return placed


def _names(folder: Folder, found: Found) -> Iterator[str]:
    """The path, then with ever more of the folders above it, then numbered."""
    yield found.path
    parts = folder.root.parts
    for depth in range(1, len(parts)):
        yield "/".join((*parts[-depth:], found.path))
    for number in range(2, 1_000_000):
        yield f"{number}/{found.path}"
