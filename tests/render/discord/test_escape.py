"""Untrusted text is shown as written and does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.discord.escape import pieces, plain, safe, shorten

_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ __under__ ~~gone~~ ||secret||",
        "`code` ```py\nprint()\n```",
        "[click](https://evil.example)",
        "<https://evil.example> https://evil.example",
        "<@123> <@!123> <@&123> <#123> </brief:123> <:x:1> <a:x:1> <t:1:R> <id:home>",
        "# heading", "### heading", "-# small", "- item", "* item", "+ item", "> quote", ">>> quote",
        "1. first", "2) second", "\\*not\\*",
    ],
)  # fmt: skip
def test_nothing_in_it_is_markdown(text: str) -> None:
    """A title turns into a heading, a link that lies, a mention, or hides the rest of the message."""
    shown = safe(text)
    bare = _ESCAPED.sub("", shown)  # what is left beside what a backslash makes plain
    assert not re.search(r"[*_~`|<\[]", bare)
    assert "://" not in shown
    assert not re.match(r"[#>+-]|\d+[.)]", shown)
    assert _ESCAPED.sub(r"\1", shown) == " ".join(text.split()), "it reads as it was written"


def test_nobody_is_called() -> None:
    """A document pings the whole server."""
    shown = safe("@everyone @here @Everyone mail@example.org")
    assert "@everyone" not in shown.casefold() and "@here" not in shown
    assert "mail@example.org" in shown


@pytest.mark.parametrize(
    "hidden", "\u202e\u202d\u2066\u2069\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u3164\u034f\u061c"
)
def test_invisible_and_turning_characters_are_gone(hidden: str) -> None:
    """A right-to-left override turns the rest of the brief around."""
    assert safe(f"ab{hidden}cd") == "abcd"


def test_line_breaks_and_controls_become_spaces() -> None:
    """A title of two lines starts a line of its own, and so a heading."""
    assert safe("a\nb\r\n\x00c\x1b[31m\u2028# d") == "a b c \\[31m # d"


def test_emoji_scripts_and_lone_surrogates_survive() -> None:
    """Serbian names, family emoji or half a character break the message."""
    assert safe("Вучић Đorđe 👩\u200d👧 ✅") == "Вучић Đorđe 👩\u200d👧 ✅"
    safe("x\ud800y").encode("utf-8")


def test_what_is_empty_gets_a_name() -> None:
    """Discord refuses an empty text, and with it the whole answer."""
    assert safe("\u200b \n", "Untitled") == "Untitled"
    assert safe(None, "Untitled") == "Untitled"


def test_a_shortened_name_shows_that_it_is_one() -> None:
    """A name is cut as if it ended there."""
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("x" * 30, 10) == "x" * 9 + "…"
    assert shorten("short", 10) == "short"


@given(st.text(max_size=400))
def test_any_text_is_one_harmless_line(text: str) -> None:
    """Some text nobody thought of breaks out."""
    shown = safe(text)
    assert len(shown.splitlines()) <= 1
    assert not re.search(r"[*_~`|<\[]", _ESCAPED.sub("", shown))
    assert plain(shown) == shown


@given(st.text(alphabet="ab *\\_", max_size=200), st.integers(min_value=2, max_value=30))
def test_pieces_lose_nothing_and_part_no_escape(text: str, limit: int) -> None:
    """A long sentence loses words between pages, or shows a stray backslash."""
    escaped = safe(text)
    found = pieces(escaped, limit)
    assert all(len(piece) <= limit for piece in found)
    assert "".join(found).replace(" ", "") == escaped.replace(" ", "")
    for piece in found:
        assert (len(piece) - len(piece.rstrip("\\"))) % 2 == 0
