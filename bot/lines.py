"""Requests: a command with its values, from a console line or from a shell's arguments.

A console line is a slash command; a value runs to the next option name:
``/brief topic:church and religion length:long``. The first option's name may be left out.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.commands import Command, Option, Where, offered
from bot.errors import BadOption
from bot.messages import did_you_mean, either

Value = str | int

_NAMED = re.compile(r"(?<!\S)([a-z_]+):", re.IGNORECASE)
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; options that were not given are absent from ``values``."""

    command: Command
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, option: str) -> str | None:
        value = self.values.get(option)
        return None if value is None else str(value)

    def number(self, option: str) -> int | None:
        value = self.values.get(option)
        return value if isinstance(value, int) else None


def parse(line: str, where: Where = Where.CONSOLE) -> Request:
    """The request that a console line makes. Raises BadOption with what to type instead."""
    commands = offered(where)
    word, _, rest = line.strip().partition(" ")
    if not word.startswith("/"):
        raise BadOption("A line is a command and starts with a slash.", _with_slash(line.strip(), commands))
    command = commands.get(word[1:].lower())
    if command is None:
        error = unknown(word[1:], where)
        raise BadOption(error.message, error.hint or "See /help for the commands.")
    return request(command, _options(command, rest, where), where)


def unknown(name: str, where: Where) -> BadOption:
    """What to say of a command that ``where`` has not: one of Discord's, or a slip; else without a hint."""
    slash = "" if where is Where.SHELL else "/"
    if name.casefold() in offered(Where.DISCORD):
        return BadOption(f"{name.casefold()!r} is a command in Discord only.", "It is about a server and its channels.")
    hint = did_you_mean(name.casefold(), (f"{slash}{known}" for known in offered(where)))
    return BadOption(f"There is no command {slash + name[:40]!r}.", hint)


def _with_slash(line: str, commands: Mapping[str, Command]) -> str:
    if line.split()[0].casefold() in commands:
        return f"For example: /{line[:80]}"
    return f"For example: /ask question:{line[:80]}" if len(line.split()) > 2 else "See /help for the commands."


def request(command: Command, raw: Mapping[str, str], where: Where) -> Request:
    """Check the texts of ``raw`` against the command's options and give each its type."""
    values = {name: typed(command.option(name), text) for name, text in raw.items()}
    for option in command.offered(where):
        if option.required and option.name not in values:
            raise BadOption(
                f"'{command.name}' needs {option.help[:1].lower()}{option.help[1:]}.", example(command, where)
            )
    return Request(command, values)


def typed(option: Option, text: str) -> Value:
    """The value that ``text`` stands for. Raises BadOption."""
    value = text.strip()
    if not value:
        raise BadOption(f"The option {option.name!r} is empty.", f"It takes: {option.help.lower()}.")
    if option.choices:
        if value.casefold() not in option.choices:
            raise BadOption(
                f"The option {option.name!r} cannot be {value[:40]!r}.",
                f"It can be {either(option.choices)}. {did_you_mean(value, option.choices)}".strip(),
            )
        return value.casefold()
    if option.number:
        if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= _LARGEST):
            raise BadOption(f"The option {option.name!r} cannot be {value[:40]!r}.", "It is a number from 1.")
        return int(value)
    return value


def _options(command: Command, rest: str, where: Where) -> dict[str, str]:
    """Split ``topic:a b length:long`` at the command's own option names, each once."""
    options = {o.name: o for o in command.offered(where)}
    cuts: list[tuple[str, int, int]] = []
    for match in _NAMED.finditer(rest):
        name = match[1].lower()
        if name not in options:
            _refuse_near_miss(command, name, options, first=not rest[: match.start()].strip())
            _refuse_of_others(command, name, rest[match.end() :], where)
        elif all(name != seen for seen, _, _ in cuts):
            cuts.append((name, match.start(), match.end()))
    values: dict[str, str] = {}
    lead = rest[: cuts[0][1]] if cuts else rest
    if lead.strip():
        if not options:
            raise BadOption(f"'{command.name}' takes no options.", f"Type /{command.name} alone.")
        unnamed = next((n for n in options if n not in {c[0] for c in cuts}), None)
        if unnamed is None or unnamed != next(iter(options)):
            raise BadOption(f"It is not clear what {lead.strip()[:40]!r} is.", example(command, where))
        values[unnamed] = lead
    for position, (name, _, start) in enumerate(cuts):
        end = cuts[position + 1][1] if position + 1 < len(cuts) else len(rest)
        values[name] = rest[start:end]
    return values


def _refuse_near_miss(command: Command, name: str, options: Mapping[str, Option], *, first: bool) -> None:
    """``lenght:long`` is a slip, while ``note:`` inside a question is just text."""
    hint = did_you_mean(name, options)
    if hint and (first or len(name) > 3):
        raise BadOption(f"/{command.name} has no option {name!r}.", hint)


def _refuse_of_others(command: Command, name: str, value: str, where: Where) -> None:
    """``length:long`` where only other commands have a length."""
    if value[:1].isalnum() and any(o.name == name for other in offered(where).values() for o in other.offered(where)):
        own = ", ".join(f"{o.name}:" for o in command.offered(where))
        raise BadOption(f"/{command.name} has no option {name!r}.", f"It has {own}.")


def example(command: Command, where: Where) -> str:
    """The first of the command's examples, as it is typed there."""
    if where is Where.SHELL:
        return f"For example: python -m bot {command.examples[0]}"
    _, *words = shlex.split(command.examples[0])
    needed = [option.name for option in command.offered(where) if option.required]
    texts = [*words[: len(needed) - 1], " ".join(words[len(needed) - 1 :])] if needed else []
    return " ".join((f"For example: /{command.name}", *(f"{n}:{t}" for n, t in zip(needed, texts, strict=True))))
