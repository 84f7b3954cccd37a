"""Blocks onto pages, by measured length: nothing is cut, and what belongs together stays so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.discord.parts import (
    MAX_COMPONENTS,
    MAX_TEXT,
    Block,
    Buttons,
    Page,
    Part,
    Press,
    Rule,
    Text,
    Tone,
    join,
)
from bot.translations import say

_NAVIGATION = 4  # a row, two buttons, and the line that says which page this is
_NOTICE = 200
"""Characters, in one component, left free on every page: a message may later need to say that it was corrected."""

_PAGE_LINE = 40  # characters of that line at most


@dataclass(frozen=True, slots=True)
class Turn:
    """What is paged through ("brief:3f9c"), as the Back and Next buttons carry it.

    Pages are numbered from 0 after ``prefix``; ``before`` and ``after`` are the pages that
    precede the first and follow the last, where what is shown is itself a stretch of more.
    """

    key: str
    prefix: str = ""
    before: str | None = None
    after: str | None = None

    def argument(self, index: int, total: int) -> str | None:
        """The button argument of that page; None when there is no such page."""
        page = f"{self.prefix}{index}" if 0 <= index < total else self.before if index < 0 else self.after
        return None if page is None else f"{self.key}:{page}"


def paginate(
    head: Block,
    blocks: Sequence[Block],
    *,
    foot: Block = (),
    tone: Tone = Tone.NEUTRAL,
    turn: Turn | None = None,
) -> tuple[Page, ...]:
    """``blocks`` on as few pages as they need, ``head`` and ``foot`` on each.

    With ``turn`` and somewhere to go, each page gets Back and Next buttons. A block must fit on
    a page of its own.
    """
    alone = turn is None or (turn.before is None and turn.after is None)
    everything = [part for block in blocks for part in block]
    if alone and _fits(head, everything, foot, turning=False):
        filled = [_trimmed(everything)]
    else:
        filled = _filled(head, blocks, foot)
    total = len(filled)
    return tuple(
        Page(tuple(join([*head, *parts, *foot, *_navigation(turn, index, total)])), tone)
        for index, parts in enumerate(filled)
    )


def page_of(pages: Sequence[Page], asked: str) -> Page:
    """The page that a button asks for by its number, or the last one: there may be fewer than there were."""
    return pages[min(int(asked), len(pages) - 1)] if asked.isdecimal() else pages[-1]


def _filled(head: Block, blocks: Sequence[Block], foot: Block) -> list[list[Part]]:
    """What stands on each page between its head and its foot."""
    filled: list[list[Part]] = []
    current: list[Part] = []
    for block in blocks:
        trial = [*current, *block]
        if current and not _fits(head, trial, foot, turning=True):
            filled.append(_trimmed(current))
            trial = list(block)
        current = trial
    if _trimmed(current) or not filled:
        filled.append(_trimmed(current))
    return filled


def _fits(head: Block, body: list[Part], foot: Block, *, turning: bool) -> bool:
    joined = join([*head, *body, *foot])
    components = 1 + sum(part.components for part in joined) + (_NAVIGATION if turning else 0)
    characters = sum(part.characters for part in joined) + (_PAGE_LINE if turning else 0)
    return components + 1 <= MAX_COMPONENTS and characters + _NOTICE <= MAX_TEXT


def _trimmed(parts: list[Part]) -> list[Part]:
    """Without rules at either end."""
    found = list(parts)
    while found and isinstance(found[0], Rule):
        found.pop(0)
    while found and isinstance(found[-1], Rule):
        found.pop()
    return found


def _counting(turn: Turn | None, number: int, total: int) -> str:
    if turn is not None and turn.prefix:
        return say("-# Part {n} of {total}", n=number, total=total)
    return say("-# Page {n} of {total}", n=number, total=total)


def _navigation(turn: Turn | None, index: int, total: int) -> list[Part]:
    parts: list[Part] = [Text(_counting(turn, index + 1, total))] if total > 1 else []
    if turn is None:
        return parts
    back, onward = turn.argument(index - 1, total), turn.argument(index + 1, total)
    if back is None and onward is None:
        return parts
    buttons = (
        Press("‹ Back", "turn", back or f"{turn.key}:first", disabled=back is None),
        Press("Next ›", "turn", onward or f"{turn.key}:last", disabled=onward is None),
    )
    return [*parts, Buttons(buttons)] if all(button.fits for button in buttons) else parts
