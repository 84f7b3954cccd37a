"""The doctor names what is broken and what to do, and gives nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers import Health
from tests.shell import Answered, Shell


def health(answer: Answered) -> dict[str, str]:
    return {c["name"]: c["health"] for c in answer.json["checks"]}


def remedy(answer: Answered, name: str) -> str:
    return next(c["found"] + " " + c["remedy"] for c in answer.json["checks"] if c["name"] == name)


def test_where_all_is_well_it_says_so_and_changes_nothing(shell: Shell) -> None:
    answer = shell("doctor", "--json")
    assert answer.status == 0
    assert Health.FAIL not in health(answer).values()
    assert health(answer)["corpus"] == "ok" and health(answer)["full text"] == "ok"
    assert not (shell.folder / "store.sqlite3").exists()


def test_it_reads_like_a_list(shell: Shell) -> None:
    shell("ingest")
    answer = shell("doctor")
    lines = answer.out.splitlines()
    assert any(line.startswith("ok ") and "database" in line and "schema" in line for line in lines)
    assert any(line.startswith("warn") and "DISCORD_TOKEN" in line for line in lines)


def test_a_token_is_never_printed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "MTIzNDU2.abcdef.verysecretpart")
    assert health(shell("doctor", "--json"))["token"] == "ok"
    assert "verysecretpart" not in shell("doctor", "-vv").out + shell("doctor", "--json", "-vv").err
    monkeypatch.setenv("DISCORD_TOKEN", "Bot verysecretpart")
    answer = shell("doctor", "--json")
    assert health(answer)["token"] == "warn" and "verysecretpart" not in answer.out


def test_a_broken_database_fails_it_and_quiet_shows_only_that(shell: Shell) -> None:
    database = shell.folder / "store.sqlite3"
    database.write_bytes(b"this is no database" * 500)
    answer = shell("doctor", "--json")
    assert answer.status == 3 and health(answer)["database"] == "fail"
    assert "--database" in remedy(answer, "database")
    quiet = shell("doctor", "--quiet")
    assert quiet.status == 3 and len([line for line in quiet.out.splitlines() if line.startswith("fail")]) == 1


def test_quiet_says_nothing_where_nothing_is_broken(shell: Shell) -> None:
    answer = shell("doctor", "--quiet")
    assert (answer.status, answer.out) == (0, "")


def test_an_empty_corpus_and_wrong_topics_are_named(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    topics = tmp_path / "topics.toml"
    topics.write_text("[topics.gas]\nnaem = 'Gas'\n")
    monkeypatch.setenv("PRECIS_TOPICS", str(topics))
    answer = shell("doctor", "--json", "--corpus", str(tmp_path / "empty"))
    assert answer.status == 3
    assert health(answer)["corpus"] == "warn" and health(answer)["topics"] == "fail"
    assert "topics.gas.name" in remedy(answer, "topics")


def test_a_model_that_is_not_installed_is_no_fault(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECIS_ENCODER", "true")
    monkeypatch.setattr("bot.doctor.packaged_encoder", lambda: None)
    answer = shell("doctor", "--json")
    assert answer.status == 0 and health(answer)["model"] == "warn"
    assert "make install" in remedy(answer, "model")
