"""Event dates: stated ones, as precise as stated; a wrong one is worse than none."""

from __future__ import annotations

import pytest

from bot.corpus.dates import Anchor, event_date, parse_date
from tests.corpus.reading_tools import sentences_of


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
        "Elbonia, a former colony that left the union in 2008, is an Arcadian issue.",
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
    ("text", "date"),
    [
        ("The ferry sank on the 14th of February 2009.", "2009-02-14"),
        ("The summit of 11–13 June 2021 ended without a statement.", "2021-06-11"),
        ("On 9 and 10 June 2021 the ministers met.", "2021-06-09"),
        ("Talks from May 30 to June 2, 1998, failed.", "1998-05-30"),
        ("In May and June 2020, hospitals were full.", "2020-05"),
        ("Surveys were made in May 2019 and June 2020.", "2019-05"),
        ("Rents doubled between May and June 2020.", None),
        ("In 2019-20, the airline carried three million people.", None),
        ("Output rose in the second quarter of 2021.", "2021"),
        ("Inflation peaked in mid-2022.", "2022"),
        ("The pipeline burst in spring 2017.", "2017"),
        ("In the year 1987, the mine closed.", "1987"),
        ("Since the 1990s, the river has been dead.", None),
        ("In FY2023 the agency spent $4 billion.", None),
        ("Responses to the 7 October 2023 attacks differed.", None),
        ("Arrivals were 12% higher than in 2019.", None),
        ("The rate rose from 3% in 2019 to 5% in 2022.", None),
        ("It is the worst drought since 1976.", None),
        ("The fund has owned the port, the country’s largest port since 2012.", "2012"),
        ("No vote has been held since 2003.", None),
    ],
)
def test_ranges_measures_and_names(text: str, date: str | None) -> None:
    """The timeline would show what a thing is compared with as the day on which it happened."""
    assert event_date(text, Anchor()) == date


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("They met earlier this month.", "2020-09-28", "2020-09"),
        ("He said so last year.", "2025", "2024"),
        ("The army came on May 8.", "2024-05-10", "2024-05-08"),
        ("The army came on May 8.", "2024-05-02", None),  # nobody says that of the May before
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
        ("The port closed in May last year.", "2024-05-16", "2023-05"),
        ("Over the last year, prices have doubled.", "2024-05-16", None),
        ("It began after last year’s election.", "2024-05-16", None),
        ("The factory will open next year.", "2024-05-16", "2025"),
        ("A year ago, the ministry bought drones.", "2024-05-16", "2023"),
        ("More than five years ago, the firm was fined.", "2024-05-16", None),
        ("Last summer, the river ran dry.", "2024-05-16", "2023"),
        ("Last summer, the river ran dry.", "2024-10-20", None),
        ("Two months ago, the strike began.", "2024-05-16", "2024-03"),
        ("The council will meet next month.", "2024-12-10", "2025-01"),
        ("Last week the envoy left.", "2024-05-16", "2024-05"),
        ("Last week the envoy left.", "2024-05-08", "2024"),  # it began in April
        ("Three weeks ago, the envoy left.", "2024-05-08", "2024-04"),
        ("Three days ago, the envoy left.", "2024-05-16", "2024-05-13"),
        ("On Tuesday, the envoy left.", "2024-05-16", "2024-05-14"),
        ("The envoy told reporters Monday that he would leave.", "2024-05-16", "2024-05-13"),
        ("The envoy will leave on Saturday.", "2024-05-16", "2024-05-18"),
        ("The envoy left on Tuesday.", "2024-05", None),
        ("Last Tuesday the envoy left.", "2024-05-03", "2024-04"),  # this week's or the last one's
        ("On Bloody Sunday, the army fired.", "2024-05-16", None),
        ("The museum is closed every Tuesday.", "2024-05-16", None),
        ("The cold should peak Wednesday.", "2024-05-16", None),
        ("“It was on Tuesday,” the driver said.", "2024-05-16", None),
        ("The council today adopted the plan.", "2024-05-16", "2024-05-16"),
        ("Today, the country depends on tourism.", "2024-05-16", None),
        ("He told the Today show that it was over.", "2024-05-16", None),
        ("The September 11 attacks changed airports.", "2024-05-16", None),
        ("From 3 to 5 May the envoy was in Rome.", "2024-05-16", "2024-05-03"),
        ("Prošle godine izvoz je porastao.", "2024-05-16", "2023"),
        ("Sporazum je potpisan 8. maja.", "2024-05-16", "2024-05-08"),
    ],
)
def test_relative_dates_need_an_anchor(text: str, published: str, date: str | None) -> None:
    """ "Last year" would be counted from today."""
    assert event_date(text, Anchor(published)) == date
    assert event_date(text, Anchor()) is None


def test_a_stated_year_and_the_day_of_writing() -> None:
    """A verdict's age would stand for the day of its quashing, and the writer's year for that of a war."""
    day = Anchor("2024-05-16")
    assert event_date("The court on Tuesday quashed a 2016 verdict.", day) == "2024-05-14"
    assert event_date("In 1999, as war began on 24 March, thousands fled.", day) == "1999"


def test_a_report_and_a_paragraph_tell_the_year() -> None:
    """A visit "on May 8" would have no year although the report on it has; "in March" of 1999 would be this year's."""
    text = (
        "The envoy signed two papers on May 8 (Harbor Wire, May 9, 2021). "
        "\n\nIn 1999 the port burned down. In March the town began to build it anew.\n\nIn March the mayor resigned."
    )
    dates = [s.date for s in sentences_of(text, published="2024-05-16")]
    assert dates == ["2021-05-08", "1999", None, "2024-03"]


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
