"""Leaving out words: which losses a reader would not notice, and which make a sentence false."""

from __future__ import annotations

import pytest

from summarizers.abstractive.compression import fault
from summarizers.abstractive.condensing import choose, judge

SOURCE = (
    "Even the trade agreement that Arcadia signed with the union in 2019 was signed as part of its balancing act, "
    "the former minister said."
)
BRIDGE = "The 1,500-metre-long Amber Bridge was opened in 2014 and was the first major Utopian project in the north."
GIVEN = "Given the war in the east, entering another conflict would be expensive and unwise for Arcadia."


HEAD = "It is found in other sectors of Utopian infrastructure investment in Port Amber."
JOINED = "It is clear as Elbonia joined the pact in 2017 and Petarc in 2020."


@pytest.mark.parametrize(
    ("shorter", "source"),
    [
        ("The Amber Bridge was opened in 2014.", BRIDGE),
        ("The Amber Bridge was opened in 2014 and was the first major Utopian project in the north.", BRIDGE),
        ("Entering another conflict would be expensive and unwise for Arcadia.", GIVEN),
        ("Arcadia bought jets.", "However, Arcadia bought jets, which flew in 2020."),
        ("Petarc, the oil company, has won.", "Petarc, the oil company (see above), has won."),
        ("The union is the biggest donor.", "For years, the union is the biggest donor."),
        ("Arcadia sold jets in May.", "Arcadia bought and sold jets in May."),
        ("They work with Utopia.", "They work closely with Utopia."),
        ("Something quite different is said here.", BRIDGE),  # not a compression: the verifier's business
    ],
)
def test_what_can_be_missed_may_go(shorter: str, source: str) -> None:
    """Refusing these would leave nothing to write."""
    assert fault(shorter, source) == ""


@pytest.mark.parametrize(
    ("shorter", "source", "word"),
    [
        ("Arcadia signed the union in 2019.", SOURCE, "Even"),
        ("Utopia is an state.", "Utopia is an independent state.", "independent"),
        ("Arcadia signed the union.", "In 2019, Arcadia signed with the union.", "with"),
        ("The minister said so.", "The former minister said so.", "former"),
        ("The Amber Bridge was opened and was the first Utopian project in the north.", BRIDGE, "major"),
        ("The Amber Bridge was the first major Utopian project.", BRIDGE, "in"),
        ("The war in the east, entering another conflict would be unwise.", GIVEN, "Given"),
        ("Sberbank is a bank of Arcadia.", "Sberbank Srbija is a bank of Arcadia.", "Srbija"),
        (
            "Most believe it is Utopia, while in truth the union.",
            "Most believe it is Utopia, while in truth it is the union.",
            "is",
        ),
        ("Petarc, the oil company has won.", "Petarc, the oil company (see above), has won.", ","),
        ("Arcadia praised the partnership.", "Arcadia praised the partnership with Utopia.", "with"),
        ("It opposed the law and left.", "It opposed the law of Utopia and left.", "of"),
        ("It is found in other sectors of Utopian infrastructure in Port Amber.", HEAD, "investment"),
        ("It is clear as Elbonia in 2017 and Petarc in 2020.", JOINED, "joined"),
        ("An embargo on Utopia remains in place.", "For Union members, an embargo on Utopia remains in place.", "For"),
        ("He met the Utopian.", "He met the Utopian president in Port Amber.", "president"),
    ],
)
def test_what_carries_the_rest_may_not(shorter: str, source: str, word: str) -> None:
    """Each reads well and says what the source does not."""
    assert fault(shorter, source) == word
    assert judge(shorter, [source]).text == ""


def test_a_phrase_with_a_relative_clause_is_no_sentence() -> None:
    """Its only verb is the relative clause's."""
    source = "In the words of the minister, who chairs the board of Petarc (the company): “We need Utopia.”"
    assert judge("In the words of the minister, who chairs the board of Petarc.", [source]).text == ""


def test_a_sentence_that_is_shorter_is_taken_before_one_that_repeats() -> None:
    """Repeating the source is no writing, and still better than nothing."""
    source = "The Amber Bridge was opened in 2014 after nine years of work."
    shorter = "The Amber Bridge was opened in 2014."
    assert choose([source, shorter], [source]).text == shorter
    assert choose([source, "The bridge fell."], [source]).text == source
    assert choose([], [source]).text == ""
