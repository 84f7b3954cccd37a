"""Other wordings of the same pass; small words that change what is said do not."""

from __future__ import annotations

import pytest

from summarizers import verify

SAME = (
    ("The dam is unlikely to hold another winter.", "The dam is not likely to hold another winter."),
    ("Two attempts through the winter failed to unseat the mayor, but a vote did.",
     "Two attempts through the winter did not unseat the mayor, but a vote did."),
    ("Lanterns hang in Marrow, Tilby, Orle and Quenn.", "Lanterns hang in Tilby, Marrow, Orle and Quenn."),
    ("In June the mayor visited the flooded mill.", "In June the mayor paid a visit to the flooded mill."),
    ("The weavers accepted the offer this week.", "The offer was accepted by the weavers this week."),
    ("Gov. Ada Frell signed the treaty in the old mill.", "The treaty was signed by Gov. Ada Frell in the old mill."),
    ("Ada Frell (b. 1950, Orle) opened the gallery of maps.", "Ada Frell opened the gallery of maps."),
    ("The ovens are fuelled by peat from the moor.", "Peat from the moor fuels the ovens."),
    ("Orle joined the EL (now the UL) in 1986.", "Orle joined the EL in 1986."),
)  # fmt: skip
OTHER = (
    ("The bridge is said to be safe for heavy carts.", "The bridge is safe for heavy carts."),
    ("According to the Courier, Orle has seen a surge in thefts.", "Orle has seen a surge in thefts."),
    ("The findings are somewhat odd in an extreme year.", "The findings are extremely odd in an extreme year."),
    ("The powder may no longer be used to wash sheep.", "The powder may still be used to wash sheep."),
    ("Frell met supporters of the dam known for its resistance to floods.",
     "Frell met opponents of the dam known for its resistance to floods."),
    ("The dam is unlikely to hold another winter.", "The dam is likely to hold another winter."),
)  # fmt: skip


@pytest.mark.parametrize(("told", "claim"), SAME)
def test_the_same_in_other_words_passes(told: str, claim: str) -> None:
    """A source's sentence is there to be told otherwise."""
    assert verify(claim, told).follows, verify(claim, told).problems


@pytest.mark.parametrize(("told", "claim"), OTHER)
def test_a_small_word_that_turns_it_does_not(told: str, claim: str) -> None:
    """All but a word stands in the source."""
    assert not verify(claim, told).follows
