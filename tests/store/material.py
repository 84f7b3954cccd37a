"""Tiny documents for the store's tests."""

from __future__ import annotations

import re

from bot.store.base import SHARED
from bot.store.sqlite import SqliteStore
from summarizers.models import Document, DocumentId, Kind, Sentence

NOW = "2026-01-01T00:00:00Z"


def document(name: str, text: str, **extra: str) -> Document:
    return Document(DocumentId(name), 1, f"{name}.txt", name.title(), text, **extra)


def split(doc: Document, kinds: dict[int, Kind] | None = None) -> list[Sentence]:
    """One sentence up to each full stop."""
    return [
        Sentence(doc.id, 1, i, m.start(), m.end(), m.group(), kind=(kinds or {}).get(i, Kind.BODY))
        for i, m in enumerate(re.finditer(r"\S.*?\.(?=\s+[A-Z]|$)", doc.text))
    ]


async def put(store: SqliteStore, name: str, text: str, owner: str = SHARED, digest: str | None = None) -> int:
    doc = document(name, text)
    return await store.put(doc, split(doc), owner=owner, digest=digest or text, now=NOW)
