"""The folders beside the database in which lies what was handed in: uploads, pages, articles of feeds.

Each owner has one; what lies in it is read as any corpus folder is, so that an improved reader
reads it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from bot.store.base import SHARED

_UNSAFE = re.compile(r"[^\w.() -]+")
_LONGEST = 80


class HoldingFolders:
    """Blocking; its methods run off the loop."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def of(self, owner: str) -> Path:
        """The folder of ``owner``, whether it is there or not."""
        if owner == SHARED:
            return self._root / "shared"
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", owner):
            raise ValueError(f"{owner!r} cannot own a folder")
        return self._root / f"guild-{owner}"

    def there(self, owner: str) -> bool:
        return self.of(owner).is_dir()

    def bytes_beside(self, owner: str, path: str) -> int:
        """How many bytes lie in the folder of ``owner``, those of ``path`` not counted."""
        own = self.of(owner)
        return sum(file.stat().st_size for file in own.rglob("*") if file.is_file() and file != own / path)

    def write(self, owner: str, path: str, data: bytes) -> None:
        """Whole or not at all."""
        target = self.of(owner) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def remove(self, owner: str, path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            (self.of(owner) / path).unlink()


def safe_name(name: str) -> str:
    """A file name of somebody's as one of ours: no folders, no tricks, its suffix kept."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = _UNSAFE.sub("-", "".join(c for c in name if c.isprintable())).strip(" .-")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    stem = stem.strip(" .-")[:_LONGEST] or "document"
    return f"{stem}.{suffix[:10].lower()}" if suffix else stem


def name_for(url: str, title: str, suffix: str) -> str:
    """A name for a page: its title for people, a part of the address's hash against mix-ups."""
    words = safe_name(f"{title[:60]}.x").removesuffix(".x") if title else "page"
    return f"{words}-{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}{suffix}"
