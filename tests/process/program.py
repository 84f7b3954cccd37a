"""The real program in a process of its own, with a corpus of one document."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.process.loopback import TOKEN, Loopback

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "# Gas\n\nThe oil company NIS has been majority owned by Gazprom Neft since 2009. "
    "Gazprom Neft holds 56.15% of the shares of NIS. The state kept 29.87% of the company NIS. "
    "The gas contract of 2022 runs for three years.\n"
)


@dataclass(slots=True)
class Program:
    """``python -m bot run`` as it runs."""

    process: asyncio.subprocess.Process

    async def stop(self) -> int:
        """SIGTERM, and the exit status."""
        with suppress(ProcessLookupError):  # it has ended already
            self.process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self, seconds: float = 60.0) -> int:
        """The exit status, when it ends by itself."""
        async with asyncio.timeout(seconds):
            return await self.process.wait()

    async def said(self) -> str:
        """Everything that it wrote on stderr until it ended."""
        assert self.process.stderr is not None
        return (await self.process.stderr.read()).decode()


@asynccontextmanager
async def program(
    folder: Path, server: Loopback | None, token: str | None = TOKEN, **settings: object
) -> AsyncIterator[Program]:
    """Start the program against ``server``; it is killed on leaving if it still runs."""
    corpus = folder / "corpus"
    told = {
        "corpus": f'["{corpus}"]',
        "database": f'"{folder / "precis.sqlite3"}"',
        "encoder": "false",
        "user_per_minute": 0,
        "guild_per_minute": 0,
        **settings,
    }
    corpus.mkdir(exist_ok=True)
    (corpus / "gas.md").write_text(TEXT, encoding="utf-8")
    config = folder / "precis.toml"
    config.write_text("".join(f"{name} = {value}\n" for name, value in told.items()), encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PRECIS_") and k != "DISCORD_TOKEN"}
    if token is not None:
        environment["DISCORD_TOKEN"] = token
    if server is not None:
        environment["PRECIS_DISCORD_API"] = server.api
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--config", str(config), "run",
        cwd=ROOT, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
