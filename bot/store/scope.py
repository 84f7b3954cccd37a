"""Whose eyes the store is read with."""

from __future__ import annotations

from dataclasses import dataclass

SHARED = ""
"""The owner of documents that everybody sees."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The shared corpus, and one guild's own documents beside it if one is given.

    What the guild has hidden is only seen by those who manage the corpus (``hidden_too``). With
    ``since``, an ISO date as precise as it is meant (2024, 2024-05), only documents published from
    then on; one whose own date is less precise (2024) counts where it may be.
    """

    guild: str | None = None
    hidden_too: bool = False
    since: str | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        return (SHARED,) if self.guild is None else (SHARED, self.guild)
