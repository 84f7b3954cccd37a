"""The loopback Discord with Discord's limits: 50 requests a second in all, 5 messages in 5 s a channel."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from typing import Any

from aiohttp import web

from tests.process.loopback import Loopback, _json

GLOBAL, CHANNEL, WINDOW = 50, 5, 5.0


class LimitedLoopback(Loopback):
    """Answers 429 as Discord does; drops a message whose nonce it has seen."""

    def __init__(self) -> None:
        super().__init__()
        self.refused = 0
        self.arrived: list[tuple[float, str, dict[str, Any]]] = []  # when, channel, body
        self._all: deque[float] = deque()
        self._by_channel: defaultdict[str, deque[float]] = defaultdict(deque)
        self._by_nonce: dict[tuple[str, str], dict[str, Any]] = {}

    def _answer(self, method: str, path: str, body: Any) -> web.StreamResponse:
        if not (method == "POST" and path.startswith("/channels/") and path.endswith("/messages")):
            return super()._answer(method, path, body)
        now, channel = time.monotonic(), path.split("/")[2]
        mine = self._by_channel[channel]
        for times, window in ((self._all, 1.0), (mine, WINDOW)):
            while times and times[0] <= now - window:
                times.popleft()
        if len(self._all) >= GLOBAL:
            return self._wait(1.0 - (now - self._all[0]), everywhere=True)
        if len(mine) >= CHANNEL:
            return self._wait(WINDOW - (now - mine[0]), everywhere=False)
        self._all.append(now)
        mine.append(now)
        key = (channel, str(body.get("nonce")))
        if key not in self._by_nonce:
            self._by_nonce[key] = {**self._message(body), "channel_id": channel}
            self.arrived.append((now, channel, body))
        response = _json(self._by_nonce[key])
        response.headers["X-RateLimit-Limit"] = str(CHANNEL)
        response.headers["X-RateLimit-Remaining"] = str(CHANNEL - len(mine))
        response.headers["X-RateLimit-Reset-After"] = f"{WINDOW - (now - mine[0]):.3f}"
        response.headers["X-RateLimit-Bucket"] = "messages"
        return response

    def _wait(self, seconds: float, *, everywhere: bool) -> web.StreamResponse:
        self.refused += 1
        response = _json(
            {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": everywhere},
            status=429,
            headers={"Retry-After": str(max(1, round(seconds)))},
        )
        response.headers["X-RateLimit-Scope"] = "global" if everywhere else "user"
        if everywhere:
            response.headers["X-RateLimit-Global"] = "true"
        return response
