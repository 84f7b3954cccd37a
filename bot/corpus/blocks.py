"""Blocks: what a reader's eye sees in a text before it reads sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.corpus.references import Note
from summarizers.models import Kind


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a note ...: its lines as spans of the original.

    ``level`` counts for headings: 0 is the document's title, 1 a chapter, 2 a part of it.
    ``whole`` blocks are not split into sentences; ``item`` says that it stands in a list.
    """

    kind: Kind
    pieces: tuple[tuple[int, int], ...]
    level: int = 0
    whole: bool = False
    item: bool = False

    @property
    def start(self) -> int:
        return self.pieces[0][0]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document as blocks in order, with the notes that its marks refer to.

    ``page_starts`` are the places where pages begin, the first included; empty where the text
    shows no pages. ``named`` maps the labels of Markdown's footnotes ("[^fn]") to their notes. ``raised`` says that
    the marks of notes kept their height, so that no number on the line is one.
    """

    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    named: dict[str, Note] = field(default_factory=dict)
    raised: bool = False


_REFERENCES = re.compile(
    r"^(?:\W|\d)*(?:references?|bibliograph(?:y|ies)|works cited|literature(?: cited)?|endnotes|further reading"
    r"|литература|литература и извори|библиографија|literatura|reference)\W*$",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"^(?:\W|\d)*(?:(?:foot)?notes|sources|citations|напомене|фусноте|napomene|fusnote|izvori|извори)\W*$",
    re.IGNORECASE,
)

_ELSEWHERE = re.compile(
    r"^(?:\W|\d)*(?:external links?|see also|related (?:articles?|content|posts|reading|stories|links)"
    r"|спољашње везе|види још|spoljašnje veze|vidi još)\W*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:\W|\d)*(?:about us"
    r"|about the (?:authors?|editors?|contributors?|institute?|cent(?:er|re)|organi[sz]ation|publisher)"
    r"|(?:notes? on|biograph(?:y|ies) of) (?:the )?(?:authors?|contributors?)|acknowledge?ments?|imprint|impressum"
    r"|contacts?(?: us)?|how to cite(?: this.*)?|copyright(?: notice)?|disclaimer"
    r"|о аутор(?:у|има|ки)|o autor(?:u|ima|ki)|захвалница|zahvalnica)\W*$",
    re.IGNORECASE,
)
_ABOUT_WHOM = re.compile(r"^About (?P<who>\S.{1,60}?)\W*$", re.IGNORECASE)
_ABOUT_BLOCKS = 4
"""Where more than so many paragraphs stand under such a heading, the text itself has begun there:
only the first is about the author."""


def mark_sections(blocks: Sequence[Block], text_of: dict[int, str], like: dict[int, bool]) -> list[Block]:
    """The blocks, those under a heading such as "References" or "About the author" told from the text.

    ``text_of`` and ``like`` give, by a block's index, its text and whether it reads like a reference.
    A heading that may mean either ("Notes", "Sources") counts when most of what stands under
    it reads like references.
    """
    marked = list(blocks)
    for index, block in enumerate(blocks):
        if block.kind is not Kind.HEADING:
            continue
        name = text_of[index]
        sure, maybe = bool(_REFERENCES.match(name)), bool(_MAYBE.match(name))
        about, elsewhere = bool(_ABOUT.match(name)), bool(_ELSEWHERE.match(name))
        about = about or _presents(name, [text_of[i] for i in _under(blocks, index)])
        if not (sure or maybe or about or elsewhere):
            continue
        under = _under(blocks, index)
        if elsewhere:  # a list of where to look, and no more than it
            for i in under if all(blocks[i].item for i in under) else ():
                marked[i] = Block(Kind.FURNITURE, blocks[i].pieces, whole=True)
            continue
        if about:
            for i in under if len(under) <= _ABOUT_BLOCKS else under[:1]:
                marked[i] = Block(Kind.FURNITURE, blocks[i].pieces, whole=True)
            continue
        agreeing = sum(like[i] for i in under)
        if under and agreeing >= (0.3 if sure else 0.6) * len(under):
            for i in under:
                marked[i] = Block(Kind.REFERENCE, blocks[i].pieces, whole=True)
    return marked


def _presents(name: str, under: Sequence[str]) -> bool:
    """ "About Harbor Works" over a paragraph on Harbor Works, as press releases end."""
    who = _ABOUT_WHOM.match(name)
    return (
        who is not None
        and 0 < len(under) <= _ABOUT_BLOCKS
        and under[0].casefold().removeprefix("the ").startswith(who["who"].casefold().removeprefix("the "))
    )


def _under(blocks: Sequence[Block], heading: int) -> list[int]:
    """The paragraphs under that heading, those under its own parts included."""
    found: list[int] = []
    for later in range(heading + 1, len(blocks)):
        if blocks[later].kind is Kind.HEADING and blocks[later].level <= blocks[heading].level:
            break
        if blocks[later].kind is Kind.BODY:
            found.append(later)
    return found
