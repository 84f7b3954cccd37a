"""Commands take their words from ``bot.commands``, where every place takes them from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from discord import app_commands

from bot.commands import Command, Where, offered

_T = TypeVar("_T", bound="Callable[..., Any] | app_commands.Command[Any, ..., Any]")


def command(name: str) -> Command:
    """The declaration of that Discord command."""
    return offered(Where.DISCORD)[name]


def summary(name: str) -> str:
    """What Discord shows under the command's name."""
    return command(name).summary


def options(name: str) -> Callable[[_T], _T]:
    """Describe the command's parameters as they are declared."""
    return app_commands.describe(**{option.name: option.help for option in command(name).offered(Where.DISCORD)})


def choices(name: str, option: str) -> list[app_commands.Choice[str]]:
    """An option's fixed values."""
    return [app_commands.Choice(name=value, value=value) for value in command(name).option(option).choices]
