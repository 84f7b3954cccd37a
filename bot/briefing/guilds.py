"""What a guild chooses for itself: each choice validated, recorded, and undone on request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.briefing.brief import LENGTHS
from bot.briefing.listings import choose
from bot.briefing.zones import parse_zone
from bot.errors import BadOption, NothingFound
from bot.grades import grade_of
from bot.messages import did_you_mean, either
from bot.store.base import DocumentRow, Scope, Store
from bot.store.guild_rows import SETTINGS, SOURCES, Entry, GuildSettings, Judged
from bot.translations import NAMES
from summarizers import registry

PER_PAGE = 10
"""Lines of the audit trail on one page."""


class Guilds:
    """The choices of guilds; every method is given the guild, and sees no other."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], changed: Callable[[Scope], Awaitable[None]]
    ) -> None:
        """``changed`` is called after what a scope sees of the corpus changed."""
        self._store = store
        self._clock = clock
        self._changed = changed

    async def settings(self, scope: Scope) -> GuildSettings:
        """What the guild has set; nothing in direct messages."""
        return GuildSettings() if scope.guild is None else await self._store.settings(scope.guild)

    async def choose(self, guild: str, user: str, name: str, typed: str | None) -> Entry:
        """Set ``name`` to what was typed or picked; None, or nothing, takes the setting back.

        The entry says what was before; its id is 0 where nothing changed. Raises BadOption with
        what to type instead.
        """
        value = typed.strip() if typed else None
        if name == "manager_role" and value == guild:
            raise BadOption("That role is everybody's.", "Pick one that only managers have.")
        return await self._change(self._entry(guild, user, SETTINGS, name, _checked(name, value or None)))

    async def grade(self, guild: str, user: str, source: str, typed: str | None) -> Entry:
        """Grade the source of that name; without a grade, it has the catalogue's again.

        Raises UnknownSource, and BadOption for what is no grade.
        """
        grade = grade_of(typed) if typed and typed.strip() else None
        return await self._judge(guild, user, source, "grade", grade)

    async def hide(self, guild: str, user: str, source: str, hidden: bool) -> Entry:
        """Take nothing more from the source of that name; or take from it again."""
        return await self._judge(guild, user, source, "hidden", "yes" if hidden else None)

    async def _judge(self, guild: str, user: str, source: str, name: str, value: str | None) -> Entry:
        found = (await self.source(guild, source)).document
        entry = await self._change(self._entry(guild, user, SOURCES, name, value, found.id, found.title))
        await self._changed(Scope(guild))
        return entry

    async def source(self, guild: str, name: str) -> DocumentRow:
        """The source of that name, hidden or not. Raises UnknownSource."""
        return choose(await self._store.documents(Scope(guild, hidden_too=True)), name)

    async def sources(self, guild: str) -> list[tuple[DocumentRow, Judged]]:
        """Every source, by path, with how this guild judges it."""
        judged = await self._store.judgments(guild)
        rows = await self._store.documents(Scope(guild, hidden_too=True))
        return [(row, judged.get(row.document.id, Judged())) for row in rows]

    async def entry(self, guild: str, id: int) -> Entry | None:
        return await self._store.entry(guild, id)

    async def undo(self, guild: str, user: str, id: int) -> Entry:
        """Take a change back, as a change of its own. Raises what tells why it cannot be."""
        done = await self._store.entry(guild, id)
        if done is None or done.area not in (SETTINGS, SOURCES):
            raise NothingFound("There is no such change to undo.", "See /settings audit.")
        back = self._entry(guild, user, done.area, done.name, done.before, done.subject, done.label)
        changed = await self._store.change(back, undoes=done)
        if changed is None:
            raise BadOption("That was changed again since, so it is not undone.", "See /settings show for what holds.")
        if done.area == SOURCES:
            await self._changed(Scope(guild))
        return changed

    async def record(
        self, guild: str, user: str, area: str, name: str, label: str = "", after: str | None = None
    ) -> None:
        """Add to the audit trail what a manager changed elsewhere."""
        await self._store.record(self._entry(guild, user, area, name, after, label=label[:200]))

    async def trail(self, guild: str, page: int = 1) -> tuple[list[Entry], int]:
        """That page of what was changed, newest first, and how many pages there are."""
        entries, total = await self._store.entries(guild, limit=PER_PAGE, skip=(max(1, page) - 1) * PER_PAGE)
        return entries, max(1, -(-total // PER_PAGE))

    async def _change(self, entry: Entry) -> Entry:
        changed = await self._store.change(entry)
        assert changed is not None  # only an undoing is refused
        return changed

    def _entry(
        self, guild: str, user: str, area: str, name: str, after: str | None, subject: str = "", label: str = ""
    ) -> Entry:
        at = self._clock().isoformat(timespec="seconds")
        return Entry(0, guild, user, at, area, name, subject, label, None, after)


def _checked(name: str, value: str | None) -> str | None:
    """The value as it is kept. Raises BadOption."""
    if value is None:
        if name not in _CHECKS:
            raise BadOption(f"There is no setting “{name[:40]}”.", "See /settings show.")
        return None
    check = _CHECKS.get(name)
    if check is None:
        raise BadOption(f"There is no setting “{name[:40]}”.", "See /settings show.")
    return check(value)


def _language(value: str) -> str:
    if value not in NAMES:
        raise BadOption(f"There is no language “{value[:40]}”.", f"Languages are {either(NAMES)}.")
    return value


def _length(value: str) -> str:
    if value not in LENGTHS:
        raise BadOption(f"There is no length “{value[:40]}”.", f"Lengths are {either(LENGTHS)}.")
    return value


def _method(value: str) -> str:
    names = registry.names()
    if value not in names:
        raise BadOption(
            f"There is no method “{value[:40]}”.", did_you_mean(value, names, f"Methods: {', '.join(names)}.")
        )
    return value


def _private(value: str) -> str | None:
    if value not in ("yes", "no"):
        raise BadOption("Private is yes or no.", "Pick one of them.")
    return "yes" if value == "yes" else None


def _role(value: str) -> str:
    if not value.isdecimal():
        raise BadOption("That is not a role.", "Pick one of this server's roles.")
    return value


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "language": _language,
    "length": _length,
    "method": _method,
    "private": _private,
    "zone": parse_zone,
    "manager_role": _role,
}
