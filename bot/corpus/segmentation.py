"""Text to sentences with their places and kinds."""

from __future__ import annotations

import re

from summarizers.models import DocumentId, Kind, Sentence
from summarizers.sentences import split

_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_SPACE = re.compile(r"\s+")


def segment(
    text: str,
    *,
    document: DocumentId,
    version: int = 1,
    markdown: bool = False,
    published: str | None = None,
) -> list[Sentence]:
    """All stretches of ``text`` in order, sentences and the rest by kind."""
    found: list[Sentence] = []
    section: str | None = None
    for paragraph, block in enumerate(_BLOCK.finditer(text)):
        for start, end in split(block.group()):
            start, end = start + block.start(), end + block.start()
            clean = _SPACE.sub(" ", text[start:end])
            kind = Kind.BODY
            if markdown and clean.startswith("#"):
                kind, section = Kind.HEADING, clean.lstrip("# ")
            found.append(
                Sentence(document, version, len(found), start, end, clean, section, None, paragraph, kind)
            )
    return found
