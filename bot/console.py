"""The commands at a prompt, or from a pipe: one slash command a line, one answer each, in order."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bot import standard_input
from bot.answers import Answer
from bot.briefing.desk import Desk
from bot.commands import Command, Completes, Option, Where, offered
from bot.dispatch import STANDARD_INPUT, Dispatch
from bot.errors import BadOption, PrecisError
from bot.exit_status import status_of
from bot.guide import guide
from bot.lines import Request, parse
from bot.render import as_json
from bot.render.terminal import Terminal
from bot.render.waiting import going_on
from bot.store.base import Scope

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completion
    from prompt_toolkit.document import Document as Typed

QUIT = ("/quit", "/exit", "/q")
WELCOME = "Type /brief topic:energy, /ask and a question, or /help. /quit leaves."


class Console:
    """Answers lines until they end. Nothing is remembered but the last brief (for /evidence)."""

    def __init__(self, dispatch: Dispatch, *, as_json: bool) -> None:
        self._dispatch = dispatch
        self._as_json = as_json
        self.status = 0

    async def run(self, lines: AsyncIterator[str]) -> int:
        """The exit status: 0, or the worst of what was answered."""
        async for line in lines:
            if not line.strip():
                continue
            if line.strip().lower() in QUIT:
                break
            try:
                self._show(await self.answer(line))
            except PrecisError as error:
                self.status = max(self.status, error.exit_status)
                self._tell(error)
        return self.status

    async def answer(self, line: str) -> Answer:
        """What the line asks for. Raises PrecisError."""
        request = parse(line)
        if request.command.name == "help":
            return guide(request.text("command"))
        _refuse_standard_input(request)
        if request.command.name == "ingest":  # which shows how far it is
            return await self._dispatch.perform(request)
        with going_on(sys.stderr):
            return await self._dispatch.perform(request)

    def _show(self, answer: Answer) -> None:
        self.status = max(self.status, status_of(answer))
        if self._as_json:
            print(as_json.dumps(as_json.answer(answer)), flush=True)
            return
        Terminal(sys.stdout).show(answer)
        print(flush=True)

    def _tell(self, error: PrecisError) -> None:
        if self._as_json:
            print(as_json.dumps(as_json.error(error)), flush=True)
        else:
            sys.stdout.flush()
            Terminal(sys.stderr).fault(error)


def _refuse_standard_input(request: Request) -> None:
    if request.text("file") == STANDARD_INPUT:
        raise BadOption("At the console a file has a name.", "To pipe a text in: python -m bot summarize -")


async def converse(desk: Desk, dispatch: Dispatch, *, as_json: bool, history: Path) -> int:
    """Answer at a terminal with history and completion, from a pipe without."""
    console = Console(dispatch, as_json=as_json)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return await console.run(standard_input.lines())
    if not as_json:
        print(WELCOME)
    await console.run(_typed(desk, history))
    return 0


async def _typed(desk: Desk, history: Path) -> AsyncIterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion, ThreadedCompleter
    from prompt_toolkit.history import FileHistory

    class FromDesk(Completer):
        def get_completions(self, document: Typed, event: CompleteEvent) -> Iterable[Completion]:
            for text, length, meaning in completions(document.text_before_cursor, desk):
                yield Completion(text, -length, display_meta=meaning)

    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(history)), completer=ThreadedCompleter(FromDesk()), complete_while_typing=True
    )
    while True:
        try:
            yield await session.prompt_async("precis> ")
        except KeyboardInterrupt:  # Ctrl-C clears the line, as in a shell
            continue
        except EOFError:
            return


def completions(typed: str, desk: Desk) -> list[tuple[str, int, str]]:
    """What may follow: (text, how many typed characters it replaces, what it means)."""
    commands = offered(Where.CONSOLE)
    word, space, rest = typed.lstrip().partition(" ")
    if not space:
        return [(f"/{c.name}", len(word), c.summary) for c in commands.values() if f"/{c.name}".startswith(word)]
    command = commands.get(word.removeprefix("/").lower())
    if command is None:
        return []
    option, value = _under_cursor(command, rest)
    found = _values(option, value, desk) if option is not None else []
    last = rest.rsplit(" ", 1)[-1]
    names = [
        (f"{o.name}:", len(last), o.help)
        for o in command.offered(Where.CONSOLE)
        if _place_of(o, rest) < 0 and o.name.startswith(last.lower())
    ]
    return [(text, len(value), "") for text in found] + names


def _under_cursor(command: Command, rest: str) -> tuple[Option | None, str]:
    """The option whose value is being typed, and the value so far; the first one needs no name."""
    options = command.offered(Where.CONSOLE)
    places = [(place, o) for o in options if (place := _place_of(o, rest)) >= 0]
    if not places:
        return (options[0], rest) if options else (None, "")
    place, option = max(places, key=lambda p: p[0])
    return option, rest[place + len(option.name) + 1 :]


def _place_of(option: Option, rest: str) -> int:
    """Where the option's name stands as a word of its own; -1 where it does not."""
    return f" {rest}".rfind(f" {option.name}:")


def _values(option: Option, value: str, desk: Desk) -> list[str]:
    if option.choices:
        return [c for c in option.choices if c.startswith(value.lower())]
    match option.completes:
        case Completes.TOPIC:
            return desk.complete_topic(Scope(), value)
        case Completes.PARTY:
            return desk.complete_party(value)
        case Completes.SOURCE:
            return desk.complete_source(Scope(), value)
        case Completes.METHOD:
            return desk.complete_method(value)
        case Completes.COMMAND:
            return [name for name in offered(Where.CONSOLE) if name.startswith(value.lower())]
        case Completes.FILE:
            return _files(value)
    return []


def _files(value: str) -> list[str]:
    """Names of files and folders that begin so."""
    folder, _, start = value.rpartition("/")
    place = Path(folder or ("/" if value.startswith("/") else ".")).expanduser()
    try:
        entries = sorted(place.iterdir(), key=lambda p: p.name)
    except OSError:
        return []
    prefix = f"{folder}/" if "/" in value else ""
    fitting = [p for p in entries if p.name.startswith(start) and (start or not p.name.startswith("."))]
    return [f"{prefix}{p.name}{'/' if p.is_dir() else ''}" for p in fitting[:50]]
