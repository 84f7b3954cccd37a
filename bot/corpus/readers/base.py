"""What a reader is: the bytes of one file in, its original text and what the format states out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.corpus.blocks import Layout


@dataclass(frozen=True, slots=True)
class Part:
    """A file that another one carries, as its sender calls it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Original:
    """A file decoded: ``text`` is what every offset counts in, line ends as they are.

    A form feed in ``text`` is a page break. ``stated`` holds the bibliography that the format
    itself carries (keys as in ``Metadata``); ``notes`` is what a person should know of the
    reading ("decoded as Windows-1250"). ``layout`` is the structure where the format itself
    marks it; else it is read from the text. ``parts`` are files that it carries, which are
    documents of their own.
    """

    text: str
    markdown: bool = False
    stated: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    layout: Layout | None = None
    parts: tuple[Part, ...] = ()


class Reader(Protocol):
    """One format. Raises bot.errors.UnreadableDocument with the reason and what to do."""

    def read(self, data: bytes, name: str) -> Original: ...
