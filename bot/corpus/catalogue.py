"""``sources.toml`` beside the documents: what is known of them from elsewhere.

One table a file, named by its path from where the catalogue lies, also into archives and letters:

    ["reports/001.txt"]
    title = "…"
    publisher = "…"

    ["letter.eml/report.pdf"]
    published = "2024-05"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from bot.answers import IngestProblem
from bot.corpus.folders import Folder, Found
from bot.corpus.letters import letters_of
from bot.corpus.readers import ARCHIVES

Catalogue = Mapping[str, Mapping[str, Any]]

_OF_ALL = ("publisher", "published", "author", "language", "kind", "grade")
"""What a table on an archive says of every file in it."""


def load_catalogue(folder: Folder) -> tuple[Catalogue, list[IngestProblem]]:
    """The tables by path in the folder, and what is wrong with catalogues that cannot be used.

    Of several that speak of one file the uppermost wins, key by key. A catalogue within an archive
    gives no grades: no source grades itself. Blocks on the disk.
    """
    entries: dict[str, dict[str, Any]] = {}
    problems: list[IngestProblem] = []
    for listing in sorted(folder.catalogues, key=lambda each: each.path.count("/"), reverse=True):
        try:
            tables = tomllib.loads(listing.text())
        except FileNotFoundError:
            continue
        except (OSError, ValueError, RecursionError) as error:
            problems.append(IngestProblem(listing.path, f"The catalogue cannot be used: {error}."))
            continue
        place = listing.path.rpartition("/")[0]
        for name, table in tables.items():
            if isinstance(table, dict):
                path = _path(place, name)
                said = {key: value for key, value in table.items() if not (listing.packed and key == "grade")}
                entries[path] = {**entries.get(path, {}), **said}
    return entries, problems


def entry_of(catalogue: Catalogue, found: Found) -> Mapping[str, Any] | None:
    """What is known of a file: its own table, and what one on the archive says of all that is in it."""
    own = catalogue.get(found.path)
    if found.member is None:
        return own
    parents = [str(parent) for parent in PurePosixPath(found.path).parents]
    archive = next((p for p in parents if PurePosixPath(p).suffix.lower() in ARCHIVES and p in catalogue), None)
    if archive is None:
        return own
    return {**{key: catalogue[archive][key] for key in _OF_ALL if key in catalogue[archive]}, **(own or {})}


def inside(catalogue: Catalogue, letters: Sequence[str]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """The tables on what the letters at these paths carry, by letter and name in it."""
    there = set(letters)
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for path, entry in catalogue.items():
        for parent in PurePosixPath(path).parents:
            if str(parent) in there:
                found.setdefault(str(parent), {})[path.removeprefix(f"{parent}/")] = entry
    return found


def strangers(catalogue: Catalogue, folder: Folder) -> list[str]:
    """The names of tables that speak of no file: slips of the pen. What letters carry is not known here."""
    if not catalogue:  # of ten thousand files the places alone take 50 ms
        return []
    places = {parent for found in folder.files for parent in (found.path, *map(str, PurePosixPath(found.path).parents))}
    return [
        path
        for path in sorted(catalogue)
        if path not in places and not letters_of(path) and not folder.could_hold(path)
    ]


def _path(place: str, name: str) -> str:
    path = str(PurePosixPath(name.replace("\\", "/")))
    return f"{place}/{path}" if place else path
