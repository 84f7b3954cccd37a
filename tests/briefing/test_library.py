"""A corpus too large to be looked at whole is answered from as if it were."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.briefing import library
from bot.briefing.desk import Desk
from bot.corpus.ingest import ingest
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from tests.briefing.conftest import DOCUMENTS


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three documents are many here."""
    monkeypatch.setattr(library, "SMALL", 3)


async def test_one_brief_narrows_once(desk: Desk, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Points and disagreements come from the same sentences, and nobody waits for them twice."""
    searched = []
    match = store.match

    async def counting(*args: object) -> object:
        searched.append(args)
        return await match(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "match", counting)
    await desk.brief(Scope(), "energy")
    assert len(searched) == 1


async def test_a_new_document_is_in_the_next_brief(desk: Desk, store: SqliteStore, corpus: Path) -> None:
    """What was held for a topic does not outlive the corpus that it was read from."""
    before = await desk.brief(Scope(), "energy")
    (corpus / "dam.md").write_text(
        "# Dams\n\n## Energy\nElbonia built the Petarc energy dam for $700 million in 2024.\n"
    )
    await ingest(store, [corpus])
    after = await desk.brief(Scope(), "energy")
    assert "dam.md" not in {s.path for s in before.summary.sources}
    assert "dam.md" in {s.path for s in after.summary.sources}


async def test_another_server_sees_none_of_it(desk: Desk, store: SqliteStore, tmp_path: Path) -> None:
    """A server's own document answers that server, and no other, whoever asked first."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.md").write_text("# Own\n\n## Energy\nThe secret energy plant of Petarc cost $5 million.\n")
    await ingest(store, [own], owner="one")
    inside = await desk.brief(Scope("one"), "energy")
    outside = await desk.brief(Scope("two"), "energy")
    assert "own.md" in {s.path for s in inside.summary.sources}
    assert {s.path for s in outside.summary.sources} <= set(DOCUMENTS)
