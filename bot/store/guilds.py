"""Settings of guilds, their judgments of sources, and the audit trail."""

from __future__ import annotations

from bot.store.connection import Database, Transaction
from bot.store.guild_rows import SETTINGS, Entry, GuildSettings, Judged
from summarizers.models import DocumentId

_COLUMNS = "id, guild, user, at, area, name, subject, label, before, after"
_JUDGED = {"grade", "hidden"}


class Guilds:
    """The part of the store that keeps what guilds choose."""

    _db: Database

    async def settings(self, guild: str) -> GuildSettings:
        rows = await self._db.read("SELECT name, value FROM setting WHERE guild = ?", (guild,))
        kept: dict[str, str] = dict(rows)
        return GuildSettings(
            language=kept.get("language"),
            length=kept.get("length"),
            method=kept.get("method"),
            private=kept.get("private") == "yes",
            zone=kept.get("zone"),
            manager_role=kept.get("manager_role"),
        )

    async def judgments(self, guild: str) -> dict[DocumentId, Judged]:
        rows = await self._db.read("SELECT document, grade, hidden FROM judgment WHERE guild = ?", (guild,))
        return {document: Judged(grade, hidden == "yes") for document, grade, hidden in rows}

    async def hidden(self) -> dict[str, set[DocumentId]]:
        found: dict[str, set[DocumentId]] = {}
        for guild, document in await self._db.read("SELECT guild, document FROM judgment WHERE hidden IS NOT NULL"):
            found.setdefault(guild, set()).add(document)
        return found

    async def particular(self, guild: str) -> bool:
        ((found,),) = await self._db.read(
            """SELECT EXISTS (SELECT 1 FROM judgment WHERE guild = ? AND hidden IS NOT NULL)
                OR EXISTS (SELECT 1 FROM report WHERE guild = ? AND state = 'accepted')""",
            (guild, guild),
        )
        return bool(found)

    async def change(self, entry: Entry, *, undoes: Entry | None = None) -> Entry | None:
        """See ``GuildStore.change``. Raises ValueError for what is neither a setting nor a judgment."""
        if (entry.area == SETTINGS) == bool(entry.subject) or (entry.subject and entry.name not in _JUDGED):
            raise ValueError(f"there is no {entry.name} of {entry.subject or 'a guild'}")
        async with self._db.transaction() as write:
            before = await _value(write, entry)
            if undoes is not None and before != undoes.after:
                return None
            changed = Entry(
                0, entry.guild, entry.user, entry.at, entry.area, entry.name, entry.subject, entry.label, before,
                entry.after,
            )  # fmt: skip
            if before == entry.after:
                return changed
            await _set(write, entry)
            return await _record(write, changed)

    async def record(self, entry: Entry) -> None:
        async with self._db.transaction() as write:
            await _record(write, entry)

    async def entry(self, guild: str, id: int) -> Entry | None:
        rows = await self._db.read(f"SELECT {_COLUMNS} FROM audit WHERE guild = ? AND id = ?", (guild, id))
        return Entry(*rows[0]) if rows else None

    async def entries(self, guild: str, *, limit: int, skip: int = 0) -> tuple[list[Entry], int]:
        rows = await self._db.read(
            f"SELECT {_COLUMNS} FROM audit WHERE guild = ? ORDER BY id DESC LIMIT ? OFFSET ?", (guild, limit, skip)
        )
        ((total,),) = await self._db.read("SELECT count(*) FROM audit WHERE guild = ?", (guild,))
        return [Entry(*row) for row in rows], int(total)


async def _value(write: Transaction, entry: Entry) -> str | None:
    if entry.subject:
        rows = await write.run(
            f"SELECT {entry.name} FROM judgment WHERE guild = ? AND document = ?", (entry.guild, entry.subject)
        )
    else:
        rows = await write.run("SELECT value FROM setting WHERE guild = ? AND name = ?", (entry.guild, entry.name))
    return rows[0][0] if rows else None


async def _set(write: Transaction, entry: Entry) -> None:
    if not entry.subject:
        await write.run("DELETE FROM setting WHERE guild = ? AND name = ?", (entry.guild, entry.name))
        if entry.after is not None:
            await write.run(
                "INSERT INTO setting (guild, name, value) VALUES (?, ?, ?)", (entry.guild, entry.name, entry.after)
            )
        return
    await write.run(
        f"""INSERT INTO judgment (guild, document, {entry.name}) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET {entry.name} = excluded.{entry.name}""",
        (entry.guild, entry.subject, entry.after),
    )
    await write.run(
        "DELETE FROM judgment WHERE guild = ? AND document = ? AND grade IS NULL AND hidden IS NULL",
        (entry.guild, entry.subject),
    )
    await write.touch(entry.subject)  # what the guild may see, or how it shows, is another now


async def _record(write: Transaction, entry: Entry) -> Entry:
    values = (entry.guild, entry.user, entry.at, entry.area, entry.name, entry.subject, entry.label, entry.before)
    ((id,),) = await write.run(
        """INSERT INTO audit (guild, user, at, area, name, subject, label, before, after)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        (*values, entry.after),
    )
    return Entry(id, *values, entry.after)
