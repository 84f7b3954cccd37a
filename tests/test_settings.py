"""Settings: a file, then the environment; a wrong one is named with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.settings import DEFAULT_CONFIG, Settings, load


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISCORD_TOKEN", "PRECIS_CORPUS", "PRECIS_DATABASE", "PRECIS_ENCODER", "PRECIS_LENGTH"):
        monkeypatch.delenv(name, raising=False)


def test_the_shipped_file_holds_the_defaults() -> None:
    """What config/default.toml says is what happens without it."""
    text = DEFAULT_CONFIG.read_text()
    assert load().model_dump() == Settings().model_dump()
    for name in set(Settings.model_fields) - {"discord_token", "discord_api"}:
        assert f"{name} =" in text, f"{name} is not explained in config/default.toml"


def test_the_environment_wins_over_the_file_and_arguments_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "precis.toml"
    file.write_text('length = "long"\ndatabase = "file.db"\nencoder = false\n')
    monkeypatch.setenv("PRECIS_DATABASE", "environment.db")
    assert load(file).database == Path("environment.db")
    assert load(file, database=Path("argument.db")).database == Path("argument.db")
    assert load(file).length == "long" and load(file).encoder is False


def test_the_corpus_variable_lists_folders_as_path_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECIS_CORPUS", "/a:/b c")
    assert load().corpus == (Path("/a"), Path("/b c"))


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECIS_DATABASE", "~/precis.db")
    assert load().database == Path.home() / "precis.db"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('databse = "x"\n', "no setting 'databse'", "database"),
        ("max_question = 0\n", "'max_question' is not usable", "precis.toml"),
        ("length = [\n", "not valid TOML", "Correct"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str, hint: str) -> None:
    file = tmp_path / "precis.toml"
    file.write_text(text)
    with pytest.raises(ConfigurationError) as raised:
        load(file)
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_a_topics_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A slip in its name, and every brief is silently made without the topics."""
    with pytest.raises(ConfigurationError, match=r"no file .*topics\.toml, which the setting 'topics' names"):
        load(topics=tmp_path / "topics.toml")
    (tmp_path / "topics.toml").touch()
    assert load(topics=tmp_path / "topics.toml").topics == tmp_path / "topics.toml"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no configuration file .*absent\.toml"):
        load(tmp_path / "absent.toml")


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very.secret.token")
    settings = load()
    assert settings.discord_token is not None
    assert "secret" not in repr(settings) and "secret" not in str(settings.model_dump())
