"""The files around the code: what a newcomer follows works, and nothing in it is out of date."""

from __future__ import annotations

import os
import re
import shlex
import tomllib

import pytest

from bot.arguments import parse
from bot.commands import COMMANDS, Where, offered
from bot.settings import Settings
from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-models.lock")


def pinned(name: str) -> dict[str, str]:
    """Normalized package names and their versions in a lock file."""
    lines = [line for line in (ROOT / name).read_text().splitlines() if re.match(r"[A-Za-z0-9]", line)]
    return {re.sub(r"[-_.]+", "-", n).lower(): v for n, v in (line.split("==") for line in lines)}


def required(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + [w for e in extras for w in project["optional-dependencies"][e]]
    return {re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", w)[0]).lower() for w in wanted}


def test_everything_the_project_asks_for_is_pinned() -> None:
    assert required("models") <= pinned(LOCKS[0]).keys(), "run make lock"
    assert required("generator") <= required() | pinned(LOCKS[0]).keys() | pinned(LOCKS[2]).keys(), "run make lock"
    assert required("models", "test", "check") <= pinned(LOCKS[0]).keys() | pinned(LOCKS[1]).keys(), "run make lock"


def test_torch_is_the_version_that_does_not_pull_gigabytes() -> None:
    assert pinned(LOCKS[0])["torch"] == "2.13.0"
    for name in pinned(LOCKS[0]):
        assert not name.startswith(("nvidia-", "cuda-", "triton")), name


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_installs_on_any_machine(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"https?:|file:|index-url|find-links|@|(^|\s)/", text.replace("-r requirements.lock", ""))
    assert "+cpu" not in text


def test_the_scripts_can_be_run() -> None:
    for script in (".ci/run", ".ci/lock"):
        assert os.access(ROOT / script, os.X_OK)


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md", "Makefile", "bot/doctor.py"):
        named = set(re.findall(r"(?:`|^|# +)make ([a-z-]+)\b", (ROOT / page).read_text(), re.MULTILINE))
        assert named <= targets, f"{page} names {named - targets}"


def test_every_setting_is_told_of() -> None:
    told = (ROOT / "docs" / "settings.md").read_text()
    for name in set(Settings.model_fields) - {"discord_token", "discord_api"}:
        assert f"| `{name}` | `PRECIS_{name.upper()}`" in told


def test_the_documents_show_only_commands_that_work() -> None:
    """Who copies a line of them is told that there is no such option."""
    pages = (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    local = "|".join(offered(Where.SHELL).keys() - {"help"})
    line = re.compile(rf"^(?:precis|    python -m bot) ((?:{local}) [^|]*?)(?:  +#.*)?$", re.MULTILINE)
    shown = [found for page in pages for found in line.findall(page.read_text())]
    assert len(shown) >= 20
    for command in shown:
        assert parse(shlex.split(command)).request.command.name == command.split()[0]


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text()))
def test_what_the_readme_links_to_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_command_of_the_console_is_in_the_shell_too() -> None:
    assert offered(Where.CONSOLE).keys() <= offered(Where.SHELL).keys()
    assert {"run", "console", "evaluate"} == offered(Where.SHELL).keys() - offered(Where.CONSOLE).keys()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_command_and_option_fits_into_discord(command: object) -> None:
    from bot.commands import Command

    assert isinstance(command, Command)
    assert re.fullmatch(r"[a-z]{1,32}", command.name) and 1 <= len(command.summary) <= 100
    for option in command.options:
        assert re.fullmatch(r"[a-z]{1,32}", option.name) and 1 <= len(option.help) <= 100


def test_the_container_runs_what_the_command_line_has() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "USER precis" in dockerfile and "VOLUME /data" in dockerfile and "HEALTHCHECK" in dockerfile
    assert parse(["doctor", "--quiet"]).quiet
    allowed = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    copied = {w for line in re.findall(r"^COPY (?!--)(.*)", dockerfile, re.MULTILINE) for w in line.split()[:-1]}
    assert copied == allowed and all((ROOT / name).exists() for name in copied)
