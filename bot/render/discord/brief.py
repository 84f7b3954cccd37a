"""A brief or an answer as Discord pages: claims with their [n], sources, support."""

from __future__ import annotations

from bot.answers import BriefAnswer
from bot.render.discord.escape import fact, pieces, safe, shorten
from bot.render.discord.listings import passage_blocks
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import (
    Beside,
    Block,
    Image,
    Page,
    Press,
    Rule,
    Text,
    Tone,
    Weight,
    rows,
)
from bot.render.discord.sources import ago, flag_line, last_heading, short_name, source_line
from bot.render.picture import Picture
from bot.render.wording import covers, day, marks, nothing_said, section_title, single_voice, subject, support_line
from bot.translations import retold, say
from summarizers.models import Origin, Point, Summary

_LENGTHS = {"short": ("", "standard"), "standard": ("short", "long"), "long": ("standard", "")}
"""The next shorter and the next longer form of each length."""
_LONGEST = 2400
"""Characters of one claim on one page; a longer one goes on over the next, with its [n]."""


def brief_pages(
    answer: BriefAnswer, *, private: bool = False, shared_by: int | None = None, picture: Picture | None = None
) -> tuple[Page, ...]:
    """The whole answer; each claim stands with its [n] and the buttons that open it.

    A ``private`` one, which only the asker sees, can be shared with the channel; a shared one
    says by whom (a user's id, which Discord shows as a name; nobody is called). A timeline has its
    ``picture`` on the first page. One that is not kept (without an id) has no buttons: all its
    pages are to be sent.
    """
    summary = answer.summary
    blocks: list[Block] = [] if picture is None else [(Image("timeline.png", picture.png, picture.alt),)]
    index = 0
    for section in summary.sections:
        opening: Block = ()
        if section.name not in ("answer", "timeline"):  # what was asked stands above it
            title = Text(f"### {safe(shorten(section_title(section), 120), 'Points')}")
            opening = (Rule(), title) if blocks else (title,)
        if nothing := nothing_said(section):
            blocks.append((*opening, Text(f"-# {safe(shorten(nothing, 300))}")))
        for point in section.points:
            claim = _claim(answer, point, index)
            blocks.append((*opening, *claim[0]) if opening else claim[0])
            blocks.extend(claim[1:])
            opening = ()
            index += 1
    if not summary.answered or not index:
        blocks.append((Text(_nothing(answer.command)),))
    if answer.nearest:
        said = say("Nearest passages, which may not answer it")
        blocks.append((Rule(), Text(f"-# {said}")))
        blocks.extend(block for passage in answer.nearest for block in passage_blocks(passage))
    blocks.extend(_closing(answer))
    turn = Turn(f"{'private' if private else 'brief'}:{answer.id}") if answer.id else None
    head = _head(answer)
    if answer.made_at:
        head = (*head, Text(say("-# Answered {when}; its sources are as they were", when=ago(answer.made_at))))
    if shared_by is not None:
        head = (Text(say("-# Shared by {who}", who=f"<@{shared_by}>")), *head)
    return paginate(head, blocks, foot=_foot(answer, private), tone=Tone.BRIEF, turn=turn)


def _foot(answer: BriefAnswer, private: bool) -> Block:
    """What can be done with the whole answer. One that was not found has nothing to act on."""
    if not answer.summary.points or not answer.id:
        return ()
    share = [Press("Share", "share", answer.id, Weight.MAIN)] if private else []
    export = [Press("Export", "export", answer.id)]
    votes = [Press("Useful", "vote", f"{answer.id}:useful"), Press("Not useful", "vote", f"{answer.id}:not")]
    anew = [Press("Answer anew", "anew", answer.id)] if answer.made_at and answer.asked else []
    if answer.command not in ("brief", "timeline"):
        return rows([*share, *export, *votes, *anew])
    shorter, longer = _LENGTHS.get(answer.length or "", ("short", "long"))
    again = [
        *([Press("Shorter", "length", f"{answer.id}:{shorter}")] if shorter else []),
        *([Press("Longer", "length", f"{answer.id}:{longer}")] if longer else []),
        *([Press("Other method", "method", answer.id)] if answer.command == "brief" else []),
    ]
    return (*rows([*share, *again, *export]), *rows([*votes, *anew]))


