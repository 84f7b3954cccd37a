"""Files that lie in letters: which letter carries them, by their path."""

from __future__ import annotations

LETTER = ".eml"
"""Files of this suffix may carry others."""


def letters_of(path: str) -> list[str]:
    """The paths of the letters that carry the file at ``path``, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:i]) for i in range(1, len(parts)) if parts[i - 1].lower().endswith(LETTER)]
