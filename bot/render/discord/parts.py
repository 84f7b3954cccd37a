"""What a Discord message is made of, as plain values, and what each part costs.

Discord allows 40 components and 4,000 characters of text in one Components V2 message; these
parts know their price so that pages can be measured before anything is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

MAX_COMPONENTS = 40
MAX_TEXT = 4000
MAX_LABEL = 80
MAX_CUSTOM_ID = 100
ROW = 5
"""Buttons in one row."""


class Tone(Enum):
    """The accent of a message: its color on the left edge."""

    BRIEF = 0x2A9D8F
    EVIDENCE = 0xE9C46A
    NEUTRAL = 0x5B7C99
    TROUBLE = 0xE07A5F


class Weight(Enum):
    """How much a button calls for attention."""

    QUIET = "quiet"
    MAIN = "main"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that asks the bot something: ``action`` and its ``argument`` are its custom id."""

    label: str
    action: str
    argument: str
    weight: Weight = Weight.QUIET
    disabled: bool = False

    @property
    def custom_id(self) -> str:
        return f"precis:{self.action}:{self.argument}"

    @property
    def fits(self) -> bool:
        """Whether Discord takes its custom id."""
        return len(self.custom_id) <= MAX_CUSTOM_ID


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address in the browser."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Text:
    """A block of markdown; neighbors on a page are joined into one unless they stand ``apart``."""

    content: str
    apart: bool = False

    components: ClassVar[int] = 1

    @property
    def characters(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Beside:
    """A block of markdown with one button at its side (a Section)."""

    content: str
    button: Press | Link

    components: ClassVar[int] = 3

    @property
    def characters(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Buttons:
    """One row of at most five buttons."""

    buttons: tuple[Press | Link, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.buttons) <= ROW:
            raise ValueError(f"a row holds 1 to {ROW} buttons, not {len(self.buttons)}")

    @property
    def components(self) -> int:
        return 1 + len(self.buttons)

    characters: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu."""

    label: str
    value: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A row with one menu to pick from; what is picked is asked for as a button would."""

    action: str
    argument: str
    hint: str  # shown while nothing is picked
    options: tuple[Option, ...]
    picked: str | None = None

    components: ClassVar[int] = 2
    characters: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class RoleMenu:
    """A row with a menu of the server's roles; none picked is an answer too. ``picked`` is a role's id."""

    action: str
    argument: str
    hint: str
    picked: str | None = None

    components: ClassVar[int] = 2
    characters: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line."""

    components: ClassVar[int] = 1
    characters: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to download."""

    name: str
    data: bytes

    components: ClassVar[int] = 1
    characters: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the message; ``alt`` is for those who do not see it (at most 1,024 characters)."""

    name: str
    data: bytes
    alt: str

    components: ClassVar[int] = 1
    characters: ClassVar[int] = 0


Part = Text | Beside | Buttons | Menu | RoleMenu | Rule | Attachment | Image
Block = tuple[Part, ...]
"""Parts that stay together on one page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its parts and its accent."""

    parts: tuple[Part, ...]
    tone: Tone = Tone.NEUTRAL

    @property
    def components(self) -> int:
        """With the container around them."""
        return 1 + sum(part.components for part in self.parts)

    @property
    def characters(self) -> int:
        return sum(part.characters for part in self.parts)


def rows(buttons: list[Press | Link]) -> tuple[Buttons, ...]:
    """Buttons in as few rows as it takes; those whose custom id is too long are left out."""
    fitting = [b for b in buttons if isinstance(b, Link) or b.fits]
    return tuple(Buttons(tuple(fitting[i : i + ROW])) for i in range(0, len(fitting), ROW))


def join(parts: list[Part]) -> list[Part]:
    """The same parts, neighboring texts as one."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Text) and isinstance(last, Text) and not (part.apart or last.apart):
            joined[-1] = Text(f"{last.content}\n{part.content}")
        else:
            joined.append(part)
    return joined
