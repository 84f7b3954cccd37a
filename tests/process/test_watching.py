"""The corpus folder changes while the real program serves: what was said a moment ago is what the folder holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.store.base import DocumentRow, Scope
from bot.store.sqlite import SqliteStore, open_store
from tests.cogs.contract import walk
from tests.process.loopback import Loopback
from tests.process.program import program

HARBOR = "# Harbor\n\nThe harbor of Bar was sold to Northern Ports for 185 million euros. It has two berths.\n"


async def held(store: SqliteStore, wanted: Callable[[dict[str, DocumentRow]], bool]) -> dict[str, DocumentRow]:
    """The documents by path, as soon as they are as ``wanted``."""
    rows: dict[str, DocumentRow] = {}
    for _ in range(600):
        rows = {row.document.path: row for row in await store.documents(Scope())}
        if wanted(rows):
            return rows
        await asyncio.sleep(0.1)
    raise AssertionError(f"the corpus was not brought up to date; it holds {sorted(rows)}")


async def answer(server: Loopback, question: str) -> str:
    token = await server.slash("ask", question=question)
    original = f"/webhooks/*/{token}/messages/@original"
    await server.until(lambda s: s.sent("PATCH", original))
    parts = walk(server.sent("PATCH", original)[0].json["components"])
    return "\n".join(part["content"] for part in parts if part["type"] == 10)


async def test_changes_of_the_folder_are_read_while_it_serves(tmp_path: Path) -> None:
    """A corrected report is quoted with its error until somebody restarts the bot."""
    corpus = tmp_path / "corpus"
    async with Loopback() as server, program(tmp_path, server) as running:
        await server.ready()
        async with await open_store(tmp_path / "precis.sqlite3") as store:
            await held(store, lambda rows: set(rows) == {"gas.md"})

            (corpus / "harbor.md").write_text(HARBOR, encoding="utf-8")
            rows = await held(store, lambda rows: "harbor.md" in rows)
            first = rows["harbor.md"].document
            assert "185 million" in await answer(server, "For how much was the harbor of Bar sold?")

            (corpus / "harbor.md").write_text(HARBOR.replace("185", "190"), encoding="utf-8")
            await held(store, lambda rows: rows["harbor.md"].document.version == 2)
            said = await answer(server, "For how much was the harbor of Bar sold?")
            assert "190 million" in said and "185 million" not in said
            old = await store.document(Scope(), first.id, version=1)
            assert old is not None and "185 million" in old.text, "what a brief cited is gone"

            (corpus / "moved").mkdir()
            (corpus / "harbor.md").rename(corpus / "moved" / "port.md")
            rows = await held(store, lambda rows: set(rows) == {"gas.md", "moved/port.md"})
            assert "190 million" in await answer(server, "How many million euros was the harbor of Bar sold for?")

            (corpus / "moved" / "port.md").unlink()
            await held(store, lambda rows: set(rows) == {"gas.md"})
            assert "190 million" not in await answer(server, "Who bought the harbor of Bar?")
        assert await running.stop() == 0
        assert "Traceback" not in await running.said()
