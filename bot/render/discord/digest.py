"""A digest as Discord pages, why each point is in it, subscriptions, and the history of a channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers import Before, Change, DigestAnswer
from bot.messages import count
from bot.render.discord.escape import fact, pieces, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import Beside, Block, Page, Press, Rule, Text, Tone, Weight, rows
from bot.render.discord.sources import flag_line, short_name, source_line
from bot.render.wording import LABELS, marks
from bot.translations import retold, say
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
        title = Text(f"### {safe(shorten(topic, 120), say('Corrections'))}")
        opening: Block = (Rule(), title) if blocks else (title,)
        if answer.only(topic):  # the head says it already
            opening = ()
        for index, change in changes:
            first, *rest = _change(answer, change, index)
            blocks += [(*opening, *first), *rest]
            opening = ()
    if not answer.changes:
        blocks.append((Text(f"**{retold(NO_CHANGE)}**."),))
    blocks += [
        (
            Text(
                "-# "
                + say(
                    "Gone quiet: {topic}, nothing new since {date}.",
                    topic=safe(shorten(topic, 120)),
                    date=safe(at[:10]),
                )
            ),
        )
        for topic, at in answer.quiet
    ]
    if answer.waiting:
        blocks.append(
            (Text(say("-# {documents} had no room and come next time.", documents=count(answer.waiting, "document"))),)
        )
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
    title = safe(shorten(", ".join(answer.topics), 150), say("All topics"))
    said = [say("Digest {slot}", slot=fact(answer.slot)) if answer.slot else say("What changed") + _since(answer)]
    if answer.late:
        said.append(say("late: I could not post it in time"))
    if answer.changes:
        kinds = [(k, sum(c.kind == k for c in answer.changes)) for k in ("new", *LABELS)]
        said += [f"{n} {retold(k)}" for k, n in kinds if n]
    return (Text(f"## {title}\n-# {' · '.join(said)}"),)


def _since(answer: DigestAnswer) -> str:
    return " " + say("since {date}", date=safe(answer.since[:10])) if answer.since else ""


def _by_topic(answer: DigestAnswer) -> list[tuple[str, list[tuple[int, Change]]]]:
    """Corrections first, then topics in the order in which they come up."""
    found: dict[str, list[tuple[int, Change]]] = {}
    for index, change in enumerate(answer.changes):
        found.setdefault(change.topic or "", []).append((index, change))
    return sorted(found.items(), key=lambda item: item[0] != "")


def _change(answer: DigestAnswer, change: Change, index: int) -> list[Block]:
    summary, point = answer.summary, change.point
    numbers = _numbers(answer, change)
    sources = {source.n: source for source in summary.sources}
    label = f"**{retold(LABELS[change.kind])}** " if change.kind in LABELS else ""
    # a story's further points are from the same sources: these are named once, and stay behind their buttons
    told = answer.changes[index - 1] if index else None
    named = told is not None and told.topic == change.topic and _numbers(answer, told) == numbers
    small = [" · ".join(f"[{n}] {short_name(sources[n])}" for n in numbers)] if not named else []
    small += flag_line(answer.brief, point)
    if change.also:
        small.append(say("Also told by {names}", names=safe(shorten("; ".join(change.also), _EARLIER))))
    small += [_earlier(b, quote=b.text != point.text) for b in change.before[:_MOST_EARLIER]]
    if len(change.before) > _MOST_EARLIER:
        small.append(say("and in {n} more places", n=len(change.before) - _MOST_EARLIER))
    presses = [Press(f"[{n}]", "evidence", f"{answer.id}:{index}:{n}") for n in numbers]
    texts = pieces(safe(point.text), _LONGEST)
    blocks: list[Block] = [(Text(f"{label}{text} …"),) for text in texts[:-1]]
    lead = label if len(texts) == 1 else "… "
    subtext = "\n".join(f"-# {line}" for line in small)
    content = f"{lead}{texts[-1]}{marks(numbers)}\n{subtext}".rstrip("\n")
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
        return (
            f"{say('It said before') if before.brief else say('Also here')}: “{safe(shorten(before.text, _EARLIER))}”"
        )
    when = f" {safe(before.at[:10])}"
    said = f": “{safe(shorten(before.text, _EARLIER))}”" if quote else ""
    link = f" · [{say('the message')}]({before.link})" if before.link else ""
    return f"{say('Reported')}{when}{said}{link}"


def _sources(summary: Summary) -> list[Block]:
    if not summary.sources:
        return []
    lines = [source_line(source) for source in summary.sources]
    return [(Rule(), Text(f"### {say('Sources')}"), Text(lines[0])), *((Text(line),) for line in lines[1:])]


def why_pages(answer: DigestAnswer) -> tuple[Page, ...]:
    """Why each point is in, and what was left out."""
    blocks: list[Block] = []
    for change in answer.changes:
        text = safe(shorten(change.point.text, 200))
        kind, why = safe(retold(change.kind).capitalize()), safe(shorten(retold(change.why), 300))
        blocks.append((Text(f"**{kind}** · {why}\n-# {text}"),))
    if not answer.changes:
        blocks.append((Text(say("Nothing was new.")),))
    counts = dict(answer.counts)
    for reason, number in counts.items():
        blocks.append((Rule(), Text(f"**{say('Left out')}: {fact(retold(reason))}** ({number})")))
        for left in [one for one in answer.left_out if one.reason == reason][:8]:
            source = f" · {safe(shorten(left.title, 80))}" if left.title and left.title != left.text else ""
            blocks.append((Text(f"-# {safe(shorten(left.text, 200))}{source}"),))
    if not counts:
        blocks.append((Text(say("-# Nothing was left out.")),))
    return paginate((Text(f"## {say('Why these points')}"),), blocks, tone=Tone.EVIDENCE, turn=Turn(f"why:{answer.id}"))


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
    failures: int = 0  # in a row


def described(one: Listed) -> str:
    """In two lines."""
    state = {"paused": f" · **{say('paused')}**", "draft": f" · {say('not confirmed yet')}"}.get(one.state, "")
    quiet = say("says so on quiet days") if one.quiet == "say" else say("silent on quiet days")
    mention = say("mentions {role}", role=f"<@&{one.mention}>") if one.mention else say("mentions nobody")
    following = (
        f" · {say('next')} <t:{int(datetime.fromisoformat(one.following).timestamp())}:f>" if one.following else ""
    )
    lines = [
        f"**{safe(shorten(', '.join(one.topics), 150), say('All topics'))}** "
        f"{say('in {channel}', channel=f'<#{one.channel}>')}{state}",
        f"-# {safe(shorten(_when(one.when), 120))} · {say(safe(one.length))} · {quiet} · {mention}{following}",
    ]
    if one.failures and not one.reason:
        failed = say("{digests} in a row could not be posted.", digests=count(one.failures, "digest"))
        lines.append(f"-# ⚠️ {failed}")
    if one.reason:
        lines.append(f"-# {say('Paused because')}: {safe(shorten(retold(one.reason), 300))}")
    return "\n".join(lines)


def _when(described: str) -> str:
    """``every day at 08:00 (Europe/Belgrade)`` in the reader's language."""
    days, _, clock = described.rpartition(" at ")
    return say("{days} at {clock}", days=", ".join(map(say, days.split(", "))), clock=clock) if days else described


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
        blocks.append((Text(say("There are none. `/subscribe` makes one.")),))
    return paginate((Text(f"## {say('Subscriptions')}"),), blocks, turn=Turn("subscriptions:"))


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
        Text(f"-# {' '.join(filter(None, (retold(LABELS.get(c.kind, '')), safe(shorten(c.point.text, 220)))))}")
        for c in preview.changes[:5]
    ]
    more = len(preview.changes) - len(shown)
    parts: list[Block] = [(text,) for text in shown] or [(Text(f"-# {retold(NO_CHANGE)}."),)]
    if more > 0:
        parts.append((Text(say("-# … and {n} more.", n=more)),))
    head: Block = (
        Text(f"## {say('A new digest')}"),
        Text(described(one)),
        Rule(),
        Text(say("If it were posted now, it would begin:")),
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
        title = safe(shorten(one.title, 80), say("All topics"))
        lines = [f"**[{when:%Y-%m-%d %H:%M}]({one.link})** · {say(one.command)} · {title}"]
        if one.flagged:
            flagged = safe(one.flagged[:10])
            lines.append("-# ⚠️ " + say("A source was changed or withdrawn since ({date})", date=flagged))
        points = f" · {count(one.points, 'point')}" if one.points else ""
        lines.append(f"-# {safe(shorten(one.first or retold(NO_CHANGE), 180))}{points}")
        blocks.append((Text("\n".join(lines), apart=True),))
    said = safe(shorten(words, 100)) if words else ""
    if not blocks:
        nothing = say("Nothing that says “{words}” was posted here yet.", words=said)
        blocks.append((Text(nothing if said else say("Nothing was posted here yet.")),))
    about = say("What says “{words}”, newest first", words=said) if said else say("Newest first")
    times = say("times of {zone}", zone=safe(zone))
    head = (Text(f"## {say('Posted in this channel')}\n-# {about}; {times}"),)
    return paginate(head, blocks, turn=Turn(f"history:{key}"))
