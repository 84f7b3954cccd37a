"""A free subject is found where its words stand apart, and not where only half of it is meant."""

from __future__ import annotations

from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.models import DocumentId, Query, Sentence
from summarizers.relevance import RelevanceWeights, relevance

VIRUS = (
    "The pandemic reached Arcadia in March.",
    "Utopia sent eleven planes with aid.",
    "The virus closed the schools, and the pandemic closed the ports.",
    "Masks were given to the ministry as aid.",
    "No pandemic had been so costly before.",
)
FARMS = ("Arcadia grows barley in the north.", "Aid for farmers was cut in 2012.", "The harvest was good.")


def _sentences(document: str, texts: tuple[str, ...]) -> list[Sentence]:
    return [
        Sentence(DocumentId(document), 1, i, 100 * i, 100 * i + len(t), t, paragraph=i) for i, t in enumerate(texts)
    ]


def test_words_of_a_subject_may_stand_in_what_surrounds_the_fact() -> None:
    """Asked for "coronavirus aid", the planes with aid in an article on the pandemic are on the subject;
    aid for farmers in another text is less so, and their harvest is not."""
    sentences = (*_sentences("virus", VIRUS), *_sentences("farms", FARMS))
    terms = TermMatrix.of([s.text for s in sentences])
    found = relevance(Candidates(sentences, Query("coronavirus aid"), terms=terms), terms, RelevanceWeights())
    texts = [*VIRUS, *FARMS]
    on_topic = {text for text, relevant in zip(texts, found.relevant, strict=True) if relevant}
    assert VIRUS[1] in on_topic and VIRUS[3] in on_topic
    assert FARMS[0] not in on_topic and FARMS[2] not in on_topic
    assert found.score[1] > found.score[6]
