"""Near misses are pointed out, and counts read as English."""

from __future__ import annotations

import pytest

from bot.messages import count, did_you_mean, either, nearest


@pytest.mark.parametrize(
    ("typed", "expected"), [("ennergy", "energy"), ("ENERGY", "energy"), ("trans", "transport"), ("kosvo", "Kosovo")]
)
def test_the_nearest_name_comes_first(typed: str, expected: str) -> None:
    assert nearest(typed, ["transport", "energy", "Kosovo"])[0] == expected


def test_nothing_near_is_not_guessed() -> None:
    assert did_you_mean("zzz", ["energy"], "See topics.") == "See topics."
    assert did_you_mean("", ["energy"]) == ""


def test_alternatives_read_as_a_sentence() -> None:
    assert [either(["a"]), either(["a", "b"]), either(["a", "b", "c"])] == ["a", "a or b", "a, b or c"]


def test_one_is_singular() -> None:
    assert (count(1, "document"), count(1204, "sentence"), count(2, "entry", "entries")) == (
        "1 document",
        "1,204 sentences",
        "2 entries",
    )
