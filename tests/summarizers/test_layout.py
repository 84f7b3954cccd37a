"""Which lines of a plain text are running text, and which belong together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizers import summarize
from summarizers.layout import blocks


def parts(text: str) -> list[tuple[str | None, str]]:
    return [(block.heading, text[block.start : block.end]) for block in blocks(text)]


def test_a_headline_is_not_glued_to_the_first_sentence() -> None:
    """Else a summary opens with a headline, a byline and a sentence in one."""
    text = "Harbour to grow\nBy A. Writer\nThe city will build a second quay. It costs 5 million.\n"
    assert [words for _, words in parts(text)] == ["The city will build a second quay. It costs 5 million."]
    assert summarize(text, method="lead", sentences=1).points[0].text == "The city will build a second quay."


def test_wrapped_lines_are_one_paragraph_and_a_short_line_ends_it() -> None:
    text = (
        "The harbour of the city was widened in the\nspring, when the ice had gone and the ships\nwaited.\n"
        "Next year a second quay is to follow, which\nwill be twice as long as the first.\n"
    )
    assert [len(words.split("\n")) for _, words in parts(text)] == [3, 2]


def test_a_sentence_a_line_stays_one_without_capitals() -> None:
    """Tokenized reference sets are written so."""
    text = "ships came in may .\nthe quay was closed .\nit cost 5 million .\n"
    assert len(parts(text)) == 3


def test_headings_name_what_stands_under_them() -> None:
    text = "# Port\n\nShips came in May.\n\n## Money\n\nIt cost 5 million.\n"
    assert parts(text) == [("Port", "Ships came in May."), ("Money", "It cost 5 million.")]


def test_lists_and_conversations_keep_their_lines() -> None:
    """An item or a turn without a full stop is still said."""
    listed = "Results:\n- Revenue up 5%\n- Costs down 2% year\n  on year\n"
    assert [words.split() for _, words in parts(listed)] == [
        ["-", "Revenue", "up", "5%"],
        ["-", "Costs", "down", "2%", "year", "on", "year"],
    ]
    spoken = "Anna: Are you coming tonight?\nBen: Not sure, there is the report\nAnna: Bring some wine\n"
    assert len(parts(spoken)) == 3


def test_a_text_of_headlines_alone_is_not_lost() -> None:
    text = "Serbia signs a treaty\nRussia cuts supply\nTalks open\n"
    assert [words for _, words in parts(text)] == text.splitlines()


def test_images_are_no_text() -> None:
    text = "Ships came in May.\n![A ship [Agency]](/images/ship.webp)\nThey left in June.\n"
    assert [words for _, words in parts(text)] == ["Ships came in May.", "They left in June."]


def test_front_matter_is_not_text() -> None:
    """A summary of a Markdown file must not quote its title and its author as a sentence."""
    text = "---\ntitle: Ships in May\nnote: >-\n  Of two\n  lines.\n---\n\nShips came in May.\n"
    assert [words for _, words in parts(text)] == ["Ships came in May."]
    ruled = "---\nShips came in May.\n---\nThey left in June.\n"
    assert [words for _, words in parts(ruled)] == ["Ships came in May.", "They left in June."]


@given(st.text(alphabet=st.sampled_from("aB .:-#*!\n\r\t1“”[]()"), max_size=200))
def test_every_block_is_a_place_in_the_text(text: str) -> None:
    """Whatever comes in, blocks follow one another and none is blank."""
    last = 0
    for block in blocks(text):
        assert last <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        last = block.end
