"""The console: one slash command a line, one answer each, in order; slips do not end it."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pytest

from bot.app import open_app
from bot.console import completions
from bot.settings import load
from tests.shell import Shell


@pytest.fixture
def typed(shell: Shell, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """``typed("/topics", "/quit")`` pipes these lines into the console; its status, out and err."""

    def pipe(*lines: str, options: Sequence[str] = ()):  # type: ignore[no-untyped-def]
        text = "".join(f"{line}\n" for line in lines)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogateescape"))))
        return shell("console", *options)

    return pipe


def test_help_on_a_command_of_discord_says_that_it_is_one(typed) -> None:  # type: ignore[no-untyped-def]
    """Who read of /settings in the README is told that there is no such command."""
    assert "in Discord only" in typed("/help /settings").err


def test_json_lines_come_in_the_order_of_the_questions(typed) -> None:  # type: ignore[no-untyped-def]
    answer = typed(
        "/topics",
        "",
        "/brief topic:gas length:short",
        "/breif topic:gas",
        "/ask question:Who controls NIS?",
        "/evidence n:1",
        "/help",
        "no slash",
        "/quit",
        "/sources",
        options=["--json"],
    )
    objects = [json.loads(line) for line in answer.out.splitlines()]
    told = [o.get("command") or o["error"]["code"] for o in objects]
    assert told == ["topics", "brief", "bad_option", "ask", "evidence", "help", "bad_option"]
    assert objects[4]["brief"] == objects[3]["id"], "evidence opens the last answer"
    assert objects[2]["error"]["hint"] == "Did you mean /brief?"
    assert answer.status == 1, "a line that was refused shows in the status"


def test_in_words_answers_go_to_stdout_and_slips_to_stderr(typed) -> None:  # type: ignore[no-untyped-def]
    answer = typed("/brief gas", "/evidence n:1", "/brief gas method:lexrank", "/help brief")
    assert "BOTTOM LINE" in answer.out and "length:" in answer.out
    assert "lex-rank" in answer.err and "lex-rank" not in answer.out
    assert "precis>" not in answer.out, "no prompt in a pipe"


def test_the_end_of_input_ends_it_well(typed) -> None:  # type: ignore[no-untyped-def]
    assert typed().status == 0
    assert typed("/topics").status == 0
    assert typed("/search zeppelin").status == 1, "at the command line the same search has status 1"


def test_strange_bytes_and_long_lines_are_answered(typed) -> None:  # type: ignore[no-untyped-def]
    answer = typed("/ask \udcff\udcfe gas?", "/ask " + "gas " * 2000, "/search \x00\x1b[2J gas", options=["--json"])
    assert len(answer.out.splitlines()) == 3
    assert "Traceback" not in answer.err


def test_standard_input_is_not_read_twice(typed) -> None:  # type: ignore[no-untyped-def]
    answer = typed("/summarize file:-", "/topics", options=["--json"])
    assert [json.loads(line)["ok"] for line in answer.out.splitlines()] == [False, True]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("/br", "/brief"),
        ("/brief topic:ener", "Energy"),
        ("/brief ener", "Energy"),
        ("/brief topic:energy length:l", "long"),
        ("/brief topic:energy method:lex", "lex-rank"),
        ("/brief topic:energy le", "length:"),
        ("/help bri", "brief"),
        ("/source name:ene", "energy"),
    ],
)
async def test_tab_completes_what_is_being_typed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, line: str, first: str
) -> None:
    monkeypatch.setenv("PRECIS_CORPUS", str(shell.corpus))
    async with open_app(load(database=shell.folder / "store.sqlite3")) as app:
        await app.bring_up_to_date()
        found = [text for text, _, _ in completions(line, app.desk)]
    assert first.casefold() in [f.casefold()[: len(first)] for f in found[:2]]


async def test_a_completed_line_is_what_was_meant(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking a completion replaces just what was typed of it."""
    monkeypatch.setenv("PRECIS_CORPUS", str(shell.corpus))
    async with open_app(load(database=shell.folder / "store.sqlite3")) as app:
        line = "/brief topic:chur"
        text, replaced, _ = completions(line, app.desk)[0]
    assert line[: len(line) - replaced] + text == "/brief topic:Church and religion"