def _head(answer: BriefAnswer) -> Block:
    summary = answer.summary
    if answer.command == "ask":
        return (Text(f"### {safe(shorten(summary.topic or '', 300), 'Answer')}"),)
    title = safe(shorten(subject(answer), 150), "Brief")
    if not summary.points:
        return (Text(f"## {title}"),)
    return (Text(f"## {title}\n-# {safe(covers(summary))}"),)


def _claim(answer: BriefAnswer, point: Point, index: int) -> list[Block]:
    """One point as one block, or as several where its text is longer than a page holds."""
    brief, summary = answer.id, answer.summary
    numbers = list(dict.fromkeys(summary.number_of(e) for e in point.evidence))
    sources = {source.n: source for source in summary.sources}
    lines = [f"[{n}] {short_name(sources[n])}{_section(summary, point, n)}" for n in numbers]
    told_in_order = answer.command == "timeline"
    lines[-1] += "".join(f" · {said}" for said in _said_of(summary, point, dated=told_in_order))
    subtext = "\n".join(f"-# {line}" for line in [*lines, *_remarks(point), *flag_line(answer, point)])
    presses = [Press(f"[{n}]", "evidence", f"{brief}:{index}:{n}") for n in numbers if brief]
    texts = pieces(safe(point.text), _LONGEST)
    blocks: list[Block] = []
    for i, text in enumerate(texts):
        before, after = "… " if i else "", " …" if i < len(texts) - 1 else ""
        when = f"**{fact(day(point.date))}** · " if told_in_order and point.date and not i else ""
        content = f"{before}{when}{text}{after}{marks(numbers)}"
        if after:
            blocks.append((Text(content),))
        elif len(presses) == 1 and presses[0].fits:
            blocks.append((Beside(f"{content}\n{subtext}", presses[0]),))
        else:
            blocks.append((Text(f"{content}\n{subtext}"), *rows(list(presses))))
    return blocks


def _section(summary: Summary, point: Point, n: int) -> str:
    for evidence in point.evidence:
        if summary.number_of(evidence) == n and evidence.section:
            heading = last_heading(evidence.section)
            return f" · {heading}" if heading else ""
    return ""


def _said_of(summary: Summary, point: Point, *, dated: bool) -> list[str]:
    """The event's date, where it is not ``dated`` already, and whether this point alone hangs on one source."""
    voice = single_voice(point, summary)
    event = [say("event {date}", date=fact(day(point.date)))] if point.date and not dated else []
    return [*event, *([voice] if voice else [])]


def _remarks(point: Point) -> list[str]:
    """What a reader has to know of a point beside its source."""
    if point.origin is Origin.GENERATED:
        return [say("Reworded by a model; verified against the passage")]
    if point.origin is Origin.FALLBACK:
        return [say("In the source's own words: a rewording did not hold against the passage")]
    return []


def _closing(answer: BriefAnswer) -> list[Block]:
    summary = answer.summary
    blocks: list[Block] = []
    if summary.sources and summary.points:
        lines = [source_line(source) for source in summary.sources]
        blocks.append((Rule(), Text(f"### {say('Sources')}"), Text(lines[0])))
        blocks.extend((Text(line),) for line in lines[1:])
    notes = [piece for note in summary.notes for piece in pieces(safe(retold(note)), _LONGEST) if piece]
    blocks.extend((Text(f"-# {note}"),) for note in notes)
    if summary.points:
        blocks.append((Text(f"-# {say('Support')}: {safe(support_line(summary))}"), Text(_how(answer))))
    return blocks


def _how(answer: BriefAnswer) -> str:
    said = [say("Method: {name}", name=fact(answer.summary.method))]
    if answer.length:
        said.append(say("length: {name}", name=say(fact(answer.length))))
    if answer.id:
        said.append(say("tap [n] to open its passage"))
    return f"-# {' · '.join(said)}"


def _nothing(command: str) -> str:
    if command == "ask":
        return say(
            "**The corpus does not hold the answer.**\n"
            "Try other words, or `/search` for passages near the subject; `/sources` lists what there is."
        )
    return say("**The corpus says nothing on this.**\nTry `/topics` for what there is, or `/search` with other words.")
