"""A question is answered with the sentence that holds the answer, or not at all."""

from __future__ import annotations

import numpy as np
import pytest

from bot.briefing.answerability import probability
from bot.briefing.ask import score
from bot.briefing.desk import Desk
from bot.briefing.question import parse
from bot.briefing.told import setting
from bot.errors import BadOption
from bot.store.base import Scope
from summarizers.base import Candidates
from summarizers.lexical import TermMatrix
from summarizers.models import Document, DocumentId, Sentence


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("How much gas does Arcadia buy from Utopia?", "80%"),
        ("When was the pipeline finished?", "2019"),
        ("What did the pipeline cost?", "$200 million"),
        ("How many fighter jets did Arcadia buy?", "six"),
        ("Who founded the theatre?", "Merović"),
        ("What share of Petarc does Gasco own?", "51%"),
        ("what did merovic found", "Merović"),
        ("What did Јана Меровић found?", "Merović"),
        ("Who trains Arcadian oficers?", "Elbonia"),
        ("Ko je Jana Merović?", "Merović"),
    ],
)
async def test_the_best_sentence_comes_first(desk: Desk, question: str, held: str) -> None:
    """An analyst finds the answer in the first sentence, also without diacritics, in Cyrillic, or misspelt."""
    answer = await desk.ask(Scope(), question)
    assert answer.summary.answered
    assert [s.name for s in answer.summary.sections] == ["answer"]
    assert 1 <= len(answer.summary.points) <= 3
    assert held in answer.summary.points[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Who won the chess world cup?",
        "How many herrings were caught in 2020?",
        "What is the population of Elbonia?",
        "How many tanks did Arcadia sell to Elbonia in 1997?",
        "What is the Wind Harbour initiative?",
    ],
)
async def test_what_the_corpus_does_not_hold_is_not_answered(desk: Desk, question: str) -> None:
    """Near the subject or far from it, no sentence is passed off as an answer."""
    answer = await desk.ask(Scope(), question)
    assert not answer.summary.answered
    assert not answer.summary.points


async def test_what_comes_nearest_is_shown_as_no_answer(desk: Desk) -> None:
    """Refused wrongly, an analyst still finds the passage; far from everything, nothing is offered."""
    refused = await desk.ask(Scope(), "What did the wind park cost?")
    assert not refused.summary.answered and not refused.summary.points
    assert refused.nearest and all("wind park" in p.sentence.text and p.quote for p in refused.nearest)
    assert not (await desk.ask(Scope(), "Who won the chess world cup?")).nearest
    assert not (await desk.ask(Scope(), "Who founded the theatre?")).nearest


@pytest.mark.parametrize(
    "question",
    [
        "gas AND (NOT pipeline) NEAR/3 *",
        'title:"gas" OR 1=1; DROP TABLE documents; --',
        "@everyone **who** [owns](http://evil.example) `Petarc`?",
        "Who owns Petarc? \x00\x1b[31m\u202e\u200b",
        "💥🔥 Petarc 💥",
        "Petarc " * 570,
        "'" * 4000,
        "{}{{}}%s%n",
    ],
)
async def test_hostile_questions_are_words(desk: Desk, question: str) -> None:
    """Syntax of any kind in a question is looked for, or refused, and never runs."""
    try:
        answer = await desk.ask(Scope(), question)
    except BadOption as refused:
        assert refused.hint
    else:
        assert answer.summary.topic is not None
    assert len(await desk.sources(Scope())) == 3


async def test_an_empty_question_is_refused_kindly(desk: Desk) -> None:
    """Nothing asked, nothing searched, and an example to follow."""
    with pytest.raises(BadOption) as refused:
        await desk.ask(Scope(), " ?! ")
    assert "ask" in refused.value.hint


def _probabilities(asked: str, *texts: str) -> list[float]:
    """How likely each of the texts answers, without a model."""
    sentences = tuple(Sentence(DocumentId("a"), 1, i, 0, len(t), t) for i, t in enumerate(texts))
    candidates, terms = Candidates(sentences), TermMatrix.of(texts)
    question = parse(asked, terms)
    return [probability(question, candidates, terms, [i], None) for i in range(len(texts))]


def test_a_capital_stands_for_its_country_where_it_is_asked_whether_something_is_so() -> None:
    """Asked whether Beijing recognizes Kosovo, a sentence on China tells."""
    china, spain = _probabilities(
        "Does Beijing recognize Kosovo?",
        "China refuses to recognize Kosovo as a state.",
        "Spain refuses to recognize Kosovo as a state.",
    )
    assert china > 3 * spain


