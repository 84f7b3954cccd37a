"""``python -m bot``: parse, open, answer, close. Answers go to stdout, all else to stderr.

Exit status: 0 answered, 1 a user error or nothing found, 2 usage, 3 a fault. What is heavy is
imported only when a command needs it.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bot.arguments import Arguments, Usage, parse, wants_json
from bot.errors import PrecisError
from bot.exit_status import ANSWERED, status_of
from bot.messages import INTERRUPTED, UNEXPECTED, UNEXPECTED_HINT

if TYPE_CHECKING:
    from bot.answers import Answer
    from bot.app import App
    from bot.settings import Settings

BROKEN_PIPE, STOPPED_BY_USER, TERMINATED = 128 + 13, 128 + 2, 128 + 15

WAITS_FOR_THE_MODEL = ("ask", "summarize", "console")
"""Commands that (nearly) always ask the model something, so that it is loaded from the start."""

_SLASHED = re.compile(r"(?<!\S)/(topics|sources|help|corpus add)\b")
"""Commands as hints name them, for who types them with a slash."""

log = logging.getLogger(__name__)


def main(words: Sequence[str]) -> int:
    """Answer the shell; the exit status."""
    _open_standard_streams()
    try:
        try:
            arguments = parse(words)
        except Usage as error:
            return _tell(error, as_json=wants_json(words))
        except SystemExit as asked_for_help:
            return int(asked_for_help.code or 0)
        status = _answer(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print(f"\n{INTERRUPTED}", file=sys.stderr)
        return STOPPED_BY_USER
    return status


def _answer(arguments: Arguments) -> int:
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(arguments.verbose, 2)]
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        return _until_done(_command(arguments), terminated=ANSWERED if _serves(arguments) else TERMINATED)
    except PrecisError as error:
        log.debug("told to the user", exc_info=True)
        return _tell(error, as_json=arguments.json)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # the last place: nobody is shown a stack trace unasked
        log.info("unexpected", exc_info=error)
        return _tell(PrecisError(UNEXPECTED, f"{type(error).__name__}. {UNEXPECTED_HINT}"), arguments.json)


def _serves(arguments: Arguments) -> bool:
    return arguments.request.command.name == "run"


def _until_done(command: Coroutine[Any, Any, int], *, terminated: int) -> int:
    """Run the command; SIGTERM cancels it, so that everything is closed before the program ends."""
    import asyncio

    async def terminable() -> int:
        task = asyncio.current_task()
        if task is not None and sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await command

    try:
        return asyncio.run(terminable())  # SIGINT is its own: it cancels and raises KeyboardInterrupt
    except asyncio.CancelledError:
        return terminated


async def _command(arguments: Arguments) -> int:
    from bot.settings import load

    for folder in arguments.corpus:
        if not folder.expanduser().exists():
            raise Usage(f"There is no folder {folder}.", "Check what --corpus names.")
    settings = load(
        arguments.config,
        corpus=arguments.corpus or None,
        database=arguments.database,
    )
    match arguments.request.command.name:
        case "doctor":
            return await _doctor(arguments, settings)
        case "inspect":
            return await _inspect(arguments, settings)
        case "evaluate":
            return await _evaluate(arguments)
        case "run":
            return await _serve(settings)
    from bot.app import open_app

    async with open_app(settings) as app:
        if arguments.request.command.name not in WAITS_FOR_THE_MODEL:
            return await _with_app(arguments, app)
        async with app.warming():
            return await _with_app(arguments, app)


async def _with_app(arguments: Arguments, app: App) -> int:
    from bot.dispatch import Dispatch
    from bot.progress import bring_up_to_date
    from bot.render.waiting import going_on

    name = arguments.request.command.name

    async def ingest() -> Any:
        return await bring_up_to_date(app, sys.stderr, tell=name != "ingest")

    dispatch = Dispatch(app.desk, app.settings, ingest, app.collection)
    if name not in ("ingest", "summarize"):
        await ingest()
    if name == "console":
        from bot.console import converse

        history = app.settings.database.parent / "console-history"
        return await converse(app.desk, dispatch, as_json=arguments.json, history=history)
    if name == "ingest":
        answer = await dispatch.perform(arguments.request)
    else:
        with going_on(sys.stderr):
            answer = await dispatch.perform(arguments.request)
    _show(answer, as_json=arguments.json)
    return status_of(answer)


async def _serve(settings: Settings) -> int:
    from bot.app import serve

    await serve(settings)
    return ANSWERED


async def _inspect(arguments: Arguments, settings: Settings) -> int:
    from bot.dispatch import inspected, load

    file = arguments.request.text("file") or ""
    data = await load(file, settings.max_file_bytes)
    _show(await inspected(data, file, settings.max_file_bytes), as_json=arguments.json)
    return ANSWERED


async def _doctor(arguments: Arguments, settings: Settings) -> int:
    from bot.answers import Diagnosis, Health
    from bot.doctor import diagnose

    diagnosis = await diagnose(settings, quick=arguments.quiet)
    shown = diagnosis
    if arguments.quiet:
        shown = Diagnosis(tuple(c for c in diagnosis.checks if c.health is Health.FAIL))
    if shown.checks or arguments.json:
        _show(shown, as_json=arguments.json)
    return status_of(diagnosis)


async def _evaluate(arguments: Arguments) -> int:

    from bot import evaluate

    asked = arguments.request
    data = asked.text("data")
    evaluation = await evaluate.evaluate(
        only=asked.text("set"),
        method=asked.text("method"),
        data=Path(data) if data else None,
        quiet=arguments.json,
        growing=asked.text("pictures") is not None,
    )
    if folder := asked.text("pictures"):
        evaluate.draw(evaluation, Path(folder))
    if arguments.json:
        from bot.render.as_json import dumps

        print(dumps(evaluate.as_json(evaluation)))
    else:
        from rich.console import Console

        evaluate.show(evaluation, Console(highlight=False))
    return ANSWERED


def _show(answer: Answer, *, as_json: bool) -> None:
    with _written():
        if as_json:
            from bot.render import as_json as form

            print(form.dumps(form.answer(answer)), flush=True)
        else:
            from bot.render.terminal import Terminal

            Terminal(sys.stdout).show(answer)
            sys.stdout.flush()


class Unwritable(PrecisError):
    """Standard output takes nothing: a full disk."""

    code = "unwritable"


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python would try again when it ends
        raise Unwritable(
            f"The answer cannot be written: {error.strerror}.", "Free some space and try again."
        ) from error


def _tell(error: PrecisError, as_json: bool) -> int:
    """A fault: one sentence and what to do on stderr, or the JSON object on stdout."""
    if as_json and not isinstance(error, Unwritable):
        from bot.render import as_json as form

        print(form.dumps(form.error(error)))
    else:
        hint = _SLASHED.sub(lambda named: f"'{named[1]}'", error.hint)
        print(error.message, *([hint] if hint else []), sep="\n", file=sys.stderr)
    return error.exit_status


def _open_standard_streams() -> None:
    """UTF-8 in and out whatever the locale; what cannot be shown is replaced, never an error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            cast("Any", stream).reconfigure(encoding="utf-8", errors="replace")
