"""A brief as Markdown: reads as the text that it is, whatever the documents hold."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from bot.render.markdown import brief as markdown
from bot.render.markdown import escaped
from tests.render.material import brief


def test_a_brief_is_an_outline_with_numbered_sources() -> None:
    text = markdown(brief())
    assert text.startswith("# Gas\n\n2 documents, 1 publisher, 2020-09\n")
    assert (
        "## Bottom line\n\nGas costs 270 dollars.\N{NO-BREAK SPACE}\\[1\\]\N{NO-BREAK SPACE}\\[2\\] *(2021-11-25)*\n"
        in text
    )
    assert "- NIS was sold in 2008.\N{NO-BREAK SPACE}\\[1\\] *(single source)*\n" in text
    assert "1. The Institute, “The paper”" in text and "2. “A note”" in text


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ `code` ~~gone~~",
        "[click](https://example.org) ![x](y) <b>html</b> <https://example.org>",
        "# not a heading",
        "- not a list",
        "1. not a list",
        "> not a quote | a | table",
        "&lt;script&gt; &amp; \\* back",
        "```\nfence",
        "a\n\nb",
        "    indented",
        "=====",
    ],
)
def test_marks_in_documents_are_text(text: str) -> None:
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escaped(text))
    assert html.count("<") == 2, f"only the paragraph itself: {html}"
    shown = html.removeprefix("<p>").removesuffix("</p>\n")
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, character)
    assert shown.replace("\u200b", "") == " ".join(text.split())


def test_a_hostile_title_stays_in_its_line() -> None:
    html = MarkdownIt("commonmark").render(markdown(brief(title="</p><script>alert(1)</script>\n\n# Owned")))
    assert "<script>" not in html and "<h1>Owned" not in html
