"""The splitter: sentences come out whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizers.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He leaned to the West.", "Serbian politics changed."],
        ["It ended the spy scandal.", "Vučić left."],
        ["The U.S. Army left.", "Mr. A. B. Smith Jr. spoke.", "It cost $5.2 million.", "In Jan. 2020 he left."],
        ["Huawei Co. Ltd. signed.", "Gen. Petr Pavel et al. agreed.", "Art. 5 and para. 3 hold."],
        ["See Fig. 3 for U.N. data.", "It was No. 5 at 5 p.m.", "Then it ended."],
        ["What?", "No!", "Yes... maybe."],
        ["J. R. R. Tolkien wrote.", "It was in 2019.", "While he slept, it grew."],
        ["Dana 8. maja 2024. godine je potpisan.", "Tada je tzv. komisija došla."],
        ['"Go!" he said.', "Then he went."],
        ["He said: “We go. They stay.”", "She left."],
        ["These are ‘not the rules. [They] … are new’.", "It’s so."],
        ["It was “bad.", "He called it “worse” then."],
        ["(He left.)", "She stayed (as she said. And slept) here."],
        ["Trade grew by 56.15% to €1.21 billion.", "The A/RES/74/1709 text stands."],
    ],
)
def test_boundaries(expected: list[str]) -> None:
    """A brief would quote half a sentence, or two as one."""
    assert sentences(" ".join(expected)) == expected


def test_sentences_without_spaces_between_them_are_told_apart() -> None:
    """A Chinese report is not one sentence."""
    text = "双方签署了协定。总统说：“很好。”俄罗斯没有评论！"
    assert [text[a:b] for a, b in split(text)] == ["双方签署了协定。", "总统说：“很好。”", "俄罗斯没有评论！"]


def test_blank_lines_end_sentences() -> None:
    """A heading without a stop would be fused to the text after it."""
    assert sentences("A heading\n\nThe text begins\nand ends.") == ["A heading", "The text begins\nand ends."]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_split_into_spans_in_order(text: str) -> None:
    """summarize() would raise on somebody's text."""
    last = 0
    for start, end in split(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@given(
    st.lists(
        st.sampled_from(["Serbia signed.", "“He", "went.”", "U.S.", "(No. 5)", "8. maja", "\n\n", "x"]), max_size=20
    )
)
def test_no_word_is_lost(parts: list[str]) -> None:
    """A sentence of the text could never be chosen."""
    text = " ".join(parts)
    kept = "".join(text[start:end] for start, end in split(text))
    assert "".join(kept.split()) == "".join(text.split())
