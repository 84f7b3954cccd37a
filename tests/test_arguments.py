"""The shell's arguments: taken before or after the command, slips answered with the nearest name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.arguments import Usage, parse
from bot.commands import Where, offered


def test_global_options_stand_before_or_after_the_command() -> None:
    before = parse(["--json", "--database", "d.db", "-v", "--corpus", "a", "--corpus", "b", "brief", "energy"])
    after = parse(["brief", "energy", "--json", "--database", "d.db", "-v", "--corpus", "a", "--corpus", "b"])
    assert before == after
    assert after.json and after.corpus == (Path("a"), Path("b")) and after.verbose == 1


def test_an_option_before_the_command_is_not_undone_by_its_absence_after() -> None:
    assert parse(["--config", "c.toml", "topics"]).config == Path("c.toml")


def test_words_need_no_quotation_marks() -> None:
    assert parse(["ask", "Who", "owns", "NIS?", "--json"]).request.values == {"question": "Who owns NIS?"}


def test_a_dash_is_what_is_piped_in() -> None:
    asked = parse(["summarize", "-", "--topic", "gas and oil", "--sentences", "3"]).request
    assert asked.values == {"file": "-", "topic": "gas and oil", "sentences": 3}


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["breif", "energy"], "no command 'breif'", "brief"),
        (["brief", "energy", "--lenght", "long"], "no option --lenght", "--length"),
        (["--jsn", "topics"], "no option --jsn", "--json"),
        (["brief", "energy", "--length", "lnog"], "cannot be 'lnog'", "long"),
        (["brief", "energy", "--length"], "--length needs a value", "--help"),
        (["brief"], "'brief' needs", "brief energy"),
        (["summarize"], "'summarize' needs a text", "summarize report.txt"),
        (["compare", "energy"], "needs one party", "compare energy Russia China"),
        (["settings"], "in Discord only", "server"),
        (["help", "digest"], "in Discord only", "server"),
        (["brief", ""], "'topic' is empty", "any words"),
        (["brief", "energy", "--since", ""], "'since' is empty", "sources published"),
        (["search", "gas", "--page", "two"], "cannot be 'two'", "number"),
        (["help", "sorce"], "no command 'sorce'", "source"),
        ([], "No command", "--help"),
    ],
)
def test_a_slip_names_what_was_meant(
    words: list[str], message: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["bot", *words])
    with pytest.raises(Usage) as raised:
        parse(words)
    assert message in raised.value.message
    assert hint in raised.value.hint
    assert raised.value.exit_status == 2


def test_help_names_every_command_and_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    for name in offered(Where.SHELL):
        assert f"\n    {name} " in shown
    assert "python -m bot brief energy" in shown


@pytest.mark.parametrize("name", list(offered(Where.SHELL)))
def test_help_on_a_command_is_the_same_both_ways(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse([name, "--help"])
    one = capsys.readouterr().out
    with pytest.raises(SystemExit):
        parse(["help", name])
    assert capsys.readouterr().out == one
    for option in offered(Where.SHELL)[name].offered(Where.SHELL):
        assert option.help[:20] in one


def test_help_for_a_program_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["help", "--json"], ["--json", "help", "brief"]):
        with pytest.raises(SystemExit):
            parse(words)
        told = json.loads(capsys.readouterr().out)
        assert told["ok"] and told["command"] == "help" and "usage: python -m bot" in told["text"]
    assert told["topic"] == "brief"


@pytest.mark.parametrize("columns", [50, 60])
def test_help_is_as_wide_as_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit):
        parse(["help", "ask"])
    told = capsys.readouterr().out.split("Examples:")[0]
    assert max(map(len, told.splitlines())) <= columns


@pytest.mark.parametrize("name", list(offered(Where.SHELL)))
def test_every_example_in_the_help_can_be_typed(name: str) -> None:
    import shlex

    for example in offered(Where.SHELL)[name].examples:
        if name == "help":
            continue
        words = [w for w in shlex.split(example) if w not in ("<", "report.txt") or "inspect" in example]
        if name == "summarize" and "-" not in words:
            words.append("report.txt")
        assert parse(words).request.command.name == name
