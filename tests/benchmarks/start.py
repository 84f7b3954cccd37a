"""From the command to an answer: seconds to start and memory, with and without a model.

python tests/benchmarks/start.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.measuring import row

ROOT = Path(__file__).resolve().parents[2]
READY = "/status\n"


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words]


def timed(words: list[str], environment: dict[str, str]) -> float:
    """Seconds of the fastest of five runs."""
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
        best = min(best, time.perf_counter() - began)
    return best


def ready(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until the console has answered its first line, and resident megabytes then."""
    began = time.perf_counter()
    with subprocess.Popen(
        command("console", "--json"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(READY.encode())
        process.stdin.flush()
        process.stdout.readline()
        taken = time.perf_counter() - began
        status = Path(f"/proc/{process.pid}/status").read_text()
        kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        process.stdin.close()
    return taken, kilobytes / 1e3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        without = dict(os.environ, PRECIS_DATABASE=f"{folder}/a.sqlite3", PRECIS_ENCODER="false")
        row("--help, s", f"{timed(command('--help'), without):.2f}")
        subprocess.run(command("ingest"), cwd=ROOT, env=without, stdout=subprocess.DEVNULL, check=True)
        row("brief, whole command, no model, s", f"{timed(command('brief', 'energy'), without):.2f}")
        taken, megabytes = ready(without)
        row("start to first answer, no model, s", f"{taken:.2f}")
        row("memory then, MB", f"{megabytes:.0f}")
        model = dict(without, PRECIS_ENCODER="true")
        subprocess.run(command("ingest"), cwd=ROOT, env=model, stdout=subprocess.DEVNULL, check=True)
        row("brief, whole command, with the model, s", f"{timed(command('brief', 'energy'), model):.2f}")
        taken, megabytes = ready(model)
        row("start to first answer, with the model, s", f"{taken:.2f}")
        row("memory then (the model has a process of its own), MB", f"{megabytes:.0f}")


if __name__ == "__main__":
    main()
