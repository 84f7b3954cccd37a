"""Points made of ranked sentences: told together what belongs together, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.briefing.assembly import with_context
from bot.briefing.desk import Desk
from bot.briefing.topics import TopicCatalogue
from bot.briefing.units import chronological, counted_in_turn, units_of
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.base import Candidates, Ranked
from summarizers.lexical import TermMatrix
from summarizers.models import DocumentId, Sentence, Summary

BRIDGE = """\
The Amber Bridge in Arcadia was opened in 2014 at a cost of $260 million. Elbonia lent 85% of the money for it.
Elbonian workers built the Amber Bridge in Arcadia over three years. However, the Amber Bridge was closed to trucks in
2019. A toll of $4 has been taken on the Amber Bridge in Arcadia since 2016.

Fishermen of Port Amber sell herring. The theatre of Port Amber plays comedies.
"""
JETS = "Arcadia paid Utopia 185 million dollars for the repair of six Falcon jets."
JETS_TOO = "The repair of the six Falcon jets cost Arcadia about €185 million, which went to Utopia."
FILLER = (
    "The Falcon jets of Arcadia were delivered to Port Amber in 2017. The harbour of Port Amber was built in stone."
)


async def told(
    tmp_path: Path, texts: list[str], new_id: Callable[[], str], topic: str, length: str = "long"
) -> Summary:
    folder = tmp_path / "texts"
    folder.mkdir(exist_ok=True)
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    async with await open_store(tmp_path / "d.sqlite3") as store:
        await ingest(store, [folder])
        return (await Desk(store, None, TopicCatalogue({}), new_id=new_id).brief(Scope(), topic, length=length)).summary


def section(summary: Summary, name: str) -> list[str]:
    return [p.text for s in summary.sections if s.name == name for p in s.points]


LINE = (
    "The Amber Bridge was opened in 2014 at a cost of $260 million.",
    "Elbonia lent Arcadia 85% of the money.",
    "Fishermen of Port Amber sell herring to Utopia.",
    "A toll of $4 has been taken since 2016.",
)


@pytest.mark.parametrize(
    ("detailed", "alike", "units"),
    [(True, 0.6, [[0, 1], [3]]), (True, 0.1, [[0], [3], [1]]), (False, 0.6, [[0], [3], [1]])],
)
def test_neighbors_on_one_thing_are_told_together_where_there_is_detail(
    detailed: bool, alike: float, units: list[list[int]]
) -> None:
    """What stands side by side and speaks of one thing is read as one point, and its place is free for another."""
    sentences = tuple(Sentence(DocumentId("a"), 1, n, 0, 0, text, None, None, 0) for n, text in enumerate(LINE))
    vectors = np.eye(4, dtype=np.float32)
    vectors[1, :2] = alike, np.sqrt(1 - alike**2)
    candidates = Candidates(sentences, vectors=vectors)
    ranked = [Ranked(0, 3.0), Ranked(3, 2.0), Ranked(1, 1.0)]
    assert units_of(candidates, ranked, 3, np.ones(4, dtype=bool), detailed=detailed) == units


def test_points_on_one_thing_stand_in_the_order_of_its_events() -> None:
    """A reader is not told of the second contract before the first."""
    texts = ("Petarc signed a second contract in 2019.", "Herring is sold.", "Petarc signed a contract in 2018.")
    dates = ("2019", None, "2018")
    sentences = tuple(
        Sentence(DocumentId("a"), 1, n, 0, 0, text, None, None, 0, date=date)
        for n, (text, date) in enumerate(zip(texts, dates, strict=True))
    )
    alike = np.array([[1.0, 0.0], [0.0, 1.0], [0.8, 0.6]], dtype=np.float32)
    filler = TermMatrix.of([*texts, *["Something else is said of other things here."] * 60])
    told = chronological(Candidates(sentences, vectors=alike, terms=filler), [[0], [1], [2]])
    assert told == [[2], [1], [0]]


def test_what_is_counted_up_is_told_in_turn() -> None:
    """The third way does not stand before the first; what else is told keeps its place, as does another text."""
    texts = (
        "The first way is to ship it by river.",
        "The second way is by rail.",
        "Rail is dear.",
        "The third way is to wait.",
    )
    way = [Sentence(DocumentId("a"), 1, n, 0, len(t), t, paragraph=0) for n, t in enumerate(texts)]
    other = [Sentence(DocumentId("b"), 1, n, 0, len(t), t, paragraph=0) for n, t in enumerate(texts)]
    assert counted_in_turn([*way, *other], [[3], [2], [5], [1], [0]]) == [[0], [2], [5], [1], [3]]


@pytest.mark.parametrize("length", ["short", "standard", "long"])
async def test_the_bottom_line_is_one_or_two_sentences(tmp_path: Path, new_id: Callable[[], str], length: str) -> None:
    """A reader who stops there has read one or two sentences."""
    summary = await told(tmp_path, [BRIDGE], new_id, "Amber Bridge", length)
    opening = next(s for s in summary.sections if s.name == "bottom_line")
    assert 1 <= sum(len(p.evidence) for p in opening.points) <= 2


async def test_what_sources_differ_on_is_told_once(tmp_path: Path, new_id: Callable[[], str]) -> None:
    """A contested figure stands with what contests it, and not a second time as if nobody did."""
    summary = await told(tmp_path, [f"{JETS} {FILLER}", f"{JETS_TOO} {FILLER}"], new_id, "Falcon jets")
    assert set(section(summary, "disagreements")) == {JETS, JETS_TOO}
    elsewhere = " ".join(section(summary, "bottom_line") + section(summary, "key_points"))
    assert "185" not in elsewhere and "delivered" in elsewhere


async def test_a_brief_of_nothing_but_a_difference_still_opens_with_a_line(
    tmp_path: Path, new_id: Callable[[], str]
) -> None:
    """A brief without a bottom line looks broken."""
    summary = await told(tmp_path, [JETS, JETS_TOO], new_id, "Falcon jets")
    assert section(summary, "bottom_line") and section(summary, "disagreements")


def test_a_paragraph_that_opens_with_however_brings_the_end_of_the_one_before() -> None:
    """Else the fact is lost, or reads as an answer to nobody."""
    texts = [
        "Elbonia bought the Delta Bank of Arcadia in 2012.",
        "However, Arcadia kept a quarter of its shares until 2020.",
    ]
    line = [Sentence(DocumentId("a"), 1, n, 0, 0, text, "Banks", None, n) for n, text in enumerate(texts)]
    assert with_context(line, 1) == [0, 1]
    apart = [line[0], Sentence(DocumentId("a"), 1, 1, 0, 0, texts[1], "Mines", None, 1)]
    assert with_context(apart, 1) is None


async def test_a_subject_that_the_corpus_lacks_is_not_answered_with_another(
    tmp_path: Path, new_id: Callable[[], str]
) -> None:
    """Asked for the herring sanctions, a minister is not told of herring."""
    with pytest.raises(NothingFound, match="sanctions") as refused:
        await told(tmp_path, [BRIDGE], new_id, "herring sanctions")
    assert "herring" in refused.value.hint


@pytest.mark.parametrize(
    ("last", "together"), [("Petarc was sold in 2019.", True), ("Petarc thanked him in 2019.", False)]
)
def test_a_pronoun_is_not_put_behind_somebody_else(last: str, together: bool) -> None:
    """A brief that tells sentences together from further on may not make "him" another man."""
    texts = ("Petarc was founded by Jana Ito.", "Herring is sold by Timor Ban.", last)
    sentences = tuple(Sentence(DocumentId("a"), 1, n, 0, 0, t, None, None, 0) for n, t in enumerate(texts))
    alike = np.array([[1.0, 0.0], [0.0, 1.0], [0.8, 0.6]], dtype=np.float32)
    terms = TermMatrix.of([*texts, *["Something else is said of other things here."] * 60])
    candidates = Candidates(sentences, vectors=alike, terms=terms)
    units = units_of(candidates, [Ranked(0, 2.0), Ranked(2, 1.0)], 2, np.ones(3, dtype=bool), detailed=True)
    assert units == ([[0, 2]] if together else [[0], [2]])
