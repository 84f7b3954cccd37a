"""The one public call, used without the bot."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from summarizers import summarize
from summarizers.abstractive import library
from summarizers.abstractive.generator import GeneratorUnavailable
from summarizers.abstractive.rewriting import Rewriting
from summarizers.base import Candidates
from summarizers.models import DocumentId, Evidence, Origin, Point, Sentence
from summarizers.workers.process import WorkerProcess, import_path

GAS = (
    "Serbia buys most of its gas from Russia. This costs about 5 million euros a day. "
    "The weather was mild in May.\n\nThe pipeline under the sea was finished in 2019."
)
BRIDGE = "China built a bridge over the Danube in 2014. The bridge is 1,500 metres long. People like it."


def test_every_point_is_found_at_its_place() -> None:
    """A caller can open each sentence in the text that it passed in."""
    summary = summarize([GAS, BRIDGE], method="lead", sentences=4)
    assert summary.points
    for point in summary.points:
        for evidence in point.evidence:
            text = (GAS, BRIDGE)[int(evidence.document) - 1]
            assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_budget_of_sentences_is_kept(count: int) -> None:
    """Asked for two sentences, nobody gets three."""
    summary = summarize([GAS, BRIDGE], method="luhn", sentences=count)
    assert 1 <= sum(len(p.evidence) for p in summary.points) <= count


def test_a_budget_of_words_is_kept() -> None:
    """Asked for twenty words, nobody gets thirty."""
    summary = summarize(GAS, method="lead", words=20)
    assert sum(len(p.text.split()) for p in summary.points) <= 20


def test_the_topic_decides() -> None:
    """Asked about the bridge, the bridge is what is told first."""
    summary = summarize([GAS, BRIDGE], topic="bridge over the Danube", sentences=1)
    assert "bridge" in summary.points[0].text


def test_one_text_may_be_a_string() -> None:
    """A caller with one text need not wrap it."""
    assert summarize(GAS, method="lead", sentences=1).points[0].text == "Serbia buys most of its gas from Russia."


@pytest.mark.parametrize("empty", ["", "   \n", []])
def test_nothing_in_nothing_out(empty: str | list[str]) -> None:
    """An empty text is no error, and no summary."""
    summary = summarize(empty, method="lead")
    assert not summary.points
    assert not summary.answered


def test_wrong_names_and_budgets_are_said() -> None:
    """A misspelt method names the methods there are."""
    with pytest.raises(ValueError, match="luhn"):
        summarize(GAS, method="lunh")
    with pytest.raises(ValueError, match="at least"):
        summarize(GAS, sentences=0)
    with pytest.raises(TypeError, match="sequence of strings"):
        summarize([b"bytes"])  # type: ignore[list-item]


REPEATS_WITHOUT_THE_COMMAS = """
import json
from summarizers.workers.serving import serve
serve(lambda: (lambda passages: json.dumps([[p[0].split(", ")[0] + "."] for p in passages]).encode(), {}))
"""

LONG = "Arcadia bought six jets from Utopia in 2017, as the ministry had long wished. The jets arrived by train."


def _process(script: str) -> WorkerProcess:
    command = [sys.executable, "-P", "-c", script]
    return WorkerProcess(command, environment=import_path(), fault=GeneratorUnavailable, seconds=30)


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    process = _process(REPEATS_WITHOUT_THE_COMMAS)
    monkeypatch.setattr(library, "_process", lambda: process)
    yield
    process.stop()


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    process = _process("raise SystemExit('no room for the model')")
    monkeypatch.setattr(library, "_process", lambda: process)
    yield
    process.stop()


@pytest.mark.usefixtures("writer")
def test_abstractive_writes_and_says_of_each_point_whether_it_is_written() -> None:
    """Asked to write, the library must not quietly extract; and no reader may take a model's words for the source's."""
    summary = summarize(LONG, method="abstractive", sentences=2)
    assert [(p.text, p.origin) for p in summary.points] == [
        ("Arcadia bought six jets from Utopia in 2017.", Origin.GENERATED),
        ("The jets arrived by train.", Origin.FALLBACK),  # "train.." is no sentence
    ]
    first = summary.points[0].evidence[0]
    assert LONG[first.start : first.end] == first.quote == LONG.split(" The ")[0]
    assert summary.notes[0].startswith("1 of 2 sentences were written by ")


@pytest.mark.usefixtures("writer")
def test_a_point_of_two_sentences_keeps_the_facts_of_both() -> None:
    """What leans on a sentence and is told with it must not vanish when that one is written anew."""
    text = (
        "Arcadia bought six jets in 2017, as was known. This cost the treasury 40 million euros, which many had feared."
    )
    [point] = summarize(text, topic="cost of the jets to the treasury", method="abstractive", sentences=2).points
    assert point.text == "Arcadia bought six jets in 2017. This cost the treasury 40 million euros."
    assert point.origin is Origin.GENERATED
    assert [text[e.start : e.end] for e in point.evidence] == [e.quote for e in point.evidence]
    assert len(point.evidence) == 2


def test_a_date_that_was_left_out_dates_no_point() -> None:
    """ "The mine was closed after the flood (1990)", of a mine that was opened in 1990, is false."""
    text = "The mine of Petarc was closed, which had been opened in 1990."
    sentence = Sentence(DocumentId("1"), 1, 0, 0, len(text), text, date="1990")
    point = Point(text, (Evidence(DocumentId("1"), 1, 0, len(text), text),), date="1990")
    rewriting = Rewriting.of([point], Candidates((sentence,)), [])
    [written] = rewriting.points([["The mine of Petarc was closed."]], lambda s: point.evidence[0])
    assert (written.text, written.date) == ("The mine of Petarc was closed.", None)


@pytest.mark.usefixtures("broken")
def test_a_generator_that_fails_costs_no_summary() -> None:
    """The extracted summary is there all the same, with what went wrong."""
    summary = summarize(LONG, method="abstractive", sentences=2)
    assert {p.origin for p in summary.points} == {Origin.EXTRACTED}
    assert "no room for the model" in summary.notes[0]


def test_without_a_generator_abstractive_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller who asked for written sentences learns why these are the texts' own."""
    monkeypatch.setattr(library, "_process", lambda: None)
    summary = summarize(LONG, method="abstractive", sentences=2)
    assert {p.origin for p in summary.points} == {Origin.EXTRACTED}
    assert "no generator is installed" in summary.notes[0]
    assert not summarize(LONG, method="default", sentences=2).notes
