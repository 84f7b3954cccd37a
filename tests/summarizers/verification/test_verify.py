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


def test_several_sentences_follow_where_each_does() -> None:
    """One false sentence among true ones must not be carried by them."""
    true = "Arcadia bought six Falcon jets from Utopia in 2017. It did not join the sanctions."
    assert verify(true, EVIDENCE).follows, verify(true, EVIDENCE).problems
    assert set(verify(true, EVIDENCE).cited) >= {0, 4}
    assert not verify(true.replace("did not join", "joined"), EVIDENCE).follows


def test_a_claim_is_found_in_a_whole_document() -> None:
    """Who checks a summary has the document, not the passage."""
    filler = [f"District {i} reported a quiet week with no change in prices." for i in range(400)]
    document = " ".join([*filler[:200], *EVIDENCE, *filler[200:]])
    assert verify("Exports rose by 5.2% while imports fell by 3%.", document).score == 1.0
    assert verify("Arcadia purchased six Falcon jets from Utopia in 2017.", document).follows
    assert not verify("Utopia purchased six Falcon jets from Arcadia in 2017.", document).follows
    assert not verify("Exports rose by 3% while imports fell by 5.2%.", document).follows


@pytest.mark.parametrize(
    ("true", "false", "told"),
    [
        ("Le conseil a approuvé le budget mardi.", "Le conseil a rejeté le budget mardi.",
         "Le conseil a approuvé le budget de 4 millions mardi."),
        ("Arkadija je kupila šest aviona.", "Arkadija je prodala šest aviona.",
         "Arkadija je kupila šest aviona od Utopije 2017. godine."),
    ],
)  # fmt: skip
def test_what_is_not_english_passes_only_as_it_stands(true: str, false: str, told: str) -> None:
    """No rule knows its words; an unknown one in a known one's place is refused all the same."""
    assert verify(true, told).follows
    assert not verify(false, told).follows


@pytest.mark.parametrize(("claim", "told"), [(None, "a text"), ("A claim.", None), ("A claim.", [b"bytes"])])
def test_what_is_no_text_is_named(claim: object, told: object) -> None:
    """A caller's mistake must not look like a verdict."""
    with pytest.raises(TypeError, match=r"text|iterable"):
        verify(claim, told)  # type: ignore[arg-type]  # the mistake that is tried


def test_of_two_pieces_that_hold_as_much_the_shorter_is_cited_first() -> None:
    """A paragraph that has everything is a worse place to look than the sentence that says it."""
    sentence = "The bridge at Amber was closed to lorries in May."
    long = (
        "In May the town of Amber, whose harbor and bridge are older than its church, counted the lorries that were "
        "turned back, the ferries that were full and the shops that were closed to visitors from the northern valleys."
    )
    assert verify("The bridge at Amber was closed to lorries.", [long, sentence]).cited[0] == 1


def test_authors_propose_by_saying_so() -> None:
    """In a paper "we propose" is no plan; in the news a proposal is."""
    told = "In this paper we describe a tagger for tweets and short news."
    assert verify("They propose a tagger for tweets and short news.", told).follows
    assert not verify("Arcadia bought six jets.", "Arcadia proposed to buy six jets.").follows


def test_what_seems_so_is_not_so() -> None:
    """ "Appears to be" is the writer's own doubt."""
    assert not verify("The deal is dead.", "The deal appears to be dead.").follows
    assert verify("Ida Brandt appeared in court on Monday.", "Ida Brandt appeared in court on Monday in Amber.").follows
