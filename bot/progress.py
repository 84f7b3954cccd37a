"""The corpus brought up to date, with a bar on standard error while a person waits."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from bot.answers import IngestReport
from bot.app import App
from bot.corpus.progress import Progress
from bot.messages import count
from bot.render.wording import plain

_DOING = {"read": "Reading files", "compare": "Comparing documents", "embed": "Embedding sentences"}


async def bring_up_to_date(app: App, stderr: TextIO, *, tell: bool) -> IngestReport:
    """Ingest; in a pipe without a bar. ``tell`` names on ``stderr`` the files that were not read,
    for commands whose answer is not the report itself."""
    console = Console(file=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)
    columns = (TextColumn("{task.description}"), BarColumn(30), MofNCompleteColumn(), TimeRemainingColumn())
    bars = Bars(*columns, console=console, transient=True, disable=not console.is_terminal)
    tasks: dict[str, TaskID] = {}

    def show(progress: Progress) -> None:
        if progress.phase not in tasks:
            bars.start()  # only now: where nothing changed, nothing is drawn
            tasks[progress.phase] = bars.add_task(_DOING[progress.phase], total=progress.total)
        bars.update(tasks[progress.phase], completed=progress.done, total=progress.total)

    try:
        report = await app.bring_up_to_date(show)
    finally:
        bars.stop()
    if tell and report.problems:
        console.print(f"{count(len(report.problems), 'file')} of the corpus could not be read:")
        for problem in report.problems:
            console.print(plain(f"  {problem.line}"))
    return report
