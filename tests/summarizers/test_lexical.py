"""Term statistics count what the texts hold, however quickly."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from summarizers.lexical import TermMatrix

TEXTS = st.lists(st.lists(st.sampled_from(["gas", "oil", "pipe", "gas-oil", "x"]), max_size=6), max_size=8)


@given(TEXTS)
def test_every_stem_is_counted_where_it_stands(texts: list[list[str]]) -> None:
    """A wrong count ranks the wrong sentence first."""
    terms = TermMatrix(texts)
    counted = terms.counts.toarray()
    for row, text in enumerate(texts):
        assert {s: counted[row, c] for s, c in terms.vocabulary.items() if counted[row, c]} == Counter(text)
    for stem in ("gas", "absent"):
        assert list(terms.rows_of(stem)) == [stem in text for text in texts]


@given(TEXTS, st.sampled_from([("gas",), ("gas", "oil"), ("oil", "gas", "pipe"), ("absent",)]))
def test_a_phrase_stands_in_one_text_and_in_order(texts: list[list[str]], phrase: tuple[str, ...]) -> None:
    """ "gas oil" is neither "gas-oil", nor the end of one sentence and the beginning of the next."""
    size = len(phrase)
    holding = [i for i, t in enumerate(texts) if any(tuple(t[a : a + size]) == phrase for a in range(len(t)))]
    assert list(TermMatrix(texts).holding(phrase)) == holding
