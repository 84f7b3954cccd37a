"""A free subject is found where its words stand apart, and not where only half of it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.models import DocumentId, Query, Sentence
from summarizers.relevance import RelevanceWeights, relevance
from summarizers.subject import coverage, things_named
from summarizers.surroundings import Surroundings

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


def _candidates(sentences: Sequence[Sentence], near: dict[str, float], subject: str) -> Candidates:
    """With embeddings of three numbers: the first is how near a sentence is to the subject."""
    cosines = np.array([near.get(s.text, 0.05) for s in sentences], dtype=np.float32)
    rest = np.sqrt(1 - cosines**2)
    even = np.arange(len(sentences)) % 2 == 0
    vectors = np.column_stack([cosines, rest * even, rest * ~even])
    asked = np.array([1, 0, 0], dtype=np.float32)
    return Candidates(tuple(sentences), Query(subject), vectors, asked, TermMatrix.of([s.text for s in sentences]))


OTHER = tuple(
    f"The {thing} of Arcadia was painted {color}."
    for thing in ("bridge", "tower", "gate", "quay", "mill")
    for color in ("red", "blue", "green", "white")
)


def test_what_speaks_of_a_subject_in_other_words_is_on_it() -> None:
    """Asked for "unemployment", a brief tells who is out of work too; what color the bridge has it does not."""
    says = "Unemployment in Arcadia rose to 9 percent."
    in_other_words = "Some 40,000 people in Port Amber are out of work."
    candidates = _candidates(
        _sentences("d", (says, in_other_words, *OTHER)), {says: 0.7, in_other_words: 0.65}, "unemployment"
    )
    assert candidates.terms is not None
    found = relevance(candidates, candidates.terms, RelevanceWeights())
    assert list(np.flatnonzero(found.relevant)) == [0, 1]


def test_a_subject_that_no_sentence_speaks_of_is_not_filled_with_what_is_nearest() -> None:
    """Of "bridge bishops" the corpus says both words, each in another text, and nothing together."""
    sentences = [*_sentences("bridges", OTHER), *_sentences("church", ("Two bishops met.", "The choir sang."))]
    candidates = _candidates(sentences, {OTHER[0]: 0.3}, "bridge bishops")
    assert candidates.terms is not None
    assert not relevance(candidates, candidates.terms, RelevanceWeights()).relevant.any()


def test_a_word_that_stands_in_a_heading_alone_is_a_subject() -> None:
    """What stands under "Energy" is on energy; the rest of the text is not, though nothing says the word."""
    under = replace(_sentences("d", ("Gasco owns the pipeline.",))[0], section="Energy")
    aside = replace(_sentences("d", ("The theatre was founded in 1801.",))[0], section="Culture")
    terms = TermMatrix.of([under.text, aside.text])
    found = relevance(Candidates((under, aside), Query("energy"), terms=terms), terms, RelevanceWeights())
    assert list(found.relevant) == [True, False]


def test_in_a_text_without_paragraphs_a_word_says_little_of_what_stands_far_from_it() -> None:
    """Minutes of a meeting that come as one line have one paragraph; not all of it is on what its end speaks of."""
    texts = (*OTHER, *OTHER, "The strike closed the port.", "The crews want higher wages.")
    one_line = tuple(replace(s, paragraph=0) for s in _sentences("d", texts))
    terms = TermMatrix.of(list(texts))
    found = relevance(Candidates(one_line, Query("strike"), terms=terms), terms, RelevanceWeights())
    assert list(np.flatnonzero(found.relevant)) == [36, 37, 38, 39, 40, 41]


def test_a_heading_that_says_the_like_makes_a_subject_too() -> None:
    """What stands under "Gas and Electricity" is on energy, less than what stands under "Energy"."""
    texts = ("Gasco owns the pipeline.", "Petarc owns the plant.", "The theatre was founded in 1801.", *OTHER)
    headed = zip(("Gas and Electricity", "Energy", *["Culture"] * 40), _sentences("d", texts), strict=False)
    elsewhere = _sentences("e", ("Electricity and energy are dear.",))
    sentences = (*(replace(s, section=section) for section, s in headed), *elsewhere)
    terms = TermMatrix.of([s.text for s in sentences])
    told = coverage(Candidates(sentences, Query("energy")), terms, Query("energy"), Surroundings.of(sentences))[0]
    assert told[1] > told[0] > told[2] == 0


def test_where_more_is_said_of_a_subject_a_sentence_is_more_on_it() -> None:
    """Of two sentences that are equally near to a subject, one stands where others are near to it too."""
    near = tuple(f"People out of work in town {n} wait." for n in range(4))
    inside, alone = "Some 40,000 households live on savings.", "Some 70,000 households live on pensions."
    texts = (*near[:2], inside, *near[2:], *OTHER, alone, *OTHER)
    likeness = {**dict.fromkeys(near, 0.6), inside: 0.4, alone: 0.4}
    candidates = _candidates(_sentences("d", texts), likeness, "unemployment")
    assert candidates.terms is not None
    score = relevance(candidates, candidates.terms, RelevanceWeights()).score
    assert score[texts.index(inside)] > score[texts.index(alone)] + 0.5


def test_a_sentence_counts_for_more_than_the_one_after_it() -> None:
    """Who says the word comes before who only follows."""
    texts = ("The strike closed the port.", "The crews want higher wages.", *OTHER)
    sentences = tuple(replace(s, paragraph=0) for s in _sentences("d", texts))
    terms, query = TermMatrix.of(list(texts)), Query("strike")
    told = coverage(Candidates(sentences, query), terms, query, Surroundings.of(sentences))[0]
    assert told[0] == 1 and 0.5 < told[1] < 1


def test_and_names_several_things_and_a_sign_inside_a_word_does_not() -> None:
    assert [t.strip() for t in things_named("church, religion and banks")] == ["church", "religion", "banks"]
    assert things_named("R&D spending on I-95") == ["R&D spending on I-95"]
