"""The shell's arguments: a parser made from the declared commands, help that teaches, and slips
answered with the nearest name. Imports nothing heavy: ``--help`` is instant."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from bot.commands import Completes, Option, Where, offered
from bot.errors import BadOption, PrecisError
from bot.lines import Request, example, request, unknown
from bot.messages import did_you_mean

PROGRAM = "python -m bot"

_WIDEST = 88

_INTRO = "Briefs from a corpus of documents: every sentence cited, and opened at its passage."
_EXAMPLES = (
    ("the cited brief on a topic", "brief energy"),
    ("any words are a topic, your own folder a corpus", 'brief "gas pipelines" --corpus ~/reports'),
    ("a question", 'ask "Who owns the oil company NIS?"'),
    ("how a file is read", "inspect report.txt"),
    ("a prompt, with completion", "console"),
    ("answers for a program", "ask ... --json"),
)
_EXIT = "Exit status: 0 answered; 1 not found, or a name that does not exist; 2 usage; 3 a fault."


class Usage(PrecisError):
    """The arguments do not make a request."""

    code = "usage"
    exit_status = 2


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the shell asked for; options that were not given are None or empty."""

    request: Request
    config: Path | None = None
    corpus: tuple[Path, ...] = ()
    database: Path | None = None
    json: bool = False
    verbose: int = 0
    quiet: bool = False


def parse(words: Sequence[str]) -> Arguments:
    """The arguments as a request. Raises Usage; prints and raises SystemExit for ``--help``."""
    parser, commands = _parsers()
    given = parser.parse_args(list(words))
    if given.chosen is None:
        raise Usage("No command is given.", f"See '{PROGRAM} --help', or start with: {PROGRAM} brief energy")
    command = offered(Where.SHELL)[given.chosen]
    raw = {o.name: text for o in command.offered(Where.SHELL) if (text := _text(getattr(given, o.name))) is not None}
    try:
        asked = request(command, raw, Where.SHELL)
    except BadOption as error:
        raise Usage(error.message, error.hint) from error
    if command.name == "help":
        _help(parser, commands, asked.text("command"), as_json=given.json)
    return Arguments(
        asked,
        config=given.config,
        corpus=tuple(given.corpus or ()),
        database=given.database,
        json=given.json,
        verbose=given.verbose,
        quiet=getattr(given, "quiet", False),
    )


def wants_json(words: Iterable[str]) -> bool:
    """Whether an answer to arguments that could not be parsed should be JSON."""
    return "--json" in words


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    parser = _Parser(
        prog=PROGRAM,
        description=_INTRO,
        epilog=_columns("Examples:", _EXAMPLES) + f"\n{_EXIT}\n\nHelp on a command: {PROGRAM} help brief",
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="Say which version this is")
    _add_global(parser, first=True)
    subparsers = parser.add_subparsers(dest="chosen", metavar="COMMAND", title="commands", parser_class=_Parser)
    made = {}
    for command in offered(Where.SHELL).values():
        one = subparsers.add_parser(
            command.name,
            help=command.summary,
            description=textwrap.fill(f"{command.summary}. {command.details}".strip(), _width()),
            epilog="Examples:\n" + "\n".join(f"  {PROGRAM} {e}" for e in command.examples),
            formatter_class=_Formatter,
            allow_abbrev=False,
        )
        for option in command.offered(Where.SHELL):
            _add(one, option, alone=sum(o.required for o in command.offered(Where.SHELL)) == 1)
        if command.name == "doctor":
            one.add_argument("--quiet", action="store_true", help="Say only what is broken")
        _add_global(one, first=False)
        made[command.name] = one
    return parser, made


def _add(parser: _Parser, option: Option, *, alone: bool) -> None:
    """``alone``: no other text stands without a name, so that this one needs no quotation marks."""
    if option.required or option.positional:
        nargs = None if option.number or option.completes is Completes.FILE or not (alone or option.positional) else "*"
        parser.add_argument(option.name, metavar=option.name.upper(), help=option.help, nargs=nargs)
        return
    choices = "|".join(option.choices)
    metavar = choices or ("N" if option.number else option.name.upper())
    parser.add_argument(f"--{option.name}", metavar=metavar, help=option.help)


