"""Single sentences: what follows from its evidence, and what does not, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import summarizers
from summarizers.verification.verify import Fault, verify

JETS = "Arcadia bought six Falcon jets from Utopia in 2017 for 185 million dollars."
EVIDENCE = [
    JETS,
    "President Jana Merović said that the deal may grow.",
    "Elbonia sold drones to Arcadia on 8 May 2020, which the National Bank of Arcadia financed.",
    "Exports rose by 5.2% while imports fell by 3%.",
    "Arcadia did not join the sanctions, and its trade with Utopia is worth 1,200 million euros.",
    "Port Amber is one of the largest harbours of the coast.",
]

TRUE = (
    JETS,
    "Six Falcon jets were bought from Utopia by Arcadia in 2017.",
    "In 2017, Arcadia purchased 6 Falcon jets from Utopia.",
    "Arcadia bought six jets from Utopia for $185 million.",
    "President Jana Merovic said that the deal might grow.",
    "Јана Меровић said that the deal may grow.",
    "Elbonia sold drones to Arcadia on May 8, 2020.",
    "The NBA financed the drones that Elbonia sold to Arcadia.",
    "Exports increased by 5.2 per cent while imports declined by 3 percent.",
    "Arcadia did not join the sanctions.",
    "Its trade with Utopia is worth 1.2 billion euros.",
    "Port Amber is one of the biggest harbours of the coast.",
)
FALSE = (
    ("Arcadia bought seven Falcon jets from Utopia in 2017.", Fault.FIGURE),
    ("Arcadia bought six Falcon jets from Utopia in 2018.", Fault.DATE),
    ("Arcadia bought six Falcon jets for 185 million euros.", Fault.UNIT),
    ("Arcadia bought six Falcon jets for 185 billion dollars.", Fault.UNIT),
    ("Utopia bought six Falcon jets from Arcadia in 2017.", Fault.ROLE),
    ("Six Falcon jets were bought from Arcadia by Utopia.", Fault.ROLE),
    ("Arcadia bought six Falcon jets from Ruritania.", Fault.NAME),
    ("Arcadia sold six Falcon jets in 2017.", Fault.OPPOSITE),
    ("President Jana Merović said that the deal will grow.", Fault.MODALITY),
    ("The deal may grow.", Fault.MODALITY),
    ("Arcadia joined the sanctions.", Fault.NEGATION),
    ("Exports did not rise by 5.2%.", Fault.NEGATION),
    ("Elbonia sold drones to Arcadia on 9 May 2020.", Fault.DATE),
    ("Port Amber is the largest of the harbours of the coast.", Fault.DEGREE),
    ('President Jana Merović said that the deal "may collapse".', Fault.QUOTATION),
    (
        "Arcadia bought six Falcon jets from Utopia, which angered fishermen along every river.",
        Fault.UNSUPPORTED,
    ),
    ("", Fault.EMPTY),
)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_keeps_the_meaning_follows(sentence: str) -> None:
    """Other words for the same are the point of writing anew."""
    verdict = verify(sentence, EVIDENCE)
    assert verdict.follows, verdict.problems
    assert verdict.cited


@pytest.mark.parametrize(("sentence", "fault"), FALSE)
def test_what_changes_the_meaning_does_not(sentence: str, fault: Fault) -> None:
    """Each kind of error is refused, and for its own reason."""
    verdict = verify(sentence, EVIDENCE)
    assert not verdict.follows
    assert fault in {p.fault for p in verdict.problems}, verdict.problems


def test_the_evidence_that_is_rested_on_is_named_best_first() -> None:
    """A citation must lead to the passage that says it."""
    assert verify("Exports rose by 5.2%.", EVIDENCE).cited[0] == 3
    assert verify(JETS, EVIDENCE).cited == (0,)


def test_without_evidence_nothing_follows() -> None:
    """No source, no sentence."""
    assert not verify(JETS, []).follows
    assert not verify(JETS, ["The weather in Port Amber was fine."]).follows


def test_what_one_sentence_says_of_one_name_is_not_joined_to_another() -> None:
    """ "Hesteel, the largest steelmaker" where the largest is somebody else."""
    told = ["Mechel sold coal to Sha Steel, the largest private steelmaker.", "Mechel sold coke to Hesteel in 2018."]
    assert not verify("Mechel sold coke to Hesteel, the largest private steelmaker.", told).follows


@pytest.mark.parametrize("sentence", [*TRUE, *(s for s, _ in FALSE)])
def test_the_score_orders_as_the_verdict_says(sentence: str) -> None:
    """Who sorts sentences by their score must never find a refused one above an accepted one."""
    verdict = summarizers.verify(sentence, EVIDENCE)
    assert 0 <= verdict.score <= 1
    assert (verdict.score >= 0.5) == verdict.follows


def test_evidence_may_be_one_text() -> None:
    """A text taken for a sequence of letters would support nothing, and not say why."""
    assert summarizers.verify("Arcadia bought six jets in 2017.", JETS).follows
    assert summarizers.verify("Arcadia bought six jets in 2017.", JETS).cited == (0,)
    assert not summarizers.verify("Arcadia bought six jets in 2018.", JETS).follows


def test_what_somebody_is_quoted_to_say_is_not_told_as_so() -> None:
    """A brief must not take a ministry's words for the truth."""
    told = ['Utopia\'s ministry noted: "Arcadia is our first strategic partner in the north."']
    assert not verify("Arcadia is the first strategic partner in the north.", told).follows
    assert verify("Utopia's ministry noted that Arcadia is its first strategic partner in the north.", told).follows


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_text_without_case_is_read_as_any_other(case: Callable[[str], str]) -> None:
    """A wire in capitals, or a note without any, says the same; so does a claim set so."""
    assert verify(case(JETS), EVIDENCE).follows
    assert verify(case("Elbonia sold drones to Arcadia."), [case(t) for t in EVIDENCE]).follows
    assert verify("Six Falcon jets were bought from Utopia by Arcadia.", case(JETS)).follows
    assert not verify(case("Ruritania bought six Falcon jets from Utopia in 2017."), EVIDENCE).follows
    assert not verify(case("Utopia bought six Falcon jets from Arcadia in 2017."), EVIDENCE).follows
    assert not verify("Utopia bought six Falcon jets from Arcadia.", case(JETS)).follows


def test_a_common_word_at_the_opening_is_no_name() -> None:
    """ "Officials" names nobody; "Ruritania" does, wherever it stands."""
    told = "The port was closed for two days after the storm, officials in Amber said."
    assert verify("Officials said the port was closed for two days after the storm.", told).follows
    assert not verify("Ruritania said the port was closed for two days after the storm.", told).follows
