"""A sign that an answer is on its way: at a terminal, after a while, and gone when the answer is there."""

from __future__ import annotations

import asyncio
import io

import pytest

from bot.render.waiting import going_on


class Screen(io.StringIO):
    """Text that is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


async def test_a_long_answer_shows_that_it_is_made() -> None:
    """For a minute of writing the prompt looks dead."""
    screen = Screen()
    with going_on(screen, soon=0.01):
        await asyncio.sleep(0.3)
    assert "Answering" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K"), "the sign is still there"


async def test_a_quick_answer_and_a_pipe_show_nothing() -> None:
    """Every command flickers, or a log is full of signs."""
    screen, pipe = Screen(), io.StringIO()
    with going_on(screen):
        await asyncio.sleep(0)
    with going_on(pipe, soon=0.01):
        await asyncio.sleep(0.1)
    assert "Answering" not in screen.getvalue() and pipe.getvalue() == ""
