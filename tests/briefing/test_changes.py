"""What is news to people who have been told something, and what is not."""

from __future__ import annotations

import numpy as np
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


LOAN = "The Hungarian section is financed with a Chinese loan of 1.9 billion dollars."
SALE = "The government is in talks to sell its 29.9% stake in the oil company NIS to MOL, two people said."
HALT = "An explosion at the compressor station at Malošište on Sunday halted deliveries through the Balkan Stream line."


@pytest.mark.parametrize(
    ("told", "text", "kind"),
    [
        (LOAN, "The Hungarian section of the railway is financed with a Chinese loan of 2.3 billion dollars, the audit "
               "office said.", Kind.CONTRADICTED),
        (SALE, "The Ministry of Energy on Friday denied that the government is in talks to sell its 29.9% stake in the "
               "oil company NIS to MOL.", Kind.CONTRADICTED),
        ("The plant in Niš is to open in June.", "The plant in Niš is to open in October.", Kind.CONTRADICTED),
        (HALT, "Gas began to flow through the Balkan Stream line again at half pressure, the operator of the "
               "compressor station at Malošište said.", Kind.UPDATED),
        (HALT, "(Morava Wire) - An explosion at the compressor station at Malošište on Sunday halted deliveries "
               "through the Balkan Stream line.", None),
        (HALT, "An explosion at the compressor station at Malošište on 2 May halted the Balkan Stream line.", None),
        ("Serbia bought 2.9 billion cubic meters of gas in 2025.", "Hungary bought 6.1 billion cubic meters of gas in "
         "2025.", Kind.NEW),
        ("Gastrans said that gas would be drawn from the Banatski Dvor storage, which holds 450 million cubic meters.",
         "Gastrans said that 38 million cubic meters were drawn from the storage at Banatski Dvor.", Kind.UPDATED),
        ("The Pančevo refinery can process 4.8 million tons of crude a year.",
         "The Pančevo refinery processed 3.9 million tons of crude in 2025.", Kind.UPDATED),
        ("Three workers were injured in Bor.", "The prosecutor in Niš opened an inquiry.", Kind.NEW),
    ],
)  # fmt: skip
def test_a_story_that_goes_on(told: str, text: str, kind: Kind | None) -> None:
    """A denial or another figure passes for plain news; or what only sounds alike is called a contradiction."""
    assert judged(text, told=told) is kind


def test_other_words_of_the_same_meaning_are_known_by_their_embedding() -> None:
    """Each outlet's own wording of an event is told as news; or a further figure is taken for wording."""
    near, far = np.array([1.0, 0.0], dtype=np.float32), np.array([0.0, 1.0], dtype=np.float32)
    memory = Memory([Known("A dike on the Peštan gave way and flooded the mine.", A, vector=near)])
    reworded = "Water from the Peštan broke through and filled the pit."
    assert memory.judge(reworded, B, near).kind is None
    assert memory.judge(reworded, B, far).kind is Kind.NEW
    assert memory.judge("Water from the Peštan filled the pit with 60 million liters.", B, near).kind is Kind.NEW


def test_a_claim_worded_anew_still_stands_and_one_with_another_name_does_not() -> None:
    """An editor's new wording is posted as a correction, or a changed name is not."""
    claim = "EPS shut down three units of the Nikola Tesla plant with 1,100 megawatts in all."
    anew = "Three units of the Nikola Tesla plant, 1,100 megawatts in all, were shut down."
    assert standing(claim, ["The pit belongs to EPS.", anew]).stands
    assert not standing(
        "Gazprom sold 11.3% of NIS to Lukoil.", ["Lukoil is large.", "Gazprom sold 11.3% of NIS to MOL."]
    ).stands
