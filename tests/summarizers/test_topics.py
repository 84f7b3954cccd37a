"""Topics that a corpus has of itself."""

from __future__ import annotations

from pathlib import Path

from bot.corpus.reading import read
from summarizers.models import DocumentId, Kind, Sentence
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
    assert {"kosovo", "defence", "huawei"} <= said
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
