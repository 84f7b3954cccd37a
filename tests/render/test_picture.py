"""The picture of a timeline: readable on a phone, whatever the documents hold."""

from __future__ import annotations

import dataclasses
import io

import pytest
from PIL import Image

from bot.answers import BriefAnswer
from bot.render import picture
from summarizers.models import Point, Section
from tests.render.material import HOSTILE, PAPER, brief, evidence


def timeline(*events: tuple[str, str]) -> BriefAnswer:
    made = brief()
    points = tuple(Point(text, (evidence(PAPER, i, text),), date=date) for i, (date, text) in enumerate(events))
    summary = dataclasses.replace(made.summary, sections=(Section("timeline", points),))
    return dataclasses.replace(made, command="timeline", summary=summary)


def test_it_is_three_dots_to_a_point_of_a_phone_and_grows_with_its_events() -> None:
    """On a phone the letters are too small to read, or events run off the edge."""
    one = Image.open(io.BytesIO(picture.timeline(timeline(("2019", "It began."))).png))
    four = Image.open(io.BytesIO(picture.timeline(timeline(*[("2019", "It began.")] * 4)).png))
    assert one.size[0] == four.size[0] == picture.WIDTH
    assert four.size[1] > one.size[1]


def test_whoever_cannot_see_it_is_told_the_events() -> None:
    drawn = picture.timeline(timeline(("2019", "It began."), ("2020-05-08", "Ђоко га је завршио.")))
    assert drawn.alt == "Gas, 2019 – 8 May 2020. 2019: It began. 8 May 2020: Ђоко га је завршио."
    many = picture.timeline(timeline(*[("2019", "word " * 60)] * 30))
    assert len(many.alt) <= 1024


@pytest.mark.parametrize("text", [HOSTILE, "x" * 5000, "word " * 900, "Đoko \u4e00 \U0001f600", ""])
def test_any_text_is_drawn(text: str) -> None:
    """A runaway word or an unknown letter leaves the meeting without its timeline."""
    drawn = picture.timeline(timeline(("2019-05", text), ("1774", text)))
    assert Image.open(io.BytesIO(drawn.png)).size[1] < 2000


def test_a_cut_sentence_says_so_and_keeps_its_number() -> None:
    face = picture._face(picture.REGULAR, picture._SIZE)
    lines = picture._wrapped("many words " * 60, face, 700, 3, " [1]")
    assert len(lines) == 3 and lines[-1].endswith(" … [1]")
    assert all(face.getlength(line) <= 700 for line in lines)
    assert picture._wrapped("A few words.", face, 700, 3, " [1]") == ["A few words. [1]"]
