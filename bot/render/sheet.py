"""A sheet at a terminal or in a pipe: paragraphs with what hangs before them, and tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.render.wording import plain

WIDEST = 100
"""Columns that prose is wrapped at on a wide terminal; longer lines are hard to read."""

_UNWRAPPED = 1_000_000

_UNBROKEN = 20
"""Letters of the longest words; what is longer is a name of a file, an address or the like."""


class _Paper(Console):
    """rich's console, which leaves it to the program to end where nobody reads on (rich ends it as "not found")."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Sheet:
    """Writes to ``file``: wrapped and colored at a terminal; in a pipe without color, a paragraph a line."""

    def __init__(self, file: TextIO, *, width: int | None = None, color: bool | None = None) -> None:
        console = _Paper(file=file, force_terminal=color, highlight=False, markup=False, emoji=False, soft_wrap=True)
        wraps = width is not None or console.is_terminal
        console.width = (width or console.width) if wraps else _UNWRAPPED
        self._console = console
        self._width = min(console.width, WIDEST) if wraps else _UNWRAPPED

    @property
    def has_bold(self) -> bool:
        """Whether bold type can be told from the rest."""
        return self._console.color_system is not None

    def verbatim(self, text: str) -> None:
        """Lines as they are."""
        self._console.print(Text(text.rstrip()))

    def heading(self, name: str) -> None:
        """The name of a part, in capitals."""
        self._console.print(Text(name.upper(), "bold blue"))

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def prose(self, text: Text, indent: int = 0, *, lead: str | Text = "", lead_style: str = "") -> None:
        """A paragraph, indented, with ``lead`` hanging before its first line."""
        mark = lead if isinstance(lead, Text) else Text(lead, lead_style)
        inset = indent + mark.cell_len
        text.plain = text.plain if "\n" not in text.plain else text.plain.replace("\n", " ")
        lines = text.wrap(self._console, max(20, self._width - inset)) if text.plain else [text]
        for position, line in enumerate(lines):
            line.rstrip()
            start = Text(" " * indent) + mark if position == 0 else Text(" " * inset)
            self._console.print(start + line)

    def table(
        self,
        heads: tuple[str, ...],
        rows: Iterable[tuple[str, ...]],
        *,
        right: tuple[int, ...] = (),
        dim: tuple[int, ...] = (),
    ) -> None:
        """Rows below their ``heads``; where there is no room for the columns, line by line. ``right`` and ``dim``
        are the indices of columns that are set so."""
        cells = [tuple(plain(" ".join(cell.split())) for cell in row) for row in rows]
        least = [max(map(_longest_word, column)) for column in zip(heads, *cells, strict=True)]
        if sum(least) + 2 * (len(heads) - 1) > self._console.width:
            self._records(heads, cells)
            return
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold blue")
        for index, head in enumerate(heads):
            table.add_column(
                head,
                justify="right" if index in right else "left",
                style="dim" if index in dim else "",
                overflow="fold",
                no_wrap=index in right,
                min_width=least[index],
            )
        for row in cells:
            table.add_row(*map(Text, row))
        with self._console.capture() as drawn:
            self._console.print(table, soft_wrap=False, crop=False)
        for line in drawn.get().splitlines():
            self._console.file.write(line.rstrip() + "\n")

    def _records(self, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
        """A table of which the columns have no room beside each other: what each row holds, line by line."""
        wide = max(map(len, heads))
        for position, row in enumerate(rows):
            if position:
                self.gap()
            for head, cell in zip(heads, row, strict=True):
                if cell not in ("", "-"):
                    self.prose(Text(cell), lead=f"{head:<{wide}}  ", lead_style="bold blue")


def _longest_word(text: str) -> int:
    """Columns that a cell needs to break no word; a file's name or an address may be broken."""
    return min(max(map(len, text.split()), default=0), _UNBROKEN)