def test_what_a_document_is_of_counts_for_each_of_its_sentences() -> None:
    """A report of May 2021 need not say May 2021 of what it tells, nor a speech the speaker's name."""
    sentence = Sentence(DocumentId("a"), 1, 0, 0, 9, "Members decided to sell 40 ferries.")
    terms = TermMatrix.of([sentence.text])
    question = parse("How many ferries did the Harbour Board decide to sell in May 2021?", terms)
    document = Document(DocumentId("a"), 1, "minutes.txt", "Minutes of the Harbour Board", "", published="2021-05-04")
    bare, told = (
        probability(question, Candidates((sentence,), settings=settings), terms, [0], None)
        for settings in ({}, {document.id: setting(document)})
    )
    assert told > 2 * bare
    assert setting(document) == "Minutes of the Harbour Board. minutes. May 2021"


def test_a_sentence_is_as_near_as_it_is_after_the_one_before() -> None:
    """What "the group" does is near a question on the group that the sentence before names."""
    vectors = np.array([[1.0, 0.0, 0.0], [0.2, 0.98, 0.0], [0.2, 0.98, 0.0]], dtype=np.float32)
    texts = ["The Grey Riders are a group.", "The group has 500 members.", "The group has 500 members."]
    sentences = tuple(Sentence(DocumentId(d), 1, i, 0, 9, t) for i, (d, t) in enumerate(zip("aab", texts, strict=True)))
    asked = np.array([0.9, 0.436, 0.0], dtype=np.float32)
    question = parse("How many members do the Grey Riders have?", terms := TermMatrix.of(texts))
    _, near = score(Candidates(sentences, None, vectors, asked), terms, question)
    assert near is not None
    assert near[1] > near[2] + 0.1
    assert near[0] == pytest.approx(0.9)


def test_a_fact_on_another_country_is_half_an_answer() -> None:
    """Asked what China donated, the tanks from Russia come after what China gave."""
    russian, chinese = _probabilities(
        "How many tanks did China give to Serbia?",
        "Russia gave Serbia 30 tanks in 2019.",
        "China gave Serbia 30 tanks in 2019.",
    )
    assert chinese > 1.5 * russian


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (  # who did it
            "How many tanks did China give to Serbia?",
            "China gave Serbia 12 tanks in 2018.",
            "Russia gave Serbia 30 tanks in 2019.",
        ),
        (  # what is taken for granted
            "When did Arcadia join the alliance?",
            "Arcadia joined the alliance in 2017.",
            "Arcadia, which Elbonia warned in 2017, is surrounded by the alliance.",
        ),
        (  # what the figure is of
            "What is the population of Arcadia?",
            "The population of Arcadia is 6.8 million.",
            "Influence in Arcadia rests on three things: energy, favor with parts of the population, and trade.",
        ),
        (  # where
            "How many cameras stand in Port Amber?",
            "In Port Amber stand 300 cameras.",
            "In Grey Bay stand 1,000 cameras.",
        ),
        (  # that it is said, not only headed
            "Who became chair of the Harbour Board?",
            "Ida Brandt became chair of the Harbour Board in 2019.",
            "Harbour Board Chair Otto Falk",
        ),
        (  # why it was done, not what came of it
            "Why did Arcadia shell the harbour?",
            "Arcadia shelled the harbour because Elbonia had mined it.",
            "Following the shelling of the harbour, Arcadia and Elbonia met to restore trade.",
        ),
        (  # who are counted
            "How many Norwegian workers are at the mine?",
            "At the mine are 40 Norwegian workers.",
            "Norway’s Petarc keeps 500 workers at the mine.",
        ),
        (  # whether it is asked of them at all
            "Is Elbonia a member of the alliance?",
            "Elbonia is a member of the alliance.",
            "Arcadia is a member of the alliance.",
        ),
    ],
)
def test_what_only_looks_like_an_answer_is_held_to_be_none(question: str, right: str, wrong: str) -> None:
    """A fact on another doer, deed, thing or place has not a third of the chance of the one that was asked for."""
    texts = [right, wrong]
    sentences = tuple(Sentence(DocumentId(t), 1, i, 0, len(t), t) for i, t in enumerate(texts))
    candidates, terms = Candidates(sentences), TermMatrix.of(texts)
    asked = parse(question, terms)
    good, bad = (probability(asked, candidates, terms, [i], None) for i in (0, 1))
    assert good > 3 * bad
