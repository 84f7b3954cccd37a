"""Copies and syndicated stories count as one voice, wherever voices are counted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
import pytest_asyncio

from bot.briefing.desk import Desk
from bot.corpus.duplicates import find_twins
from bot.render.wording import citation, single_voice, support_line
from bot.store import twins
from bot.store.base import SHARED, Scope
from bot.store.sqlite import SqliteStore, open_store
from summarizers.models import Document, DocumentId, Evidence, Point, Section, Source, Summary, Support
from tests.channel import Newsdesk, new_desk, open_newsdesk, put
from tests.subscribing import Clock

WIRE = (
    "The gas pipeline from Niš to Dimitrovgrad carried its first gas on Sunday after four years of work. "
    "The pipeline cost 85.5 million euros, of which the European Union paid 49.6 million euros. "
    "Engineers from Azerbaijan tested the compressors twice during a stormy November. "
    "Gas for the pipeline comes from a terminal in Alexandroupolis and from the Shah Deniz field. "
    "The operator of the gas network employs forty people at a new station near the border. "
    "Villagers along the route were paid for their orchards, some of them more than once. "
)
LEAD = "A cold week is over in the south of the country. Our reporter stood at the valve as it was turned. "
OWN = (
    "Nobody in Pirot heard the gas arrive. The pipeline that ends near the town has one purpose, a trader in Sofia "
    "explained, which is to show that there is another seller. The gas pipeline from Niš to Dimitrovgrad carried its "
    "first gas on Sunday. Small factories will wait for a price before they change their boilers. A baker said that "
    "wood was good enough for bread. The mayor hopes for a glass works that closed when she was a child."
)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    async with await open_store(tmp_path / "x.sqlite3") as opened:
        yield opened


async def add(store: SqliteStore, owner: str = SHARED, **texts: str) -> None:
    for name, text in texts.items():
        await put(store, name, text, "2024-01-01T00:00:00Z", owner)
        await find_twins(store)


async def voices(store: SqliteStore, scope: Scope) -> set[frozenset[str]]:
    rows = await store.documents(scope)
    groups = await store.voices([(row.document.id, row.document.version) for row in rows])
    return {frozenset(map(str, group)) for group in groups}


async def test_whoever_comes_first_the_voices_are_the_same(tmp_path: Path) -> None:
    """The count depends on the order in which files were read."""
    texts = {"wire": WIRE, "paper": LEAD + WIRE[:420], "own": OWN}
    for number, order in enumerate(permutations(texts)):
        async with await open_store(tmp_path / f"{number}.sqlite3") as store:
            await add(store, **{name: texts[name] for name in order})
            assert await voices(store, Scope()) == {frozenset({"wire", "paper"}), frozenset({"own"})}


async def test_a_brief_counts_copies_once(store: SqliteStore) -> None:
    """A claim of one agency looks confirmed by three newspapers."""
    await add(store, wire=WIRE, paper=LEAD + WIRE, own=OWN)
    desk: Desk = new_desk(store, Clock())
    summary = (await desk.brief(Scope(), "gas pipeline", length="long")).summary
    assert {s.document for s in summary.sources} == {"wire", "paper", "own"}
    assert summary.support.documents == 3 and summary.support.independent == 2
    assert support_line(summary).startswith("2 independent of 3 documents")
    copied = [s for s in summary.sources if s.same_as]
    assert len(copied) == 1 and citation(copied[0]).endswith(f"says the same as [{copied[0].same_as}]")
    assert any({e.document for e in p.evidence} == {"wire", "paper"} for p in summary.points)
    told = [sentence for p in summary.points for sentence in p.text.split(". ")]
    assert len(told) == len(set(told)), "a copy's sentence was told again"


def test_a_claim_of_copies_alone_is_marked() -> None:
    """Two copies of one text clear the mark of the single source."""
    texts = [Document(DocumentId(name), 1, name, name, "x") for name in ("wire", "paper", "own")]
    sources = tuple(Source.of(n, text) for n, text in enumerate(texts, 1))
    sources = (sources[0], replace(sources[1], same_as=1), sources[2])

    def point(*names: str) -> Point:
        return Point("x", tuple(Evidence(DocumentId(name), 1, 0, 1, "x") for name in names))

    copied, confirmed = point("wire", "paper"), point("wire", "own")
    summary = Summary(None, "default", (Section("key_points", (copied, confirmed)),), sources, Support(3, 0, 2, 2, 2))
    assert (single_voice(copied, summary), single_voice(confirmed, summary)) == ("single source", "")


async def test_what_was_withdrawn_counts_no_longer(store: SqliteStore) -> None:
    """A copy that was taken back is still listed as one, or still joins two voices."""
    await add(store, wire=WIRE, paper=LEAD + WIRE)
    assert len(await store.twins(Scope())) == 1
    await store.withdraw(DocumentId("paper"), now="2024-01-02T00:00:00Z")
    assert await store.twins(Scope()) == []
    assert len(await voices(store, Scope())) == 1


async def test_an_edited_document_is_compared_anew(store: SqliteStore) -> None:
    """Once a copy, always a copy."""
    await add(store, wire=WIRE, paper=LEAD + WIRE)
    await add(store, paper=OWN)
    assert len(await voices(store, Scope())) == 2 and await store.twins(Scope()) == []
    await add(store, paper=WIRE)
    assert len(await voices(store, Scope())) == 1


async def test_one_file_in_two_servers(store: SqliteStore) -> None:
    """One server learns from a count that another one has the same file."""
    await add(store, owner="1", mine=WIRE)
    await add(store, owner="2", theirs=WIRE)
    assert await voices(store, Scope("1")) == {frozenset({"mine"})}
    assert await store.twins(Scope("1")) == [] == await store.twins(Scope("2"))
    await add(store, everybodys=WIRE)
    assert await voices(store, Scope("1")) == {frozenset({"mine", "everybodys"})}


async def test_a_digest_ranks_stories_by_voices(tmp_path: Path) -> None:
    """What an agency sold to three papers comes before what two reporters saw."""
    async with open_newsdesk(tmp_path) as desk:
        await desk.add("old", "# Old\n\nThe NIS oil company has sold gas for many years in the whole country.")
        await desk.digest()
        await _news(desk)
        await find_twins(desk.store)
        composed = await desk.digest(length="long")
        texts = [c.point.text for c in composed.answer.changes]
        sold = next(c for c in composed.answer.changes if "85.5 million" in c.point.text or "first gas" in c.point.text)
        assert len({e.document for e in sold.point.evidence}) > 1 and "told by" not in sold.why
        assert composed.answer.summary.support.independent == 3
        assert texts.index(sold.point.text) > next(i for i, t in enumerate(texts) if "refinery" in t)


async def _news(desk: Newsdesk) -> None:
    for name in ("wire", "paper", "site"):
        await desk.add(name, f"# The Niš pipeline\n\n{WIRE}")
    await desk.add(
        "a", "# Fire at NIS\n\nA fire at the NIS refinery in Pančevo hurt nine workers on Sunday. It burned until dawn."
    )
    await desk.add(
        "b", "# Refinery burns\n\nNine workers were hurt on Sunday as fire broke out in Pančevo at the NIS refinery."
    )


async def test_a_story_of_more_outlets_than_are_looked_at_is_one_voice(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in hundreds of documents is looked up in the newest of them, and these lead to the others."""
    monkeypatch.setattr(twins, "NEWEST", 2)
    for name in ("a", "b", "c", "d", "e"):
        await add(store, **{name: LEAD * (name in "bd") + WIRE})
        await find_twins(store)
    await add(store, f=OWN)
    await find_twins(store)
    versions = [(DocumentId(name), 1) for name in "abcdef"]
    assert sorted(map(len, await store.voices(versions))) == [1, 5]
