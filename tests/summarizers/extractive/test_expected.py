"""What a question expects, and which sentences offer it."""

from __future__ import annotations

import numpy as np
import pytest

from summarizers.base import Candidates
from summarizers.extractive.expected import offered
from summarizers.extractive.hybrid import Hybrid, Weights
from summarizers.models import DocumentId, Query, Sentence


@pytest.mark.parametrize(
    ("question", "offering", "other"),
    [
        ("Who designed the lighthouse?", "The plans are by Ines de la Porta.", "Sailors call it Tom."),
        ("Who designed the lighthouse?", "It was drawn by J. K. Brandt in a week.", "The Brandt drawings are lost."),
        ("Where is the lighthouse?", "It stands near the Cape of Storms.", "Storm Line ships pass it."),
        ("When was the lighthouse lit?", "Its lamp burned from 1874 on.", "Its lamp burned oil."),
        ("How many steps has the lighthouse?", "You climb 214 steps.", "You climb for a long time."),
    ],
)
def test_what_a_question_expects_is_told_by_its_form(question: str, offering: str, other: str) -> None:
    """A capital or a figure alone does not answer: "who" is a full name, "where" is in, at or near."""
    assert list(offered(question, [offering, other])) == [1.0, 0.0]


def test_what_the_question_says_itself_does_not_answer_it() -> None:
    texts = ["Ines Porta and her lamp were famous.", "Ines Porta learned it from Mato Grgur."]
    assert list(offered("Who taught Ines Porta?", texts)) == [0.0, 1.0]


def test_a_question_of_no_kind_expects_nothing() -> None:
    assert not offered("What is a lighthouse?", ["A lighthouse is a tower on Cape Ada, lit since 1874."]).any()


def several(*documents: list[str]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(DocumentId(str(d)), 1, i, 0, len(text), text)
        for d, texts in enumerate(documents, 1)
        for i, text in enumerate(texts)
    )


KEEPER = ["The lighthouse was opened with great pomp.", "Doors were opened in May 1874.", "Gulls nest on it."]
GUIDE = ["The lighthouse was opened a second time.", "There is a shop.", "Tea is sold in the shop."]


def chosen(query: str, cosines: list[float], limit: int, weights: Weights | None = None) -> list[str]:
    rows = np.array([[c, (1 - c * c) ** 0.5] for c in cosines], dtype=np.float32)
    axis = np.array([1.0, 0.0], dtype=np.float32)
    candidates = Candidates(several(KEEPER, GUIDE), Query(query), rows, axis)
    return [candidates.sentences[r.index].text for r in Hybrid(weights).rank(candidates, limit)]


def test_of_two_sentences_on_the_question_the_one_that_offers_an_answer_comes_first() -> None:
    """ "The lighthouse was opened" is nearest to "When was it opened?" and does not say when."""
    near = [0.7, 0.6, 0.1, 0.65, 0.1, 0.1]
    assert chosen("When was the lighthouse opened?", near, 1) == [KEEPER[1]]
    assert chosen("When was the lighthouse opened?", near, 1, Weights(expected=0.0)) == [KEEPER[0]]
    assert chosen("lighthouse opened", near, 1) == [KEEPER[0]]  # nothing is expected of a subject


def test_a_document_is_no_less_on_the_question_for_lacking_what_it_expects() -> None:
    """The kind decides within a document; which documents speak of the matter, relevance alone."""
    near = [0.5, 0.45, 0.1, 0.7, 0.1, 0.1]
    assert chosen("When was the lighthouse opened?", near, 2) == [GUIDE[0], KEEPER[1]]
