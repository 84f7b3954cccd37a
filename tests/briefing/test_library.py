"""A corpus too large to be looked at whole is answered from as if it were."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.briefing import library, narrowing
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


async def test_one_sentence_among_many_documents_is_not_lost(
    desk: Desk, store: SqliteStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long document about something else states the fact in passing; others speak of the subject at length."""
    monkeypatch.setattr(narrowing, "WHOLE", 4)
    for i in range(12):
        lines = [f"The Petarc energy plant of city {i} has {n} energy workers in {1990 + n}." for n in range(6)]
        (corpus / f"plant{i}.md").write_text("## Energy\n" + " ".join(lines))
    (corpus / "herring.md").write_text(
        "# Herring\n\nThe herring returned in 2020.\n\nThe fleet is small. Gasco sold the energy company Petarc to"
        " Ruritania for $40 million in 2025. It was paid in herring.\n\nNets are mended in May.\n"
    )
    await ingest(store, [corpus])
    answer = await desk.ask(Scope(), "For how much did Gasco sell Petarc to Ruritania?")
    assert "$40 million" in answer.summary.points[0].text
    assert answer.summary.sources[0].path == "herring.md"


async def test_a_paragraph_comes_whole_and_alone(store: SqliteStore) -> None:
    """What a sentence leans on comes with it; what stands in the next paragraph does not seem to."""
    stored = await store.sentences(Scope())
    fishermen = next(s for s in stored if s.sentence.text.startswith("Fishermen"))
    paragraph = (await store.paragraphs(Scope(), [fishermen.key]))[fishermen.key]
    assert [s.sentence.text.split()[0] for s in paragraph] == ["The", "Fishermen", "They"]
    assert fishermen in paragraph
    assert await store.paragraphs(Scope(), []) == {}


async def test_what_is_new_is_found_among_much_that_is_old(
    desk: Desk, store: SqliteStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old documents say more of it; who asks since 2024 is not told that there is nothing."""
    monkeypatch.setattr(narrowing, "WHOLE", 4)
    monkeypatch.setattr(narrowing, "FOUND", 6)
    for i in range(12):
        lines = [f"The Petarc energy plant of city {i} has {n} energy workers in {1990 + n}." for n in range(6)]
        (corpus / f"plant{i}.md").write_text(f"---\npublished: 20{i:02}\n---\n## Energy\n" + " ".join(lines))
    (corpus / "sale.md").write_text(
        "---\npublished: 2024-06\n---\n# Herring\n\n"
        "Elbonia sold an old energy company to Ruritania for $40 million in 2024."
        " It was paid in herring.\n\nNets are mended in May.\n\nBoats are built in June.\n"
    )
    await ingest(store, [corpus])
    summary = (await desk.brief(Scope(), "energy", since="2024")).summary
    assert {s.path for s in summary.sources} == {"sale.md"}
    assert "$40 million" in summary.points[0].text
