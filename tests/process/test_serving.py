"""The whole program against a Discord on this machine: start, answer, stop."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.cogs.contract import faults, walk
from tests.process.loopback import Loopback
from tests.process.program import program


async def test_it_connects_answers_and_leaves_cleanly_when_stopped(tmp_path: Path) -> None:
    """The container is killed after its grace period, or nothing is ever answered."""
    async with Loopback() as server, program(tmp_path, server) as running:
        await server.ready()
        token, answer = await _answered(server)
        status = await running.stop()
        said = await running.said()

    assert status == 0, said
    assert "Traceback" not in said
    acknowledged = server.sent("POST", f"/interactions/*/{token}/callback")
    assert [request.json["type"] for request in acknowledged] == [5]
    assert "56.15%" in answer and "[1]" in answer
    assert [fault for request in server.requests for fault in faults(request)] == []


async def _answered(server: Loopback) -> tuple[str, str]:
    """Ask until the corpus has been read: the interaction's token and what was answered."""
    for _ in range(100):
        token = await server.slash("ask", question="Who holds 56.15% of the shares of NIS?")
        original = f"/webhooks/*/{token}/messages/@original"
        await server.until(lambda s, path=original: s.sent("PATCH", path))
        (answer, *_more) = server.sent("PATCH", original)
        said = "\n".join(part["content"] for part in walk(answer.json["components"]) if part["type"] == 10)
        if "[1]" in said:
            return token, said
        assert "still reading the corpus" in said
        await asyncio.sleep(0.1)
    raise AssertionError("the corpus was never read")


async def test_commands_are_sent_once_and_not_again_after_a_restart(tmp_path: Path) -> None:
    """Every restart sends all commands again, until Discord stops taking them."""
    async with Loopback() as server:
        for _ in range(2):
            async with program(tmp_path, server) as running:
                before = len(server.identified)
                await server.until(lambda s, n=before: len(s.identified) > n and s._commands)
                assert await running.stop() == 0
        assert len(server.sent("PUT", "/applications/*/commands")) == 1


async def test_an_answer_under_way_is_given_before_it_stops(tmp_path: Path) -> None:
    """Whoever asked just before an update is left with a message that waits forever."""
    async with Loopback() as server, program(tmp_path, server) as running:
        await server.ready()
        server.hold = asyncio.Event()
        token = await server.slash("topics")
        await server.until(lambda s: s.sent("PATCH", f"/webhooks/*/{token}/messages/@original"))
        stopping = asyncio.create_task(running.stop())
        await asyncio.sleep(0.3)
        assert not stopping.done()
        server.hold.set()
        assert await stopping == 0
        assert len(server.sent("PATCH", f"/webhooks/*/{token}/messages/@original")) == 1


async def test_a_refused_token_is_one_clear_message(tmp_path: Path) -> None:
    """A mistyped token ends in a stack trace."""
    async with Loopback() as server, program(tmp_path, server, token="wrong.token.here") as running:
        assert await running.ended() == 3
        said = await running.said()
    assert "Discord refused the token" in said and "DISCORD_TOKEN" in said
    assert "Traceback" not in said and "wrong.token.here" not in said


async def test_a_missing_token_is_one_clear_message(tmp_path: Path) -> None:
    """Whoever starts the bot for the first time is told nothing useful."""
    async with program(tmp_path, None, token=None) as running:
        assert await running.ended() == 3
        said = await running.said()
    assert "There is no Discord token" in said and "DISCORD_TOKEN" in said
    assert "Traceback" not in said


async def test_an_unreachable_discord_is_one_clear_message(tmp_path: Path) -> None:
    """Without a network the bot dies with a stack trace."""
    server = Loopback()
    server.api = "http://127.0.0.1:9/api/v10"  # nobody listens there
    async with program(tmp_path, server) as running:
        assert await running.ended() == 3
        said = await running.said()
    assert "Discord cannot be reached" in said
    assert "Traceback" not in said


async def test_a_missing_intent_is_one_clear_message(tmp_path: Path) -> None:
    """An intent switched off at Discord ends in a stack trace, or in endless reconnecting."""
    async with Loopback() as server:
        server.refuse_with = 4014
        async with program(tmp_path, server) as running:
            assert await running.ended() == 3
            said = await running.said()
    assert "intent" in said and "Traceback" not in said
