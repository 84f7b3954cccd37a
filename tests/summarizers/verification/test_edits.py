"""A claim that repeats a sentence but for a word."""

from __future__ import annotations

import pytest

from summarizers.verification.verify import Fault, verify

TOLD = [
    "The council of Amber approved a loan of 40 million crowns for the new harbor in March.",
    "Voters rejected the tunnel under the bay two years earlier.",
    "Its mayor, Ida Brandt, called the harbor a promise to the fishermen.",
]
TRUE = (
    "The council of Amber approved a credit of 40 million crowns for the new harbor in March.",
    "The council of Amber approved a loan of 40 million crowns for the new port in March.",
    "Additionally, the council of Amber approved a loan of 40 million crowns for the new harbor.",
    "In March, the council approved a loan of 40 million dollars for the new harbor.".replace("dollars", "crowns"),
)
FALSE = (
    ("The council of Amber approved a tunnel of 40 million crowns for the new harbor in March.", Fault.UNSUPPORTED),
    ("The voters of Amber approved a loan of 40 million crowns for the new harbor in March.", Fault.UNSUPPORTED),
    ("The council of Amber approved a loan of 40 million crowns for the new harbor in March because of a strike.",
     Fault.UNSUPPORTED),
    ("The council of Brandt approved a loan of 40 million crowns for the new harbor in March.", Fault.ROLE),
)  # fmt: skip


@pytest.mark.parametrize("claim", TRUE)
def test_another_word_for_the_same_passes(claim: str) -> None:
    """A credit is a loan, and a harbor is a port."""
    assert verify(claim, TOLD).follows, verify(claim, TOLD).problems


@pytest.mark.parametrize(("claim", "fault"), FALSE)
def test_a_word_from_elsewhere_in_its_place_does_not(claim: str, fault: Fault) -> None:
    """Other sentences know the word; this one says another."""
    verdict = verify(claim, TOLD)
    assert not verdict.follows
    assert fault in {p.fault for p in verdict.problems}, verdict.problems


def test_what_a_pronoun_stands_for_may_be_named() -> None:
    """Who reads one sentence alone must be told who "it" is."""
    told = ["The ferry company went to court in May.", "It lost the case against the town and paid the costs."]
    assert verify("The ferry company lost the case against the town and paid the costs.", told).follows


def test_a_pronoun_stands_for_whom_the_sentence_before_opens_with() -> None:
    """Reports open with what somebody is; "Local grower Ana Kos says ..." is no less of Ana Kos."""
    after = "She expects the olive harvest to fail this year."
    for opening in ("Local grower Ana Kos lost half of her trees.", "Ana Kos of Petarc lost half of her trees."):
        assert verify("Ana Kos expects the olive harvest to fail this year.", [opening, after]).follows
    other = "Local grower Ana Kos sold half of her trees to Jana Merl."
    assert not verify("Jana Merl expects the olive harvest to fail this year.", [other, after]).follows


def test_the_doings_of_one_are_not_told_of_another() -> None:
    """Both sentences are known word by word; who did what is not."""
    told = ["The Orle drains the northern valleys.", "The Drava freezes every second winter near the old mill."]
    assert not verify("The Orle freezes every second winter near the old mill.", told).follows
    assert verify("The Drava freezes every second winter near the old mill.", told).follows
