"""What happens at Discord's end: dropped sockets, refusals, limits. Nothing twice, nothing lost silently."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.cogs.contract import walk
from tests.process.loopback import CHANNEL, DIRECT, Fault, Loopback, Request
from tests.process.program import TEXT, Program, program

AT_ONCE = 4
"""The type of a response that carries its message, with nothing to wait for."""


@asynccontextmanager
async def serving(folder: Path, **settings: object) -> AsyncIterator[tuple[Loopback, Program]]:
    """The program, connected; on leaving it must stop cleanly and have shown no stack trace."""
    async with Loopback() as server, program(folder, server, **settings) as running:
        await server.ready()
        yield server, running
        assert await running.stop() == 0
        assert "Traceback" not in await running.said()


async def answered(server: Loopback, command: str = "topics", **options: str) -> str:
    """Use a command and wait until its answer is there; the token."""
    token = await server.slash(command, **options)
    await server.until(lambda s: s.sent("PATCH", original(token)))
    return token


def original(token: str) -> str:
    """The message in which the interaction with that token is answered."""
    return f"/webhooks/*/{token}/messages/@original"


def shown(server: Loopback, token: str) -> int:
    """How often an answer was shown for that token."""
    return len(server.sent("PATCH", original(token)))


def words(request: Request) -> str:
    """What a message says."""
    return "\n".join(part.get("content", "") for part in walk(request.json["components"]))


async def acknowledged(server: Loopback, token: str) -> int:
    """The type of the first response to that interaction."""
    callback = f"/interactions/*/{token}/callback"
    await server.until(lambda s: s.sent("POST", callback))
    return int(server.sent("POST", callback)[0].json["type"])


async def settled(server: Loopback) -> None:
    """Another question asked and answered: whatever was on its way before has arrived."""
    server.faults.clear()
    await answered(server, "help")


# the gateway --------------------------------------------------------------------------------


async def test_a_dropped_connection_is_taken_up_again(tmp_path: Path) -> None:
    """After a hiccup of the network the bot is gone until somebody restarts it."""
    async with serving(tmp_path) as (server, _):
        await server.drop()
        await server.until(lambda s: s.identified[-1] == "resume")
        assert shown(server, await answered(server)) == 1


async def test_an_answer_under_way_outlives_the_connection(tmp_path: Path) -> None:
    """The line drops while an answer is made; it is lost, or it comes twice when the event is sent again."""
    async with serving(tmp_path) as (server, _):
        server.hold = asyncio.Event()
        token = await server.slash("topics")
        await server.until(lambda s: shown(s, token))
        await server.drop()
        await server.until(lambda s: s.identified[-1] == "resume")
        server.hold.set()
        await server.again(token)  # Discord sends anew what it does not know to have arrived
        await settled(server)
        assert shown(server, token) == 1
        assert len(server.sent("POST", f"/interactions/*/{token}/callback")) == 1


async def test_an_invalid_session_is_begun_anew(tmp_path: Path) -> None:
    """A session that Discord forgot leaves the bot deaf."""
    async with serving(tmp_path) as (server, _):
        server.resumable = False
        await server.drop()
        await server.until(lambda s: s.identified[-1] == "identify" and "refused" in s.identified)
        assert shown(server, await answered(server)) == 1
        assert len(server.sent("PUT", "/applications/*/commands")) == 1, "and the commands were sent again"


@pytest.mark.parametrize(("resumable", "how"), [(True, "resume"), (False, "identify")])
async def test_a_session_called_invalid_on_an_open_line(tmp_path: Path, resumable: bool, how: str) -> None:
    """Discord ends the session in the middle, and the bot never comes back."""
    async with serving(tmp_path) as (server, _):
        before = len(server.identified)
        await server.order(9, resumable)
        await server.until(lambda s: len(s.identified) > before and s.identified[-1] == how)
        assert shown(server, await answered(server)) == 1


async def test_a_request_to_reconnect_is_followed(tmp_path: Path) -> None:
    """Discord moves the bot to another machine, and it never comes back."""
    async with serving(tmp_path) as (server, _):
        await server.order(7)
        await server.until(lambda s: s.identified[-1] == "resume")
        assert shown(server, await answered(server)) == 1


# requests -----------------------------------------------------------------------------------


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_rate_limit_is_waited_out(tmp_path: Path, everywhere: bool) -> None:
    """An answer is lost, or sent again and again, when Discord asks to slow down."""
    async with serving(tmp_path) as (server, _):
        body = {"message": "You are being rate limited.", "retry_after": 0.2, "global": everywhere}
        headers = {"Retry-After": "1", "Via": "1.1 google", "X-RateLimit-Scope": "global" if everywhere else "user"}
        server.faults.append(Fault("PATCH", "/webhooks/*", 429, body, headers))
        token = await server.slash("topics")
        await server.until(lambda s: shown(s, token) == 2)
        await settled(server)
        assert shown(server, token) == 2, "one refused, one taken"


async def test_errors_at_discord_are_tried_again(tmp_path: Path) -> None:
    """A moment's outage at Discord costs the answer."""
    async with serving(tmp_path) as (server, _):
        server.faults += [Fault("PATCH", "/webhooks/*", 500), Fault("PATCH", "/webhooks/*", 502)]
        token = await server.slash("topics")
        await server.until(lambda s: shown(s, token) == 3)
        await settled(server)
        assert shown(server, token) == 3
        assert not server.sent("POST", "/channels/*/messages")


