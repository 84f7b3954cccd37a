"""What happens at Discord's end: dropped sockets, refusals, limits. Nothing twice, nothing lost silently."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.cogs.contract import walk
from tests.process.loopback import Fault, Loopback
from tests.process.program import Program, program


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[tuple[Loopback, Program]]:
    """The program, connected; on leaving it must stop cleanly and have shown no stack trace."""
    async with Loopback() as server, program(folder, server) as running:
        await server.ready()
        yield server, running
        assert await running.stop() == 0
        assert "Traceback" not in await running.said()


async def answered(server: Loopback, command: str = "topics", **options: str) -> str:
    """Use a command and wait until its answer is there; the token."""
    token = await server.slash(command, **options)
    await server.until(lambda s: s.sent("PATCH", f"/webhooks/*/{token}/messages/@original"))
    return token


def shown(server: Loopback, token: str) -> int:
    """How often an answer was shown for that token, wherever."""
    return len(server.sent("PATCH", f"/webhooks/*/{token}/messages/@original"))


async def test_a_dropped_connection_is_taken_up_again(tmp_path: Path) -> None:
    """After a hiccup of the network the bot is gone until somebody restarts it."""
    async with serving(tmp_path) as (server, _):
        await server.drop()
        await server.until(lambda s: s.identified[-1] == "resume")
        assert shown(server, await answered(server)) == 1


async def test_an_invalid_session_is_begun_anew(tmp_path: Path) -> None:
    """A session that Discord forgot leaves the bot deaf."""
    async with serving(tmp_path) as (server, _):
        server.resumable = False
        await server.drop()
        await server.until(lambda s: s.identified[-1] == "identify" and "refused" in s.identified)
        assert shown(server, await answered(server)) == 1
        assert len(server.sent("PUT", "/applications/*/commands")) == 1, "and the commands were sent again"


async def test_a_request_to_reconnect_is_followed(tmp_path: Path) -> None:
    """Discord moves the bot to another machine, and it never comes back."""
    async with serving(tmp_path) as (server, _):
        await server.order(7)
        await server.until(lambda s: s.identified[-1] == "resume")
        assert shown(server, await answered(server)) == 1


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_rate_limit_is_waited_out(tmp_path: Path, everywhere: bool) -> None:
    """An answer is lost, or sent again and again, when Discord asks to slow down."""
    async with serving(tmp_path) as (server, _):
        body = {"message": "You are being rate limited.", "retry_after": 0.2, "global": everywhere}
        headers = {"Retry-After": "1", "Via": "1.1 google", "X-RateLimit-Scope": "global" if everywhere else "user"}
        server.faults.append(Fault("PATCH", "/webhooks/*", 429, body, headers))
        token = await server.slash("topics")
        await server.until(lambda s: shown(s, token) == 2)
        await asyncio.sleep(0.5)
        assert shown(server, token) == 2, "one refused, one taken"


async def test_errors_at_discord_are_tried_again(tmp_path: Path) -> None:
    """A moment's outage at Discord costs the answer."""
    async with serving(tmp_path) as (server, _):
        server.faults += [Fault("PATCH", "/webhooks/*", 500), Fault("PATCH", "/webhooks/*", 502)]
        token = await server.slash("topics")
        await server.until(lambda s: shown(s, token) == 3)
        assert not server.sent("POST", "/channels/*/messages")


async def test_an_answer_whose_message_is_gone_goes_to_the_channel_once(tmp_path: Path) -> None:
    """The answer is made and nobody ever sees it; or it is posted twice."""
    async with serving(tmp_path) as (server, _):
        gone = {"message": "Unknown Webhook", "code": 10015}
        server.faults.append(Fault("PATCH", "/webhooks/*", 404, gone, times=9))
        await server.slash("topics")
        await server.until(lambda s: s.sent("POST", "/channels/*/messages"))
        await asyncio.sleep(0.3)
        (posted,) = server.sent("POST", "/channels/*/messages")
        assert any("Topics" in part.get("content", "") for part in walk(posted.json["components"]))


async def test_an_interaction_that_was_too_late_still_gets_its_answer(tmp_path: Path) -> None:
    """Under load the person sees "did not respond", and the answer that was made goes nowhere."""
    async with serving(tmp_path) as (server, _):
        late = {"message": "Unknown interaction", "code": 10062}
        server.faults.append(Fault("POST", "/interactions/*", 404, late, times=9))
        await server.slash("topics")
        await server.until(lambda s: s.sent("POST", "/channels/*/messages"))
        assert len(server.sent("POST", "/channels/*/messages")) == 1


async def test_an_answer_that_can_go_nowhere_is_in_the_log(tmp_path: Path) -> None:
    """An answer is lost and nobody can find out."""
    async with Loopback() as server, program(tmp_path, server) as running:
        await server.ready()
        server.faults += [
            Fault("PATCH", "/webhooks/*", 404, {"message": "Unknown Webhook", "code": 10015}, times=9),
            Fault("POST", "/channels/*", 403, {"message": "Missing Access", "code": 50001}, times=9),
        ]
        await server.slash("topics")
        await server.until(lambda s: s.sent("POST", "/channels/*/messages"))
        assert shown(server, await _after(server)) == 1, "and it goes on serving"
        assert await running.stop() == 0
        assert "An answer is lost" in await running.said()


async def _after(server: Loopback) -> str:
    server.faults.clear()
    return await answered(server)
