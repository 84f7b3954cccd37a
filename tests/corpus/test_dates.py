"""Event dates: stated ones, as precise as stated; a wrong one is worse than none."""

from __future__ import annotations

import pytest

from bot.corpus.dates import Anchor, event_date, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The government was sworn in on 2 May 2024.", "2024-05-02"),
        ("Xi arrived on May 7, 2024, in Belgrade.", "2024-05-07"),
        ("Sporazum je potpisan 8. maja 2024. godine.", "2024-05-08"),
        ("In October 2019, Serbia opposed a resolution of 2004.", "2019-10"),
        ("Troops came in September2023 to the north.", "2023-09"),
        ("In 2018, Putin proposed it, and in 2019 it was completed.", "2018"),
        ("From 2008–18, no other donor gave the army as much.", None),
        ("The party ruled between 2012 and 2020.", None),
        ("It has controlled 56.15% of the company since 2008.", "2008"),
        ("Vulin said that in 2019 Serbia bought drones.", "2019"),
        ("The partnership began in 2008, after the financial crisis.", "2008"),
        ("A bank lent the company $88 million in 2019 following a visit.", "2019"),
        ("A 2017 survey showed similar results.", "2017"),
    ],
)
def test_stated_dates(text: str, date: str) -> None:
    """The timeline would miss the event or put it in another year."""
    assert event_date(text, Anchor()) == date


@pytest.mark.parametrize(
    "text",
    [
        "Kosovo, a former province that declared independence in 2008, is a Serbian issue.",
        "It ended two years after the 1995 Dayton agreement.",
        "NATO’s 1999 intervention was a sign.",
        "Property whose ownership before 1918 cannot be proved was taken.",
        "It wants a win ahead of the 2020 elections.",
        "The plant employs 2000 people and cost $1999.",
        "Resolution A/RES/74/1709 was adopted with 1990 votes.",
        "Memories of the 1990s remain.",
        "He met him last year in early May, on May 8.",
        "It should be ready by 2030.",
        "NATO sent further forces to Kosovo after the attack by militias in September 2023.",
        "A church was named after Putin ahead of his visit in January 2019.",
        "Following allegations over the coup in Montenegro in 2016, Patrushev came.",
        "It invokes the precedent elsewhere, such as in its annexation of Crimea in 2014.",
        "It keeps neighbors from breaking away, as Ukraine had done in 2018.",
        "He won support two years after the peace agreement of 1995.",
    ],
)
def test_no_date_is_better_than_a_wrong_one(text: str) -> None:
    """The timeline would tell of an event in a year in which it did not happen."""
    assert event_date(text, Anchor()) is None


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("They met earlier this month.", "2020-09-28", "2020-09"),
        ("He said so last year.", "2025", "2024"),
        ("The army came on May 8.", "2024-05-10", "2024-05-08"),
        ("The army came on May 8.", "2024-05-02", "2023-05-08"),
        ("The army came on May 8.", "2024", None),
        ("In late May, Russia protested.", "2025-06-09", "2025-05"),
        ("In December, Russia protested.", "2025-06-09", "2024-12"),
        ("It was two years ago.", "2020-09", "2018"),
        ("They met last month.", "2020-01-03", "2019-12"),
        ("The railway opens again in June.", "2024-05-07", "2024-06"),
        ("It will open in March.", "2024-11-02", "2025-03"),
        ("In June, the railway was closed.", "2024-05-07", None),  # which June, nobody can tell
        ("He came last May.", "2024-05-07", "2023-05"),
        ("She arrives next March.", "2024-05-07", "2025-03"),
        ("The minister said yesterday that it was over.", "2024-05-07", "2024-05-06"),
        ("He left yesterday.", "2024-05", None),
    ],
)
def test_relative_dates_need_an_anchor(text: str, published: str, date: str | None) -> None:
    """ "Last year" would be counted from today."""
    assert event_date(text, Anchor(published)) == date
    assert event_date(text, Anchor()) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May 2, 2024", "2024-05-02"),
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2 May 2024", "2024-05-02"),
        ("x", None),
    ],
)
def test_dates_of_publication(text: str, date: str | None) -> None:
    assert parse_date(text) == date