async def test_an_acknowledgment_that_discord_took_and_called_an_error(tmp_path: Path) -> None:
    """Discord answers 502 to what it has done; the person waits forever, or is answered twice."""
    async with serving(tmp_path) as (server, _):
        server.faults.append(Fault("POST", "/interactions/*", 502, done=True))
        token = await answered(server)
        await settled(server)
        assert shown(server, token) == 1
        assert "Topics" in words(server.sent("PATCH", original(token))[0])
        assert not server.sent("POST", "/channels/*/messages")


async def test_a_line_that_breaks_while_the_answer_is_sent(tmp_path: Path) -> None:
    """The answer is replaced by an apology because one connection broke."""
    async with serving(tmp_path) as (server, _):
        server.faults.append(Fault("PATCH", "/webhooks/*", 0, broken=True))
        token = await server.slash("topics")
        await server.until(lambda s: shown(s, token) == 2)
        await settled(server)
        assert [("Topics" in words(r)) for r in server.sent("PATCH", original(token))] == [True, True]


async def test_an_answer_whose_message_is_gone_goes_to_the_channel_once(tmp_path: Path) -> None:
    """The answer is made and nobody ever sees it; or it is posted twice."""
    async with serving(tmp_path) as (server, _):
        gone = {"message": "Unknown Webhook", "code": 10015}
        server.faults.append(Fault("PATCH", "/webhooks/*", 404, gone, times=9))
        await server.slash("topics")
        await server.until(lambda s: s.sent("POST", f"/channels/{CHANNEL}/messages"))
        await settled(server)
        (posted,) = server.sent("POST", "/channels/*/messages")
        assert "Topics" in words(posted) and posted.json["enforce_nonce"]


async def test_a_private_answer_whose_message_is_gone_goes_to_its_asker_alone(tmp_path: Path) -> None:
    """A private answer is lost, or posted where everybody reads it."""
    async with serving(tmp_path) as (server, _):
        gone = {"message": "Unknown Webhook", "code": 10015}
        server.faults.append(Fault("PATCH", "/webhooks/*", 404, gone, times=9))
        await server.slash("status")
        await server.until(lambda s: s.sent("POST", f"/channels/{DIRECT}/messages"))
        await settled(server)
        (posted,) = server.sent("POST", "/channels/*/messages")
        assert "Status" in words(posted)


