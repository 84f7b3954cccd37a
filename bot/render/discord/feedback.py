"""What readers think, for managers: by method and source, and the sentences that they reported as wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.answers import Opinions, Reported, Tally
from bot.messages import count
from bot.render.discord.escape import pieces, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import Beside, Block, Page, Press, Rule, Text, Tone, Weight, rows
from bot.translations import retold, say

_MOST = 12
"""Lines of methods, and of sources."""
_LONGEST = 2000
_DONE = {
    "accepted": "Accepted: that sentence is never used again in this server.",
    "dismissed": "Dismissed: that sentence is used as before.",
    "open": "The report is open again.",
}


def feedback_pages(
    opinions: Opinions, turn: Turn | None = None, *, done: tuple[str, str] | None = None
) -> tuple[Page, ...]:
    """The summary; ``done`` is the report that was just decided on, and how."""
    votes = sum(t.useful + t.not_useful for t in opinions.methods)
    open_reports = len(opinions.reported)
    head: Block = (
        Text(
            say(
                "## Feedback\n-# {votes}, {reports}",
                votes=count(votes, "vote"),
                reports=count(open_reports, "open report"),
            )
        ),
        Rule(),
    )
    blocks: list[Block] = []
    if done is not None:
        id, state = done
        undo = Press("Undo", "feedback", f"open:{id}")
        said = retold(_DONE.get(state, ""))
        blocks.append((Beside(said, undo), Rule()) if state != "open" else (Text(said), Rule()))
    for reported in opinions.reported:
        blocks += _report(reported)
    if opinions.methods:
        blocks += _tallies(say("By method"), opinions.methods)
    if opinions.sources:
        blocks += _tallies(say("By source"), opinions.sources)
    if not opinions.methods and not opinions.reported:
        nothing = say("Nothing yet. Readers vote with the buttons under a brief, and report a sentence where it opens.")
        blocks.append((Text(nothing),))
    return paginate(head, blocks, turn=turn, tone=Tone.NEUTRAL)


def _report(reported: Reported) -> list[Block]:
    """The sentence, who reported it and why, and what can be done."""
    when = f"<t:{int(datetime.fromisoformat(reported.at).timestamp())}:f>"
    quote: list[Block] = [(Text(f"> {piece}", apart=True),) for piece in pieces(safe(reported.text, "…"), _LONGEST)]
    why = f"**{say('Reported as wrong')}** · <@{safe(reported.user)}>, {when}\n{safe(shorten(reported.reason, 1000))}"
    source = f"-# {safe(shorten(reported.title, 150), say('Untitled'))}"
    presses = rows(
        [
            Press("Accept: never use it again", "feedback", f"accepted:{reported.id}", Weight.BAD),
            Press("Dismiss", "feedback", f"dismissed:{reported.id}"),
        ]
    )
    return [(Text(why),), *quote, (Text(source, apart=True), *presses, Rule())]


def _tallies(title: str, tallies: Sequence[Tally]) -> list[Block]:
    lines = [_tally(t) for t in tallies[:_MOST]]
    if len(tallies) > _MOST:
        lines.append(say("-# … and {n} more.", n=len(tallies) - _MOST))
    return [(Text(f"### {title}\n{lines[0]}"),), *((Text(line),) for line in lines[1:])]


def _tally(tally: Tally) -> str:
    said = [say("{n} useful", n=tally.useful), say("{n} not useful", n=tally.not_useful)]
    if tally.reported:
        said.append(say("{n} reported as wrong", n=tally.reported))
    return f"**{safe(shorten(tally.name, 120), say('Untitled'))}** · {', '.join(said)}"
