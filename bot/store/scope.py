"""Whose eyes the store is read with."""

from __future__ import annotations

from dataclasses import dataclass

SHARED = ""
"""The owner of documents that everybody sees."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The shared corpus, and one guild's own documents beside it if one is given.

    What the guild has hidden is only seen by those who manage the corpus (``hidden_too``).
    """

    guild: str | None = None
    hidden_too: bool = False

    @property
    def owners(self) -> tuple[str, ...]:
        return (SHARED,) if self.guild is None else (SHARED, self.guild)
