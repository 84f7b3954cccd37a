"""What a question asks for is known before a sentence is looked at."""

from __future__ import annotations

import pytest

from bot.briefing.definitions import defined, defines
from bot.briefing.mending import edits, mended
from bot.briefing.namesakes import others
from bot.briefing.question import kernel, parse, parts
from bot.briefing.told import keys
from summarizers.kinds import Asked, asked_kind, values
from summarizers.lexical import TermMatrix
from summarizers.words import fold, stem

TEXTS = [
    "Serbia bought six jets from Arcadia, and Jana Merović, the mayor of Port Amber, welcomed them.",
    "The Petarc refinery stands near Smederevo. Aleksandar Merović owns it.",
]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many jets did Arcadia buy?", Asked.COUNT),
        ("How much did the jets cost?", Asked.MONEY),
        ("What are the jets worth?", Asked.MONEY),
        ("How much gas does Arcadia import?", Asked.QUANTITY),
        ("How long is the bridge?", Asked.MEASURE),
        ("What share of Petarc does Gasco own?", Asked.SHARE),
        ("When was the bridge opened?", Asked.DATE),
        ("Why did Arcadia leave?", Asked.CAUSE),
        ("Who founded the theatre?", Asked.PERSON),
        ("Where is the refinery?", Asked.PLACE),
        ("Which bank came first?", Asked.NAME),
        ("Which bank took a 63% stake in Petarc?", Asked.NAME),
        ("When did unemployment fall?", Asked.DATE),
        ("By how much did the board raise the fee?", Asked.CHANGE),
        ("Where did Arcadia rank among the donors?", Asked.RANK),
        ("How old is the mayor?", Asked.AGE),
        ("How high is the fee to go?", Asked.QUANTITY),
        ("How much did rents rise?", Asked.QUANTITY),
        ("Did Arcadia pay for the jets?", None),
        ("What did the mayor say?", None),
    ],
)
def test_the_kind_of_thing_that_answers(question: str, kind: Asked | None) -> None:
    """A date is not shown to somebody who asks for a price."""
    assert asked_kind(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        (Asked.COUNT, "Arcadia bought the S-300 and 30 T-72 tanks in 2019 for $40 million.", ["30"]),
        (Asked.MONEY, "It cost €46 million, or 5 million dollars, for 12%.", ["€46 million", "5 million dollars"]),
        (Asked.SHARE, "In 2019 it held 56.15%, and 12 per cent before.", ["56.15%", "12 per cent"]),
        (Asked.SHARE, "By 75 basis points, or 3/4 percentage point.", ["75 basis points", "4 percentage point"]),
        (Asked.CHANGE, "It rose by 75 basis points to 2.25 percent.", ["75", "75 basis points"]),
        (Asked.AGE, "Jana Merović, 54, took 30 of the 61 votes.", [", 54,"]),
        (Asked.COUNT, "A nine-day tour of 350-km roads drew 40 riders.", ["40"]),
        (Asked.DATE, "In May 2019 the 1,500 men of the 350-km road may leave.", ["In May", "2019"]),
        (Asked.PERSON, "The Russian envoy met Jana Merović in March.", ["Jana", "Merović"]),
    ],
)  # fmt: skip
def test_what_is_of_a_kind(kind: Asked, text: str, held: list[str]) -> None:
    """The 3 of a weapon's name counts nothing, and a year is no number of tanks."""
    found = [v.text for v in values(kind, text)]
    if kind is Asked.DATE:
        assert "2019" in found and not any("1,500" in f for f in found)
    else:
        assert found == held


def test_who_does_what_and_of_what() -> None:
    """Subject, verb and the noun that is counted are read from the question."""
    asked = parse("How many military jets did Arcadia buy from Elbonia?", TermMatrix.of(TEXTS))
    assert asked.subject == {"arcadia"} and asked.verb == "buy" and asked.focus == {"jet"}


def test_what_is_counted_is_a_plural_whatever_verb_follows() -> None:
    """ "How many passengers use ...": passengers, though no list has the verb."""
    asked = parse("How many passengers use the night ferry?", TermMatrix.of(TEXTS))
    assert asked.focus == {"passeng"}


