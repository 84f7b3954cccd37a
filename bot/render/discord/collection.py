"""What managing a corpus answers, as Discord pages."""

from __future__ import annotations

from bot.answers import CorpusChange, CorpusStatus, FeedList, IngestReport
from bot.messages import count
from bot.render import collection
from bot.render.discord.escape import pieces, safe, shorten
from bot.render.discord.pages import paginate
from bot.render.discord.parts import Page, Text, Tone
from bot.translations import retold, say


def collection_pages(answer: CorpusChange | CorpusStatus | FeedList | IngestReport) -> tuple[Page, ...]:
    """The same sentences as at the command line, in the reader's language."""
    if isinstance(answer, IngestReport):
        said = [
            say(
                "{added} added, {updated} updated, {withdrawn} withdrawn, {documents} as before.",
                added=answer.added,
                updated=answer.updated,
                withdrawn=answer.withdrawn,
                documents=count(answer.unchanged, "document"),
            ),
            *collection.unread(answer.problems),
            *(retold(note.line) for note in answer.notes[:20]),
        ]
        if answer.moved:
            moved = count(answer.moved, "document")
            said.insert(1, say("Moved or renamed, the same otherwise: {documents}.", documents=moved))
    else:
        said = collection.lines(answer)
    head, *rest = said
    blocks = [(Text(piece),) for line in rest for piece in pieces(safe(shorten(line, 1500), "…"), 2400)]
    trouble = bool(getattr(answer, "problems", ()))
    return paginate(
        (Text(f"### {safe(shorten(head, 300), '…')}"),), blocks, tone=Tone.TROUBLE if trouble else Tone.NEUTRAL
    )