def _add_global(parser: _Parser, *, first: bool) -> None:
    """The options that stand before or after the command; after it, an absent one changes nothing."""

    def absent(value: Any) -> Any:
        return value if first else argparse.SUPPRESS

    group = parser.add_argument_group("options anywhere")
    group.add_argument("--config", type=Path, metavar="FILE", default=absent(None), help="Settings (TOML)")
    group.add_argument(
        "--corpus",
        type=Path,
        metavar="DIR",
        action="append",
        default=absent(None),
        help="A folder of documents, instead of the configured corpus; may be repeated",
    )
    group.add_argument("--database", type=Path, metavar="FILE", default=absent(None), help="Where the store is kept")
    group.add_argument("--json", action="store_true", default=absent(False), help="Answer as JSON")
    group.add_argument(
        "-v", "--verbose", action="count", default=absent(0), help="Log to standard error; -vv logs more"
    )


def _help(parser: _Parser, commands: dict[str, _Parser], name: str | None, *, as_json: bool) -> NoReturn:
    if name is not None and name not in commands:
        error = unknown(name, Where.SHELL)
        raise Usage(error.message, error.hint or f"See '{PROGRAM} --help'.")
    text = (commands[name] if name else parser).format_help()
    if as_json:
        text = json.dumps({"ok": True, "command": "help", "topic": name, "text": text}) + "\n"
    sys.stdout.write(text)
    raise SystemExit(0)


def _width() -> int:
    """Columns of help: those of the terminal, up to what reads well; all of them in a pipe."""
    return min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Room for names, and the description wrapped while examples stay as they are."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_width())

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        if isinstance(action, argparse._SubParsersAction):  # its own line says nothing more
            text = text.split("\n", 1)[1]
        return text


class _Parser(argparse.ArgumentParser):
    """Says what was wrong in a sentence, with the nearest name, instead of printing a synopsis."""

    def error(self, message: str) -> NoReturn:
        if wrong := re.search(r"argument COMMAND: invalid choice: '(.*)' \(choose from", message):
            error = unknown(wrong[1], Where.SHELL)
            raise Usage(error.message, error.hint or f"Commands: {', '.join(offered(Where.SHELL))}.")
        see = f"See '{self.prog} --help'."
        if wrong := re.search(r"unrecognized arguments: (.*)", message):
            word = wrong[1].split()[0]
            if not word.startswith("-"):
                raise Usage(f"It is not clear what {word!r} is.", f"Put text in quotation marks. {see}")
            known = [o for a in self._all_actions(sys.argv[1:]) for o in a.option_strings]
            raise Usage(f"There is no option {word.split('=')[0]}.", did_you_mean(word, known, see))
        if wrong := re.search(r"the following arguments are required: (.*)", message):
            command = offered(Where.SHELL)[self.prog.split()[-1]]
            named = (command.option(name.lower()) for name in wrong[1].split(", "))
            needed = "; ".join(f"{o.help[:1].lower()}{o.help[1:]}" for o in named)
            raise Usage(f"'{command.name}' needs {needed}.", example(command, Where.SHELL))
        if wrong := re.search(r"argument (\S+?)(?:/\S+)?: expected (?:one|at least one) argument", message):
            raise Usage(f"The option {wrong[1]} needs a value.", see)
        raise Usage(f"{message[:1].upper()}{message[1:]}.", see)

    def _all_actions(self, words: Iterable[str]) -> list[argparse.Action]:
        """Its own actions; those of the command in ``words`` too."""
        actions = list(self._actions)
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                named = [w for w in words if w in action.choices]
                actions += [a for w in named for a in action.choices[w]._actions]
        return actions


def _text(value: str | list[str] | None) -> str | None:
    """Words that were not put in quotation marks are one text; None where there are none."""
    return (" ".join(value) if value else None) if isinstance(value, list) else value


def _columns(title: str, rows: Sequence[tuple[str, str]]) -> str:
    return title + "".join(f"\n  {PROGRAM} {command}\n      {what}" for what, command in rows) + "\n"


class _Version(argparse.Action):
    """Looked up only when asked for: it takes longer than the rest of the parser."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> NoReturn:
        from importlib import metadata

        try:
            version = metadata.version("precis")
        except metadata.PackageNotFoundError:  # run from a checkout
            version = "0.1.0, from a checkout"
        parser.exit(message=f"precis {version}\n")
