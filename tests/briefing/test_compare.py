"""Two parties on one topic."""

from __future__ import annotations

import pytest

from bot.briefing.compare import _side
from bot.briefing.desk import Desk
from bot.briefing.parties import Party
from bot.errors import BadOption, NothingFound
from bot.render import as_json
from bot.render.markdown import brief as markdown
from bot.store.base import Scope


async def test_each_side_gets_what_is_said_of_it_alone_and_both_what_is_said_of_both(desk: Desk) -> None:
    """A sentence on one party is told of the other, or one on both is told as if of one."""
    answer = await desk.compare(Scope(), "energy", "Utopia", "Elbonia")
    a, b, both = answer.summary.sections
    assert (a.name, a.title, b.name, b.title, both.name) == ("a", "Utopia", "b", "Elbonia", "both")
    assert a.points and all("Elbonia" not in p.text for p in a.points)
    assert [p.text for p in b.points] == ["Arcadia plans a wind park with Elbonia by 2030."]
    assert any("Utopia" in p.text for p in a.points)
    assert both.points == ()
    assert all(p.evidence for p in answer.summary.points)


async def test_both_are_told_apart(desk: Desk) -> None:
    answer = await desk.compare(Scope(), "energy", "Arcadia", "Utopia")
    both = answer.summary.sections[2]
    assert both.points and all("Arcadia" in p.text and "Utopia" in p.text for p in both.points)


def test_what_comes_to_a_party_only_after_a_third_is_not_of_it() -> None:
    """A deal of China's is told as what the sources say of the EU, whose rules it broke."""
    eu, russia = Party("European Union", ("European Union", "EU"), True), Party("Russia", ("Russia", "Russian"), True)
    assert _side("China built it against rules of the EU.", eu, russia, "serbia") == (False, False)
    assert _side("The EU paid for what China built.", eu, russia, "serbia") == (True, False)
    assert _side("Serbia was paid by the EU.", eu, russia, "serbia") == (True, False)
    assert _side("China, Russia and the EU met.", eu, russia, "serbia") == (True, True)


async def test_a_side_of_which_nothing_is_said_is_told_so(desk: Desk) -> None:
    """The reader takes silence for the answer."""
    answer = await desk.compare(Scope(), "energy", "Utopia", "Freedonia")
    assert answer.summary.sections[1].points == ()
    assert "## Freedonia\n\nOn this topic no source speaks of Freedonia alone." in markdown(answer)


async def test_the_json_names_the_sides(desk: Desk) -> None:
    """A program cannot tell whose points they are."""
    found = as_json.answer(await desk.compare(Scope(), "energy", "Utopia", "Elbonia"))
    assert found["command"] == "compare" and found["topic"] == "energy"
    assert [(s["name"], s["title"]) for s in found["sections"]] == [
        ("a", "Utopia"),
        ("b", "Elbonia"),
        ("both", "Utopia and Elbonia"),
    ]
    assert found["sections"][0]["points"][0]["evidence"][0]["quote"]


async def test_a_kept_comparison_keeps_its_sides(desk: Desk) -> None:
    """After a restart the button's comparison has lost whose points they are."""
    answer = await desk.compare(Scope(), "energy", "Utopia", "Elbonia")
    assert await desk.kept(Scope(), answer.id) == answer


async def test_nothing_and_nobody_are_refused_with_a_remedy(desk: Desk) -> None:
    with pytest.raises(NothingFound, match="Freedonia"):
        await desk.compare(Scope(), "energy", "Freedonia", "Sylvania")
    with pytest.raises(BadOption, match="one and the same"):
        await desk.compare(Scope(), "energy", "Utopia", "utopia")
