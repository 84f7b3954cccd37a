"""A Discord of our own on this machine: REST and gateway, as much as the bot uses, with faults to order.

It is what Discord is on the wire, so that the real program can be run against it whole.
"""

from __future__ import annotations

import asyncio
import fnmatch
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

TOKEN = "loopback.good.token"
APPLICATION = "1100000000000000001"
GUILD, CHANNEL, USER = "1200000000000000001", "1300000000000000001", "1400000000000000001"
DIRECT = "1600000000000000001"
BOT = {"id": APPLICATION, "username": "precis", "discriminator": "0", "avatar": None, "bot": True}
ALICE = {"id": USER, "username": "alice", "discriminator": "0", "avatar": None}
EVERYTHING = str((1 << 50) - 1)


@dataclass(frozen=True, slots=True)
class Request:
    """A REST request as it arrived."""

    method: str
    path: str
    json: Any


@dataclass(slots=True)
class Fault:
    """What to answer ``times`` requests with instead."""

    method: str
    path: str
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    done: bool = False  # the request is carried out all the same
    broken: bool = False  # it is carried out, and then the line breaks


class Loopback:
    """The server. ``requests`` and ``identified`` are what the bot did so far."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.identified: list[str] = []  # "identify" or "resume", in order
        self.faults: list[Fault] = []
        self.refuse_with: int | None = None  # a gateway close code
        self.resumable = True
        self.hold: asyncio.Event | None = None  # while set and not done, PATCHes of answers wait
        self._sockets: list[web.WebSocketResponse] = []
        self._runner: web.AppRunner | None = None
        self._ids = itertools.count(1500000000000000001)
        self._sequence = itertools.count(1)
        self._commands: list[dict[str, Any]] = []
        self._changed = asyncio.Condition()
        self._taken: set[str] = set()  # tokens of the interactions that were acknowledged
        self._sent: dict[str, Any] = {}  # interactions by their tokens
        self.file = b""  # what an attachment holds
        self.hold_file: asyncio.Event | None = None  # while set and not done, the attachment is not served
        self.asked_for_file = 0
        self.api = ""

    async def __aenter__(self) -> Loopback:
        app = web.Application()
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/attachments/{name}", self._attachment)
        app.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api = f"http://127.0.0.1:{port}/api/v10"
        return self

    async def __aexit__(self, *exc: object) -> None:
        for socket in self._sockets:
            await socket.close()
        assert self._runner is not None
        await self._runner.cleanup()

    async def until(self, happened: Callable[[Loopback], Any], seconds: float = 60.0) -> None:
        """Wait until ``happened`` is true of the server. TimeoutError after ``seconds``."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: happened(self))

    def sent(self, method: str, path: str) -> list[Request]:
        """The requests whose path matches the pattern, in order."""
        return [r for r in self.requests if r.method == method and fnmatch.fnmatch(r.path, path)]

    async def ready(self) -> None:
        """Wait until the bot has its gateway session and its commands are known."""
        await self.until(lambda s: s.identified and s._sockets and s._commands)

    # what people do ----------------------------------------------------------------------

    async def slash(self, name: str, **options: Any) -> str:
        """Somebody uses a command; the interaction's token."""
        kinds = {str: 3, int: 4, bool: 5}
        data = {
            "id": next(c["id"] for c in self._commands if c["name"] == name),
            "name": name,
            "type": 1,
            "options": [{"name": k, "type": kinds[type(v)], "value": v} for k, v in options.items()],
        }
        return await self.interact(2, data)

    async def brief_this(self, name: str = "report.txt") -> str:
        """Somebody uses the message menu on a message with an attachment; the interaction's token."""
        attachment = {
            "id": "1", "filename": name, "size": max(len(self.file), 1), "proxy_url": self.file_url(name),
            "url": self.file_url(name),
        }  # fmt: skip
        message = {**self._message({}), "id": "42", "author": ALICE, "attachments": [attachment]}
        command = next(c["id"] for c in self._commands if c["name"] == "Brief this")
        resolved = {"messages": {"42": message}}
        data = {"id": command, "name": "Brief this", "type": 3, "target_id": "42", "resolved": resolved}
        return await self.interact(2, data)

    async def interact(self, kind: int, data: dict[str, Any], **extra: Any) -> str:
        """Send an interaction of that type; its token."""
        number = str(next(self._ids))
        token = f"token{number}"
        channel = {"id": CHANNEL, "type": 0, "name": "desk", "position": 0, "permissions": EVERYTHING}
        member = {"user": ALICE, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0}
        self._sent[token] = {
                "id": number, "application_id": APPLICATION, "type": kind, "data": data, "token": token,
                "version": 1, "guild_id": GUILD, "channel_id": CHANNEL, "channel": channel,
                "member": {**member, "permissions": EVERYTHING, "deaf": False, "mute": False},
                "locale": "en-US", "guild_locale": "en-US", "app_permissions": EVERYTHING,
                "entitlements": [], "authorizing_integration_owners": {"0": GUILD}, "context": 0,
                "attachment_size_limit": 10_000_000, **extra,
            }  # fmt: skip
        await self.dispatch("INTERACTION_CREATE", self._sent[token])
        return token

    def file_url(self, name: str) -> str:
        return self.api.replace("/api/v10", f"/attachments/{name}")

    async def _attachment(self, request: web.Request) -> web.Response:
        async with self._changed:
            self.asked_for_file += 1
            self._changed.notify_all()
        if self.hold_file is not None:
            await self.hold_file.wait()
        return web.Response(body=self.file)

    # the gateway -------------------------------------------------------------------------

    async def again(self, token: str) -> None:
        """Send an interaction once more, as after a resumed connection."""
        await self.dispatch("INTERACTION_CREATE", self._sent[token])

    async def dispatch(self, event: str, data: Any) -> None:
        """Send an event over the newest connection."""
        await self._say(self._sockets[-1], 0, data, event)

    async def drop(self, code: int = 4000) -> None:
        """Close the newest connection from this side."""
        await self._sockets[-1].close(code=code)

    async def order(self, op: int, data: Any = None) -> None:
        """Send a bare opcode: 7 asks to reconnect, 9 says that the session is invalid."""
        await self._say(self._sockets[-1], op, data)

    async def _say(self, socket: web.WebSocketResponse, op: int, data: Any, event: str | None = None) -> None:
        sequence = next(self._sequence) if op == 0 else None
        await socket.send_str(json.dumps({"op": op, "d": data, "s": sequence, "t": event}))

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self._say(socket, 10, {"heartbeat_interval": 41250})
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            received = json.loads(message.data)
            if received["op"] == 1:
                await self._say(socket, 11, None)
            elif received["op"] in (2, 6):
                if self.refuse_with is not None:
                    await socket.close(code=self.refuse_with)
                    break
                await self._welcome(socket, resumed=received["op"] == 6)
        return socket

    async def _welcome(self, socket: web.WebSocketResponse, *, resumed: bool) -> None:
        if resumed and not self.resumable:
            await self._note("refused")
            await self._say(socket, 9, False)
            return
        self._sockets.append(socket)
        if resumed:
            await self._say(socket, 0, {}, "RESUMED")
            await self._note("resume")
            return
        url = self.api.replace("http://", "ws://").replace("/api/v10", "/gateway")
        guild = {
            "id": GUILD, "name": "Newsroom", "owner_id": USER, "member_count": 2, "roles": [],
            "emojis": [], "features": [], "channels": [], "members": [], "threads": [], "stickers": [],
            "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
            "mfa_level": 0, "premium_tier": 0, "nsfw_level": 0, "system_channel_flags": 0,
            "preferred_locale": "en-US", "afk_timeout": 300,
        }  # fmt: skip
        application = {"id": APPLICATION, "flags": 0}
        ready = {
            "v": 10, "user": BOT, "guilds": [{"id": GUILD, "unavailable": True}], "session_id": "session",
            "resume_gateway_url": url, "application": application,
        }  # fmt: skip
        await self._say(socket, 0, ready, "READY")
        await self._say(socket, 0, guild, "GUILD_CREATE")
        await self._note("identify")

    async def _note(self, how: str) -> None:
        async with self._changed:
            self.identified.append(how)
            self._changed.notify_all()

    # REST --------------------------------------------------------------------------------

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        body = await request.json() if request.content_type == "application/json" and request.can_read_body else None
        async with self._changed:
            self.requests.append(Request(request.method, path, body))
            self._changed.notify_all()
        if self.hold is not None and request.method == "PATCH":
            await self.hold.wait()
        for fault in self.faults:
            if fault.times and fault.method == request.method and fnmatch.fnmatch(path, fault.path):
                fault.times -= 1
                if fault.done or fault.broken:
                    self._answer(request.method, path, body)
                if fault.broken:
                    assert request.transport is not None
                    request.transport.close()
                    return web.Response()
                return _json(fault.body or {}, status=fault.status, headers=fault.headers)
        if not path.startswith(("/webhooks/", "/interactions/")) and (
            request.headers.get("Authorization") != f"Bot {TOKEN}"
        ):
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        return self._answer(request.method, path, body)

    def _answer(self, method: str, path: str, body: Any) -> web.StreamResponse:
        if path == "/users/@me":
            return _json(BOT)
        if path == "/oauth2/applications/@me":
            return _json(
                {
                    "id": APPLICATION, "name": "Precis", "description": "", "icon": None, "flags": 0,
                    "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "owner": ALICE,
                    "team": None,
                }
            )  # fmt: skip
        if path.endswith("/commands"):
            self._commands = [
                {"description": "", **c, "id": str(next(self._ids)), "application_id": APPLICATION, "version": "1"}
                for c in body
            ]
            return _json(self._commands)
        if path.endswith("/callback"):
            _, _, number, token, _ = path.split("/")
            if token in self._taken:
                return _json({"message": "Interaction has already been acknowledged.", "code": 40060}, status=400)
            self._taken.add(token)
            return _json({"interaction": {"id": number, "type": 2}})
        if path.startswith("/webhooks/") and path.split("/")[3] not in self._taken:
            return _json({"message": "Unknown Webhook", "code": 10015}, status=404)
        if path == "/users/@me/channels":
            return _json({"id": DIRECT, "type": 1, "recipients": [ALICE], "last_message_id": None})
        if method in ("PATCH", "POST") and ("/messages" in path or path.startswith("/webhooks/")):
            return _json(self._message(body))
        if method == "DELETE":
            return web.Response(status=204)
        return _json({"message": "404: Not Found", "code": 0}, status=404)

    def _message(self, body: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": str(next(self._ids)), "channel_id": CHANNEL, "author": BOT, "content": "", "type": 0,
            "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": [], "pinned": False, "flags": body.get("flags", 0),
            "components": body.get("components", []),
        }  # fmt: skip


def _json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """discord.py reads a body as JSON only when its type is exactly this, without a charset."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")
