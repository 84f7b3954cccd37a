"""Readings of English, each with a claim that follows from its sentence and one that does not."""

from __future__ import annotations

import pytest

from summarizers.verification.verify import verify

CASES = (
    # a condition goes with what it governs
    ("The quarry will shut if the council raises the rent.", "If the council raises the rent, the quarry will shut.",
     "The quarry will shut."),
    ("Unless the ferry is repaired, the island loses its only link.",
     "The island loses its only link unless the ferry is repaired.", "The island loses its only link."),
    # a word that takes back the next one
    ("The former harbor master Ina Dahl opened the museum.", "Ina Dahl opened the museum.",
     "The harbor master Ina Dahl opened the museum."),
    ("Her vice president, Olaf Brun, chaired the meeting.", "Olaf Brun, the vice president, chaired the meeting.",
     "Her president, Olaf Brun, chaired the meeting."),
    # reasons and times are not turned round
    ("The growers sold herds because the wells ran dry.", "Because the wells ran dry, the growers sold herds.",
     "The wells ran dry because the growers sold herds."),
    ("The bridge closed after the river froze in January.", "After the river froze in January, the bridge closed.",
     "The river froze in January after the bridge closed."),
    ("The strike of the miners has led to those shortages.", "The miners' strike led to those shortages.",
     "Those shortages have led to the strike of the miners."),
    ("The works must be finished by 2031.", "The works have to be finished by 2031.",
     "The works must be finished after 2031."),
    # parts and multiples
    ("Two thirds of the members voted.", "Two-thirds of the members voted.", "One third of the members voted."),
    ("Output doubled within a decade.", "Within a decade, output doubled.", "Output tripled within a decade."),
    # who says so
    ("Ms Okafor says growers want cheaper water.", "Growers want cheaper water, says Ms Okafor.",
     "Growers want cheaper water."),
    ("Rents in the port will double, brokers say.", "Brokers say rents in the port will double.",
     "Rents in the port will double."),
    # who does what to whom, also without names
    ("Some pupils received a wooden flute.", "A wooden flute was received by some pupils.",
     "A wooden flute received some pupils."),
    ("Mr Brun sold his boat.", "Mr Brun sold the boat that was his.", "Mr Brun sold her boat."),
    ("The envoy described trade between Norland and Ostmark.",
     "The envoy described trade between Ostmark and Norland.", "Norland described trade of the envoy with Ostmark."),
    # a name and its abbreviation
    ("The Norland Harbor Board (NHB) fined two ships.", "The NHB fined two ships.", "The NMB fined two ships."),
    ("It took weeks to raise the wreck.", "Raising the wreck took weeks.", "It took months to raise the wreck."),
    # one word in many spellings
    ("The firm would not sell the mill.", "The firm wouldn't sell the mill.", "The firm would sell the mill."),
    ("At least 40 people boarded the ship.", "No fewer than 40 people boarded the ship.",
     "At most 40 people boarded the ship."),
)  # fmt: skip


@pytest.mark.parametrize(("evidence", "true", "false"), CASES)
def test_a_reading_tells_what_follows_from_what_does_not(evidence: str, true: str, false: str) -> None:
    assert verify(true, [evidence]).follows, verify(true, [evidence]).problems
    assert not verify(false, [evidence]).follows


def test_he_is_the_subject_of_the_sentence_before() -> None:
    evidence = ["Mr Aldin runs the school beside Mrs Koval.", "He also wrote its songbook and leads the choir."]
    assert verify("Mr Aldin also wrote its songbook and leads the choir.", evidence).follows
    assert not verify("Mrs Koval also wrote its songbook and leads the choir.", evidence).follows


def test_a_second_verb_keeps_its_subject() -> None:
    evidence = ["The Lund Institute measured the lakes of Norland and gave each of them a grade."]
    assert verify("The Lund Institute gave each of them a grade.", evidence).follows
