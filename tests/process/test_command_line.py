"""The real process: pipes, signals, imports. Few, since each starts a program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.shell import ARMS, ENERGY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of a POSIX system")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "energy.md").write_text(ENERGY)
    (corpus / "arms.md").write_text(ARMS)
    ours = {
        "PRECIS_CORPUS": str(corpus),
        "PRECIS_DATABASE": str(tmp_path / "store.sqlite3"),
        "PRECIS_ENCODER": "false",
    }
    return {k: v for k, v in os.environ.items() if k != "DISCORD_TOKEN"} | ours


def bot(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words]


def test_a_pipe_gets_plain_answers_and_the_status(environment: dict[str, str]) -> None:
    done = subprocess.run(
        bot("console", "--json"),
        input="/brief topic:gas\n/nonsense\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=60,
    )
    assert [json.loads(line)["ok"] for line in done.stdout.splitlines()] == [True, False]
    assert done.returncode == 1 and done.stderr == ""


def test_a_reader_that_leaves_early_sees_no_trace(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        bot("console", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b"/topics\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"/topics\n" * 50)
        process.stdin.close()
        errors = process.stderr.read()
        assert process.wait(30) == 141
    assert errors == b""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_without_a_trace(environment: dict[str, str], number: int, status: int) -> None:
    with subprocess.Popen(
        bot("console"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # a shell's background jobs ignore SIGINT
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b"/topics\n")
        process.stdin.flush()
        assert process.stdout.readline(), "it is up and answers"
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(20) == status
        assert time.monotonic() - began < 15
        assert b"Traceback" not in process.stderr.read()


def test_help_and_lexical_answers_load_nothing_heavy(environment: dict[str, str]) -> None:
    """What makes the command line quick and small: no torch, no discord, unless they are used."""
    script = (
        "import sys\n"
        "from bot.cli import main\n"
        "main(['--help'])\n"
        "light = sorted({'asyncio', 'rich', 'pydantic', 'numpy', 'sqlite3'} & set(sys.modules))\n"
        "main(['brief', 'gas', '--json'])\n"
        "heavy = sorted({'torch', 'transformers', 'discord', 'sklearn', 'prompt_toolkit'} & set(sys.modules))\n"
        "print('loaded', light, heavy)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "loaded [] []", done.stderr
