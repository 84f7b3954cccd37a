"""The date of the event that a sentence states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the document was published (ISO, as precise as known), if it is known."""

    published: str | None = None


def event_date(text: str, anchor: Anchor) -> str | None:
    """The ISO date of the event in ``text``; None where none is stated."""
    return None
