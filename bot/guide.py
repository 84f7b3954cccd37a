"""Help for people who are at the console: the commands, or one of them with its options."""

from __future__ import annotations

from bot.answers import Help
from bot.commands import Command, Option, Where, offered
from bot.errors import BadOption
from bot.lines import unknown

_QUIT = "Leave (so does the end of input)"


def guide(name: str | None, where: Where = Where.CONSOLE) -> Help:
    """Every command in a line, or all about one. Raises BadOption for a name that is none."""
    commands = offered(where)
    if name is None:
        uses = {_use(c, where): c.summary for c in commands.values()} | {"/quit": _QUIT}
        lines = [f"{use:<34} {summary}" for use, summary in uses.items()]
        lines += ["", "A value runs to the next option name: /brief topic:church and religion length:long"]
        lines += ["More on one of them: /help brief"]
        return Help("\n".join(lines))
    command = commands.get(name.strip().lstrip("/").lower())
    if command is None:
        error = unknown(name.strip().lstrip("/"), where)
        raise BadOption(error.message, error.hint or "See /help.")
    return Help(_about(command, where), command.name)


def _use(command: Command, where: Where) -> str:
    return " ".join([f"/{command.name}", *(f"{o.name}:" for o in command.offered(where) if o.required)])


def _about(command: Command, where: Where) -> str:
    lines = [f"{_use(command, where)}", f"{command.summary}. {command.details}".strip()]
    options = command.offered(where)
    if options:
        lines += ["", *(f"  {o.name + ':':<12} {_explained(o)}" for o in options)]
    return "\n".join(lines)


def _explained(option: Option) -> str:
    notes = [", ".join(option.choices)] if option.choices else []
    if option.required:
        notes.append("needed")
    return option.help + (f" ({'; '.join(notes)})" if notes else "")
