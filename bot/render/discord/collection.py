"""What managing a corpus answers, as Discord pages."""

from __future__ import annotations

from bot.answers import CorpusChange, CorpusStatus, FeedList, IngestReport
from bot.messages import count
from bot.render import collection
from bot.render.discord.escape import pieces, safe, shorten
from bot.render.discord.pages import paginate
from bot.render.discord.parts import Page, Text, Tone


def collection_pages(answer: CorpusChange | CorpusStatus | FeedList | IngestReport) -> tuple[Page, ...]:
    """The same sentences as at the command line."""
    if isinstance(answer, IngestReport):
        said = [
            f"{answer.added} added, {answer.updated} updated, {answer.withdrawn} withdrawn, "
            f"{count(answer.unchanged, 'document')} as before.",
            *[f"Moved or renamed, the same otherwise: {count(answer.moved, 'document')}."] * bool(answer.moved),
            *(f"Not read: {p.line}" for p in answer.problems[:20]),
            *(note.line for note in answer.notes[:20]),
        ]
    else:
        said = collection.lines(answer)
    head, *rest = said
    blocks = [(Text(piece),) for line in rest for piece in pieces(safe(shorten(line, 1500), "…"), 2400)]
    trouble = bool(getattr(answer, "problems", ()))
    return paginate(
        (Text(f"### {safe(shorten(head, 300), '…')}"),), blocks, tone=Tone.TROUBLE if trouble else Tone.NEUTRAL
    )
