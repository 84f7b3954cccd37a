"""The archive as files: a page, a Markdown file and a PDF a day, and an index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from bot.answers import Archived, Change, Day, DigestAnswer
from bot.render import digest_pdf
from bot.render.html import Pages
from bot.render.markdown import escaped
from bot.render.wording import LABELS, citation, marks
from bot.translations import say


def write(folder: Path, days: Sequence[Day]) -> list[Path]:
    """Write the files of every day, and the index; the files, in order.

    A PDF is made only where the day's Markdown changed: it takes a moment each.
    """
    folder = folder.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    pages = Pages()
    files: dict[Path, str | bytes] = {folder / "index.html": pages.index(days)}
    for i, day in enumerate(days):
        earlier = days[i - 1].date if i else None
        later = days[i + 1].date if i + 1 < len(days) else None
        files[folder / f"{day.date}.html"] = pages.day(day, earlier, later)
        text, paper = folder / f"{day.date}.md", folder / f"{day.date}.pdf"
        files[text] = written = markdown(day)
        known = paper.exists() and text.exists() and text.read_text(encoding="utf-8") == written
        files[paper] = paper.read_bytes() if known else digest_pdf.day(day.date, day.digests)
    for path, content in files.items():
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
    return list(files)


def markdown_of(answer: DigestAnswer) -> str:
    """One digest by itself."""
    return "\n".join([f"# {escaped(answer.title)}", "", *_body(answer)]).rstrip() + "\n"


def markdown(day: Day) -> str:
    """One day's digests."""
    lines = [f"# {day.date}", ""]
    for one in day.digests:
        lines += _digest(one)
    return "\n".join(lines).rstrip() + "\n"


def _digest(one: Archived) -> list[str]:
    answer = one.answer
    posted = f"{one.posted_at[:16].replace('T', ' ')} UTC{', late' if answer.late else ''}"
    lines = [f"## {escaped(answer.title)}", "", f"{posted} · <{one.link}>", ""]
    if one.flagged:
        lines += [f"*{say('A source was changed or withdrawn since ({date})', date=one.flagged[:10])}.*", ""]
    return [*lines, *_body(answer)]


def _body(answer: DigestAnswer) -> list[str]:
    lines: list[str] = []
    for topic, changes in groupby(answer.changes, key=lambda change: change.topic):
        lines += [f"### {escaped(topic or say('Corrections'))}", ""]
        for change in changes:
            lines += _change(answer, change)
        lines.append("")
    if not answer.changes:
        lines += [say("No material change") + ".", ""]
    lines += [
        say("Gone quiet: {topic}, nothing new since {date}.", topic=escaped(topic), date=at[:10]) + "\n"
        for topic, at in answer.quiet
    ]
    lines += [f"{s.n}. {escaped(citation(s))}" for s in answer.summary.sources]
    return [*lines, ""]


def _change(answer: DigestAnswer, change: Change) -> list[str]:
    cited = marks((answer.summary.number_of(e) for e in change.point.evidence), "\\[{n}\\]")
    label = f"**{say(LABELS[change.kind])}** " if change.kind in LABELS else ""
    also = ["  - " + say("Also told by {names}", names=escaped("; ".join(change.also)))] if change.also else []
    before = [
        f"  - {say('Reported')} {b.at[:10]}: “{escaped(b.text)}”{f' <{b.link}>' if b.link else ''}"
        for b in change.before
        if b.at
    ]
    return [f"- {label}{escaped(change.point.text)}{cited}", *also, *before]
