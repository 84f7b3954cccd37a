"""Written briefs: verified sentences, or the sources' own, marked so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.briefing.desk import Desk
from bot.briefing.topics import TopicCatalogue
from bot.corpus.reading import read
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from summarizers.abstractive.generator import GeneratorUnavailable
from summarizers.models import DocumentId, Origin, Summary


class Scripted:
    """A generator that writes what a function of the passage says."""

    name = "scripted"

    def __init__(self, write: Callable[[Sequence[str]], str]) -> None:
        self._write = write

    async def generate(self, passages: Sequence[Sequence[str]]) -> list[list[str]]:
        return [[self._write(p)] for p in passages]

    async def close(self) -> None:
        """Nothing to close."""


async def brief(store: SqliteStore, new_id: Callable[[], str], write: Callable[[Sequence[str]], str] | None) -> Summary:
    generator = Scripted(write) if write is not None else None
    desk = Desk(store, None, TopicCatalogue({}), new_id=new_id, generator=generator)
    return (await desk.brief(Scope(), "energy", method="abstractive")).summary


async def test_a_true_sentence_is_shown_as_written_with_its_evidence(
    store: SqliteStore, new_id: Callable[[], str]
) -> None:
    """What a model condenses well is worth reading, and still opens at its passage."""
    summary = await brief(store, new_id, lambda p: f"Here is one sentence: {p[0].replace('buys', 'purchases')}")
    written = [p for p in summary.points if p.origin is Origin.GENERATED]
    assert summary.method == "abstractive"
    assert written
    assert all(p.evidence and summary.number_of(p.evidence[0]) for p in written)
    assert all(not p.text.startswith("Here is") for p in written)
    assert "written by scripted" in summary.notes[-1]


async def test_a_false_sentence_is_replaced_by_the_extracted_one_and_marked(
    store: SqliteStore, new_id: Callable[[], str]
) -> None:
    """An invented figure must never reach a reader."""
    summary = await brief(store, new_id, lambda p: p[0].replace("Arcadia", "Elbonia").replace("5", "7"))
    assert summary.points
    assert all(p.text in p.evidence[0].quote for p in summary.points if p.origin is Origin.GENERATED)
    replaced = [p for p in summary.points if p.origin is Origin.FALLBACK]
    assert replaced
    assert all(p.text.startswith(p.evidence[0].quote[:20]) for p in replaced)


async def test_without_a_model_the_brief_is_extractive_and_says_so(
    store: SqliteStore, new_id: Callable[[], str]
) -> None:
    """A person who asked for a written brief learns why this one is not."""
    summary = await brief(store, new_id, None)
    assert summary.points
    assert all(p.origin is Origin.EXTRACTED for p in summary.points)
    assert any("make models" in note for note in summary.notes)


async def test_a_model_that_fails_leaves_the_extractive_brief(store: SqliteStore, new_id: Callable[[], str]) -> None:
    """A broken model must not cost the answer."""

    def fail(passage: Sequence[str]) -> str:
        raise GeneratorUnavailable("The model process died twice.")

    summary = await brief(store, new_id, fail)
    assert summary.points
    assert any("died twice" in note for note in summary.notes)


async def test_a_sentence_that_is_only_repeated_is_the_sources_own(
    store: SqliteStore, new_id: Callable[[], str]
) -> None:
    """A brief must not claim that a model wrote what stands so in the source."""
    summary = await brief(store, new_id, lambda p: p[0])
    assert Origin.EXTRACTED in {p.origin for p in summary.points}
    assert all(p.text not in p.evidence[0].quote for p in summary.points if p.origin is Origin.GENERATED)


async def test_a_text_of_ones_own_is_summarized_in_written_sentences_too(
    store: SqliteStore, new_id: Callable[[], str]
) -> None:
    """`summarize --method abstractive` must not silently be something else."""
    text = "Arcadia buys 80% of its gas from Utopia. The pipeline from Utopia was finished in 2019."
    own = read(text.encode(), path="a.txt", document=DocumentId("a"))
    writer = Scripted(lambda p: p[0].replace("buys", "purchases").replace("finished", "completed"))
    told = (
        await Desk(store, None, TopicCatalogue({}), new_id=new_id, generator=writer).summarize(
            [own], method="abstractive"
        )
    ).summary
    assert {p.origin for p in told.points} == {Origin.GENERATED}
    alone = Desk(store, None, TopicCatalogue({}), new_id=new_id)
    silent = (await alone.summarize([own], method="abstractive")).summary
    assert any("make models" in note for note in silent.notes)
