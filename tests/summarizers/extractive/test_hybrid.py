"""The default method: what it says to a question, to a subject, and to nothing in particular."""

from __future__ import annotations

import numpy as np
import pytest

from summarizers.base import Candidates, Vectors
from summarizers.extractive.hybrid import Hybrid, Weights, suggest
from summarizers.models import DocumentId, Query, Sentence


def several(*documents: list[str]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(DocumentId(str(d)), 1, i, 0, len(text), text)
        for d, texts in enumerate(documents, 1)
        for i, text in enumerate(texts)
    )


DAM = ["The valley is green.", "Energoprojekt built the dam in 1966.", "The dam is high.", "Tourists come."]
WORKS = ["Energoprojekt was founded in 1951.", "Hidrogradnja built the dam, says its archive.", "It is large."]
FAR_AWAY = ["Bread is baked at night.", "Flour is cheap.", "Bakers sleep by day."]
ALL = several(DAM, WORKS, FAR_AWAY)


def cosines(*values: float) -> tuple[Vectors, Vectors]:
    """Vectors with these cosines to the query's, and that."""
    rows = np.array([[v, (1 - v * v) ** 0.5] for v in values], dtype=np.float32)
    return rows, np.array([1.0, 0.0], dtype=np.float32)


def chosen(candidates: Candidates, limit: int, weights: Weights | None = None) -> list[str]:
    return [candidates.sentences[r.index].text for r in Hybrid(weights).rank(candidates, limit)]


def test_a_question_is_answered_from_every_source_that_answers_it() -> None:
    """Where sources differ, a person must see both."""
    vectors, query = cosines(0.1, 0.8, 0.6, 0.1, 0.2, 0.7, 0.1, 0.0, 0.0, 0.0)
    candidates = Candidates(ALL, Query("Who built the dam?"), vectors, query)
    assert chosen(candidates, 2) == [DAM[1], WORKS[1]]
    assert suggest(candidates) == 2


def test_without_a_model_a_question_is_answered_by_its_words() -> None:
    """The lexical form must find the sentence that a person would find by searching."""
    candidates = Candidates(ALL, Query("Who built the dam?"))
    assert set(chosen(candidates, 2)) == {DAM[1], WORKS[1]}
    assert suggest(candidates) == 2


def test_a_subject_near_to_no_sentence_is_treated_by_its_words() -> None:
    """Asked for "results", the method must not take the sentence that embeds nearest by accident."""
    texts = [
        "We study bread of all kinds here.",
        "Ovens are the hot things of winter.",
        "The results show that bread sells.",
        "Bread is old as the hills are.",
    ]
    vectors, query = cosines(0.1, 0.3, 0.15, 0.1)
    candidates = Candidates(several(texts), Query("results show"), vectors, query)
    assert chosen(candidates, 1) == [texts[2]]
    always_a_question = Weights(far=0.0, near=0.0, words=0.0)
    assert chosen(candidates, 1, always_a_question) == [texts[1]]


def test_what_is_phrased_as_a_question_is_answered_by_meaning() -> None:
    """ "What did it cost?" is answered in other words, which embeddings find and its words do not."""
    texts = [
        "Cost was a word that nobody liked here.",
        "They paid two million for the bridge.",
        "It rains here in the spring.",
    ]
    vectors, query = cosines(0.2, 0.4, 0.1)
    asked, named = (Candidates(several(texts), Query(q), vectors, query) for q in ("What did it cost?", "the cost"))
    assert chosen(asked, 1) == [texts[1]]
    assert chosen(named, 1) == [texts[0]]


def test_no_document_fills_the_summary() -> None:
    """One long report must not silence the others."""
    long = [f"The dam at kilometer {n} was built in {1900 + n}." for n in range(20)]
    short = ["A wall across the river was put up too.", "Fish live there."]
    vectors, query = cosines(*(0.8 - n / 100 for n in range(20)), 0.55, 0.1)
    candidates = Candidates(several(long, short), Query("dam built"), vectors, query)
    assert short[0] in chosen(candidates, 5)
    assert short[0] not in chosen(candidates, 15, Weights(turn=0.0))


def test_words_that_were_added_to_a_query_count_less_than_its_own() -> None:
    """A topic's helper words must not drown what was asked."""
    texts = ["Trains go late in winter.", "Wagons are painted in spring.", "Nothing else happens all year."]
    candidates = Candidates(several(texts), Query("wagons", words=("trains",)))
    assert chosen(candidates, 2) == [texts[1], texts[0]]


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 1), (2, 2), (12, 3), (50, 5), (400, 7)])
def test_a_summary_nobody_measured_is_a_tenth_of_the_text(count: int, expected: int) -> None:
    """Neither one sentence of a book nor ten of a note."""
    assert suggest(Candidates(several([f"Sentence {n}." for n in range(count)]))) == expected


def test_a_query_that_shares_no_word_still_gives_a_summary() -> None:
    """The caller says whether there is an answer; the method never fails."""
    assert len(chosen(Candidates(ALL, Query("xylophone")), 3)) == 3
    assert suggest(Candidates(ALL, Query("xylophone"))) == 1
    assert suggest(Candidates((), Query("xylophone"))) == 0


def test_with_nothing_asked_what_is_stated_and_returned_to_counts_beside_the_opening() -> None:
    """A summary of a report does not consist of its pleasantries and its first line."""
    texts = [
        "Good morning and welcome to our report.",
        "Great!",
        "The Bor mine sold 40,000 tonnes of copper to Hesteel in 2021.",
        "The mine sold copper to smelters in Bor too.",
        "It was sunny.",
    ]
    assert chosen(Candidates(several(texts)), 1) == [texts[2]]
    assert texts[1] not in chosen(Candidates(several(texts)), 3)


def test_with_nothing_asked_a_list_of_sources_is_not_what_a_text_says() -> None:
    """An entry of a bibliography repeats all the words of the subject, and tells nothing."""
    texts = [
        "The dam on the river Ada was built in six years by the ministry of works.",
        "It holds water for two towns in the valley and for the mills below.",
        "Bakers in the upper village sell bread at night, as they did before.",
        "Ministry of Works, The Dam on the River Ada in the Valley: Water for Towns, https://works.example/dam.",
        "Fishing in the lake behind the dam was allowed again in the spring.",
    ]
    assert texts[3] not in chosen(Candidates(several(texts)), 3)
