"""Answers whose every free text is the same given text.

They are made from the types alone, so that what is added later is filled too.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import enum
import inspect
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any

from bot.render.discord.pages import Turn
from bot.render.discord.parts import Page

FORMED: dict[str, Any] = {
    # what we write ourselves, in a form: times, ids, states
    **dict.fromkeys(("at", "made_at", "done_at", "posted_at", "following", "last_success", "last_new", "due"),
                    "2026-01-02T03:04:05+00:00"),
    **dict.fromkeys(("id", "brief", "document", "guild", "channel", "mention", "message", "user", "manager"), "42"),
    **dict.fromkeys(("since", "flagged", "not_before"), "2026-01-02"),
    "date": "2024-05",
    "key": "42",
    "link": "https://discord.com/channels/1/2/3",
    "zone": "UTC",
    "reference": "3f9c2a",
    "turn": Turn("brief:42"),
    "grade": "B2",
    "length": "standard",
    "manager_role": "42",
    "shared_by": 42,
}  # fmt: skip
"""By the name of a field or parameter."""


_hints = cache(typing.get_type_hints)


def filled(kind: Any, text: str, name: str = "") -> Any:
    """A value of that type; ``name`` is the field or parameter that it is for."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return filled(next(a for a in arguments if a is not type(None)), text, name)
    if name in FORMED and (kind is str or isinstance(kind, typing.NewType) or isinstance(FORMED[name], kind)):
        return FORMED[name]
    if origin is tuple:
        inner = arguments[:1] if arguments[-1] is Ellipsis else arguments
        return tuple(filled(a, text) for a in inner)
    if origin in (list, collections.abc.Sequence, collections.abc.Iterable):
        return [filled(arguments[0], text)]
    if origin in (dict, collections.abc.Mapping):
        return {filled(arguments[0], text): filled(arguments[1], text)}
    if isinstance(kind, typing.NewType):
        return "42"
    if kind is str:
        return text
    if kind is bool:
        return True
    if kind in (int, float):
        return 1
    if kind is bytes:
        return b"data"
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    if isinstance(kind, type) and issubclass(kind, Exception):
        return kind(text, text)
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        fields = [f for f in dataclasses.fields(kind) if f.init]  # type: ignore[arg-type]
        return kind(**{f.name: filled(hints[f.name], text, f.name) for f in fields})  # type: ignore[misc]
    raise TypeError(f"no way to fill {kind} for {name}")


def pages(build: Callable[..., Any], text: str, **given: Any) -> tuple[Page, ...]:
    """What ``build`` makes where every text is ``text``."""
    hints = _hints(build)
    arguments = {
        name: given[name] if name in given else filled(hints[name], text, name)
        for name in inspect.signature(build).parameters
    }
    made = build(**arguments)
    return (made,) if isinstance(made, Page) else tuple(made)
