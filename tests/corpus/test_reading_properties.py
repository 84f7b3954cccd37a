"""Whatever the text, reading it holds to its promises."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.corpus.front_matter import front_matter
from bot.corpus.notes import URL
from bot.corpus.segmentation import segment
from summarizers.models import DocumentId, Kind, Sentence

LINES = st.sampled_from(
    [
        "Serbia3 has bought six MiG-29 fighters from Russia, as was said in",
        "2019.4 While the others wait, the talks go on and on for years to",
        "come. The G20 met (Balkan Insight, May 8, 2024).",
        " and the page goes on here with the words that belong to the sen-",
        "tence before.5",
        "1. Ana Author, ‘A Title’, The Paper, 3 May 2016.",
        "2. Ibid.",
        "https://example.org/a-b_c",
        "  • A bullet stands here",
        "3. third",
        "Heading Of It",
        "# Heading",
        "| a | b |",
        "|---|---|",
        "- item *with* [link](http://a.b)",
        "---",
        "title: x",
        "```",
        "[^1]: note",
        "> quote[^1]",
        "![alt](a.png)",
        "References",
        "By Jane Doe |",
        "",
        "",
        " ",
        "\f",
        "Вучић је 8. маја дошао.",
    ]
)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=200),
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(LINES, max_size=25).map("\r\n".join),
)


def check(text: str, found: list[Sentence]) -> None:
    last = -1
    for ordinal, sentence in enumerate(found):
        assert sentence.ordinal == ordinal
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert sentence.start >= last
        last = sentence.start
        assert sentence.text == " ".join(sentence.text.split())
        for cite in sentence.cites:
            assert 0 <= cite.start < cite.end <= len(text)
            assert cite.text
        if sentence.kind is Kind.BODY:
            quote = iter(text[sentence.start : sentence.end])
            assert all(c in quote for c in sentence.text if not c.isspace())
            assert not URL.search(sentence.text)


@pytest.mark.parametrize("markdown", [False, True])
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_is_read(markdown: bool, text: str) -> None:
    """One odd file would end the ingest, or its evidence would open at the wrong place."""
    check(text, segment(text, document=DocumentId("d"), markdown=markdown))


@given(st.text(max_size=200).map(lambda middle: f"---\n{middle}\n---\nText."))
def test_any_front_matter_is_survived(text: str) -> None:
    head = front_matter(text)
    assert 0 <= head.end <= len(text)
