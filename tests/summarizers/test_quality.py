"""Sentences that lean on others, talk about the text, or state nothing are told apart from points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizers.quality import Leaning, adds_little, main_clause, quality, speaks_for_itself


@pytest.mark.parametrize(
    "text",
    [
        "This includes gas and oil.",
        "These projects have created jobs in the east.",
        "He visited the plant in 2018.",
        "Its exports fell by 8%.",
        "In 2019, it issued a loan of $88 million.",
        "Alongside the president, the two signed an agreement.",
        "While this is unlikely to be imminent, Serbia upgrades its industry.",
        "Since 2009, their positive ties have helped trade.",
        "While EU accession would upset this balance, it is far away.",
        "The patriarch travels there frequently.",
    ],
)
def test_a_pronoun_without_its_noun_leans(text: str) -> None:
    """A brief would open a point with "This" and the reader would ask: what?"""
    assert quality(text).leaning is Leaning.FULLY


@pytest.mark.parametrize(
    "text",
    [
        "However, the minister refused.",
        "For example, the bank supports a school.",
        "The project sought to modernize the network.",
        "The exercise involved 180 officers.",
        "The group conducts tours of the Balkans.",
        "The exact numbers were said to be 16 units.",
        "China is dominant in this sector.",
        "A good example of this was the vote in Montenegro in 2016.",
        "To be sure, there are friends of Russia around the president.",
        "Third, the country does not trust its neighbor.",
        "The minister did so in 2019.",
        "Originally announced in 2012, the project stalled.",
        "In 2018, the company signed an agreement with Shanghai Electric.",
    ],
)
def test_a_connective_or_a_bare_noun_leans_a_little(text: str) -> None:
    """A point that opens with "However" is read with the sentence before it."""
    assert Leaning.NOT < quality(text).leaning < Leaning.FULLY


@pytest.mark.parametrize(
    "text",
    [
        "Gazprom Neft has controlled 56.15% of the company since 2008.",
        "The Serbian government declined to introduce sanctions.",
        "The Union spent €3 billion in the region over fifteen years, half of it on roads.",
        "In 2018, Petarc signed an agreement with Shanghai Electric.",
        "In addition to arms, China sells cameras to Serbia.",
        "The construction of the bridge began in 2011.",
        "The secret gas depot of the city opened in 2023.",
        "When Serbia signed the treaty, it joined the bloc.",
        "The US was the largest donor.",
        "Both Russia and China have invested in the mill.",
        "China invests in the energy sector, but it has no long history in this sector.",
        "The coalition led by Vučić has ruled Serbia since 2012.",
        "Merović went to Port Amber in 1801 and stayed there.",
    ],
)
def test_a_sentence_with_its_own_subject_stands(text: str) -> None:
    """A good point is not thrown away for its first word."""
    assert quality(text).leaning is Leaning.NOT


@pytest.mark.parametrize(
    "text",
    [
        "This paper examines four key areas.",
        "The second chapter analyses the defence approach.",
        "The research for this paper relied on interviews.",
        "The authors’ command of languages has allowed them to use original sources.",
        "They are worth discussing in the context of closer ties.",
    ],
)
def test_talk_about_the_text_is_no_point(text: str) -> None:
    """A minister is never told what a chapter will do."""
    assert quality(text).meta
    assert not quality(text).usable


def test_an_aside_does_not_spoil_a_fact() -> None:
    """A fact with "(as mentioned above)" in it can still be told."""
    assert quality("NIS, the largest oil company (as mentioned above), holds volunteer days in Belgrade.").usable


@pytest.mark.parametrize(
    "text",
    [
        "and so the bank grew.",
        "Not only because he built a cult of himself.",
        "Gas and Electricity",
        "Was it a sign of a rift?",
        "Yes.",
    ],
)
def test_fragments_and_questions_are_no_points(text: str) -> None:
    """A heading, a rest of a sentence or a question never stands as a claim."""
    assert not quality(text).usable


def test_figures_years_and_names_are_counted_apart() -> None:
    """A year is a date, not an amount; both make a sentence state something."""
    q = quality("In 2016, Hesteel paid €46 million for the mill in Smederevo, a third of the price of 2003.")
    assert (q.figures, q.years) == (1, 2)
    assert q.names >= 2
    assert q.substance > quality("The mill is of great importance to the region and its people.").substance


def test_another_figure_on_the_same_subject_is_another_fact() -> None:
    """Two polls are told, however alike their sentences; one poll told twice is told once."""
    poll = "A poll of 2015 found that Serbs see Russia (94%) and China (89%) as partners."
    assert not adds_little("A poll of 2020 found that Serbs see Russia (80%) and China (62%) as partners.", poll)
    assert adds_little("Serbs see Russia as their partner, the poll of 2015 found.", poll)
    assert adds_little("They are seen as partners.", poll)


@given(st.text(max_size=300))
def test_any_text_can_be_judged(text: str) -> None:
    """No document makes the bot fail while it looks for points."""
    assert 0 <= quality(text).substance <= 1


@pytest.mark.parametrize(
    "phrase",
    ["in this sector", "for These reasons", "with those", "had similar aims", "during that period", "during that time",
     ", this general of theirs,", "did so", "doing so", "since then", "with the mentioned firm", "in the said year",
     "with the aforementioned firm", "in the following year"],
)  # fmt: skip
def test_every_way_to_point_back_is_seen(phrase: str) -> None:
    """A reader of "in the following year" asks: following which?"""
    text = f"Arcadia and Utopia signed a large contract in the north {phrase} firms of Elbonia."
    assert quality(text).leaning is Leaning.SOFTLY


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Following the war, the port closed.", "the port closed."),
        (
            "After the siege, the fire of Port Amber and the flood, Arcadia had lost its fleet.",
            "Arcadia had lost its fleet.",
        ),
        ("Arcadia, which lost the war, has closed its port.", "Arcadia, which lost the war, has closed its port."),
        ("In 2019 Arcadia closed its port.", "In 2019 Arcadia closed its port."),
    ],
)
def test_the_main_clause_leaves_out_what_sets_the_scene(text: str, clause: str) -> None:
    """A brief on a war opens with what is said of it, not with what came after it."""
    assert main_clause(text) == clause


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Retaliating against Utopia and the firms of its allies.", False),
        ("Raising the tariff on steel that is bought abroad by the ministry;", False),
        ("Restoring the port of Amber will take some years of work.", True),
        ("Building the bridge costs $5 million more than was planned.", True),
    ],
)
def test_what_only_names_a_deed_is_no_sentence(text: str, whole: bool) -> None:
    """An item of a list, or a heading with a full stop, says of nobody that they did it."""
    assert quality(text).usable is whole


def test_a_byline_glued_to_a_sentence_is_no_point() -> None:
    """A brief must not open with who wrote the article."""
    assert not quality("By Ana Author and Ben Writer Harbor News Ships are held up in the port of Amber.").usable
    assert quality("By Friday Prime Minister Ana Author had signed the treaty with the ministers of Utopia.").usable


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("I think most people do not know the portal.", True),
        ("On prices, I expect little change.", True),
        ("We urge households to save water.", True),
        ("Let's look at what the port lost.", True),
        ("“I will resign,” the mayor said.", False),
        ("The mayor said: “We are losing our port.", False),
        ("After World War I the port was rebuilt by the US Navy.", False),
        ("Ms F I Vale: The cause was a fallen tree.", False),
    ],
)
def test_who_speaks_of_himself_is_told_from_who_is_quoted(text: str, speaks: bool) -> None:
    """Out of a speech nobody knows who "we" are; in a quotation the sentence says it."""
    assert speaks_for_itself(text) is speaks


@pytest.mark.parametrize(
    "text",
    [
        "As shown on slide 11, layoffs change little.",
        "The table below lists the cases in each country.",
        "Here's a graph of how much the plants are used.",
        "The ministers will elaborate on the program next week.",
    ],
)
def test_what_points_to_what_is_shown_or_to_come_is_no_point(text: str) -> None:
    """A brief has neither the slide nor what the ministers said."""
    assert not quality(text).usable
