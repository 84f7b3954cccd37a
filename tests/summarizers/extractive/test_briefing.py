"""The ranking behind a brief: facts that differ are told apart, and the first line speaks for the rest."""

from __future__ import annotations

import numpy as np

from summarizers.base import Candidates
from summarizers.extractive.briefing import Briefing, Weights
from summarizers.models import DocumentId, Query, Sentence


def written(*texts: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(DocumentId("a"), 1, i, 0, len(t), t, section="Energy", paragraph=i) for i, t in enumerate(texts)
    )


FIRST = "A poll of 2015 found that Serbs see Russia (94%) and China (89%) as the best partners in energy."
SECOND = "A poll of 2020 found that Serbs see Russia (80%) and China (62%) as the best partners in energy."
AGAIN = "Serbs see Russia (94%) and China (89%) as the best partners in energy, a poll of 2015 found."


def test_alike_sentences_are_told_twice_only_if_they_state_different_things() -> None:
    """The newer poll is not lost because it reads like the older one; the older is not told twice."""
    vectors = np.array([[1.0, 0.0], [0.85, 0.527], [0.87, -0.493]], dtype=np.float32)
    candidates = Candidates(written(FIRST, SECOND, AGAIN), Query("energy"), vectors, vectors[0])
    chosen = {candidates.sentences[r.index].text for r in Briefing().rank(candidates, 3)}
    assert SECOND in chosen
    assert len(chosen & {FIRST, AGAIN}) == 1


def test_the_first_line_judges_rather_than_dates() -> None:
    """The bottom line on energy is the dependence on Russia, not one contract of 2018."""
    contract = "In 2018, Zorana Gradnja signed a contract on energy with Elektro Kompanija for 46 new transformers."
    verdict = "The energy sector of Serbia depends on Russia, and Russia uses energy to keep Serbia close."
    detail = "Russia sells Serbia most of its energy, and Serbia pays Russia for energy by the month."
    candidates = Candidates(written(contract, verdict, detail), Query("energy"))
    assert candidates.sentences[Briefing().bottom_line(candidates)[0].index].text == verdict


def test_the_first_line_does_not_introduce_somebody() -> None:
    """A brief on energy does not open with who the minister is."""
    who = "Zorana Jurić is the former director of the energy agency and has led energy policy in Serbia."
    verdict = "The energy policy of Serbia depends on Russia for gas and on China for loans to the energy sector."
    candidates = Candidates(written(who, verdict), Query("energy policy"))
    assert [candidates.sentences[r.index].text for r in Briefing().bottom_line(candidates)] == [verdict]


def test_the_first_line_is_not_somebody_speaking() -> None:
    """ "We" of a speech comes after what a document says by itself."""
    spoken = "Energy from Russia keeps us in Arcadia close to it, and mines of the north pay for most of it."
    verdict = "Energy from Russia keeps Arcadia close to it, and mines of the south pay for most of it."
    candidates = Candidates(written(spoken, verdict), Query("energy"))
    assert candidates.sentences[Briefing().bottom_line(candidates)[0].index].text == verdict


def test_what_names_something_new_is_told_before_more_on_the_same() -> None:
    """Places for facts are not filled with one company's gas, when the mine is told nowhere yet."""
    gas = "Energy flows by Gasco, Petarc, Amberstream and Karst under the cold sea floor in 12 steel pipes."
    again = "Energy bills of winter rose by 3 cents when Gasco, Petarc, Amberstream and Karst had merged."
    mine = "Energy bills of autumn fell again when Zirkon, Baltex, Merowitz and Dorn had closed a pit."
    filler = ["The council spoke on energy and on the roof of the town."] * 40
    candidates = Candidates(written(gas, again, mine, *filler), Query("energy", name="Energy"))
    chosen = [candidates.sentences[r.index].text for r in Briefing(Weights(redundancy=0.0)).rank(candidates, 2)]
    assert mine in chosen
