"""500 digests due at once: how long until the last one stands, against Discord's limits.

python -m tests.benchmarks.digests [N]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.process.limits import LimitedLoopback
from tests.process.program import program
from tests.process.test_digests import subscribed


async def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        slot = await subscribed(folder, number)
        began = time.monotonic()
        async with LimitedLoopback() as server, program(folder, server):
            await server.until(lambda s: len(server.arrived) >= number, seconds=600)
            first, last = server.arrived[0][0] - began, server.arrived[-1][0] - began
        after = (datetime.now(UTC) - slot).total_seconds()
        print(f"{number} digests: first {first:.1f} s, last {last:.1f} s after the program's start;")
        print(f"last {after:.1f} s after the slot; {number / (last - first):.1f} a second; {server.refused} times 429")
        print(
            f"channels reached: {len({channel for _, channel, _ in server.arrived})}, messages: {len(server.arrived)}"
        )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
