"""What is news to people who have been told something, and what is not."""

from __future__ import annotations

import pytest

from bot.briefing.changes import Kind, Known, Memory, standing, unchanged
from summarizers.models import DocumentId

A, B = DocumentId("a"), DocumentId("b")
TOLD = "Gazprom Neft holds 56.15% of the shares of the oil company NIS."


def judged(text: str, document: DocumentId = B, told: str = TOLD) -> Kind | None:
    return Memory([Known(told, A)]).judge(text, document).kind


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        "Gazprom Neft holds  56.15% of the shares of the oil company “NIS”.",
        "The oil company NIS: Gazprom Neft holds 56.15% of its shares.",
        "Gazprom Neft holds 56.15% of the shares of NIS.",
    ],
)
def test_what_was_told_is_not_told_again(text: str) -> None:
    """The channel reads the same thing day after day, or once from each outlet."""
    assert judged(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Gazprom Neft holds 51.5% of the shares of the oil company NIS.",
        "Gazprom Neft does not hold 56.15% of the shares of the oil company NIS.",
    ],
)
def test_another_figure_or_its_denial_from_another_source_contradicts(text: str) -> None:
    """A source that disagrees with what was told passes for a repetition, or for plain news."""
    assert judged(text) is Kind.CONTRADICTED


def test_another_currency_contradicts() -> None:
    """185 million of another currency is read as the same sum."""
    told = "The grant for the hospital was worth 185 million USD in the plan of the ministry."
    assert judged(told.replace("USD", "EUR"), told=told) is Kind.CONTRADICTED


def test_another_year_is_no_disagreement() -> None:
    """Figures of different years are put against each other."""
    told = "Exports of copper to China reached 1.2 billion dollars in 2023."
    assert judged("Exports of copper to China reached 1.6 billion dollars in 2024.", told=told) is Kind.UPDATED


def test_the_same_source_with_another_figure_is_an_update() -> None:
    """An edited document is said to contradict itself."""
    assert judged(TOLD.replace("56.15%", "57%"), A) is Kind.UPDATED


def test_more_on_the_same_story_is_an_update() -> None:
    """A story told before comes back as if it were new."""
    assert judged("Gazprom Neft holds 56.15% of the shares of the oil company NIS and sold 3% in May.") is Kind.UPDATED


@pytest.mark.parametrize(
    "text",
    [
        "The Balkan Stream pipeline entered service on 1 January 2021.",
        "China delivered six CH-92A drones in 2020.",
        "Lukoil holds fuel stations in the whole country.",
    ],
)
def test_other_subjects_are_new(text: str) -> None:
    """News is taken for an old story, and is not told or called an update."""
    assert judged(text) is Kind.NEW


def test_a_memory_of_nothing_finds_everything_new() -> None:
    """The first digest of a channel is empty."""
    assert Memory().judge(TOLD, A).kind is Kind.NEW


def test_sentences_that_an_edit_left_alone_are_not_news() -> None:
    """After a comma is corrected the whole document is news."""
    assert unchanged(["One  is here.", "Two is “new”.", "Three."], ["One is here.", "Two is new.", "Four."]) == [
        True,
        True,
        False,
    ]


def test_a_claim_stands_through_small_edits_and_falls_with_its_figure() -> None:
    """Every spelling mistake mended becomes a correction, or a changed figure does not."""
    sentences = ["Something else stands here.", TOLD.replace("the oil company NIS", "NIS, the oil company")]
    assert standing(TOLD, sentences).stands
    changed = standing(TOLD, ["Something else stands here.", TOLD.replace("56.15", "57.2")])
    assert (changed.stands, changed.now) == (False, 1)
    assert standing(TOLD, ["Something else stands here."]).now is None
    assert not standing(TOLD, []).stands
