"""Topics that a corpus has of itself."""

from __future__ import annotations

from pathlib import Path

from bot.corpus.reading import read
from summarizers.models import DocumentId, Kind, Sentence
from summarizers.phrases import Phrase, noun_phrases
from summarizers.topics import find_topics


def corpus(files: list[Path]) -> list[Sentence]:
    return [
        s
        for f in files
        for s in read(f.read_bytes(), path=f.name, document=DocumentId(f.name)).sentences
        if s.kind is Kind.BODY
    ]


def test_the_starter_corpus_names_its_subjects(seeds: Path) -> None:
    """Somebody who brings a corpus and no topics file should see what it is about."""
    files = sorted(seeds.glob("*.md"))
    found = find_topics(corpus(files))
    said = {p.casefold() for t in found for p in t.phrases}
    assert 8 <= len(found) <= 12
    assert {"kosovo", "military exercises", "huawei"} <= said
    assert all(len(t.sentences) >= 4 and t.documents >= 1 for t in found)


def test_the_same_corpus_gives_the_same_topics(seeds: Path) -> None:
    """A list that changes at every look cannot be learned."""
    sentences = corpus(sorted(seeds.glob("*.md")))
    assert find_topics(sentences) == find_topics(list(sentences))


def test_a_further_document_leaves_most_topics_their_names(seeds: Path) -> None:
    """A small document added to a large corpus must not rename what was there."""
    files = sorted(seeds.glob("*.md"), key=lambda f: -f.stat().st_size)
    before = {t.name for t in find_topics(corpus(files[:-1]))}
    after = {t.name for t in find_topics(corpus(files))}
    assert len(before & after) >= 0.6 * len(before)


def test_a_corpus_too_small_to_repeat_itself_has_no_topics() -> None:
    """Nothing is named where there is nothing to name."""
    one = Sentence(DocumentId("a"), 1, 0, 0, 20, "Arcadia buys gas from Utopia.")
    assert find_topics([]) == []
    assert find_topics([one]) == []


def test_a_topic_is_named_by_what_it_is_not_by_an_office(seeds: Path) -> None:
    """A list of topics says "Dodik", with the capital, and never "Minister" or "Party"."""
    said = {p for t in find_topics(corpus(sorted(seeds.glob("*.md")))) for p in t.phrases}
    assert {"Kosovo", "Dodik"} <= said
    assert not said & {"Party", "Minister", "President", "dodik", "zijin"}


def told(*texts: str) -> list[Sentence]:
    """Each text a document, each of its sentences one of ours."""
    return [
        Sentence(DocumentId(f"d{n}"), 1, i, 0, 0, line.strip() + ".")
        for n, text in enumerate(texts)
        for i, line in enumerate(text.split("."))
        if line.strip()
    ]


FILLER = " The weather was mild. They went home. It rained in the north. He ate an apple. She sang. We left."
PHONES = "He sold mobile phones. A mobile phone was cheap. The mobile phones of Arcadia are red. She bought a phone."
ARMS = "The Russian Foreign Ministry wrote of the arms embargo. The Russian Foreign Ministry lifted the arms embargo."


def _phrases(*texts: str) -> dict[str, Phrase]:
    return {p.form: p for p in noun_phrases(told(*texts)).values()}


def test_a_phrase_is_not_cut_where_nobody_would() -> None:
    """ "Russian Foreign" or "entity recognition" as a topic looks like a fault."""
    found = _phrases(ARMS, ARMS, "Named entity recognition is hard. Named entity recognition is slow." * 2)
    assert "Russian Foreign Ministry" in found
    assert "arms embargo" in found
    assert not {"Russian Foreign", "entity recognition", "Foreign Ministry"} & set(found)


def test_singular_and_plural_are_one_and_a_topic_has_the_plural() -> None:
    """A list with "mobile phone" beside "mobile phones" has one line too many."""
    found = _phrases(PHONES, PHONES)
    assert "mobile phones" in found
    assert "mobile phone" not in found
    assert "e-mails" in _phrases("The e-mails came. An email came. He read the e-mails. She wrote an e-mail.")


def test_verbs_and_words_that_name_nothing_are_no_phrases() -> None:
    """ "Record", "answer" and "build" tell nobody what a corpus is about."""
    found = _phrases("They build it. We build homes. She can build. The record is old. The answer is no." * 4)
    assert not {"build", "record", "answer"} & set(found)


def test_names_with_a_small_word_are_whole_and_two_names_stay_two() -> None:
    """ "Belt and Road" is one thing, "Arcadia and Utopia" are two."""
    road = "The Belt and Road goes west. He praised the Belt and Road. Of the Belt and Road little is known."
    two = "In Arcadia and Utopia it rains. In Arcadia people sing. In Utopia people rest. They like Arcadia and Utopia."
    found = _phrases(road, road, two, two)
    assert "Belt and Road" in found
    assert "Arcadia and Utopia" not in found
    assert "Belt" not in found


def test_a_topic_has_the_usual_longer_form_of_its_word() -> None:
    """ "Phones" of which most are mobile ones is less than a person would say."""
    names = {t.name for t in find_topics(told(*[PHONES + FILLER + FILLER] * 4, *[FILLER] * 12))}
    assert "mobile phones" in names


def test_the_order_of_documents_moves_nothing(seeds: Path) -> None:
    """Files are read in the order of their names; a renamed file must not rename topics."""
    files = sorted(seeds.glob("*.md"))
    one, other = ([(t.name, t.phrases, len(t.sentences)) for t in find_topics(corpus(f))] for f in (files, files[::-1]))
    assert one == other


def test_what_one_document_alone_speaks_of_is_no_topic_of_a_collection() -> None:
    """Fifty articles are about what several of them tell."""
    alone = "The castle of Mount Keld burned. Mount Keld is cold. He climbed Mount Keld. She left Mount Keld."
    texts = [PHONES + FILLER + FILLER] * 4 + [FILLER] * 12
    assert not any("Keld" in t.name for t in find_topics(told(alone + FILLER + alone, *texts)))
