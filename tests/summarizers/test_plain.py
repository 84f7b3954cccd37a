"""The one public call, used without the bot."""

from __future__ import annotations

import pytest

from summarizers import summarize

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
