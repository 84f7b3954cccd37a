"""The bibliography of a document: what it states, or its catalogue states, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from summarizers.models import Sentence


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is stated of a document; ``None`` where nothing is. ``published`` is an ISO date."""

    title: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    kind: str | None = None


def describe(text: str, *, path: str, markdown: bool, sentences: Sequence[Sentence]) -> Metadata:
    """The metadata of ``text``."""
    return Metadata(title=PurePath(path).stem)
