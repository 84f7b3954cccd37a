"""Lists of numbered references, "[1] Author: Title ...": where they begin and end, whatever parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.corpus.blocks import Block
from summarizers.models import Kind

_ENTRY = re.compile(r"\[(?P<n>\d{1,3})\]\s?\S")
_LEAST = 4
"""Entries in a row that make a list."""

_LEFT_OUT = 3
"""How many numbers may be missing between two entries, and how many paragraphs may stand between them."""

_LONGEST = 500
"""Characters up to which a paragraph between two entries is the rest of one."""


def is_entry(text: str) -> bool:
    """Does a line begin as an entry of such a list does?"""
    return _ENTRY.match(text) is not None


def with_bibliography(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks of ``text``, in order, those that are entries of a list told as references."""
    found = list(blocks)
    chain: list[int] = []
    for index, block in enumerate(found):
        number = _number(block, text)
        if number is None:
            continue
        if chain and not _follows(found, chain[-1], index, text):
            _tell(found, chain)
            chain = []
        chain.append(index)
    _tell(found, chain)
    return found


def _number(block: Block, text: str) -> int | None:
    if block.kind not in {Kind.BODY, Kind.FOOTNOTE, Kind.REFERENCE}:
        return None
    match = _ENTRY.match(text[slice(*block.pieces[0])])
    return int(match["n"]) if match else None


def _follows(blocks: Sequence[Block], last: int, index: int, text: str) -> bool:
    before, number = _number(blocks[last], text) or 0, _number(blocks[index], text) or 0
    between = [block for block in blocks[last + 1 : index] if block.kind is Kind.BODY]
    short = all(block.pieces[-1][1] - block.start <= _LONGEST for block in between)
    return before < number <= before + _LEFT_OUT and len(between) <= _LEFT_OUT and short


def _tell(blocks: list[Block], chain: Sequence[int]) -> None:
    """Entries and what stands between two of them are references, if they are many."""
    if len(chain) < _LEAST:
        return
    for index in range(chain[0], chain[-1] + 1):
        if blocks[index].kind is Kind.BODY:
            blocks[index] = replace(blocks[index], kind=Kind.REFERENCE, whole=True)
