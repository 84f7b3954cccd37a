"""A digest as Discord pages, why each point is in it, subscriptions, and the history of a channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers import Before, Change, DigestAnswer
from bot.render.discord.escape import fact, pieces, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import Beside, Block, Page, Press, Rule, Text, Tone, Weight, rows
from bot.render.discord.sources import counted, flag_line, full_name, graded, short_name
from bot.render.wording import LABELS
from summarizers.models import Summary

NO_CHANGE = "No material change"
_LONGEST = 2000
_EARLIER = 240
_MOST_EARLIER = 3


def digest_pages(answer: DigestAnswer, *, mention: str | None = None, posted: bool = True) -> tuple[Page, ...]:
    """What changed, by topic; on a quiet day one line. Each page carries the digest's mark.

    ``posted`` is false for a preview and for /changed, which stand for themselves.
    """
    blocks: list[Block] = []
    for topic, changes in _by_topic(answer):
        title = Text(f"### {safe(shorten(topic, 120), 'Corrections')}")
        opening: Block = (Rule(), title) if blocks else (title,)
        for index, change in changes:
            first, *rest = _change(answer, change, index)
            blocks += [(*opening, *first), *rest]
            opening = ()
    if not answer.changes:
        blocks.append((Text(f"**{NO_CHANGE}**{_since(answer)}."),))
    blocks += [
        ((Text(f"-# Gone quiet: {safe(shorten(topic, 120))}, nothing new since {safe(at[:10])}.")),)
        for topic, at in answer.quiet
    ]
    if answer.waiting:
        blocks.append((Text(f"-# {_documents(answer.waiting)} had no room and come next time."),))
    blocks += _sources(answer.summary)
    foot = rows([Press("Why these", "why", answer.id), Press("Export", "export_digest", answer.id)])
    turn = Turn(f"digest:{answer.id}")
    pages = paginate(_head(answer), blocks, foot=foot, tone=Tone.BRIEF, turn=turn)
    if mention and posted:
        # into the head's own text, which leaves room for it: pages are cut alike with and without
        head, *parts = pages[0].parts
        called = Text(f"<@&{mention}>\n{head.content}") if isinstance(head, Text) else head
        return (Page((called, *parts), pages[0].tone), *pages[1:])
    return pages


def _head(answer: DigestAnswer) -> Block:
    title = safe(shorten(", ".join(answer.topics), 150), "All topics")
    said = [f"Digest {fact(answer.slot)}" if answer.slot else "What changed"]
    if answer.late:
        said.append("late: I could not post it in time")
    if answer.changes:
        kinds = [(k, sum(c.kind == k for c in answer.changes)) for k in ("new", *LABELS)]
        said += [f"{n} {k}" for k, n in kinds if n]
    return (Text(f"## {title}\n-# {' · '.join(said)}"),)


def _since(answer: DigestAnswer) -> str:
    return f" since {safe(answer.since[:10])}" if answer.since else ""


def _by_topic(answer: DigestAnswer) -> list[tuple[str, list[tuple[int, Change]]]]:
    """Corrections first, then topics in the order in which they come up."""
    found: dict[str, list[tuple[int, Change]]] = {}
    for index, change in enumerate(answer.changes):
        found.setdefault(change.topic or "", []).append((index, change))
    return sorted(found.items(), key=lambda item: item[0] != "")


def _change(answer: DigestAnswer, change: Change, index: int) -> list[Block]:
    summary, point = answer.summary, change.point
    numbers = _numbers(answer, change)
    marks = "".join(f"[{n}]" for n in numbers)
    sources = {source.n: source for source in summary.sources}
    label = f"**{LABELS[change.kind]}** " if change.kind in LABELS else ""
    # a story's further points are from the same sources: these are named once, and stay behind their buttons
    told = answer.changes[index - 1] if index else None
    named = told is not None and told.topic == change.topic and _numbers(answer, told) == numbers
    small = [" · ".join(f"[{n}] {short_name(sources[n])}" for n in numbers)] if not named else []
    small += flag_line(answer.brief, point)
    if change.also:
        small.append(f"Also told by {safe(shorten('; '.join(change.also), _EARLIER))}")
    small += [_earlier(b, quote=b.text != point.text) for b in change.before[:_MOST_EARLIER]]
    if len(change.before) > _MOST_EARLIER:
        small.append(f"and in {len(change.before) - _MOST_EARLIER} more places")
    presses = [Press(f"[{n}]", "evidence", f"{answer.id}:{index}:{n}") for n in numbers]
    texts = pieces(safe(point.text), _LONGEST)
    blocks: list[Block] = [(Text(f"{label}{text} …"),) for text in texts[:-1]]
    lead = label if len(texts) == 1 else "… "
    subtext = "\n".join(f"-# {line}" for line in small)
    content = f"{lead}{texts[-1]} {marks}\n{subtext}".rstrip("\n")
    if len(presses) == 1 and presses[0].fits:
        blocks.append((Beside(content, presses[0]),))
    else:
        blocks.append((Text(content), *rows(list(presses))))
    return blocks


def _numbers(answer: DigestAnswer, change: Change) -> list[int]:
    """The numbers of its sources, in order."""
    return sorted({answer.summary.number_of(e) for e in change.point.evidence})


def _earlier(before: Before, *, quote: bool) -> str:
    if not before.at:
        return f"{'It said before' if before.brief else 'Also here'}: “{safe(shorten(before.text, _EARLIER))}”"
    when = f" {safe(before.at[:10])}"
    said = f": “{safe(shorten(before.text, _EARLIER))}”" if quote else ""
    link = f" · [the message]({before.link})" if before.link else ""
    return f"Reported{when}{said}{link}"


def _sources(summary: Summary) -> list[Block]:
    if not summary.sources:
        return []
    lines = [f"[{s.n}] {full_name(s)} · {graded(s.grade)}" for s in summary.sources]
    return [(Rule(), Text("### Sources"), Text(lines[0])), *((Text(line),) for line in lines[1:])]


def _documents(number: int) -> str:
    return f"{number} document" if number == 1 else f"{number} documents"


def why_pages(answer: DigestAnswer) -> tuple[Page, ...]:
    """Why each point is in, and what was left out."""
    blocks: list[Block] = []
    for change in answer.changes:
        text = safe(shorten(change.point.text, 200))
        blocks.append((Text(f"**{safe(change.kind.capitalize())}** · {safe(shorten(change.why, 300))}\n-# {text}"),))
    if not answer.changes:
        blocks.append((Text("Nothing was new."),))
    counts = dict(answer.counts)
    for reason, number in counts.items():
        blocks.append((Rule(), Text(f"**Left out: {fact(reason)}** ({number})")))
        for left in [one for one in answer.left_out if one.reason == reason][:8]:
            source = f" · {safe(shorten(left.title, 80))}" if left.title and left.title != left.text else ""
            blocks.append((Text(f"-# {safe(shorten(left.text, 200))}{source}"),))
    if not counts:
        blocks.append((Text("-# Nothing was left out."),))
    return paginate((Text("## Why these points"),), blocks, tone=Tone.EVIDENCE, turn=Turn(f"why:{answer.id}"))


# subscriptions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """A subscription as people see it."""

    id: str
    channel: str
    topics: tuple[str, ...]
    when: str
    length: str
    quiet: str
    mention: str | None
    state: str
    reason: str | None
    following: str | None  # the next slot, UTC ISO


def described(one: Listed) -> str:
    """In two lines."""
    state = {"paused": " · **paused**", "draft": " · not confirmed yet"}.get(one.state, "")
    quiet = "says so on quiet days" if one.quiet == "say" else "silent on quiet days"
    mention = f"mentions <@&{one.mention}>" if one.mention else "mentions nobody"
    following = f" · next <t:{int(datetime.fromisoformat(one.following).timestamp())}:f>" if one.following else ""
    lines = [
        f"**{safe(shorten(', '.join(one.topics), 150), 'All topics')}** in <#{one.channel}>{state}",
        f"-# {safe(shorten(one.when, 120))} · {safe(one.length)} · {quiet} · {mention}{following}",
    ]
    if one.reason:
        lines.append(f"-# Paused because: {safe(shorten(one.reason, 300))}")
    return "\n".join(lines)


def subscription_pages(listed: Iterable[Listed]) -> tuple[Page, ...]:
    """All of a server, each with its buttons."""
    blocks: list[Block] = []
    for one in listed:
        going = one.state == "active"
        buttons = [
            Press("Pause" if going else "Resume", "subscription", f"{'pause' if going else 'resume'}:{one.id}"),
            Press("Edit", "subscription", f"edit:{one.id}"),
            Press("Quiet days, mention", "subscription", f"call:{one.id}"),
            Press("Remove", "subscription", f"remove:{one.id}", Weight.BAD),
        ]
        blocks.append((Text(described(one)), *rows(list(buttons))))
    if not blocks:
        blocks.append((Text("There are none. `/subscribe` makes one."),))
    return paginate((Text("## Subscriptions"),), blocks, turn=Turn("subscriptions:"))


def draft_pages(one: Listed, preview: DigestAnswer) -> tuple[Page, ...]:
    """What is about to be subscribed to, with the digest that would come now."""
    foot = rows(
        [
            Press("Subscribe", "subscription", f"confirm:{one.id}", Weight.GOOD),
            Press("Change", "subscription", f"edit:{one.id}"),
            Press("Cancel", "subscription", f"remove:{one.id}", Weight.BAD),
        ]
    )
    shown = [
        Text(f"-# {' '.join(filter(None, (LABELS.get(c.kind), safe(shorten(c.point.text, 220)))))}")
        for c in preview.changes[:5]
    ]
    more = len(preview.changes) - len(shown)
    parts: list[Block] = [(text,) for text in shown] or [(Text(f"-# {NO_CHANGE}."),)]
    if more > 0:
        parts.append((Text(f"-# … and {more} more."),))
    head: Block = (
        Text("## A new digest"),
        Text(described(one)),
        Rule(),
        Text("If it were posted now, it would begin:"),
    )
    return paginate(head, parts, foot=foot)


# history ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Past:
    """A posted digest, brief or answer in the list; ``first`` is how it begins."""

    command: str
    title: str
    points: int
    first: str
    posted_at: str
    link: str
    flagged: str | None = None


def history_pages(past: Sequence[Past], words: str | None, key: str, zone: str = "UTC") -> tuple[Page, ...]:
    """What was posted, newest first, each with its message and whether it was corrected."""
    blocks: list[Block] = []
    for one in past:
        when = datetime.fromisoformat(one.posted_at).astimezone(ZoneInfo(zone))
        lines = [
            f"**[{when:%Y-%m-%d %H:%M}]({one.link})** · {one.command} · {safe(shorten(one.title, 80), 'All topics')}"
        ]
        if one.flagged:
            lines.append(f"-# ⚠️ A source was changed or withdrawn since ({safe(one.flagged[:10])})")
        points = f" · {counted(one.points, 'point')}" if one.points else ""
        lines.append(f"-# {safe(shorten(one.first or NO_CHANGE, 180))}{points}")
        blocks.append((Text("\n".join(lines), apart=True),))
    said = f" that says “{safe(shorten(words, 100))}”" if words else ""
    if not blocks:
        blocks.append((Text(f"Nothing{said} was posted here yet."),))
    about = f"What{said[5:]}, newest first" if said else "Newest first"
    head = (Text(f"## Posted in this channel\n-# {about}; times of {safe(zone)}"),)
    return paginate(head, blocks, turn=Turn(f"history:{key}"))
