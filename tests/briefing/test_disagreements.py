"""Where sources differ: figures of the same thing side by side, and nothing that only looks alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.briefing.desk import Desk
from bot.briefing.topics import TopicCatalogue
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.models import Summary

JETS = "Arcadia paid Utopia 185 million dollars for the repair of six Falcon jets."
JETS_TOO = "The repair of the six Falcon jets cost Arcadia about €185 million, which went to Utopia."


async def briefed(tmp_path: Path, texts: list[str], new_id: Callable[[], str], topic: str) -> Summary:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    async with await open_store(tmp_path / "d.sqlite3") as store:
        await ingest(store, [folder])
        return (await Desk(store, None, TopicCatalogue({}), new_id=new_id).brief(Scope(), topic)).summary


def differing(summary: Summary) -> list[str]:
    return [p.text for s in summary.sections if s.name == "disagreements" for p in s.points]


PAIRS = {
    "one figure in two currencies": (JETS, JETS_TOO, True),
    "two figures of one share": (
        "Exports from Arcadia to Utopia made up 66.3% of exports in 2019.",
        "Arcadia sends Utopia 70.3% of its exports, as of 2019.",
        True,
    ),
    "different years": (
        "Exports from Arcadia to Utopia made up 66.3% of exports in 2019.",
        "Arcadia sent Utopia 70.3% of its exports in 2012.",
        False,
    ),
    "chips of two makes": (
        "The plant of Utopia in Port Amber makes 28 nm chips for Arcadia.",
        "The plant of Utopia in Port Amber makes 7 nm chips for Arcadia.",
        False,
    ),
    "the same figure": (JETS, "Arcadia paid $185 million to Utopia for the repair of six Falcon jets.", False),
    "shares of different things": (
        "Exports from Arcadia to Utopia made up 66.3% of exports in 2019.",
        "Imports of Arcadia from Utopia made up 40% of imports in 2019.",
        False,
    ),
    "one rank, two holders": (
        "Elbonia was the largest donor of military equipment to Arcadia.",
        "The army of Arcadia says that Utopia is the biggest donor of military equipment to Arcadia.",
        True,
    ),
    "a rounded figure": (
        "The Falcon jets of Arcadia cost about 185 million dollars to repair in Utopia.",
        "The Falcon jets of Arcadia cost 184.6 million dollars to repair in Utopia.",
        False,
    ),
}


@pytest.mark.parametrize("case", PAIRS)
async def test_pairs(tmp_path: Path, new_id: Callable[[], str], case: str) -> None:
    """An analyst is shown both sides of a real difference, and is not sent after a false one."""
    first, second, differ = PAIRS[case]
    filler = "The harbour of Port Amber was built in stone. Fishermen of the coast sell herring at the market."
    summary = await briefed(tmp_path, [f"{first} {filler}", f"{second} {filler}"], new_id, "Arcadia")
    assert set(differing(summary)) == ({first, second} if differ else set())


async def test_each_side_is_its_sources_own_sentence(tmp_path: Path, new_id: Callable[[], str]) -> None:
    """Nothing is worded for the sources; every side opens at its place."""
    summary = await briefed(tmp_path, [JETS, JETS_TOO], new_id, "Falcon jets")
    points = [p for s in summary.sections if s.name == "disagreements" for p in s.points]
    assert len(points) == 2
    assert len({p.evidence[0].document for p in points}) == 2
    assert all(p.text == p.evidence[0].quote for p in points)
    assert summary.support.points == len(summary.points)


async def test_figures_lists_every_figure_on_a_subject(desk: Desk) -> None:
    """Nobody should have to read the corpus for its numbers."""
    answer = await desk.figures(Scope(), "jets")
    sections = {s.name: [p.text for p in s.points] for s in answer.summary.sections}
    assert any("$90 million" in t for t in sections["figures"])
    assert not any("theatre" in t for t in sections["figures"])
    assert answer.command == "figures"
    with pytest.raises(NothingFound):
        await desk.figures(Scope(), "zebra xylophone")


async def test_a_figure_in_what_goes_on_from_the_subject_is_listed(tmp_path: Path, new_id: Callable[[], str]) -> None:
    """ "But their repair alone cost ..." is of the jets too; the price of something else named nearby is not."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text(
        "# Arms\n\nArcadia gave six K-9 jets to Elbonia. But their repair alone cost $185 million. "
        "Grey Bay paid $7 million for a ferry.\n",
        encoding="utf-8",
    )
    async with await open_store(tmp_path / "store.sqlite3") as store:
        await ingest(store, [folder])
        answer = await Desk(store, None, TopicCatalogue({}), new_id=new_id).figures(Scope(), "K-9")
    text = " ".join(p.text for p in answer.summary.sections[0].points)
    assert "six K-9" in text and "$185 million" in text and "ferry" not in text


async def test_the_raw_documents_differ_where_readers_saw_it(
    raw_seeds: Path, tmp_path: Path, new_id: Callable[[], str]
) -> None:
    """185 million of which currency, and who gives most: the differences that a reader of the five finds."""
    async with await open_store(tmp_path / "raw.sqlite3") as store:
        await ingest(store, [raw_seeds])
        desk = Desk(store, None, TopicCatalogue({}), new_id=new_id)
        told = differing((await desk.brief(Scope(), "MiG-29 fighter jets")).summary)
    assert any("€185 million" in t for t in told) and any("185 million USD" in t for t in told)
