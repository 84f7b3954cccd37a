"""Other wordings of the same pass; small words that change what is said do not."""

from __future__ import annotations

import pytest

from summarizers import verify

SAME = (
    ("The dam is unlikely to hold another winter.", "The dam is not likely to hold another winter."),
    ("Two attempts through the winter failed to unseat the mayor, but a vote did.",
     "Two attempts through the winter did not unseat the mayor, but a vote did."),
    ("Tilby and Frell opened mills (Orle and Quenn, respectively).", "Tilby opened Orle and Frell opened Quenn."),
    ("Tilby, Frell's son and heir, ruled the guild until 1323.", "Frell's son Tilby ruled the guild until 1323."),
    ("Excluding boats and carts, tolls on the canal fell in May.",
     "Apart from those on boats and carts, tolls on the canal fell in May."),
    ("Lanterns hang in Marrow, Tilby, Orle and Quenn.", "Lanterns hang in Tilby, Marrow, Orle and Quenn."),
    ("In June the mayor visited the flooded mill.", "In June the mayor paid a visit to the flooded mill."),
    ("The weavers accepted the offer this week.", "The offer was accepted by the weavers this week."),
    ("Gov. Ada Frell signed the treaty in the old mill.", "The treaty was signed by Gov. Ada Frell in the old mill."),
    ("Ada Frell (b. 1950, Orle) opened the gallery of maps.", "Ada Frell opened the gallery of maps."),
    ("The ovens are fuelled by peat from the moor.", "Peat from the moor fuels the ovens."),
    ("Orle joined the EL (now the UL) in 1986.", "Orle joined the EL in 1986."),
    ("A survey found that 8 out of 10 keepers of Orle want a new lamp.",
     "A survey found that 80 percent of the keepers of Orle want a new lamp."),
    ("The share of rye in the bread of Orle fell to 67.4%.", "The share of rye in the bread fell to about two thirds."),
    ("The Guild of Orle estimates that tolls are 2% of its income.", "The Guild of Orle puts tolls at 2% of income."),
    ("Herons are also often seen as a nuisance by keepers feeding carp.",
     "Herons are also frequently seen as a nuisance by keepers feeding carp."),
    ("A mill can grind more than ten sacks a day.", "A mill could grind more than ten sacks a day."),
    ("In the war between Orle and Quenn, Tilby put its carts on the road.",
     "In the war between Quenn and Orle, Tilby put its carts on the road."),
    ("The keepers have not yet found a lamp.", "The keepers have yet to find a lamp."),
)  # fmt: skip
OTHER = (
    ("The bridge is said to be safe for heavy carts.", "The bridge is safe for heavy carts."),
    ("According to the Courier, Orle has seen a surge in thefts.", "Orle has seen a surge in thefts."),
    ("The findings are somewhat odd in an extreme year.", "The findings are extremely odd in an extreme year."),
    ("The powder may no longer be used to wash sheep.", "The powder may still be used to wash sheep."),
    ("Frell met supporters of the dam known for its resistance to floods.",
     "Frell met opponents of the dam known for its resistance to floods."),
    ("The dam is unlikely to hold another winter.", "The dam is likely to hold another winter."),
    ("With one exception, the mills of Orle often do not grind rye.", "The mills of Orle never grind rye."),
    ("Excluding boats and carts, tolls on the canal fell in May.", "Tolls on the canal fell in May."),
    ("The inquiry found that Frell had broken the rules.", "The inquiry cleared Frell of breaking the rules."),
    ("Reyl chose lamps of oil instead of gas for the pier.", "Reyl chose gas for the pier."),
    ("Wooden boats sank in the storm of May, and iron boats drifted ashore.", "Iron boats sank in the storm of May."),
    ("It is common to call Orle and Quenn old allies of the sea, but this account is wrong.",
     "It is common to call Orle and Quenn old allies of the sea."),
    ("8 out of 10 keepers of Orle want a new lamp.", "Half of the keepers of Orle want a new lamp."),
    ("Its accuracy rose from 69% to 74%.", "Its accuracy rose by 74%."),
    ("A ferry costs less than a dollar for small carts, while the toll of a bridge totals thirty dollars.",
     "A ferry costs thirty dollars for small carts."),
    ("Tilby, Frell's son and heir, ruled the guild until 1323.", "Tilby left the guild to his son Frell until 1323."),
    ("Tilby and Frell opened mills (Orle and Quenn, respectively).", "Tilby opened Quenn and Frell opened Orle."),
    ("The lamp of Orle burned on oil until October 9, 1921, and on gas until June 4, 1922.",
     "The lamp of Orle burned on gas in 1921."),
    ("The inquiry found that Ada Frell had broken rules, and the guild gave her a warning.",
     "The Guild dismissed Ada Frell after the inquiry found that she had broken rules."),
)  # fmt: skip


@pytest.mark.parametrize(("told", "claim"), SAME)
def test_the_same_in_other_words_passes(told: str, claim: str) -> None:
    """A source's sentence is there to be told otherwise."""
    assert verify(claim, told).follows, verify(claim, told).problems


@pytest.mark.parametrize(("told", "claim"), OTHER)
def test_a_small_word_that_turns_it_does_not(told: str, claim: str) -> None:
    """All but a word stands in the source."""
    assert not verify(claim, told).follows