async def test_an_interaction_that_was_too_late_still_gets_its_answer(tmp_path: Path) -> None:
    """Under load the person sees "did not respond", and the answer that was made goes nowhere."""
    async with serving(tmp_path) as (server, _):
        late = {"message": "Unknown interaction", "code": 10062}
        server.faults.append(Fault("POST", "/interactions/*", 404, late, times=9))
        await server.slash("topics")
        await server.until(lambda s: s.sent("POST", f"/channels/{CHANNEL}/messages"))
        await settled(server)
        assert len(server.sent("POST", "/channels/*/messages")) == 1


async def test_a_refusal_that_is_too_late_is_told_to_its_asker(tmp_path: Path) -> None:
    """Somebody mistypes a name at a bad moment, and is never told."""
    async with serving(tmp_path) as (server, _):
        late = {"message": "Unknown interaction", "code": 10062}
        server.faults.append(Fault("POST", "/interactions/*", 404, late, times=9))
        await server.slash("help", command="nothing")
        await server.until(lambda s: s.sent("POST", f"/channels/{DIRECT}/messages"))
        await settled(server)
        (posted,) = server.sent("POST", "/channels/*/messages")
        assert "There is no command" in words(posted)


@pytest.mark.parametrize(("status", "code"), [(403, 50001), (404, 10003)], ids=["no permission", "no channel"])
async def test_a_channel_or_permission_lost_between(tmp_path: Path, status: int, code: int) -> None:
    """The channel goes while the answer is made, and whoever asked never gets it."""
    async with serving(tmp_path) as (server, _):
        lost = {"message": "Missing Access", "code": code}
        server.faults += [
            Fault("PATCH", "/webhooks/*", status, lost, times=9),
            Fault("POST", f"/channels/{CHANNEL}/*", status, lost, times=9),
        ]
        await server.slash("topics")
        await server.until(lambda s: s.sent("POST", f"/channels/{DIRECT}/messages"))
        await settled(server)
        (posted,) = server.sent("POST", f"/channels/{DIRECT}/messages")
        assert "Topics" in words(posted)


async def test_an_answer_that_can_go_nowhere_is_in_the_log(tmp_path: Path) -> None:
    """An answer is lost and nobody can find out."""
    async with Loopback() as server, program(tmp_path, server) as running:
        await server.ready()
        server.faults += [
            Fault("PATCH", "/webhooks/*", 404, {"message": "Unknown Webhook", "code": 10015}, times=9),
            Fault("POST", "/channels/*", 403, {"message": "Missing Access", "code": 50001}, times=9),
        ]
        await server.slash("topics")
        await server.until(lambda s: len(s.sent("POST", "/channels/*/messages")) == 2)
        await settled(server)
        assert await running.stop() == 0
        assert "An answer is lost" in await running.said()


# the end ------------------------------------------------------------------------------------


async def test_what_takes_too_long_when_the_bot_is_stopped_is_told(tmp_path: Path) -> None:
    """A restart in the middle of long work leaves a message that waits forever, or keeps the bot from ending."""
    async with serving(tmp_path, stop_seconds=0.5) as (server, running):
        server.hold_file = asyncio.Event()
        token = await server.brief_this()
        await server.until(lambda s: s.asked_for_file)
        assert await running.stop() == 0
        server.hold_file.set()
        told = [r for r in server.requests if token in r.path and r.json and "components" in r.json]
        assert ["I am being restarted" in words(r) for r in told] == [True]


async def test_what_is_nearly_done_when_the_bot_is_stopped_is_finished(tmp_path: Path) -> None:
    """A restart throws away an answer that took a second more."""
    async with serving(tmp_path, stop_seconds=60) as (server, running):
        server.file = TEXT.encode() * 3
        server.hold_file = asyncio.Event()
        token = await server.brief_this()
        await server.until(lambda s: s.asked_for_file)
        running.process.terminate()
        while await acknowledged(server, await server.slash("help")) != AT_ONCE:
            pass  # the signal is on its way; what is asked after it is refused
        server.hold_file.set()
        await server.until(lambda s: shown(s, token))
        assert "56.15%" in words(server.sent("PATCH", original(token))[0])
