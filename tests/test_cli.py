"""The command line: every command answers, in words and as JSON, with the right exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from bot.commands import Where, offered
from tests.render.test_as_json import BRIEF, INSPECTION
from tests.shell import ENERGY, Shell


def test_a_brief_names_its_sources(shell: Shell) -> None:
    answer = shell("brief", "energy")
    assert answer.status == 0, answer.err
    assert "BOTTOM LINE" in answer.out and "SOURCES" in answer.out and "[1]" in answer.out


def test_a_brief_as_json_keeps_the_contract_and_quotes_the_file(shell: Shell) -> None:
    answer = shell("brief", "gas", "--length", "long", "--json")
    assert answer.status == 0
    jsonschema.validate(answer.json, BRIEF)
    paths = {s["n"]: s["path"] for s in answer.json["sources"]}
    cited = [e for s in answer.json["sections"] for p in s["points"] for e in p["evidence"]]
    assert cited
    for evidence in cited:
        text = (shell.corpus / paths[evidence["n"]]).read_text()
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_question_is_answered(shell: Shell) -> None:
    answer = shell("ask", "Who", "controls", "NIS?", "--json")
    assert answer.status == 0
    assert "56.15" in answer.json["sections"][0]["points"][0]["text"]


def test_a_question_that_the_corpus_does_not_answer_says_so_and_the_status_too(shell: Shell) -> None:
    answer = shell("ask", "How high is Mount Kilimanjaro?", "--json")
    assert (answer.status, answer.json["ok"], answer.json["answered"]) == (1, True, False)
    assert "does not hold an answer" in shell("ask", "How high is Mount Kilimanjaro?").out


LISTED = {
    "figures gas": "270 dollars",
    "compare energy Russia China": "CMEC built a power plant",
    "timeline energy": "2019  The gas pipeline",
    "changed energy --since 2020-01-01": "• Serbia pays 270 dollars",
    "archive {folder} --zone Belgrade": "open index.html",
    "search Gazprom": "56.15",
    "topics": "Energy",
    "sources": "energy.md",
    "source energy": "Gas",
    "corpus status": "2 documents",
    "corpus feed list": "No feeds",
    "status": "lexical methods only",
    "ingest": "added",
}
"""Commands with a part of what they say."""

TRIED_ELSEWHERE = {"brief", "ask", "evidence", "summarize", "inspect", "console", "run", "evaluate", "doctor", "help"}


@pytest.mark.parametrize("line", LISTED)
def test_every_listing_answers_in_words_and_as_json(shell: Shell, line: str) -> None:
    words = line.format(folder=shell.folder / "archive").split()
    answer = shell(*words)
    assert answer.status == 0, answer.err
    assert LISTED[line] in answer.out
    again = shell(*words, "--json")
    assert again.json["ok"] is True and again.json["command"] == words[0]


def test_every_command_of_the_shell_is_tried() -> None:
    """A command is declared, and nothing answers it at the command line."""
    assert {line.split()[0] for line in LISTED} | TRIED_ELSEWHERE == set(offered(Where.SHELL))


def test_evidence_opens_a_brief_that_an_earlier_command_made(shell: Shell) -> None:
    id = shell("brief", "gas", "--json").json["id"]
    answer = shell("evidence", "1", "--id", id)
    assert answer.status == 0 and answer.out.startswith("[1] ")
    assert shell("evidence", "9", "--id", id).status == 1
    assert "no brief “nosuch”" in shell("evidence", "1", "--id", "nosuch").err
    assert shell("evidence", "1").out == answer.out  # the last brief, where none is named


def test_evidence_of_nothing_says_what_to_do(shell: Shell) -> None:
    assert "Make one first" in shell("evidence", "1").err


def test_inspect_shows_how_a_file_is_read_without_a_database(shell: Shell) -> None:
    file = shell.corpus / "energy.md"
    answer = shell("inspect", str(file), "--json")
    jsonschema.validate(answer.json, INSPECTION)
    kinds = {s["kind"] for s in answer.json["sentences"]}
    assert {"heading", "body"} <= kinds
    for sentence in answer.json["sentences"]:
        assert ENERGY[sentence["start"] : sentence["end"]].strip()
    assert not (shell.folder / "store.sqlite3").exists()
    assert "START:END" in shell("inspect", str(file)).out


def test_summarize_reads_a_file_or_what_is_piped_in(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    file = shell("summarize", str(shell.corpus / "energy.md"), "--sentences", "2", "--json")
    jsonschema.validate(file.json, BRIEF)
    assert [s["name"] for s in file.json["sections"]] == ["summary"]
    assert len(file.json["sections"][0]["points"]) == 2
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ENERGY.encode())))
    assert "[1]" in shell("summarize", "-", "--topic", "gas").out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "Nothing was piped in" in shell("summarize", "-").err


def test_a_summary_on_a_topic_is_not_filled_with_what_else_the_text_says(shell: Shell) -> None:
    file = shell.corpus.parent / "town.md"
    file.write_text(
        "## The harbor\n\nThe harbor of Nova has six cranes. A seventh crane was ordered in May 2023 from Elbonia.\n\n"
        "## Culture\n\nThe theatre of Nova was founded in 1801 by Jana Berg and has 300 seats.\n"
    )
    told = shell("summarize", str(file), "--topic", "theatre", "--sentences", "5", "--json").json
    assert [p["text"][:22] for p in told["sections"][0]["points"]] == ["The theatre of Nova wa"]
    assert "does not speak of “herring”" in shell("summarize", str(file), "--topic", "herring").err


def test_markdown_that_is_piped_in_is_read_as_markdown(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "---\nauthor: Ana Petrovic\npublished: '2021'\n---\n\n## Ports\n\nThe port of Bar has six cranes.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    told = shell("summarize", "-").out
    assert "Ana Petrovic, 2021, in Ports" in told and "#" not in told


@pytest.mark.parametrize(
    ("words", "meant"),
    [(("brief", "enrgy"), "Energy"), (("figures", "tranport"), "Transport"), (("timeline", "bankng"), "Banking")],
)
def test_a_topic_that_is_mistyped_is_asked_for(shell: Shell, words: tuple[str, ...], meant: str) -> None:
    answer = shell(*words)
    assert answer.status == 1 and f"Did you mean {meant}" in answer.err


def test_what_cannot_be_saved_whole_takes_nothing_from_what_was_there(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "energy.md"
    file.write_text("The answer of yesterday.")
    whole = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        whole(path, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "No space left" in shell("brief", "energy", "--save", str(file)).err
    assert file.read_text() == "The answer of yesterday."
    assert [f.name for f in tmp_path.glob("*energy*")] == ["energy.md"]


def test_only_what_changed_is_read_again(shell: Shell) -> None:
    assert shell("ingest", "--json").json["added"] == 2
    again = shell("ingest", "--json").json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)
    (shell.corpus / "arms.md").unlink()
    assert shell("ingest", "--json").json["withdrawn"] == 1


def test_files_that_cannot_be_read_are_named_and_the_rest_goes_on(shell: Shell) -> None:
    (shell.corpus / "empty.txt").write_bytes(b"")
    (shell.corpus / "picture.txt").write_bytes(bytes(range(256)) * 40)
    answer = shell("ingest")
    assert answer.status == 1
    assert "2 files not read" in answer.out and "empty.txt" in answer.out and "picture.txt" in answer.out
    brief = shell("brief", "energy", "--json")
    assert brief.status == 0 and brief.json["ok"], "a bad file does not stand in the way of an answer"


@pytest.mark.parametrize(
    ("words", "status", "code", "hint"),
    [
        (["brief", "energy", "--method", "lexrank"], 1, "unknown_method", "lex-rank"),
        (["source", "enrgy"], 1, "unknown_source", ""),
        (["inspect", "absent.txt"], 1, "unreadable_document", "Check"),
        (["summarize", "."], 1, "unreadable_document", "--corpus"),
        (["brief", "energy", "--length", "hgue"], 2, "usage", "long"),
        (["breif"], 2, "usage", "brief"),
        (["brief", "energy", "--config", "absent.toml"], 3, "configuration", "--config"),
        (["brief", "energy", "--corpus", "absent"], 2, "usage", "absent"),
        (["run"], 3, "configuration", "DISCORD_TOKEN"),
    ],
)
def test_a_fault_is_one_sentence_and_what_to_do(
    shell: Shell, words: list[str], status: int, code: str, hint: str
) -> None:
    answer = shell(*words, "--json")
    assert answer.status == status
    assert (answer.json["ok"], answer.json["error"]["code"]) == (False, code)
    assert hint in answer.json["error"]["hint"] + answer.json["error"]["message"]
    in_words = shell(*words)
    assert in_words.status == status and in_words.out == ""
    assert answer.json["error"]["message"] in in_words.err and "Traceback" not in in_words.err


def test_a_broken_database_is_told_with_the_remedy(shell: Shell) -> None:
    (shell.folder / "store.sqlite3").write_bytes(b"this is no database" * 500)
    answer = shell("brief", "energy", "--json")
    assert answer.status == 3 and answer.json["error"]["code"] == "store"
    assert "--database" in answer.json["error"]["hint"]


def test_an_unexpected_fault_shows_no_trace_unless_asked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("wires crossed")

    monkeypatch.setattr("bot.briefing.desk.Desk.brief", broken)
    answer = shell("brief", "energy")
    assert answer.status == 3
    assert "Traceback" not in answer.err and "-v" in answer.err and "RuntimeError" in answer.err


@pytest.mark.parametrize(
    "question",
    [
        '"NEAR(" OR * AND ^ NOT -gas',
        "'; DROP TABLE document; --",
        "**@everyone** <@1> [x](http://y)",
        "\x1b[2J\x00\x07\u202e gas",
        "🛢️🔥 gas?",
        "gas " * 900,
        "Ko poseduje НИС? Вучић",
        "?!",
        "\udce2\udc80",
    ],
)
@pytest.mark.parametrize("command", ["ask", "search", "brief"])
def test_any_text_is_answered_or_refused(shell: Shell, command: str, question: str) -> None:
    answer = shell(command, "--json", "--", question)
    assert answer.status in (0, 1, 2), answer.out
    assert json.loads(answer.out)["ok"] is (answer.status == 0 or json.loads(answer.out)["ok"])


def test_a_corpus_without_documents_is_said_to_be_empty(shell: Shell, tmp_path: Path) -> None:
    """Who named the wrong folder is told that nothing speaks of energy, and tries other words."""
    (tmp_path / "none").mkdir()
    answer = shell("brief", "energy", "--corpus", str(tmp_path / "none"), "--database", str(tmp_path / "none.db"))
    assert answer.status == 1 and "holds no documents" in answer.err and "'corpus add'" in answer.err


def test_a_time_of_which_nothing_is_known_is_named(shell: Shell) -> None:
    """Nothing is newer, and the answer is that the corpus does not speak of energy."""
    answer = shell("brief", "energy", "--since", "2099")
    assert answer.status == 1 and "since 2099" in answer.err and "earlier" in answer.err


@pytest.mark.parametrize(("name", "begins"), [("energy.pdf", b"%PDF"), ("energy.md", b"# ")])
def test_an_answer_is_saved_as_the_name_of_the_file_says(
    shell: Shell, tmp_path: Path, name: str, begins: bytes
) -> None:
    """What is to be passed on has to be copied from the terminal."""
    file = tmp_path / name
    assert "BOTTOM LINE" in shell("brief", "energy", "--save", str(file)).out
    assert file.read_bytes().startswith(begins)
    refused = shell("brief", "energy", "--save", str(tmp_path / "energy.doc"))
    assert refused.status == 1 and ".pdf or .md" in refused.err and not (tmp_path / "energy.doc").exists()
    assert "cannot be written" in shell("figures", "energy", "--save", str(tmp_path / "none" / name)).err


def test_a_picture_is_named_as_one(shell: Shell, tmp_path: Path) -> None:
    """A PNG is written over somebody's notes.txt."""
    answer = shell("timeline", "energy", "--picture", str(tmp_path / "notes.txt"))
    assert answer.status == 1 and "PNG" in answer.err and not (tmp_path / "notes.txt").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_an_answer_that_finds_no_room_is_told(tmp_path: Path, options: tuple[str, ...]) -> None:
    """A full disk ends in a stack trace, or in silence."""
    command = [sys.executable, "-m", "bot", "inspect", "README.md", *options]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    assert done.returncode == 3 and "cannot be written" in done.stderr and "Traceback" not in done.stderr


def test_an_overlong_question_is_refused_with_the_limit(shell: Shell) -> None:
    answer = shell("ask", "gas " * 2000)
    assert answer.status == 1 and "4,000" in answer.err


def test_the_store_is_made_where_the_settings_say(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    place = shell.folder / "new" / "folder" / "store.sqlite3"
    answer = shell("topics", "--database", str(place))
    assert answer.status == 0 and Path(place).is_file()