@pytest.mark.parametrize(
    ("question", "future"),
    [
        ("When will the bridge open?", True),
        ("Is the fee going to rise?", True),
        ("Who stopped the jets going to Arcadia?", False),
    ],
)
def test_what_will_be_is_asked_by_will_and_by_is_going_to(question: str, future: bool) -> None:
    """Jets that go to Arcadia are no matter of the future."""
    assert parse(question, TermMatrix.of(TEXTS)).future is future


def test_a_country_is_known_by_one_key_however_it_is_written() -> None:
    """Europe, France and the French are what a sentence calls Europe and French."""
    asked = parse("Did France join the Council of Europe, according to the documents?", TermMatrix.of(TEXTS))
    assert asked.names == {"france", "council", "europe"}
    assert "document" not in asked.wanted
    assert {"france", "europe"} <= keys("A French envoy spoke to the Council of Europe.")


def test_what_is_denied_is_looked_for_as_it_is_asked() -> None:
    """Documents write "illegal" and "failed to"; the "not" that a comparison of claims reads there finds neither."""
    assert stem("illegal") in parse("Which contract was illegal?", TermMatrix.of(TEXTS)).wanted
    assert stem("failed") in parse("Who failed to repay the loan?", TermMatrix.of(TEXTS)).wanted


def test_a_long_question_is_its_question() -> None:
    """What leads up to it is not looked for."""
    told = "We meet the ministry tomorrow, and after all that the papers wrote of gifts and of friendship I ask "
    assert kernel(told + "how much the repair of the jets cost us?").startswith("how much the repair")


def test_questions_in_one() -> None:
    """Each part is seen; what only looks like one is not."""
    assert parts("Who owns Petarc and how much did they pay?") == ["Who owns Petarc", "how much did they pay"]
    assert len(parts("What did Serbia and Arcadia sign?")) == 1


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("smedrevo", True, "smederevo"),
        ("arcadi", True, "arcadia"),
        ("meroviću", True, "merov"),
        ("brazil", True, "brazil"),
        ("amber", True, "amber"),
        ("jats", False, "jats"),
    ],
)
def test_only_what_is_misspelt_is_mended(typed: str, name: bool, meant: str) -> None:
    """Brazil is not in the corpus: that is the answer, and no other word stands for it."""
    assert mended(fold(typed), TermMatrix.of(TEXTS), name=name) == meant


def test_letters_apart() -> None:
    """One dropped, one swapped with its neighbor, one replaced: one each."""
    assert [edits("hestel", "hesteel"), edits("huwaei", "huawei"), edits("ambr", "ambr"), edits("cat", "dogs")] == [
        1,
        1,
        0,
        4,
    ]


def test_who_somebody_is() -> None:
    """A title, an apposition or "is" tells who; a mere mention does not, nor another with the same given name."""
    asked = defined("Who is Jana Merović?")
    assert asked == ("jana", "merov")
    assert defines(asked, TEXTS[0])
    assert defines(asked, "Mayor Jana Merović spoke.")
    assert not defines(asked, "In May they met Jana Merović in Port Amber.")
    assert not defines(asked, "Jana Ilić, the minister, spoke.")
    assert defined("What did Jana Merović say?") == () == defined("Who is the mayor of Port Amber?")


def test_namesakes_are_told_apart_by_how_they_are_written() -> None:
    """NIS is the company and Niš the town; typed small it is either, and what is known in one form only is that."""
    texts = ["NIS sells oil.", "The center in Niš is new.", "NATO met.", "NIS AND SERBIA", "Nothing."]
    assert others("Who owns NIS?", texts) == {1}
    assert others("What is in Niš?", texts) == {0}
    assert others("who owns nis?", texts) == set()
    assert others("What does Nato say?", texts) == set()
    assert others("WHO OWNS NIS", texts) == set()


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Kada je završen srpski krak gasovoda Turski tok?", {"finish", "serbian", "branch", "pipelin", "turkstream"}),
        ("Ко поседује НИС?", {"owner", "nis"}),
        ("Koliko tenkova je Rusija dala Srbiji?", {"tank", "russia", "gave", "serbia"}),
        ("When is the sad day?", {"sad"}),
    ],
)
def test_questions_in_serbian_are_looked_for_in_english(question: str, wanted: set[str]) -> None:
    """An analyst asks in Serbian, in either script, what English documents say."""
    assert wanted <= set(parse(question, TermMatrix.of(TEXTS)).wanted)
