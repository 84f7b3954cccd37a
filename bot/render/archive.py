"""The archive as files: HTML pages, or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.answers import Archived, Day
from bot.render.html import LABELS, Pages
from bot.render.markdown import escaped
from bot.render.wording import citation


def write(folder: Path, days: Sequence[Day]) -> list[Path]:
    """Write a page and a Markdown file a day, and the index; the files, in order."""
    folder = folder.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    pages = Pages()
    files: dict[Path, str] = {folder / "index.html": pages.index(days)}
    for i, day in enumerate(days):
        earlier = days[i - 1].date if i else None
        later = days[i + 1].date if i + 1 < len(days) else None
        files[folder / f"{day.date}.html"] = pages.day(day, earlier, later)
        files[folder / f"{day.date}.md"] = markdown(day)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return list(files)


def markdown(day: Day) -> str:
    """One day's digests."""
    lines = [f"# {day.date}", ""]
    for one in day.digests:
        lines += _digest(one)
    return "\n".join(lines).rstrip() + "\n"


def _digest(one: Archived) -> list[str]:
    answer = one.answer
    lines = [f"## {escaped(', '.join(answer.topics) or 'All topics')}", "", f"<{one.link}>", ""]
    for change in answer.changes:
        marks = "".join(f"\\[{n}\\]" for n in dict.fromkeys(answer.summary.number_of(e) for e in change.point.evidence))
        label = f"**{LABELS[change.kind]}** " if change.kind in LABELS else ""
        lines.append(f"- {label}{escaped(change.point.text)} {marks}")
        lines += [f"  Reported {b.at[:10]}: “{escaped(b.text)}”" for b in change.before if b.at]
    if not answer.changes:
        lines.append("No material change.")
    lines.append("")
    lines += [f"{s.n}. {escaped(citation(s))}" for s in answer.summary.sources]
    return [*lines, ""]
