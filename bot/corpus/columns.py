"""Two columns of prose that stand side by side in a plain text, as some converters leave them.

Read line by line they give sentences that nobody wrote, and no stretch of the file is the quote of
one that somebody did. So such lines are told from the text, and the report says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corpus.lines import Line

_GUTTER = re.compile(r"^(?P<left>\S.*?\S) {3,}(?P<right>\S.*)$")
_LEAST_LINES = 4
_LEAST_WORDS = 3
_CONTINUED = 0.5
"""Share of the lines of either column that begin in lower case: rows of a table seldom do."""

NOTE = (
    "Two columns stand side by side in {count} of its lines; these cannot be quoted and were left out. "
    "Save the document's text column by column, or add it as PDF."
)


def side_by_side(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that carry two columns of prose."""
    found: set[int] = set()
    run: list[tuple[int, int, str, str]] = []  # line, where the right column begins, and the two parts

    def close() -> None:
        if len(run) >= _LEAST_LINES and _prose([r[2] for r in run]) and _prose([r[3] for r in run]):
            found.update(range(run[0][0], run[-1][0] + 1))
        run.clear()

    for index, line in enumerate(lines):
        if line.blank:
            continue
        match = _GUTTER.match(line.text)
        if match is None or min(len(match[side].split()) for side in ("left", "right")) < _LEAST_WORDS:
            close()
            continue
        place = line.indent + match.start("right")
        if run and abs(run[-1][1] - place) > 1:
            close()
        run.append((index, place, match["left"], match["right"]))
    close()
    return frozenset(index for index in found if not lines[index].blank)


def _prose(parts: Sequence[str]) -> bool:
    return sum(part[:1].islower() for part in parts[1:]) >= _CONTINUED * (len(parts) - 1)
