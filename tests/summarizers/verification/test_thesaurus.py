"""General English: what stands for what."""

from __future__ import annotations

from summarizers.verification import thesaurus
from summarizers.verification.lexicon import alike, opposites, root


def test_it_was_made_with_the_stems_that_are_in_use() -> None:
    """A stemmer that cuts otherwise would find no word in it, and every paraphrase be refused."""
    words = "decide decision purchase buyer organization rapidly criticize government existing studies".split()
    assert [w for w in words if not thesaurus.common(root(w))] == []


def test_what_says_the_same_may_stand_for_it() -> None:
    """Other words for the same are the point of writing anew."""
    for a, b in (("decide", "decision"), ("assist", "help"), ("conclude", "end"), ("answer", "reply")):
        assert root(b) in alike(root(a)), (a, b)


def test_what_says_the_contrary_never_may() -> None:
    """Rose for fell must not pass as another word for it."""
    for a, b in (("rise", "fall"), ("buy", "sell"), ("accept", "reject")):
        assert root(b) in opposites(root(a))
        assert root(b) not in alike(root(a))


def test_a_wider_or_rarer_word_is_near_and_another_kind_of_the_same_is_not() -> None:
    """A cargo of coal is none of grain; a bridge is a structure."""
    assert thesaurus.related(root("bridge"), root("structure"))
    assert thesaurus.related(root("influence"), root("sway"))
    assert not thesaurus.related(root("coal"), root("grain"))
    assert not thesaurus.related(root("accept"), root("reject"))


def test_names_are_no_common_words() -> None:
    """What opens a sentence is a name unless it is known as a word."""
    assert not any(thesaurus.common(root(name)) for name in ("lindholm", "nokia", "belgrade"))
