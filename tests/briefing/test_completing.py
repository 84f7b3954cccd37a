"""Completion finds a name among ten thousand as it does among ten."""

from __future__ import annotations

import difflib

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.completing import Completions
from summarizers.words import fold

NAMES = [f"Report {n} on the region" for n in range(3000)]


def test_what_begins_so_comes_before_what_holds_it() -> None:
    """Typing the beginning of a title is enough, also in another script."""
    names = Completions(["On Serbia", "Serbia and gas", "Trade", "Жито"])
    assert names.matching("serbi") == ["Serbia and gas", "On Serbia"]
    assert names.matching("zito") == ["Жито"]
    assert names.matching("serbi", without={"Serbia and gas"}) == ["On Serbia"]
    assert names.matching("")[0] == "On Serbia"


def test_a_slip_of_the_finger_finds_one_of_thousands() -> None:
    """The one title meant is found though every other one is nearly as like."""
    names = Completions([*NAMES, "The Belgrade-Budapest railway"]).prepared()
    assert names.matching("teh belgrade budapst railway") == ["The Belgrade-Budapest railway"]
    assert len(names.matching("report")) == 25
    assert len(names.matching("", without=set(NAMES[:30]))) == 25
    assert names.matching("", without=set(NAMES[:30]))[0] == NAMES[30]


@given(
    st.lists(st.text(alphabet="abcdežџ1", min_size=1, max_size=8), max_size=20),
    st.text(alphabet="abcdež1", min_size=1, max_size=8),
)
def test_alike_is_what_comparing_all_of_them_finds(names: list[str], typed: str) -> None:
    """Ruling names out beforehand loses none."""
    folded = list(dict.fromkeys(fold(name) for name in names))
    expected = difflib.get_close_matches(fold(typed), folded, n=3, cutoff=0.6)
    found = list(dict.fromkeys(fold(name) for name in Completions(names).nearest(typed, 3)))
    assert {difflib.SequenceMatcher(None, f, fold(typed)).ratio() for f in found} == {
        difflib.SequenceMatcher(None, e, fold(typed)).ratio() for e in expected
    }
