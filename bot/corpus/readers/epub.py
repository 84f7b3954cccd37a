"""E-books: the chapters in their order, with what the package states of the book."""

from __future__ import annotations

import posixpath
import re
import zipfile
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from bot.corpus.readers.archive import DOCUMENT_BYTES, member, opened
from bot.corpus.readers.base import Original
from bot.corpus.readers.building import Text
from bot.corpus.readers.decoding import MAX_BYTES
from bot.corpus.readers.markup import decode_markup, tree_of, write
from bot.corpus.readers.markup_notes import take_notes
from bot.corpus.readers.xml import attribute, local, parse_xml
from bot.errors import UnreadableDocument

_PART = 20_000_000
_STATED = {"title": "title", "creator": "author", "publisher": "publisher", "date": "published", "language": "language"}
_APART = re.compile(r"(?:^|/)(?:nav|toc|cover|titlepage)[^/]*$", re.IGNORECASE)


class Epub:
    """``.epub``."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._limit = limit

    def read(self, data: bytes, name: str) -> Original:
        with opened(data, name, DOCUMENT_BYTES) as archive:
            place = _package_place(archive, name)
            package = parse_xml(member(archive, place, _PART), name)
            locked = _locked(archive, name)
            text = Text(name)
            notes: list[str] = []
            names = set(archive.namelist())
            numbered = 0
            for chapter in _spine(package, posixpath.dirname(place)):
                if chapter in locked:
                    raise UnreadableDocument(f"{name} is locked by its seller (DRM).", "Get it without a lock.")
                if chapter not in names:
                    notes.append(f"The chapter {chapter} is missing from {name}.")
                    continue
                numbered = _chapter(archive, chapter, text, numbered)
        words, layout = text.done()
        return Original(words, stated=_stated(package), notes=tuple(notes), layout=layout)


def _package_place(archive: zipfile.ZipFile, name: str) -> str:
    if "META-INF/container.xml" not in archive.namelist():
        raise UnreadableDocument(f"{name} is not an e-book (it names no package).", "Get it again.")
    container = parse_xml(member(archive, "META-INF/container.xml", _PART), name)
    for element in container.iter():
        if local(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise UnreadableDocument(f"{name} is not an e-book (it names no package).", "Get it again.")


def _locked(archive: zipfile.ZipFile, name: str) -> set[str]:
    if "META-INF/encryption.xml" not in archive.namelist():
        return set()
    encryption = parse_xml(member(archive, "META-INF/encryption.xml", _PART), name)
    return {unquote(e.get("URI") or "") for e in encryption.iter() if local(e) == "CipherReference"}


def _spine(package: Element, folder: str) -> list[str]:
    """The chapters' places in the archive, in reading order."""
    places: dict[str, str] = {}
    apart: set[str] = set()
    for item in package.iter():
        if local(item) == "item" and item.get("id") and item.get("href"):
            path = posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href")).split("#")[0])))
            places[str(item.get("id"))] = path
            if "nav" in (item.get("properties") or "").split() or _APART.search(path):
                apart.add(path)
    order = [
        places[str(ref.get("idref"))]
        for ref in package.iter()
        if local(ref) == "itemref" and ref.get("idref") in places
    ]
    return [path for path in dict.fromkeys(order) if path not in apart] or list(dict.fromkeys(order))


def _stated(package: Element) -> dict[str, str]:
    stated: dict[str, str] = {}
    for element in package.iter():
        name, words = _STATED.get(local(element)), " ".join((element.text or "").split())
        if not name or not words or "purl.org/dc" not in str(element.tag):
            continue
        if name == "published" and attribute(element, "event") not in {None, "publication", "original-publication"}:
            continue
        if name == "author" and name in stated:
            stated[name] += f", {words}"
        else:
            stated.setdefault(name, words)
    if "language" in stated:
        stated["language"] = stated["language"].split("-")[0].lower()
    return stated


def _chapter(archive: zipfile.ZipFile, place: str, text: Text, numbered: int) -> int:
    """Add one chapter, its notes at its end and counted on; the last number."""
    markup, _ = decode_markup(member(archive, place, _PART), place, _PART)
    if not markup.strip():
        return numbered
    tree = tree_of(markup, place)
    notes = take_notes(tree, numbered)
    body = tree.find("body")
    write(tree if body is None else body, text)
    for number, words in notes:
        text.note(number, words)
    return max((number for number, _ in notes), default=numbered)
