"""Markdown to blocks."""

from __future__ import annotations

from bot.corpus import plain
from bot.corpus.blocks import Layout
from bot.corpus.cleaning import Prose
from bot.corpus.references import Note
from summarizers.models import Cite


def lay_out(text: str) -> Layout:
    return plain.lay_out(text)


def plain_inline(prose: Prose, named: dict[str, Note]) -> tuple[Prose, list[tuple[int, Cite]]]:
    return prose, []
