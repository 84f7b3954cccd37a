"""Evidence opened: each quote in its place, with what stands right before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers import Opened, cited
from bot.render.discord.escape import pieces, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import Block, Link, Page, Press, Rule, Text, Tone, rows
from bot.render.discord.sources import graded_in_words, open_link, origin, place
from bot.render.wording import day, title
from bot.translations import say
from summarizers.models import Cite, Sentence

_LONGEST = 2400


@dataclass(frozen=True, slots=True)
class OpenedEvidence:
    """What one evidence button opens: the passages that a claim takes from source [n];
    without a number, a passage that a search found."""

    n: int | None
    passages: tuple[Opened, ...]
    claim: str | None = None
    """The claim as the brief words it, where it differs from the quote."""


def evidence_pages(evidence: OpenedEvidence, turn: Turn | None = None, report: str | None = None) -> tuple[Page, ...]:
    """The quotes with their neighbors, section, page, date and the source's own sources.

    ``report`` is what the button carries that reports a sentence as wrong.
    """
    source = evidence.passages[0].source
    name = safe(shorten(title(source), 150), "Untitled")
    named = " · ".join([*origin(source), graded_in_words(source.grade)])
    mark = "" if evidence.n is None else f"[{evidence.n}] "
    head: Block = (Text(f"### {mark}{name}\n-# {named}"), Rule())
    blocks: list[Block] = []
    if evidence.claim:
        blocks.extend((Text(say("The brief says: {claim}", claim=piece)),) for piece in _pieces(evidence.claim))
    for number, opened in enumerate(evidence.passages):
        first, *more = _passage(opened)
        blocks.extend(((Rule(), *first) if number else first, *more))
    link = open_link(source.url)
    buttons: list[Press | Link] = [link] if link else []
    if report is not None:
        buttons.append(Press("Report as wrong", "report", report))
    return paginate(head, blocks, foot=rows(buttons), tone=Tone.EVIDENCE, turn=turn)


def _passage(opened: Opened) -> list[Block]:
    """The quote stands apart: a line right below it would read as part of it."""
    around = opened.neighbours
    before = [f"-# {piece}" for sentence in around.before for piece in _pieces(sentence.text)]
    quote = [f"> {piece}" for piece in _pieces(opened.passage)]
    after = [f"-# {piece}" for sentence in around.after for piece in _pieces(sentence.text)]
    where = [] if around.sentence is None else _where(around.sentence)
    remarks = [f"-# ⚠️ {piece}" for remark in opened.remarks for piece in _pieces(remark)]
    return [
        *((Text(line),) for line in before),
        *((Text(line, apart=True),) for line in quote),
        *((Text(line),) for line in after),
        *((Text(line),) for line in (*where, *remarks)),
    ]


def _where(sentence: Sentence) -> list[str]:
    where = place(sentence.section, sentence.page, sentence.paragraph)
    lines = [f"**{where}**"] if where else []
    if sentence.date:
        lines.append(say("-# Event: {date}", date=safe(day(sentence.date))))
    if sentence.cites:
        lines.append(say("-# The source's own sources:"))
        lines += [f"-# · {piece}" for cite in sentence.cites for piece in _cite(cite)]
    return lines


def _cite(cite: Cite) -> list[str]:
    return _pieces(cited(cite))


def _pieces(text: str) -> list[str]:
    return pieces(safe(text, "…"), _LONGEST)
